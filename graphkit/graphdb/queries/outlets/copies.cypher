// Copies
// Articles that copy or syndicate another one, the later to the earlier.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of an article's title; '' is everything
WITH '' AS graph, '' AS words
MATCH (later:Article)-[r:COPIES]->(earlier:Article)
WHERE (graph = '' OR later.graph = graph) AND (toLower(later.name) CONTAINS toLower(words) OR toLower(earlier.name) CONTAINS toLower(words))
OPTIONAL MATCH (later)-[:PUBLISHED_BY]->(o:Outlet)
OPTIONAL MATCH (earlier)-[:PUBLISHED_BY]->(p:Outlet)
RETURN later.name AS copy, o.name AS in, toString(later.published) AS published, earlier.name AS of,
  p.name AS from, toString(earlier.published) AS of_published, r.confidence AS confidence
ORDER BY confidence DESC, copy
LIMIT 100
