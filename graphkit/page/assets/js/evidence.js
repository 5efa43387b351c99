"use strict";
/**
 * Evidence: a quote in its sentence, where and when it stood, how sure it is, and a button that
 * copies it with its source.
 */
GK.words = (() => {
  const d = GK.data;
  /** Edge type → how it reads from its source, how from its target. */
  const TIES = {
    SAID: ["said", "said by"],
    CITED: ["cites", "cited by"],
    DISPUTES: ["disputes", "disputed by"],
    REPORTED_BY: ["reported by", "reported"],
    POSTED: ["posted", "posted by"],
    STATES: ["states", "stated in the post"],
    APPEARS_IN: ["appears in", "holds"],
    PUBLISHED_BY: ["published by", "published"],
    WROTE: ["wrote", "written by"],
    AFFILIATED_WITH: ["affiliated with", "people"],
    ABOUT: ["about", "spoken of in"],
    COPIES: ["copies", "copied by"],
  };
  const NODES = {
    Person: ["Person", "People"], Agency: ["Agency", "Agencies"],
    Organization: ["Organization", "Organizations"], Outlet: ["Outlet", "Outlets"],
    SocialPost: ["Social post", "Social posts"], Claim: ["Claim", "Claims"],
    Article: ["Article", "Articles"],
  };
  const SPEECH = { direct: "direct quote", indirect: "reported speech", mixed: "partly quoted" };
  /** What found something → in plain words. */
  const FOUND = {
    attributions: "who said what, learnt from marked news", "attributions.layout": "the layout: a "
      + "transcript, an interview, a quote with its name", mentions: "a name in the text",
    denials: "words that deny or call untrue", disputes: "two claims that cannot both be true",
    citations: "words that name a source", affiliations: "words that tell a post or a member",
    "quoted posts": "a post that is embedded in the article", copies: "the same text",
    heads: "the head of the article", metadata: "the table of articles", posts: "a quoted post",
  };
  /** Stances as they read before a quote: "rejected". */
  const STANCES = { asserts: "", denies: "denied", refuses: "refused", doubts: "doubted",
    considers: "considered", supports: "supported", promises: "promised", demands: "demanded",
    asks: "asked", rejects: "rejected" };
  /** Why a speaker is open → in plain words. */
  const OPEN = {
    "unnamed role": "the text names a role and no name", group: "a group is said to say it",
    "no source": "the text names nobody", document: "a document says it, nobody in person",
    ambiguous: "more than one person may be meant", author: "the article’s own voice",
    "told only as denied": "it is told only as denied", unsure: "too unsure to name anybody",
    "no name": "the text names nobody", "judged: not who was found": "taken away by a judgement",
  };
  const plainWords = (type) => type.toLowerCase().replaceAll("_", " ");

  /** More than a title: a sentence, or half of one, is none. */
  const isRole = (text) => text.length <= 60 && text.split(/\s+/).length <= 8
    && !/[.!?;:“”"](?:\s|$)/.test(text.replace(/\b(?:[A-Z][a-z]{0,3}|[A-Z]\.[A-Z])\.(?=\s|$)/g, ""))
    && !/^(?:mr|mrs|ms|miss|sir)\.?$/i.test(text) && !/^(?:\w+ing|and|or|both|that|who|if|after|with)\b/i.test(text)
    && !/\b(?:after|if|and|of|the|a|by|who|that)$|-$/i.test(text);

  /** Roles of a person, each once: [{role, of, docs, words}], the one told most often first. */
  function roles(i) {
    const found = new Map();
    const add = (role, of, doc) => {
      const text = String(role ?? "").replace(/^[^\p{L}\p{N}“"']+/u, "").trim();
      const body = typeof of === "string" ? d.number(of) : -1;
      if (!text || !isRole(text)) return;
      const key = text.toLowerCase().replace(/^(?:the|an?|former|then)\s+|[^\p{L}\p{N}]+/gu, " ").trim();
      const one = found.get(key) ?? { role: text, of: body, docs: new Set() };
      if (one.of < 0) one.of = body;
      if (doc) one.docs.add(doc);
      found.set(key, one);
    };
    const a = d.attributes(i);
    for (const one of Array.isArray(a.roles) ? a.roles : []) {
      if (one && typeof one === "object") add(one.role, one.of, one.from);
      else add(one);
    }
    return [...found.values()].map((one) => ({ ...one, words: one.of >= 0
      && !one.role.includes(d.name(one.of)) ? `${one.role}, ${d.name(one.of)}` : one.role }))
      .sort((a, b) => b.docs.size - a.docs.size);
  }

  return {
    tie: (type, backwards = false) => GK.entry(TIES, type, [plainWords(type), plainWords(type)])[
      backwards ? 1 : 0],
    kind: (type, many = false) => GK.entry(NODES, type, [type || "Untyped", type || "Untyped"])[
      many ? 1 : 0],
    found: (extractor) => GK.entry(FOUND, extractor, extractor),
    /** "rejected: “dismissed”", or "" where somebody simply says so. */
    stance: (stance, cue = "") => {
      const word = GK.entry(STANCES, stance ?? "asserts", String(stance ?? ""));
      if (!word) return "";
      return cue && cue.toLowerCase() !== word ? `${word}: “${cue}”` : word;
    },
    roles,
    open: (why) => GK.entry(OPEN, why, String(why ?? "")),
    speech: (kind) => GK.entry(SPEECH, kind, String(kind)),
    capital: (words) => words.charAt(0).toUpperCase() + words.slice(1),
    /** "Ada Brandt said “The ferry …”". */
    sentence: (e) => `${GK.dom.clip(d.name(d.from(e)), 50)} ${GK.words.tie(d.edgeType(e))} `
      + GK.dom.clip(d.name(d.to(e)), 70),
  };
})();

GK.evidence = (() => {
  const { el, link, when } = GK.dom;
  const d = GK.data;

  /** A code point offset as an index into a JavaScript string of the same text. */
  function unit(offset, wide) {
    let extra = 0;
    while (extra < wide.length && wide[extra] < offset) extra += 1;
    return offset + extra;
  }

  /** The sentence around [start, end) in a text: at most `reach` signs each side. */
  function around(text, start, end, reach = 280) {
    const left = text.slice(Math.max(0, start - reach), start);
    const right = text.slice(end, end + reach);
    const before = Math.max(left.lastIndexOf("\n"), ...[...left.matchAll(/[.!?]["”’)]*\s+/g)]
      .map((m) => m.index + m[0].length - 1));
    const after = /[.!?]["”’)]*(?=\s|$)|\n/.exec(/[.!?]["”’)]*$/.test(text.slice(start, end))
      ? "\n" : right);
    return [left.slice(before + 1), after ? right.slice(0, after.index + after[0].length) : right];
  }

  /** Words with single line breaks: an embedded post has many. */
  const tidy = (text) => text.replace(/[^\S\n]*\n\s*/g, "\n");

  /** The quote marked in its sentence, or by itself where the text is not in the page. */
  function quoted(item) {
    const stored = item.doc.doc ? d.articleText(item.doc.doc) : null;
    if (stored) {
      const start = unit(item.start, stored.wide);
      const end = unit(item.end, stored.wide);
      const quote = stored.text.slice(start, end);
      if (quote && (!item.quote || quote === item.quote)) {
        const [before, after] = around(stored.text, start, end);
        return el("blockquote", {}, before.trimStart(), el("mark", {}, tidy(quote)),
          after.trimEnd());
      }
    }
    if (!item.quote) return null;
    return el("blockquote", {}, el("mark", {}, tidy(item.quote)));
  }

  /** "Larkport Herald · 6 Oct 2025 · Title", the title leading to the article. */
  function source(item) {
    const { doc } = item;
    const title = doc.title || doc.doc || "unknown article";
    const date = item.published || doc.published;
    return el("p.source", {},
      doc.outlet ? el("b", {}, doc.outlet) : null,
      date ? el("time", { datetime: date }, when(date)) : null,
      doc.node !== undefined
        ? el("button.link", { onclick: () => GK.state.select(doc.node) }, title) : title,
      doc.url ? link(doc.url, GK.dom.webAddress(doc.url) ? "open ↗" : doc.url) : null,
      doc.node !== undefined && d.articleText(doc.doc)
        ? el("button.link.act", { onclick: () => GK.views.read(doc.node, item) }, "read here") : null);
  }

  /** What tests say of such a number: "In tests, of 100 marked 60 to 69 %, 58 were right". */
  function tested(percent, kind) {
    const rows = GK.entry(d.tests, kind, []);
    const row = rows.find(([low, high]) => percent >= low && (percent < high || high === 100));
    if (!row) {
      return rows.length ? "Numbers as low as this were not tested."
        : "A weight of the rule that found it: it was not tested how often such are right.";
    }
    const [low, high, looked, right] = row;
    const marked = `marked ${low} to ${high === 100 ? 100 : high - 1} %`;
    if (looked < 20) {
      return `In tests only ${GK.dom.number(looked)} were ${marked}, and ${
        GK.dom.number(right)} of them were right.`;
    }
    return `In tests, of 100 ${marked}, ${Math.round((100 * right) / looked)} were right (${
      GK.dom.number(looked)} were looked at).`;
  }

  /**
   * How sure: a small bar and the number, which opens to say what it means.  `kind` names the test
   * (said, disputes, untrue), `rests` are the words it rests on.
   */
  function sure(confidence, { kind = "", extractor = "", rests = "" } = {}) {
    if (confidence === null || confidence === undefined) return null;
    const percent = Math.round(confidence * 100);
    const bar = el("span.bar-outer", { "aria-hidden": "true" }, el("span.bar-inner"));
    bar.firstChild.style.width = `${percent}%`;
    return el("details.sure", {}, el("summary", {}, bar, `${percent} % sure`),
      el("span.why", {}, tested(percent, kind), rests ? ` Rests on ${rests}.` : "",
        extractor ? ` Found by ${GK.words.found(extractor)}.` : ""));
  }

  /** The test that tells of a tie's number. */
  function testOf(e) {
    const type = d.edgeType(e);
    if (type === "DISPUTES") {
      if (d.edgeAttributes(e).confirmed) return "";
      return d.type(d.from(e)) === "Article" ? "untrue" : "disputes";
    }
    return ["SAID", "APPEARS_IN", "REPORTED_BY"].includes(type)
      && d.type(d.from(e)) !== "SocialPost" ? "said" : "";
  }

  /** A quote with its source, as it goes to the clipboard. */
  function asText(item, who = "") {
    const { doc } = item;
    const date = when(item.published || doc.published);
    const by = [who, doc.outlet, date, doc.title || doc.doc, GK.dom.webAddress(doc.url)]
      .filter(Boolean).join(", ");
    const told = GK.words.stance(item.stance, item.cue);
    return `${told ? `[${told}] ` : ""}“${item.quote.trim().replace(/^[“"]|[”"]$/g, "")}” — ${by}`;
  }

  async function copy(words) {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      // From a file or in a frame some browsers keep the clipboard: the old way works there.
      const area = el("textarea", { class: "offscreen", "aria-hidden": "true" });
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    GK.dom.say("Copied");
  }

  /** One piece of evidence as a block; `who` goes along when it is copied. */
  function block(item, { who = "", note = null, kind = "said" } = {}) {
    return el("div.evidence", {}, note, quoted(item), source(item),
      el("div.foot", {}, sure(item.confidence, { kind, extractor: item.extractor,
        rests: item.cue ? `“${item.cue}”` : "" }),
        item.quote ? el("button.small", { onclick: () => copy(asText(item, who)) }, "Copy") : null));
  }

  return { block, quoted, source, sure, tested, testOf, copy, asText, unit, around };
})();
