// Claims told by one outlet only
// What only a single outlet reports, with its source where one is named.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (c:Claim)-[:REPORTED_BY]->(o:Outlet)
WHERE (graph = '' OR c.graph = graph) AND (toLower(c.text) CONTAINS toLower(words) OR toLower(o.name) CONTAINS toLower(words))
WITH DISTINCT c
MATCH (c)-[:REPORTED_BY]->(o:Outlet)
WITH c, collect(DISTINCT o.name) AS outlets
WHERE size(outlets) = 1
OPTIONAL MATCH (source)-[:SAID]->(c)
WITH c, outlets, collect(DISTINCT source.name) AS sources
RETURN outlets[0] AS outlet, c.text AS claim, sources, toString(c.first_reported) AS first_reported
ORDER BY outlet, claim
LIMIT 200
