// Who disputes whom
// Each dispute as a row: who denies, which claim, whose claim it is, and the words.
// The one who denies may be a person, a body, or the speaker of a claim or post.
MATCH (d)-[r:DISPUTES]->(c:Claim)
OPTIONAL MATCH (speaker)-[:SAID|POSTED]->(d)
OPTIONAL MATCH (source)-[:SAID]->(c)
RETURN coalesce(speaker.name, d.name) AS by, c.text AS claim, source.name AS of,
  r.quotes[0] AS quote, r.docs[0] AS article, r.confidence AS confidence
ORDER BY confidence DESC, by, claim, of
LIMIT 200
