// Copies
// Articles that copy or syndicate another one, the later to the earlier.
MATCH (later:Article)-[r:COPIES]->(earlier:Article)
OPTIONAL MATCH (later)-[:PUBLISHED_BY]->(o:Outlet)
OPTIONAL MATCH (earlier)-[:PUBLISHED_BY]->(p:Outlet)
RETURN later.title AS copy, o.name AS in, earlier.title AS of, p.name AS from,
  r.confidence AS confidence
ORDER BY confidence DESC, copy
LIMIT 100
