// People only one outlet quotes
// People with a claim whose claims were all reported by the same single outlet.
MATCH (p:Person)-[:SAID]->(c:Claim)-[:REPORTED_BY]->(o:Outlet)
WITH p, collect(DISTINCT o.name) AS outlets, count(DISTINCT c) AS claims
WHERE size(outlets) = 1
RETURN p.name AS person, outlets[0] AS outlet, claims
ORDER BY claims DESC, person
LIMIT 100
