// Most disputed claims
// Claims by the number of those who dispute them.
MATCH (d)-[r:DISPUTES]->(c:Claim)
OPTIONAL MATCH (source)-[:SAID]->(c)
RETURN c.text AS claim, collect(DISTINCT source.name) AS of, count(DISTINCT d) AS disputes,
  max(r.confidence) AS confidence
ORDER BY disputes DESC, confidence DESC, claim
LIMIT 50
