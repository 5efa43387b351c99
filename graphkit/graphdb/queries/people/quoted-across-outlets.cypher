// People quoted across outlets
// People by the number of outlets that report their claims.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a person's name; '' is everybody
WITH '' AS graph, '' AS words
MATCH (p:Person)-[:SAID]->(c:Claim)-[r:REPORTED_BY]->(o:Outlet)
WHERE (graph = '' OR p.graph = graph) AND toLower(p.name) CONTAINS toLower(words)
WITH p, count(DISTINCT o) AS outlets, count(DISTINCT c) AS claims,
  min(toString(r.first_seen)) AS first_seen, max(toString(r.last_seen)) AS last_seen
WHERE outlets > 1
RETURN p.name AS person, outlets, claims, first_seen, last_seen
ORDER BY outlets DESC, claims DESC, person
LIMIT 50
