// Said for a body
// What a spokesman, press officer or lawyer said for an agency or organisation, and what these said
// themselves: the body's own word, told apart from what its members say.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter name: part of the body's name; '' is every body
WITH '' AS graph, '' AS name
MATCH (b:Agency|Organization|Outlet)
WHERE (graph = '' OR b.graph = graph) AND toLower(b.name) CONTAINS toLower(name)
MATCH (p)-[s:SAID]->(c:Claim)
WHERE p = b OR (p)-[:AFFILIATED_WITH]->(b)
OPTIONAL MATCH (p)-[role:AFFILIATED_WITH]->(b)
WITH b, p, s, c, [told IN collect(role.role) WHERE toLower(told) =~ '(.* )?(spokes\\w+|press (secretary|officer|aide|chief)|publicist|solicitor|lawyers?)|(defen[cs]e )?attorneys?|.*(public affairs|public information|media relations|communications (director|chief|officer|secretary)|director of communications).*'] AS roles
WHERE p = b OR size(roles) > 0
RETURN b.name AS body, p.name AS said_by, roles[0] AS role, c.text AS claim, s.stance AS stance,
  s.quotes[0] AS quote, s.docs[0] AS article, toString(s.first_seen) AS first_seen
ORDER BY body, date(s.first_seen), said_by, claim
LIMIT 200
