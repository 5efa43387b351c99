// Time line of a claim
// Every report of the claims that hold these words, oldest first.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of the claim's text; '' is every claim
WITH '' AS graph, '' AS words
MATCH (c:Claim)-[:APPEARS_IN]->(a:Article)
WHERE (graph = '' OR c.graph = graph) AND toLower(c.text) CONTAINS toLower(words)
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
OPTIONAL MATCH (source)-[:SAID]->(c)
WITH c, a, o, collect(DISTINCT source.name) AS said_by
RETURN toString(a.published) AS published, coalesce(o.name, a.outlet) AS outlet, c.text AS claim, said_by,
  a.title AS article, a.url AS url
ORDER BY date(a.published), published, outlet, claim
LIMIT 200
