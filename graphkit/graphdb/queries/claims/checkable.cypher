// Claims that can be checked
// What could be found true or false (events, numbers, accusations, denials), surest first.
MATCH (c:Claim)
WHERE c.checkable >= 0.5
OPTIONAL MATCH (source)-[s:SAID]->(c)
RETURN c.checkable AS checkable, c.text AS claim, collect(DISTINCT source.name) AS said_by,
  collect(DISTINCT s.stance) AS stances, toString(c.first_reported) AS first_reported
ORDER BY checkable DESC, claim
LIMIT 200
