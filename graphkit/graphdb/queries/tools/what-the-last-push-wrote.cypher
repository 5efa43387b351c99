// What the last push wrote
// Nodes and relationships that the last push of each graph made or changed.
MATCH (m:GraphkitPush)
MATCH (n) WHERE n.graph = m.graph AND n._run = m.run
RETURN m.graph AS graph, toString(m.finished) AS finished, labels(n)[0] AS what, count(*) AS number,
  collect(n.name)[..5] AS some
ORDER BY graph, what
