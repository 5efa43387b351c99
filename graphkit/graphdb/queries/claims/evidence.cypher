// The words behind a relationship
// Every quote that a relationship rests on, with document, offsets and confidence.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter type: SAID, CITED, DISPUTES, REPORTED_BY …; '' is all of them
// Parameter words: part of the name of one end; '' is everything
WITH '' AS graph, '' AS type, '' AS words
MATCH (a)-[r]->(b)
WHERE (graph = '' OR r.graph = graph) AND (type = '' OR type(r) = type) AND r.quotes IS NOT NULL
  AND (toLower(a.name) CONTAINS toLower(words) OR toLower(b.name) CONTAINS toLower(words))
UNWIND range(0, size(r.quotes) - 1) AS i
RETURN a.name AS from, type(r) AS type, b.name AS to, r.quotes[i] AS quote, r.docs[i] AS article,
  r.starts[i] AS start, r.ends[i] AS end, r.confidences[i] AS confidence,
  toString(r.first_seen) AS first_seen
ORDER BY from, to, type, article, start
LIMIT 200
