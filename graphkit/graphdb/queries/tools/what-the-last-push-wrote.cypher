// What the last push wrote
// Nodes that the last push of each graph made or changed.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a label; '' is all of them
WITH '' AS graph, '' AS words
MATCH (m:GraphkitPush)
WHERE (graph = '' OR m.graph = graph)
MATCH (n) WHERE n.graph = m.graph AND n._run = m.run AND toLower(labels(n)[0]) CONTAINS toLower(words)
RETURN m.graph AS graph, toString(m.finished) AS finished, labels(n)[0] AS what, count(*) AS number,
  collect(n.name)[..5] AS some
ORDER BY graph, what
