// Articles that share claims
// Pairs of articles by the number of claims that both tell.
MATCH (a:Article)<-[:APPEARS_IN]-(c:Claim)-[:APPEARS_IN]->(b:Article)
WHERE a.id < b.id
WITH a, b, c ORDER BY c.text, c.id
WITH a, b, collect(c.text) AS texts
RETURN a.title AS one, b.title AS other, size(texts) AS claims, texts[..3] AS some
ORDER BY claims DESC, one, other
LIMIT 50
