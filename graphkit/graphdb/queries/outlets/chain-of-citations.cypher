// Chain of citations
// Who cites whom, in up to four steps: a picture.
MATCH chain = (a)-[:CITED*1..4]->(x)
WHERE NOT ()-[:CITED]->(a)
RETURN chain
ORDER BY length(chain) DESC, a.name, x.name
LIMIT 100
