// Who posts
// People and bodies by their posts, and how many articles embed these.
MATCH (p)-[:POSTED]->(s:SocialPost)
OPTIONAL MATCH (s)-[:APPEARS_IN]->(a:Article)
RETURN p.name AS author, count(DISTINCT s) AS posts, count(DISTINCT a) AS articles
ORDER BY posts DESC, articles DESC, author
LIMIT 50
