// Outlets and their sources
// Whom each outlet lets speak, and how much.
MATCH (p)-[:SAID]->(c:Claim)-[:REPORTED_BY]->(o:Outlet)
RETURN o.name AS outlet, p.name AS source, labels(p)[0] AS kind, count(DISTINCT c) AS claims
ORDER BY outlet, claims DESC, source
LIMIT 300
