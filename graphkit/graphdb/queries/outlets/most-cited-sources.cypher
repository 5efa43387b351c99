// Most cited sources
// People, bodies, outlets, posts and articles that articles and speakers rely on.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a source's name; '' is everything
WITH '' AS graph, '' AS words
MATCH (a)-[r:CITED]->(x)
WHERE (graph = '' OR r.graph = graph) AND toLower(x.name) CONTAINS toLower(words)
WITH x, count(DISTINCT a) AS citers, min(toString(r.first_seen)) AS first_seen,
  max(toString(r.last_seen)) AS last_seen
RETURN x.name AS source, labels(x)[0] AS kind, citers, first_seen, last_seen
ORDER BY citers DESC, source
LIMIT 50
