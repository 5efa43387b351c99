// Claims without a named source
// What is told with nobody named who said it.
MATCH (c:Claim)
WHERE NOT ()-[:SAID]->(c) AND NOT ()-[:STATES]->(c)
OPTIONAL MATCH (c)-[:REPORTED_BY]->(o)
RETURN c.text AS claim, c.kind AS kind, collect(DISTINCT o.name) AS told_by
ORDER BY size(collect(DISTINCT o.name)) DESC, claim
LIMIT 200
