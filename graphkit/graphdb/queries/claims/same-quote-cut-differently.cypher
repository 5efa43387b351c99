// Same quote, cut differently
// Direct quotes of one claim that articles give in different lengths or wordings.
// Parameter graph: the name a graph was pushed under (--namespace); '' is every graph
// Parameter words: part of a claim's text or of a name; '' is everything
WITH '' AS graph, '' AS words
MATCH (c:Claim)
WHERE (graph = '' OR c.graph = graph) AND toLower(c.text) CONTAINS toLower(words) AND size(coalesce(c.quotes, [])) > 1
UNWIND range(0, size(c.quotes) - 1) AS i
WITH c, c.quotes[i] AS quote, c.docs[i] AS article, c.kinds[i] AS kind
WHERE kind <> 'indirect'
WITH c, quote, collect(DISTINCT article) AS articles ORDER BY size(quote) DESC, quote
WITH c, collect({quote: quote, articles: articles}) AS cuts
WHERE size(cuts) > 1
RETURN c.text AS claim, [cut IN cuts | cut.quote] AS quotes, [cut IN cuts | cut.articles] AS articles,
  toString(c.first_reported) AS first_reported
ORDER BY size(cuts) DESC, claim
LIMIT 100
