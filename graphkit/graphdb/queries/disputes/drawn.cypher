// Disputes, drawn
// Everything that disputes a claim, with the claim's speakers: a picture.
MATCH against = (d)-[:DISPUTES]->(c:Claim)
OPTIONAL MATCH said = ()-[:SAID]->(c)
OPTIONAL MATCH by = ()-[:SAID|POSTED]->(d)
RETURN against, said, by
LIMIT 300
