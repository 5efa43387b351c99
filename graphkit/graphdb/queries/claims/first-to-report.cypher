// First to report
// For each claim that several outlets tell: who had it on the first day, and who followed.
// Outlets of the same day are named together; reports without a known day are left out.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (c:Claim)-[r:REPORTED_BY]->(o:Outlet)
WHERE (graph = '' OR c.graph = graph) AND toLower(c.text) CONTAINS toLower(words) AND size(toString(r.first_seen)) >= 10
WITH c, o, date(r.first_seen) AS day ORDER BY day, o.name
WITH c, collect({outlet: o.name, day: day}) AS told
WHERE size(told) > 1
RETURN c.text AS claim, toString(told[0].day) AS day,
  [t IN told WHERE t.day = told[0].day | t.outlet] AS first,
  [t IN told WHERE t.day > told[0].day | t.outlet] AS later
ORDER BY day, claim
LIMIT 100
