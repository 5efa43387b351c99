// The words behind a relationship
// Every quote that a relationship rests on, with document, offsets and confidence.
// Parameter type: SAID, CITED, DISPUTES, REPORTED_BY …
WITH 'SAID' AS type
MATCH (a)-[r]->(b)
WHERE type(r) = type AND r.quotes IS NOT NULL
UNWIND range(0, size(r.quotes) - 1) AS i
RETURN a.name AS from, type(r) AS type, b.name AS to, r.quotes[i] AS quote, r.docs[i] AS article,
  r.starts[i] AS start, r.ends[i] AS end, r.confidences[i] AS confidence
ORDER BY from, to, article, start
LIMIT 200
