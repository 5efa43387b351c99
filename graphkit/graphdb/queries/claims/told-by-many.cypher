// Claims told by many outlets
// Claims by the number of outlets that report them.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (c:Claim)-[r:REPORTED_BY]->(o:Outlet)
WHERE (graph = '' OR c.graph = graph) AND toLower(c.text) CONTAINS toLower(words)
WITH c, collect(DISTINCT o.name) AS outlets, max(toString(r.last_seen)) AS last
WHERE size(outlets) > 1
RETURN c.text AS claim, size(outlets) AS outlets, outlets AS which,
  toString(c.first_reported) AS first_reported, last AS last_reported
ORDER BY outlets DESC, claim
LIMIT 50
