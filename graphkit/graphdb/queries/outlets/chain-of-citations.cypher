// Chain of citations
// Who cites whom, in up to four steps: a picture.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a name in the chain; '' is everything
WITH '' AS graph, '' AS words
MATCH chain = (a)-[:CITED*1..4]->(x)
WHERE (graph = '' OR a.graph = graph) AND NOT ()-[:CITED]->(a)
  AND any(n IN nodes(chain) WHERE toLower(n.name) CONTAINS toLower(words))
RETURN chain
ORDER BY length(chain) DESC, a.name, x.name
LIMIT 100
