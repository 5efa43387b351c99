// Judgements made here
// What you have judged: nodes to join or keep apart, new names and types, nodes to drop.
// MERGE (a)-[:SAME_AS]->(b), MERGE (a)-[:NOT_SAME_AS]->(b), SET a.rename_to = 'New name',
// SET a.type_to = 'Agency', SET a.drop = true; of a dispute SET r.rejected = true or
// SET r.confirmed_here = true; then `graphkit pull --judgements judgements.yaml`.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (a)-[r]->(b)
WHERE (graph = '' OR a.graph = graph) AND (toLower(a.name) CONTAINS toLower(words) OR toLower(b.name) CONTAINS toLower(words)) AND type(r) IN ['SAME_AS', 'NOT_SAME_AS']
RETURN type(r) AS judgement, a.name AS about, b.name AS and_or_to
UNION ALL
WITH '' AS graph, '' AS words
MATCH (a)
WHERE (graph = '' OR a.graph = graph) AND toLower(a.name) CONTAINS toLower(words)
  AND (a['rename_to'] IS NOT NULL OR a['type_to'] IS NOT NULL OR a['drop'] = true)
RETURN CASE WHEN a['drop'] = true THEN 'drop' WHEN a['type_to'] IS NULL THEN 'rename' ELSE 'retype' END
  AS judgement, a.name AS about, coalesce(a['rename_to'], a['type_to'], '') AS and_or_to
UNION ALL
WITH '' AS graph, '' AS words
MATCH (a)-[r:DISPUTES]->(b)
WHERE (graph = '' OR a.graph = graph) AND (toLower(a.name) CONTAINS toLower(words) OR toLower(b.name) CONTAINS toLower(words)) AND (r['rejected'] = true OR r['confirmed_here'] = true)
RETURN CASE WHEN r['rejected'] = true THEN 'reject' ELSE 'confirm' END AS judgement,
  a.name AS about, b.name AS and_or_to
