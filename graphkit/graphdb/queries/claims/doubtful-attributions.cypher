// Doubtful attributions
// Who-said-what with the lowest confidence: look at these first when you check.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (p)-[s:SAID]->(c:Claim)
WHERE (graph = '' OR c.graph = graph) AND (toLower(c.text) CONTAINS toLower(words) OR toLower(p.name) CONTAINS toLower(words))
RETURN p.name AS speaker, c.text AS claim, s.confidence AS confidence, s.quotes[0] AS quote,
  s.docs[0] AS article, toString(s.first_seen) AS first_seen
ORDER BY confidence, speaker, claim
LIMIT 50
