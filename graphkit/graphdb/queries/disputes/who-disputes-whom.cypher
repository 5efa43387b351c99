// Who disputes whom
// Each dispute as a row: who denies, which claim, whose claim it is, and the words.
// The one who denies may be a person, a body, or the speaker of a claim or post; somebody and what
// he says against a claim are one dispute, with the words of the surer one.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (d)-[r:DISPUTES]->(c:Claim)
WHERE (graph = '' OR c.graph = graph)
OPTIONAL MATCH (speaker)-[:SAID|POSTED]->(d)
OPTIONAL MATCH (source)-[:SAID]->(c)
WITH words, coalesce(speaker.name, d.name) AS by, c, source, r
WHERE (toLower(by) CONTAINS toLower(words) OR toLower(c.text) CONTAINS toLower(words) OR toLower(coalesce(source.name, '')) CONTAINS toLower(words))
WITH by, c, source, r ORDER BY r.confidence DESC, r.first_seen, r.key
WITH by, c, source, collect(r)[0] AS r
RETURN by, c.text AS claim, source.name AS of, r.quotes[0] AS quote, r.docs[0] AS article,
  r.confidence AS confidence, toString(r.first_seen) AS first_seen
ORDER BY confidence DESC, by, claim, of
LIMIT 200
