// Writers and whom they quote
// For every by-line: the people whose claims appear in the writer's articles.
MATCH (w:Person)-[:WROTE]->(a:Article)<-[:APPEARS_IN]-(c:Claim)<-[:SAID]-(p)
WHERE p <> w
RETURN w.name AS writer, p.name AS quoted, count(DISTINCT c) AS claims, count(DISTINCT a) AS articles
ORDER BY writer, claims DESC, quoted
LIMIT 200
