"use strict";
/**
 * The page's data: blocks packed by graphkit/page/data.py.  Nodes and edges are numbers here (rows
 * of columns); everything else in the page goes through these functions.  The details (attributes,
 * quotes) and texts are inflated when the page opens and parsed when they are first asked for.
 */
const GK = {};

/** A table's own entry: types come from the data, and one may be called "constructor". */
GK.entry = (table, key, otherwise) => (Object.hasOwn(table, key) ? table[key] : otherwise);

GK.data = (() => {
  const block = (id) => document.getElementById(id).textContent;
  const graph = JSON.parse(block("gk-graph"));
  const { nodes, edges } = graph;
  const nodeCount = nodes.id.length;
  const edgeCount = edges.from.length;
  const inflated = {};
  let details = null;
  let texts = null;
  let numberOf = null;
  let docNodes = null;

  // The map is laid out wider than high; on an upright screen it stands upright.
  if (innerHeight > 1.1 * innerWidth) {
    for (const many of [nodes, graph.core]) [many.x, many.y] = [many.y, many.x];
    for (const one of [...graph.stories, ...graph.subjects]) [one.x, one.y] = [one.y, one.x];
  }

  /** Edges at each node: `ends[first[i]] … ends[first[i + 1] - 1]` are the edges of node i. */
  const first = new Int32Array(nodeCount + 1);
  for (let e = 0; e < edgeCount; e += 1) {
    first[edges.from[e] + 1] += 1;
    if (edges.to[e] !== edges.from[e]) first[edges.to[e] + 1] += 1;
  }
  for (let i = 0; i < nodeCount; i += 1) first[i + 1] += first[i];
  const ends = new Int32Array(first[nodeCount]);
  const next = first.slice();
  for (let e = 0; e < edgeCount; e += 1) {
    ends[next[edges.from[e]]++] = e;
    if (edges.to[e] !== edges.from[e]) ends[next[edges.to[e]]++] = e;
  }

  /** Text of a block in base64 of zlib data. */
  function inflate(id) {
    const signs = atob(block(id));
    const bytes = new Uint8Array(signs.length);
    for (let i = 0; i < signs.length; i += 1) bytes[i] = signs.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).text();
  }

  /** Once this has come everything below can be asked for. */
  const ready = Promise.all(["gk-details", "gk-texts"].map(async (id) => {
    inflated[id] = await inflate(id);
  }));

  function parsed(id) {
    const value = JSON.parse(inflated[id]);
    delete inflated[id];
    return value;
  }

  const getDetails = () => (details ??= parsed("gk-details"));
  const getTexts = () => (texts ??= parsed("gk-texts"));

  /** One row of the evidence pool as an object. */
  function evidence(row) {
    const d = getDetails();
    const [doc, start, words, extractor, confidence, end] = d.evidence[row];
    const quote = d.quotes[words];
    return {
      doc: article(d.docs[doc]), start, end: end ?? start + [...quote].length, quote,
      extractor: d.extractors[extractor], confidence,
    };
  }

  /** A document with what its Article node says of it. */
  function article(doc) {
    if (doc.node === undefined || doc.known) return doc;
    const a = getDetails().nodes[doc.node][0];
    for (const key of ["title", "outlet", "url", "published"]) doc[key] = String(a[key] ?? "");
    // the outlet goes by its node's name, which may be fuller than what the article says
    for (let n = first[doc.node]; n < first[doc.node + 1]; n += 1) {
      const e = ends[n];
      if (graph.edgeTypes[edges.type[e]] === "PUBLISHED_BY" && edges.from[e] === doc.node) {
        doc.outlet = nodes.name[edges.to[e]];
      }
    }
    // an article without a title has its first line, which is the node's name
    doc.title ||= nodes.name[doc.node];
    doc.known = true;
    return doc;
  }

  return {
    ready,
    graph,
    nodeCount,
    edgeCount,
    stories: graph.stories,
    subjects: graph.subjects,
    /** Articles, outlets, dates, version, command: what the page says of itself. */
    made: graph.made,
    /** Kind → rows of [from %, to %, looked at, right]: how often such numbers were right. */
    tests: graph.tests,
    nodeTypes: graph.nodeTypes,
    edgeTypes: graph.edgeTypes,
    id: (i) => nodes.id[i],
    name: (i) => nodes.name[i],
    type: (i) => graph.nodeTypes[nodes.type[i]],
    typeNumber: (i) => nodes.type[i],
    date: (i) => graph.dates[nodes.date[i]],
    /** How checkable a claim is in percent; -1 where nothing says. */
    checkable: (i) => (nodes.checkable ? nodes.checkable[i] : -1),
    tellsCheckable: Boolean(nodes.checkable),
    story: (i) => nodes.story[i],
    size: (i) => nodes.size[i],
    place: (i) => [nodes.x[i], nodes.y[i]],
    /** Of a large graph: where a node stands while its story is closed, and its size there. */
    spot: (i) => [graph.core.x[i], graph.core.y[i]],
    spotSize: (i) => graph.core.size[i],
    /** Whether stories are drawn by who matters in them until they are opened. */
    large: graph.shown < nodeCount,
    degree: (i) => first[i + 1] - first[i],
    from: (e) => edges.from[e],
    to: (e) => edges.to[e],
    edgeType: (e) => graph.edgeTypes[edges.type[e]],
    edgeTypeNumber: (e) => edges.type[e],
    edgeDate: (e) => graph.dates[edges.date[e]],
    quotes: (e) => edges.quotes[e],
    /** How sure a tie is in whole percent; -1 where nothing says. */
    edgeSure: (e) => edges.sure[e],
    /** The other end of edge e, seen from node i. */
    other: (e, i) => (edges.from[e] === i ? edges.to[e] : edges.from[e]),
    edgesOf: (i) => ends.subarray(first[i], first[i + 1]),

    /** Number of the node with this id, or -1. */
    number(id) {
      numberOf ??= new Map(nodes.id.map((name, i) => [name, i]));
      return numberOf.get(id) ?? -1;
    },
    attributes: (i) => getDetails().nodes[i][0],
    /** Full wording of a claim or post; the name of anything else. */
    text: (i) => getDetails().nodes[i][0].text || nodes.name[i],
    /** Evidence of a node; of a claim with kind, speaker (a node's number or words) and date. */
    nodeEvidence(i) {
      return getDetails().nodes[i][1].map((item) => {
        if (!Array.isArray(item)) return evidence(item);
        const [row, kind, speaker, published, more] = item;
        return { ...evidence(row), kind, speaker, published, ...more };
      });
    },
    edgeEvidence(e) {
      const [rows, , , , cues] = getDetails().edges[e];
      return rows.map((row, n) => (cues?.[n] ? { ...evidence(row), cue: cues[n] } : evidence(row)));
    },
    /** Steps of a claim's time line: [{node, unsure, cites, outlet}], first to last. */
    way: (i) => (getDetails().ways[i] ?? []).map(
      ([node, unsure, cites, outlet]) => ({ node, unsure, cites, outlet })),
    edgeConfidence: (e) => getDetails().edges[e][1],
    edgeAttributes: (e) => getDetails().edges[e][2] || {},
    /** Whether a dispute is told by no word: two statements that cannot both be true. */
    possible: (e) => graph.edgeTypes[edges.type[e]] === "DISPUTES"
      && getDetails().edges[e][2]?.possible === true,
    edgeKey: (e) => getDetails().edges[e][3],

    hasTexts: () => Object.keys(getTexts()).length > 0,
    articleText: (doc) => GK.entry(getTexts(), doc, null),
    /** Names of the articles whose texts are in the page. */
    readable: () => Object.keys(getTexts()),
    /** The Article node of a document, or -1. */
    /** The outlet's name of an Article node, or "". */
    outletOf(i) {
      const doc = getDetails().docs.find((one) => one.node === i);
      return doc ? article(doc).outlet : String(getDetails().nodes[i][0].outlet ?? "");
    },
    nodeOfDoc(name) {
      docNodes ??= new Map(getDetails().docs.map((doc) => [doc.doc, doc.node ?? -1]));
      return docNodes.get(name) ?? -1;
    },
  };
})();
