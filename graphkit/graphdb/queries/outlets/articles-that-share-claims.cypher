// Articles that share claims
// Pairs of articles by the number of claims that both tell.
MATCH (a:Article)<-[:APPEARS_IN]-(c:Claim)-[:APPEARS_IN]->(b:Article)
WHERE a.id < b.id
RETURN a.title AS one, b.title AS other, count(DISTINCT c) AS claims, collect(c.text)[..3] AS some
ORDER BY claims DESC, one, other
LIMIT 50
