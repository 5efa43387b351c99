// Around somebody
// A person or body, what they said, who disputes it, who reported it: a picture.
// Of several with such a name it is the one that is named most.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter name: needed: part of the name of a person or body
WITH '' AS graph, '' AS name
MATCH (p:Person|Agency|Organization|Outlet)
WHERE (graph = '' OR p.graph = graph) AND name <> '' AND toLower(p.name) CONTAINS toLower(name)
WITH p ORDER BY size(coalesce(p.docs, [])) DESC, p.name LIMIT 1
OPTIONAL MATCH said = (p)-[:SAID|POSTED|AFFILIATED_WITH]-()
WITH p, collect(said)[..200] AS said
OPTIONAL MATCH against = (p)-[:SAID]->(:Claim)<-[:DISPUTES]-()
WITH p, said, collect(against)[..200] AS against
OPTIONAL MATCH told = (p)-[:SAID]->(:Claim)-[:REPORTED_BY]->()
RETURN p, said, against, collect(told)[..200] AS told
