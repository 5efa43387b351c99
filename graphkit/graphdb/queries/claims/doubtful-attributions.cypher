// Doubtful attributions
// Who-said-what with the lowest confidence: look at these first when you check.
MATCH (p)-[s:SAID]->(c:Claim)
RETURN p.name AS speaker, c.text AS claim, s.confidence AS confidence, s.quotes[0] AS quote,
  s.docs[0] AS article
ORDER BY confidence, speaker, claim
LIMIT 50
