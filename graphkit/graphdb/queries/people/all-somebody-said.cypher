// Everything somebody said
// All claims of a person or body, with stance (asserts, denies …), cue and the words of every article,
// oldest first.
// Parameter name: part of the name of a person or body; '' is everybody
WITH '' AS name
MATCH (p)-[s:SAID]->(c:Claim)
WHERE toLower(p.name) CONTAINS toLower(name)
UNWIND range(0, size(s.quotes) - 1) AS i
RETURN p.name AS speaker, s.stance AS stance, s.cues[i] AS cue, c.text AS claim, s.quotes[i] AS quote, s.docs[i] AS article,
  s.confidences[i] AS confidence
ORDER BY speaker, date(c.first_reported), claim, article
LIMIT 200
