// Told without the denial
// Outlets that report a disputed claim and none of what disputes it.
MATCH (d:Claim|SocialPost)-[:DISPUTES]->(c:Claim)-[:REPORTED_BY]->(o:Outlet)
OPTIONAL MATCH (d)-[told:REPORTED_BY]->(o)
WITH c, o, collect(DISTINCT d.text) AS denials, count(told) AS told
WHERE told = 0
RETURN o.name AS outlet, c.text AS claim, denials[0] AS denial
ORDER BY outlet, claim
LIMIT 100
