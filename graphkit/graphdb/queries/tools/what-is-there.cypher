// What is there
// Nodes by label and relationships by type, for each graph in the database.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a label or type; '' is all of them
WITH '' AS graph, '' AS words
MATCH (n) WHERE n.graph IS NOT NULL AND n.id IS NOT NULL AND (graph = '' OR n.graph = graph)
WITH words, n.graph AS graph, labels(n)[0] AS what, count(*) AS number
WHERE toLower(what) CONTAINS toLower(words)
RETURN graph, what, number
UNION ALL
WITH '' AS graph, '' AS words
MATCH ()-[r]->() WHERE r.graph IS NOT NULL AND (graph = '' OR r.graph = graph)
WITH words, r.graph AS graph, type(r) AS what, count(*) AS number
WHERE toLower(what) CONTAINS toLower(words)
RETURN graph, what, number
