// Who belongs to whom
// People with their roles at agencies, organisations and outlets, and the words that say so.
MATCH (p:Person)-[r:AFFILIATED_WITH]->(b)
RETURN p.name AS person, coalesce(r.role, '') AS role, b.name AS body, labels(b)[0] AS kind,
  r.quotes[0] AS quote, r.docs[0] AS article
ORDER BY body, person, role
LIMIT 200
