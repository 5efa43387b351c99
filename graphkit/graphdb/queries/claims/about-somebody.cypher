// Claims about somebody
// What is said about a person or body, by whom, and since when.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter name: part of the name of a person or body; '' is everybody
WITH '' AS graph, '' AS name
MATCH (c:Claim)-[:ABOUT]->(x)
WHERE (graph = '' OR c.graph = graph) AND toLower(x.name) CONTAINS toLower(name)
OPTIONAL MATCH (source)-[:SAID]->(c)
WITH x, c, collect(DISTINCT source.name) AS said_by
RETURN x.name AS about, c.text AS claim, said_by, toString(c.first_reported) AS first_reported
ORDER BY about, claim, first_reported
LIMIT 200
