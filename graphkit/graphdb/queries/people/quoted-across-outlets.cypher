// People quoted across outlets
// People by the number of outlets that report their claims.
MATCH (p:Person)-[:SAID]->(c:Claim)-[:REPORTED_BY]->(o:Outlet)
WITH p, count(DISTINCT o) AS outlets, count(DISTINCT c) AS claims
WHERE outlets > 1
RETURN p.name AS person, outlets, claims
ORDER BY outlets DESC, claims DESC, person
LIMIT 50
