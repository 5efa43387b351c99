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
  const plainWords = (type) => type.toLowerCase().replaceAll("_", " ");
  return {
    tie: (type, backwards = false) => GK.entry(TIES, type, [plainWords(type), plainWords(type)])[
      backwards ? 1 : 0],
    kind: (type, many = false) => GK.entry(NODES, type, [type || "Untyped", type || "Untyped"])[
      many ? 1 : 0],
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

  /** The quote marked in its sentence, or by itself where the text is not in the page. */
  function quoted(item) {
    const stored = item.doc.doc ? d.articleText(item.doc.doc) : null;
    if (stored) {
      const start = unit(item.start, stored.wide);
      const end = unit(item.end, stored.wide);
      const quote = stored.text.slice(start, end);
      if (quote && (!item.quote || quote === item.quote)) {
        const [before, after] = around(stored.text, start, end);
        return el("blockquote", {}, before.trimStart(), el("mark", {}, quote), after.trimEnd());
      }
    }
    if (!item.quote) return null;
    return el("blockquote", {}, el("mark", {}, item.quote));
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
        ? el("button.link", { onclick: () => GK.views.read(doc.node, item) }, "read here") : null);
  }

  /** How sure: a small bar and the number, in words for screen readers. */
  function sure(confidence, extractor = "") {
    if (confidence === null || confidence === undefined) return null;
    const percent = Math.round(confidence * 100);
    const bar = el("span.bar-outer", { "aria-hidden": "true" }, el("span.bar-inner"));
    bar.firstChild.style.width = `${percent}%`;
    return el("span.sure", { title: extractor ? `found by: ${extractor}` : "" },
      bar, `${percent} % sure`);
  }

  /** A quote with its source, as it goes to the clipboard. */
  function asText(item, who = "") {
    const { doc } = item;
    const date = when(item.published || doc.published);
    const by = [who, doc.outlet, date, doc.title || doc.doc, GK.dom.webAddress(doc.url)]
      .filter(Boolean).join(", ");
    return `“${item.quote.trim().replace(/^[“"]|[”"]$/g, "")}” — ${by}`;
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
  function block(item, { who = "", note = null } = {}) {
    return el("div.evidence", {}, note, quoted(item), source(item),
      el("p.foot", {}, sure(item.confidence, item.extractor),
        item.quote ? el("button.small", { onclick: () => copy(asText(item, who)) }, "Copy") : null));
  }

  return { block, quoted, source, sure, copy, asText, unit };
})();
