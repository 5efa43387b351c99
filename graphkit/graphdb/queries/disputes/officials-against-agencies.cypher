// Officials against agencies
// People who dispute what an agency, or somebody affiliated with an agency, said.
MATCH (a:Agency)
MATCH (source)-[:SAID]->(c:Claim)<-[r:DISPUTES]-(d)
WHERE source = a OR (source)-[:AFFILIATED_WITH]->(a)
OPTIONAL MATCH (speaker:Person)-[:SAID|POSTED]->(d)
WITH a, source, c, r, coalesce(speaker.id, d.id) AS who
MATCH (person:Person)
WHERE person.id = who AND person.graph = c.graph AND person.id <> source.id
OPTIONAL MATCH (person)-[:AFFILIATED_WITH]->(own)
RETURN DISTINCT person.name AS person, own.name AS from, a.name AS agency, c.text AS claim,
  r.quotes[0] AS quote, r.docs[0] AS article
ORDER BY agency, person, claim, from
LIMIT 100
