// Posts most embedded
// Social posts by the number of articles that embed them.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a post or its author's name; '' is everything
WITH '' AS graph, '' AS words
MATCH (p:SocialPost)-[:APPEARS_IN]->(a:Article)
WHERE (graph = '' OR p.graph = graph) AND (toLower(p.name) CONTAINS toLower(words) OR toLower(p.text) CONTAINS toLower(words))
WITH p, count(DISTINCT a) AS articles
RETURN p.author AS author, p.handle AS handle, toString(p.published) AS published, p.text AS text,
  articles
ORDER BY articles DESC, author, text
LIMIT 25
