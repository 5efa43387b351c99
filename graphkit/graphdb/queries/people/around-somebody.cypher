// Around somebody
// A person or body, what they said, who disputes it, who reported it: a picture.
// Parameter name: part of the name of a person or body; '' is the most mentioned one
WITH '' AS name
MATCH (p:Person|Agency|Organization|Outlet)
WHERE toLower(p.name) CONTAINS toLower(name)
WITH p ORDER BY size(coalesce(p.docs, [])) DESC, p.name LIMIT 1
OPTIONAL MATCH said = (p)-[:SAID|POSTED|AFFILIATED_WITH]-()
WITH p, collect(said)[..200] AS said
OPTIONAL MATCH against = (p)-[:SAID]->(:Claim)<-[:DISPUTES]-()
WITH p, said, collect(against)[..200] AS against
OPTIONAL MATCH told = (p)-[:SAID]->(:Claim)-[:REPORTED_BY]->()
RETURN p, said, against, collect(told)[..200] AS told
