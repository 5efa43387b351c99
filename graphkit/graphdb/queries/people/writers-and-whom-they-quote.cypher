// Writers and whom they quote
// For every by-line: the people whose claims appear in the writer's articles.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of the name of a writer or source; '' is everybody
WITH '' AS graph, '' AS words
MATCH (w:Person)-[:WROTE]->(a:Article)<-[:APPEARS_IN]-(c:Claim)<-[:SAID]-(p)
WHERE (graph = '' OR w.graph = graph) AND p <> w AND (toLower(w.name) CONTAINS toLower(words) OR toLower(p.name) CONTAINS toLower(words))
WITH w, p, count(DISTINCT c) AS claims, count(DISTINCT a) AS articles,
  min(toString(a.published)) AS first_published, max(toString(a.published)) AS last_published
RETURN w.name AS writer, p.name AS quoted, claims, articles, first_published, last_published
ORDER BY writer, claims DESC, quoted
LIMIT 200
