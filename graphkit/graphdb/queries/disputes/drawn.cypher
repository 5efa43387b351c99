// Disputes, drawn
// Everything that disputes a claim, with the claim's speakers: a picture.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH against = (d)-[r:DISPUTES]->(c:Claim)
WHERE (graph = '' OR c.graph = graph) AND (toLower(c.text) CONTAINS toLower(words) OR toLower(d.name) CONTAINS toLower(words))
OPTIONAL MATCH said = ()-[:SAID]->(c)
OPTIONAL MATCH by = ()-[:SAID|POSTED]->(d)
RETURN against, said, by
LIMIT 300
