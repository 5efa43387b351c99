// From post to news
// Posts, the claims they make, and the outlets that report these: a picture.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH post = (s:SocialPost)-[:STATES]->(c:Claim)
WHERE (graph = '' OR c.graph = graph) AND (toLower(c.text) CONTAINS toLower(words) OR toLower(s.name) CONTAINS toLower(words))
OPTIONAL MATCH author = ()-[:POSTED]->(s)
OPTIONAL MATCH told = (c)-[:REPORTED_BY]->()
RETURN post, author, told
LIMIT 300
