"use strict";
/** The other ways to look at the graph: disputes, list, an article to read, what the map shows. */
GK.views = (() => {
  const { el, byId, count, number, clip, when } = GK.dom;
  const d = GK.data;
  const TABS = [["map", "Map"], ["disputes", "Disputes"], ["timeline", "Time line"],
    ["list", "List"]];

  function tabs() {
    const argued = GK.disputes.total;
    byId("tabs").replaceChildren(...TABS.map(([view, label]) => el("button", {
      "data-view": view, onclick: () => GK.state.set({ view }),
    }, `${label} `, view === "disputes" ? el("span.total", {}, number(argued)) : "")));
  }

  function disputes(s) {
    const list = GK.disputes.of(s);
    const people = GK.disputes.people();
    const who = el("select", { onchange: (event) => GK.state.set({ who: event.target.value }) },
      el("option", { value: "" }, "everybody"), ...people.map(([i, n]) => el("option",
        { value: d.id(i), selected: d.id(i) === s.who }, `${clip(d.name(i), 40)} (${n})`)));
    const sure = el("input", { type: "range", min: 0, max: 95, step: 5, value: s.sure,
      "aria-label": "At least so sure", onchange: (event) =>
        GK.state.set({ sure: Number(event.target.value) }) });
    byId("view-disputes").replaceChildren(
      el("h2", {}, "Who disputes whom"),
      GK.disputes.all.length ? el("p.bar-filters", {}, el("label", {}, "With ", who),
        el("label", {}, `At least ${s.sure} % sure `, sure)) : "",
      el("p.meta", {}, el("span", {}, list.length ? GK.disputes.counted(list)
        : GK.disputes.all.length ? "None of the disputes fits." : "No disputes were found."),
      list.length ? el("button.small", { onclick: () => GK.state.set({ view: "map",
        only: "disputes", focus: "", path: [] }) }, "Draw them") : null),
      GK.dom.longList(list, GK.panel.dispute, { tag: "ul.plain", few: 30 }));
  }

  const sorts = {
    ties: (a, b) => d.degree(b) - d.degree(a) || a - b,
    name: (a, b) => d.name(a).localeCompare(d.name(b)) || a - b,
    type: (a, b) => GK.words.kind(d.type(a)).localeCompare(GK.words.kind(d.type(b))) || a - b,
    date: (a, b) => (d.date(a) || "9").localeCompare(d.date(b) || "9") || a - b,
    story: (a, b) => storyName(a).localeCompare(storyName(b)) || a - b,
  };
  const storyName = (i) => d.stories[d.story(i)].name;
  let sort = "ties";
  let turned = false;

  function list(s) {
    const step = 200;
    const found = s.q ? GK.search.find(s.q) : Array.from({ length: d.nodeCount }, (_, i) => i);
    const rows = found.filter((i) => GK.scene.nodeOn(i, s));
    // what was searched comes the best first, until a heading is clicked
    if (!s.q || sort !== "ties") rows.sort(sorts[sort]);
    if (turned) rows.reverse();
    const body = el("tbody");
    const row = (i) => el("tr", {}, el("td", {}, GK.filters.sign(d.type(i)),
      el("span.word", {}, GK.words.kind(d.type(i)))),
    el("td", {}, el("button.link", { onclick: () => GK.state.select(i) }, clip(d.name(i), 140)),
      GK.panel.isDisputed(i) ? el("span.flag", {}, "disputed") : null),
    el("td.right", {}, number(d.degree(i))), el("td.when", {}, d.date(i) ? when(d.date(i).slice(0, 10)) : "no date"),
    el("td", {}, clip(storyName(i), 40)));
    const more = el("button.more", { onclick: add }, "Show more");
    let shown = 0;
    function add() {
      body.append(...rows.slice(shown, shown + step).map(row));
      shown += step;
      if (shown >= rows.length) more.remove();
    }
    const falls = (key) => (key === "ties") !== turned;
    const head = (label, key) => el(`th${key === "ties" ? ".right" : ""}`, { scope: "col",
      "aria-sort": key === sort ? (falls(key) ? "descending" : "ascending") : null },
    el("button.link", { onclick() {
      turned = key === sort && !turned;
      sort = key;
      list(GK.state.get());
    } }, label, key === sort ? (falls(key) ? " ↓" : " ↑") : ""));
    byId("view-list").replaceChildren(
      el("h2", {}, "Everything"),
      el("p.meta", {}, count(rows.length, "node"), s.q ? el("span", {}, `that hold “${s.q}”`) : "",
        s.q ? el("button.small", { onclick: () => GK.state.set({ q: "" }) }, "Show all") : ""),
      el("table", {}, el("thead", {}, el("tr", {}, head("Type", "type"), head("Name", "name"),
        head("Ties", "ties"), head("Date", "date"), head("Story", "story"))), body), more);
    add();
  }

  /** Read an article here, with what was found in it marked; `item` is scrolled to. */
  function read(node, item = null) {
    GK.state.set({ view: "read", sel: d.id(node), edge: "", story: -1,
      at: item ? `${item.start}-${item.end}` : "" });
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

  /** Number of the article that is read, and the place in it; it stays when a claim is selected. */
  let lastRead = "";

  function reading(s) {
    const box = byId("view-read");
    const chosen = d.number(s.sel);
    const node = chosen >= 0 && d.type(chosen) === "Article" ? chosen
      : Number(lastRead.split(" ")[0] || -1);
    const a = node >= 0 ? d.attributes(node) : {};
    const doc = [a.doc, a.source].find((name) => name && d.articleText(name));
    if (!doc) {
      box.replaceChildren(el("p.meta", {}, "Choose an article whose text is in this page."));
      return;
    }
    // the same article stays as it is scrolled
    if (lastRead === `${node} ${s.at}` || (!s.at && lastRead.startsWith(`${node} `)
      && box.querySelector(".reading"))) return;
    lastRead = `${node} ${s.at}`;
    const { text, wide } = d.articleText(doc);
    const unit = (offset) => GK.evidence.unit(offset, wide);
    const hit = (/^(\d+)-(\d+)$/.exec(s.at) ?? []).slice(1).map((offset) => unit(Number(offset)));
    /** Words from a to b, the place that was asked for marked in them. */
    const words = (a, b) => {
      const [from, to] = [Math.max(a, hit[0] ?? 0), Math.min(b, hit[1] ?? 0)];
      if (!(from < to)) return [text.slice(a, b)];
      return [text.slice(a, from), el("mark.hit", {}, text.slice(from, to)), text.slice(to, b)];
    };
    const parts = [];
    let done = 0;
    for (const [start, end, i] of stretches(new Set([doc]))) {
      const [from, to] = [unit(start), unit(end)];
      parts.push(...words(done, from));
      const disputed = GK.panel.isDisputed(i) ? ".disputed" : "";
      const open = () => GK.state.select(i);
      parts.push(el(`mark.found${disputed}`, { onclick: open, role: "button", tabindex: "0",
        title: "What is known about this",
        onkeydown: (event) => ["Enter", " "].includes(event.key) && open() }, ...words(from, to)));
      done = to;
    }
    parts.push(...words(done, text.length));
    box.replaceChildren(el("h2", {}, d.name(node)),
      el("p.meta", {}, d.outletOf(node) ? el("b", {}, d.outletOf(node)) : null,
        d.date(node) ? when(d.date(node)) : "no date",
        a.url ? GK.dom.link(a.url, "open ↗") : null),
      el("div.reading", {}, ...parts));
    box.querySelector("mark.hit")?.scrollIntoView({ block: "center" });
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
      parts.push(el("span", {}, GK.disputes.counted(GK.disputes.of(s))));
    } else {
      const hidden = [...scene.hidden].reduce((a, b) => a + b, 0);
      if (hidden) {
        parts.push(el("span", {}, `Showing ${number(scene.nodes.length)} of `
          + `${number(d.nodeCount)}: who matters in each story. A click on a disc opens it.`));
        if (s.open.size) parts.push(el("button.small", { onclick() {
          GK.state.set({ open: new Set(), story: -1 });
          GK.draw.fit();
        } }, "Close all stories"));
      }
    }
    if (scene.mode !== "map") parts.push(back);
    bar.replaceChildren(...parts);
    bar.hidden = !parts.length;
  }

  const PAGES = { disputes, timeline: (s) => GK.timeline.view(s), list, read: reading,
    sheet: (s) => GK.sheet.view(s) };

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
