// Search names, titles and texts
// Full-text search over everything; quotes, AND, OR and * work.
// Parameter words: what to look for, in Lucene's query syntax
WITH 'fire' AS words
CALL db.index.fulltext.queryNodes('graphkit_search', words) YIELD node, score
RETURN labels(node)[0] AS kind, node.name AS name, score
ORDER BY score DESC, name
LIMIT 50
