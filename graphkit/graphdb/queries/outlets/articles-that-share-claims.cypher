// Articles that share claims
// Pairs of articles by the number of claims that both tell.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (a:Article)<-[:APPEARS_IN]-(c:Claim)-[:APPEARS_IN]->(b:Article)
WHERE (graph = '' OR c.graph = graph) AND a.id < b.id AND (toLower(c.text) CONTAINS toLower(words) OR toLower(a.name) CONTAINS toLower(words) OR toLower(b.name) CONTAINS toLower(words))
WITH DISTINCT a, b, c ORDER BY c.text, c.id
WITH a, b, collect(c.text) AS texts
RETURN a.name AS one, b.name AS other, size(texts) AS claims, texts[..3] AS some, toString(a.published) AS one_published,
  toString(b.published) AS other_published
ORDER BY claims DESC, one, other
LIMIT 50
