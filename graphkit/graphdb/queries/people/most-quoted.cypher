// Most quoted people
// Who is the source of most claims, in how many articles, first and last when.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a person's name; '' is everybody
WITH '' AS graph, '' AS words
MATCH (p:Person)-[s:SAID]->(c:Claim)
WHERE (graph = '' OR p.graph = graph) AND toLower(p.name) CONTAINS toLower(words)
UNWIND s.docs AS doc
WITH p, count(DISTINCT c) AS claims, count(DISTINCT doc) AS articles,
  min(toString(s.first_seen)) AS first_seen, max(toString(s.last_seen)) AS last_seen
RETURN p.name AS person, claims, articles, first_seen, last_seen
ORDER BY claims DESC, articles DESC, person
LIMIT 25
