// What is there
// Nodes by label and relationships by type, for each graph in the database.
MATCH (n) WHERE n.graph IS NOT NULL AND n.id IS NOT NULL
RETURN n.graph AS graph, labels(n)[0] AS what, count(*) AS number
UNION ALL
MATCH ()-[r]->() WHERE r.graph IS NOT NULL
RETURN r.graph AS graph, type(r) AS what, count(*) AS number
