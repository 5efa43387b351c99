// Posts most embedded
// Social posts by the number of articles that embed them.
MATCH (p:SocialPost)-[:APPEARS_IN]->(a:Article)
RETURN p.author AS author, p.handle AS handle, toString(p.published) AS published, p.text AS text,
  count(DISTINCT a) AS articles
ORDER BY articles DESC, author, text
LIMIT 25
