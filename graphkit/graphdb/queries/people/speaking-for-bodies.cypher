// Who speaks for a body
// Claims made by agencies and organisations themselves and by the people affiliated with them.
MATCH (b:Agency|Organization)
OPTIONAL MATCH (b)-[:SAID]->(own:Claim)
WITH b, count(DISTINCT own) AS itself
OPTIONAL MATCH (p:Person)-[:AFFILIATED_WITH]->(b)
OPTIONAL MATCH (p)-[:SAID]->(c:Claim)
WITH b, itself, collect(DISTINCT p.name) AS people, count(DISTINCT c) AS through_people
WHERE itself + through_people > 0
RETURN b.name AS body, itself, through_people, people
ORDER BY itself + through_people DESC, body
LIMIT 50
