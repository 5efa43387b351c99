// Told without the denial
// Outlets that report a disputed claim and none of what disputes it.
MATCH (d:Claim|SocialPost)-[:DISPUTES]->(c:Claim)-[:REPORTED_BY]->(o:Outlet)
WITH c, o, collect(DISTINCT d) AS denials
WHERE none(d IN denials WHERE (d)-[:REPORTED_BY]->(o))
RETURN o.name AS outlet, c.text AS claim, denials[0].text AS denial
ORDER BY outlet, claim
LIMIT 100
