// Most quoted people
// Who is the source of most claims, and in how many articles.
MATCH (p:Person)-[s:SAID]->(c:Claim)
UNWIND s.docs AS doc
RETURN p.name AS person, count(DISTINCT c) AS claims, count(DISTINCT doc) AS articles
ORDER BY claims DESC, articles DESC, person
LIMIT 25
