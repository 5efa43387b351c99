// Who is quoted against whom
// Pairs of speakers where one disputes what the other said, with how often.
MATCH (d)-[r:DISPUTES]->(c:Claim)<-[:SAID]-(other)
OPTIONAL MATCH (speaker)-[:SAID|POSTED]->(d)
WITH coalesce(speaker, d) AS one, other, c, r
WHERE one <> other AND NOT one:Claim AND NOT one:SocialPost
RETURN one.name AS one, other.name AS against, count(DISTINCT c) AS claims,
  max(r.confidence) AS confidence
ORDER BY claims DESC, one, against
LIMIT 100
