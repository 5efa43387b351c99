// Claims that can be checked
// What could be found true or false (events, numbers, accusations, denials) with a chance of a half
// or more, surest first.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (c:Claim)
WHERE (graph = '' OR c.graph = graph) AND c.checkable >= 0.5 AND toLower(c.text) CONTAINS toLower(words)
OPTIONAL MATCH (source)-[s:SAID]->(c)
WITH c, collect(DISTINCT source.name) AS said_by, collect(DISTINCT s.stance) AS stances
RETURN c.checkable AS checkable, c.text AS claim, said_by, stances,
  toString(c.first_reported) AS first_reported
ORDER BY checkable DESC, claim
LIMIT 200
