"use strict";
/** The other ways to look at the graph: disputes, list, an article to read, what the map shows. */
GK.views = (() => {
  const { el, byId, count, number, clip, when } = GK.dom;
  const d = GK.data;
  const TABS = [["map", "Map"], ["disputes", "Disputes"], ["timeline", "Time line"],
    ["list", "List"]];
  let article = { node: -1, item: null };

  function tabs() {
    const argued = GK.disputes().length;
    byId("tabs").replaceChildren(...TABS.map(([view, label]) => el("button", {
      "data-view": view, onclick: () => GK.state.set({ view }),
    }, label, view === "disputes" ? el("span.total", {}, number(argued)) : "")));
  }

  function disputes(s) {
    const list = GK.disputes().filter((e) => GK.scene.inTime(d.edgeDate(e), s));
    const cards = GK.panel.oncePerPair(list);
    byId("view-disputes").replaceChildren(
      el("h2", {}, "Who disputes whom"),
      el("p.meta", {}, list.length ? count(list.length, "dispute") : "No disputes were found.",
        cards.length < list.length ? el("span", {}, "those that go both ways stand together") : null,
        list.length ? el("button.small", { onclick: () => GK.state.set({ view: "map",
          only: "disputes", focus: "", path: [] }) }, "Draw them") : null),
      GK.dom.longList(cards, GK.panel.dispute, { tag: "ul.plain", few: 30 }));
  }

  const sorts = {
    ties: (a, b) => a - b,
    name: (a, b) => d.name(a).localeCompare(d.name(b)) || a - b,
    type: (a, b) => d.typeNumber(a) - d.typeNumber(b) || a - b,
    date: (a, b) => (d.date(a) || "9").localeCompare(d.date(b) || "9") || a - b,
  };
  let sort = "ties";

  function list(s) {
    const step = 200;
    const found = s.q ? GK.search.find(s.q) : Array.from({ length: d.nodeCount }, (_, i) => i);
    const rows = found.filter((i) => GK.scene.nodeOn(i, s));
    if (!s.q || sort !== "ties") rows.sort(sorts[sort]);
    const body = el("tbody");
    const row = (i) => el("tr", {}, el("td", {}, GK.filters.sign(d.type(i)),
      GK.words.kind(d.type(i))),
    el("td", {}, el("button.link", { onclick: () => GK.state.select(i) }, clip(d.name(i), 140)),
      GK.panel.isDisputed(i) ? el("span.flag", {}, "disputed") : null),
    el("td.right", {}, number(d.degree(i))), el("td", {}, when(d.date(i))),
    el("td", {}, clip(d.stories[d.story(i)].name, 40)));
    const more = el("button.more", { onclick: add }, "Show more");
    let shown = 0;
    function add() {
      body.append(...rows.slice(shown, shown + step).map(row));
      shown += step;
      if (shown >= rows.length) more.remove();
    }
    const head = (label, key) => el("th", { scope: "col",
      "aria-sort": key === sort ? (key === "ties" ? "descending" : "ascending") : null },
    key ? el("button.link", { onclick() {
      sort = key;
      list(GK.state.get());
    } }, label) : label);
    byId("view-list").replaceChildren(
      el("h2", {}, "Everything"),
      el("p.meta", {}, count(rows.length, "node"), s.q ? el("span", {}, `that hold “${s.q}”`) : "",
        s.q ? el("button.small", { onclick: () => GK.state.set({ q: "" }) }, "Show all") : ""),
      el("table", {}, el("thead", {}, el("tr", {}, head("Type", "type"), head("Name", "name"),
        head("Ties", "ties"), head("Date", "date"), head("Story"))), body), more);
    add();
  }

  /** Read an article here, with what was found in it marked; `item` is scrolled to. */
  function read(node, item = null) {
    article = { node, item };
    GK.state.set({ view: "read", sel: d.id(node), edge: "", story: -1 });
  }

  /** Stretches of an article that carry claims or posts: [start, end, node], cut where they meet. */
  function stretches(docs) {
    const found = [];
    for (let i = 0; i < d.nodeCount; i += 1) {
      if (!["Claim", "SocialPost"].includes(d.type(i))) continue;
      for (const item of d.nodeEvidence(i)) {
        if (!docs.has(item.doc.doc)) continue;
        for (const [a, b] of item.spans ?? [[item.start, item.end]]) found.push([a, b, i]);
      }
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let end = 0;
    return found.filter(([a, b]) => a >= end && b > a && (end = b) >= 0);
  }

  function reading(s) {
    const box = byId("view-read");
    const node = article.node >= 0 ? article.node : d.number(s.sel);
    const a = node >= 0 ? d.attributes(node) : {};
    const doc = [a.doc, a.source].find((name) => name && d.articleText(name));
    if (!doc) {
      box.replaceChildren(el("p.meta", {}, "Choose an article whose text is in this page."));
      return;
    }
    const { text, wide } = d.articleText(doc);
    const at = (offset) => GK.evidence.unit(offset, wide);
    const parts = [];
    let done = 0;
    for (const [start, end, i] of stretches(new Set([doc]))) {
      const [from, to] = [at(start), at(end)];
      parts.push(text.slice(done, from));
      const disputed = GK.panel.isDisputed(i) ? ".disputed" : "";
      const open = () => GK.state.select(i);
      parts.push(el(`mark.found${disputed}`, { onclick: open, role: "button", tabindex: "0",
        title: "What is known about this",
        onkeydown: (event) => ["Enter", " "].includes(event.key) && open() }, text.slice(from, to)));
      done = to;
    }
    parts.push(text.slice(done));
    box.replaceChildren(el("h2", {}, d.name(node)),
      el("p.meta", {}, a.outlet ? el("b", {}, String(a.outlet)) : null, when(d.date(node)),
        a.url ? GK.dom.link(a.url, "open ↗") : null),
      el("div.reading", {}, ...parts));
    article = { node, item: null };
  }

  /** What the map shows now, with a way back. */
  function sceneBar(scene, s) {
    const bar = byId("scene");
    const back = el("button.small", { onclick: () => GK.state.set(
      { focus: "", path: [], only: "" }) }, "Back to the map");
    const parts = [];
    if (scene.mode === "focus") {
      parts.push(el("span", {}, "Around ", el("b", {}, clip(d.name(scene.middle), 40))),
        el("span.hops", { role: "group", "aria-label": "Steps away" }, ...[1, 2, 3].map((hops) =>
          el("button.small", { "aria-pressed": String(hops === s.hops),
            onclick: () => GK.state.set({ hops }) }, count(hops, "step")))));
      if (scene.left) parts.push(el("span.meta", {}, `${number(scene.left)} more not drawn`));
    } else if (scene.mode === "path") {
      parts.push(el("span", {}, scene.joined
        ? `Shortest path: ${count(scene.edges.length, "tie")}${scene.wider
          ? ", through ties that are switched off" : ""}` : "No path joins these two"));
    } else if (scene.mode === "disputes") {
      parts.push(el("span", {}, count(GK.disputes().length, "dispute")));
    } else {
      const hidden = [...scene.hidden].reduce((a, b) => a + b, 0);
      if (hidden) {
        parts.push(el("span", {}, `Showing ${number(scene.nodes.length)} of `
          + `${number(d.nodeCount)}: click a story’s disc to open it`));
      }
    }
    if (scene.mode !== "map") parts.push(back);
    bar.replaceChildren(...parts);
    bar.hidden = !parts.length;
  }

  const PAGES = { disputes, timeline: (s) => GK.timeline.view(s), list, read: reading };

  /** Show the view of the state. */
  function show(s) {
    for (const name of ["map", ...Object.keys(PAGES)]) byId(`view-${name}`).hidden = name !== s.view;
    for (const tab of byId("tabs").children) {
      if (tab.dataset.view === s.view) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    PAGES[s.view]?.(s);
  }

  return { tabs, show, read, sceneBar };
})();
