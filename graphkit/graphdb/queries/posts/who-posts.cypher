// Who posts
// People and bodies by their posts, and how many articles embed these.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of an author's name; '' is everybody
WITH '' AS graph, '' AS words
MATCH (p)-[:POSTED]->(s:SocialPost)
WHERE (graph = '' OR s.graph = graph) AND toLower(p.name) CONTAINS toLower(words)
OPTIONAL MATCH (s)-[:APPEARS_IN]->(a:Article)
WITH p, count(DISTINCT s) AS posts, count(DISTINCT a) AS articles,
  min(toString(s.published)) AS first_post, max(toString(s.published)) AS last_post
RETURN p.name AS author, posts, articles, first_post, last_post
ORDER BY posts DESC, articles DESC, author
LIMIT 50
