// Most disputed claims
// Claims by the number of those who dispute them; somebody and what he says count once.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (d)-[r:DISPUTES]->(c:Claim)
WHERE (graph = '' OR c.graph = graph) AND toLower(c.text) CONTAINS toLower(words)
OPTIONAL MATCH (speaker)-[:SAID|POSTED]->(d)
OPTIONAL MATCH (source)-[:SAID]->(c)
WITH c, collect(DISTINCT source.name) AS of, count(DISTINCT coalesce(speaker.name, d.name)) AS disputes,
  max(r.confidence) AS confidence, min(toString(r.first_seen)) AS since
RETURN c.text AS claim, of, disputes, confidence, toString(c.first_reported) AS first_reported,
  since AS disputed_since
ORDER BY disputes DESC, confidence DESC, claim
LIMIT 50
