// Claims told by many outlets
// Claims by the number of outlets that report them.
MATCH (c:Claim)-[:REPORTED_BY]->(o:Outlet)
WITH c, collect(DISTINCT o.name) AS outlets
WHERE size(outlets) > 1
RETURN c.text AS claim, size(outlets) AS outlets, outlets AS which
ORDER BY outlets DESC, claim
LIMIT 50
