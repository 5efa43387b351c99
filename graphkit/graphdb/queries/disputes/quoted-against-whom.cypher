// Who is quoted against whom
// Pairs of speakers where one disputes what the other said, with how often and since when.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (d)-[r:DISPUTES]->(c:Claim)<-[:SAID]-(other)
WHERE (graph = '' OR c.graph = graph)
OPTIONAL MATCH (speaker)-[:SAID|POSTED]->(d)
WITH words, coalesce(speaker, d) AS one, other, c, r
WHERE one <> other AND NOT one:Claim AND NOT one:SocialPost
  AND (toLower(one.name) CONTAINS toLower(words) OR toLower(other.name) CONTAINS toLower(words) OR toLower(c.text) CONTAINS toLower(words))
WITH one, other, count(DISTINCT c) AS claims, max(r.confidence) AS confidence,
  min(toString(r.first_seen)) AS first_seen, max(toString(r.last_seen)) AS last_seen
RETURN one.name AS one, other.name AS against, claims, confidence, first_seen, last_seen
ORDER BY claims DESC, one, against
LIMIT 100
