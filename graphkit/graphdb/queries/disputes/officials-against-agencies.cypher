// Officials against agencies
// People who dispute what an agency said, or somebody who speaks for it (a spokesman, a lawyer)
// or who belongs to it (any other role): "how" tells which.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (a:Agency)
WHERE (graph = '' OR a.graph = graph)
MATCH (source)-[:SAID]->(c:Claim)<-[r:DISPUTES]-(d)
WHERE source = a OR (source)-[:AFFILIATED_WITH]->(a)
OPTIONAL MATCH (speaker:Person)-[:SAID|POSTED]->(d)
OPTIONAL MATCH (source)-[role:AFFILIATED_WITH]->(a)
WITH words, a, source, c, r, coalesce(speaker, d) AS person,
  any(told IN collect(toLower(coalesce(role.role, ''))) WHERE told =~ '(.* )?(spokes\\w+|press (secretary|officer|aide|chief)|publicist|solicitor|lawyers?)|(defen[cs]e )?attorneys?|.*(public affairs|public information|media relations|communications (director|chief|officer|secretary)|director of communications).*') AS speaks
WHERE person:Person AND person <> source
  AND (toLower(c.text) CONTAINS toLower(words) OR toLower(person.name) CONTAINS toLower(words) OR toLower(a.name) CONTAINS toLower(words))
OPTIONAL MATCH (person)-[:AFFILIATED_WITH]->(own)
RETURN DISTINCT person.name AS person, own.name AS from, a.name AS agency,
  CASE WHEN source = a THEN 'itself' WHEN speaks THEN 'speaks for it' ELSE 'belongs to it' END AS how,
  source.name AS said_by, c.text AS claim, r.quotes[0] AS quote, r.docs[0] AS article,
  toString(r.first_seen) AS first_seen
ORDER BY agency, person, claim, from, said_by
LIMIT 100
