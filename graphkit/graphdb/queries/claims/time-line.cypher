// Time line of a claim
// Every post and article that holds a claim of these words, first to last, as `graphkit trace` and
// the page have it: by day; on one day posts, then what others rely on, then by the time of day.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of the claim's text; '' is every claim
WITH '' AS graph, '' AS words
MATCH (c:Claim)
WHERE (graph = '' OR c.graph = graph) AND toLower(c.text) CONTAINS toLower(words)
MATCH (c)-[r:APPEARS_IN|STATES]-(p:Article|SocialPost)
OPTIONAL MATCH (p)-[:PUBLISHED_BY]->(o:Outlet)
WITH DISTINCT c, p, collect(DISTINCT o) AS outlets
OPTIONAL MATCH (c)-[:APPEARS_IN]->(other:Article)-[:CITED]->(cited)
WHERE other <> p AND (cited = p OR cited IN outlets)
WITH c, p, outlets, count(DISTINCT other) AS relied_on
OPTIONAL MATCH (source)-[:SAID]->(c)
WITH c, p, relied_on, collect(DISTINCT source.name) AS said_by, toString(p.published) AS published,
  CASE WHEN p:SocialPost THEN 'post on ' + coalesce(p.platform, 'social media')
    ELSE coalesce(outlets[0].name, p.outlet) END AS outlet
RETURN coalesce(published, 'no date') AS published, outlet, c.text AS claim, said_by,
  coalesce(p.title, p.name) AS article, p.url AS url
ORDER BY published = 'no date', substring(published, 0, 10), p:Article, relied_on DESC,
  CASE WHEN size(published) > 10 THEN datetime(published).epochMillis ELSE -1 END,
  CASE WHEN p:Article AND p.name CONTAINS outlet THEN p.name
    WHEN p:Article THEN coalesce(outlet + ': ', '') + p.name
    ELSE outlet + ' by ' + coalesce(p.author, p.handle, 'somebody') END, claim, p.id
LIMIT 200
