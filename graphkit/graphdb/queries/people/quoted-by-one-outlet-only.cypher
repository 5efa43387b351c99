// People only one outlet quotes
// People with a claim whose claims were all reported by the same single outlet.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a person's name; '' is everybody
WITH '' AS graph, '' AS words
MATCH (p:Person)-[:SAID]->(c:Claim)-[r:REPORTED_BY]->(o:Outlet)
WHERE (graph = '' OR p.graph = graph) AND toLower(p.name) CONTAINS toLower(words)
WITH p, collect(DISTINCT o.name) AS outlets, count(DISTINCT c) AS claims,
  min(toString(r.first_seen)) AS first_seen, max(toString(r.last_seen)) AS last_seen
WHERE size(outlets) = 1
RETURN p.name AS person, outlets[0] AS outlet, claims, first_seen, last_seen
ORDER BY claims DESC, person
LIMIT 100
