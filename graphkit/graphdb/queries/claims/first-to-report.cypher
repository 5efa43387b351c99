// First to report
// For each claim that several outlets tell: who had it on the first day, and who followed.
// Outlets of the same day are named together; reports without a known day are left out.
MATCH (c:Claim)-[r:REPORTED_BY]->(o:Outlet)
WHERE size(toString(r.first_seen)) >= 10
WITH c, min(date(r.first_seen)) AS day, count(o) AS outlets
WHERE outlets > 1
MATCH (c)-[r:REPORTED_BY]->(o:Outlet)
WHERE size(toString(r.first_seen)) >= 10
WITH c, day, date(r.first_seen) AS told, o.name AS outlet ORDER BY told, outlet
RETURN c.text AS claim, toString(day) AS day, collect(CASE WHEN told = day THEN outlet END) AS first,
  collect(CASE WHEN told > day THEN outlet END) AS later
ORDER BY day, claim
LIMIT 100
