// Who reports first
// Outlets by how often they alone had a claim on the first day that others told too.
// Reports without a known day are left out.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (c:Claim)-[r:REPORTED_BY]->(o:Outlet)
WHERE (graph = '' OR c.graph = graph) AND toLower(c.text) CONTAINS toLower(words) AND size(toString(r.first_seen)) >= 10
WITH c, o, date(r.first_seen) AS day ORDER BY day, o.name
WITH c, collect({outlet: o.name, day: day}) AS told
WHERE size(told) > 1 AND told[0].day < told[1].day
WITH told[0].outlet AS outlet, told[0].day AS day, c ORDER BY outlet, c.text
RETURN outlet, count(*) AS first, collect(c.text)[..3] AS claims, toString(min(day)) AS from_day,
  toString(max(day)) AS to_day
ORDER BY first DESC, outlet
LIMIT 25
