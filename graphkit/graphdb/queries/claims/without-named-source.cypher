// Claims without a named source
// What is told with nobody named who said it.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (c:Claim)
WHERE (graph = '' OR c.graph = graph) AND toLower(c.text) CONTAINS toLower(words) AND NOT ()-[:SAID]->(c) AND NOT ()-[:STATES]->(c)
OPTIONAL MATCH (c)-[:REPORTED_BY]->(o)
WITH c, collect(DISTINCT o.name) AS told_by
RETURN c.text AS claim, c.kind AS kind, told_by, toString(c.first_reported) AS first_reported
ORDER BY size(told_by) DESC, claim
LIMIT 200
