// Search names, titles and texts
// Full-text search over everything; quotes, AND, OR and * work.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: needed: what to look for, in Lucene's query syntax
WITH '' AS graph, '' AS words
WITH graph, words WHERE words <> ''
CALL db.index.fulltext.queryNodes('graphkit_search', words) YIELD node, score
WHERE graph = '' OR node.graph = graph
RETURN labels(node)[0] AS kind, node.name AS name,
  toString(coalesce(node.published, node.first_reported)) AS date, score
ORDER BY score DESC, name
LIMIT 50
