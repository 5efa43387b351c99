// Who speaks for a body
// Claims that agencies and organisations make themselves, that those make who speak for them (a
// spokesman, press officer or lawyer), and that those make who belong to them.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a body's name; '' is every body
WITH '' AS graph, '' AS words
MATCH (b:Agency|Organization)
WHERE (graph = '' OR b.graph = graph) AND toLower(b.name) CONTAINS toLower(words)
OPTIONAL MATCH (b)-[:SAID]->(own:Claim)
WITH b, count(DISTINCT own) AS itself
OPTIONAL MATCH (p:Person)-[r:AFFILIATED_WITH]->(b)
WITH b, itself, p, any(told IN collect(toLower(coalesce(r.role, ''))) WHERE told =~ '(.* )?(spokes\\w+|press (secretary|officer|aide|chief)|publicist|solicitor|lawyers?)|(defen[cs]e )?attorneys?|.*(public affairs|public information|media relations|communications (director|chief|officer|secretary)|director of communications).*') AS speaks
OPTIONAL MATCH (p)-[:SAID]->(c:Claim)
WITH b, itself, p, speaks, count(DISTINCT c) AS claims
WITH b, itself, sum(CASE WHEN speaks THEN claims ELSE 0 END) AS by_its_speakers,
  collect(CASE WHEN speaks THEN p.name END) AS speakers,
  sum(CASE WHEN speaks THEN 0 ELSE claims END) AS by_its_members,
  collect(CASE WHEN NOT speaks THEN p.name END) AS members
WHERE itself + by_its_speakers + by_its_members > 0
RETURN b.name AS body, itself, by_its_speakers, speakers, by_its_members, members
ORDER BY itself + by_its_speakers DESC, by_its_members DESC, body
LIMIT 50
