// Who belongs to whom, who speaks for whom
// People with their roles at agencies, organisations and outlets, and the words that say so.
// A spokesman, press officer or lawyer speaks for a body; with any other role one belongs to it.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of the name of a person or body, or of a role; '' is everything
WITH '' AS graph, '' AS words
MATCH (p:Person)-[r:AFFILIATED_WITH]->(b)
WHERE (graph = '' OR r.graph = graph) AND (toLower(p.name) CONTAINS toLower(words) OR toLower(b.name) CONTAINS toLower(words) OR toLower(coalesce(r.role, '')) CONTAINS toLower(words))
RETURN p.name AS person, CASE WHEN toLower(coalesce(r.role, '')) =~ '(.* )?(spokes\\w+|press (secretary|officer|aide|chief)|publicist|solicitor|lawyers?)|(defen[cs]e )?attorneys?|.*(public affairs|public information|media relations|communications (director|chief|officer|secretary)|director of communications).*'
  THEN 'speaks for' ELSE 'belongs to' END AS how, r.role AS role, b.name AS body,
  labels(b)[0] AS kind, r.quotes[0] AS quote, r.docs[0] AS article, toString(r.first_seen) AS first_seen
ORDER BY body, person, role
LIMIT 200
