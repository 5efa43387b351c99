// Claims told by one outlet only
// What only a single outlet reports, with its source where one is named.
MATCH (c:Claim)-[:REPORTED_BY]->(o:Outlet)
WITH c, collect(DISTINCT o.name) AS outlets
WHERE size(outlets) = 1
OPTIONAL MATCH (source)-[:SAID]->(c)
RETURN outlets[0] AS outlet, c.text AS claim, collect(DISTINCT source.name) AS sources
ORDER BY outlet, claim
LIMIT 200
