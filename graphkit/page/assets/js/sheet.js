"use strict";
/** The sheet of a person or body: all quotes in order, each with cue, date, outlet and link. */
GK.sheet = (() => {
  const { el, byId, count, when } = GK.dom;
  const d = GK.data;
  const SAYING = ["SAID", "POSTED"];

  /** The dates at which something stands, those that are not known last. */
  const inOrder = (a, b) => (a.date || "9").localeCompare(b.date || "9")
    || a.doc.doc.localeCompare(b.doc.doc) || a.start - b.start;

  /** Every quote of a person or body: evidence with claim, cue, stance and date, first to last. */
  function quotes(i) {
    const found = [];
    const seen = new Set();
    for (const e of d.edgesOf(i)) {
      if (!SAYING.includes(d.edgeType(e)) || d.from(e) !== i) continue;
      const claim = d.to(e);
      const stood = d.nodeEvidence(claim);
      for (const item of d.edgeEvidence(e)) {
        // the words of the claim rather than all of "“…,” said Ann Lee"
        const same = stood.find((one) => one.doc === item.doc && one.start <= item.end
          && one.end >= item.start);
        const { start, end, quote } = same ?? item;
        const key = `${item.doc.doc} ${start} ${claim}`;
        if (!quote || seen.has(key)) continue;
        seen.add(key);
        found.push({ ...item, start, end, quote, claim, kind: same?.kind,
          stance: same?.stance ?? d.edgeAttributes(e).stance,
          date: item.doc.published || GK.panel.postDate(claim) });
      }
    }
    return found.sort(inOrder);
  }

  /** All of it as text, with who and how many. */
  function asText(i, list) {
    const head = `${d.name(i)}: ${count(list.length, "quote")}, ${d.graph.title}`;
    return [head, ...list.map((item) => GK.evidence.asText(
      { ...item, published: item.date }, d.name(i)))].join("\n\n");
  }

  function row(item) {
    const told = GK.words.stance(item.stance, item.cue) || (item.cue ? `“${item.cue}”` : "");
    return el("div.evidence", {},
      el("p.note", {}, el("time", { datetime: item.date || null },
        item.date ? when(item.date) : "no date"),
      item.doc.outlet ? el("b", {}, item.doc.outlet) : null,
      told ? el("span.flag.calm", {}, told) : null,
      GK.panel.isDisputed(item.claim) ? el("span.flag", {}, "disputed") : null),
      GK.evidence.quoted(item),
      el("p.source", {},
        el("button.link.act", { onclick: () => GK.state.select(item.claim) }, "this claim"),
        d.articleText(item.doc.doc) && item.doc.node !== undefined
          ? el("button.link.act", { onclick: () => GK.views.read(item.doc.node, item) }, "read here")
          : null,
        el("span", {}, item.doc.title || item.doc.doc || "unknown article"),
        item.doc.url ? GK.dom.link(item.doc.url, GK.dom.webAddress(item.doc.url) ? "open ↗"
          : item.doc.url) : null));
  }

  function view(s) {
    const i = d.number(s.who || s.sel);
    const box = byId("view-sheet");
    if (i < 0) {
      box.replaceChildren(el("p.meta", {}, "Choose somebody whose quotes are to be listed."));
      return;
    }
    const list = quotes(i);
    const dated = list.filter((item) => item.date);
    const roles = GK.words.roles(i).slice(0, 3).map((one) => one.words).join(" · ");
    const outlets = new Set(list.map((item) => item.doc.outlet).filter(Boolean));
    const span = dated.length ? `, ${when(dated[0].date)} to ${when(dated.at(-1).date)}` : "";
    box.replaceChildren(
      el("h2", {}, d.name(i)),
      roles ? el("p", {}, roles) : "",
      el("p.meta", {}, el("span", {}, `${count(list.length, "quote")}${outlets.size
        ? ` in ${count(outlets.size, "outlet")}` : ""}${span}, first to last`),
      list.length ? el("button.small", { onclick: () => GK.evidence.copy(asText(i, list)) },
        "Copy all") : null,
      list.length ? el("button.small", { onclick: () => print() }, "Print") : null,
      el("button.small", { onclick: () => GK.state.set({ view: "map", who: "", sel: d.id(i) }) },
        "On the map")),
      GK.dom.longList(list, row, { tag: "ol.journey", few: 60 }));
  }

  /** Open the sheet; the panel makes room for it. */
  const open = (i) => GK.state.set({ view: "sheet", who: d.id(i), sel: "", edge: "", story: -1 });

  return { view, open, quotes };
})();
