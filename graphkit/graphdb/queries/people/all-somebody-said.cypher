// Everything somebody said
// All claims of a person or body, with stance (asserts, denies …), cue and the words of every article,
// oldest first.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter name: part of the name of a person or body; '' is everybody
WITH '' AS graph, '' AS name
MATCH (p)-[s:SAID]->(c:Claim)
WHERE (graph = '' OR s.graph = graph) AND toLower(p.name) CONTAINS toLower(name)
UNWIND range(0, size(s.quotes) - 1) AS i
OPTIONAL MATCH (c)-[:APPEARS_IN]->(a:Article)
WHERE a.doc = s.docs[i]
RETURN p.name AS speaker, toString(a.published) AS published, s.stance AS stance, s.cues[i] AS cue,
  c.text AS claim, s.quotes[i] AS quote, a.outlet AS outlet, s.docs[i] AS article,
  s.confidences[i] AS confidence
ORDER BY speaker, date(a.published), claim, article
LIMIT 200
