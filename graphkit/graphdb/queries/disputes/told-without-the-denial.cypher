// Told without the denial
// Outlets that report a disputed claim and none of what disputes it.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (d:Claim|SocialPost)-[:DISPUTES]->(c:Claim)-[told:REPORTED_BY]->(o:Outlet)
WHERE (graph = '' OR c.graph = graph) AND (toLower(c.text) CONTAINS toLower(words) OR toLower(o.name) CONTAINS toLower(words))
WITH c, o, told, collect(DISTINCT d) AS denials
WHERE none(d IN denials WHERE (d)-[:REPORTED_BY]->(o))
RETURN o.name AS outlet, c.text AS claim, denials[0].text AS denial,
  toString(told.first_seen) AS first_seen
ORDER BY outlet, claim
LIMIT 100
