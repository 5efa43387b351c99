// Most cited sources
// People, bodies, outlets, posts and articles that articles and speakers rely on.
MATCH (a)-[r:CITED]->(x)
RETURN x.name AS source, labels(x)[0] AS kind, count(DISTINCT a) AS citers
ORDER BY citers DESC, source
LIMIT 50
