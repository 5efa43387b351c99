// Claims about somebody
// What is said about a person or body, and by whom.
// Parameter name: part of the name; '' is everybody
WITH '' AS name
MATCH (c:Claim)-[:ABOUT]->(x)
WHERE toLower(x.name) CONTAINS toLower(name)
OPTIONAL MATCH (source)-[:SAID]->(c)
RETURN x.name AS about, c.text AS claim, collect(DISTINCT source.name) AS said_by
ORDER BY about, claim
LIMIT 200
