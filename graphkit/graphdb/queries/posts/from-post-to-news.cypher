// From post to news
// Posts, the claims they make, and the outlets that report these: a picture.
MATCH post = (s:SocialPost)-[:STATES]->(c:Claim)
OPTIONAL MATCH author = ()-[:POSTED]->(s)
OPTIONAL MATCH told = (c)-[:REPORTED_BY]->()
RETURN post, author, told
LIMIT 300
