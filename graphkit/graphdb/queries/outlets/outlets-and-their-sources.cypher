// Outlets and their sources
// Whom each outlet lets speak, how much, and when first and last.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of the name of an outlet or source; '' is everything
WITH '' AS graph, '' AS words
MATCH (p)-[:SAID]->(c:Claim)-[r:REPORTED_BY]->(o:Outlet)
WHERE (graph = '' OR c.graph = graph) AND (toLower(o.name) CONTAINS toLower(words) OR toLower(p.name) CONTAINS toLower(words))
WITH o, p, count(DISTINCT c) AS claims, min(toString(r.first_seen)) AS first_seen,
  max(toString(r.last_seen)) AS last_seen
RETURN o.name AS outlet, p.name AS source, labels(p)[0] AS kind, claims, first_seen, last_seen
ORDER BY outlet, claims DESC, source
LIMIT 300
