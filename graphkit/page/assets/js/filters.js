"use strict";
/** Legend and filters: what there is by type, with a switch each; time; the list of stories. */
GK.filters = (() => {
  const { el, svg, byId, count, number } = GK.dom;
  const d = GK.data;
  /** From this percentage on a claim counts as checkable. */
  const CHECKABLE = 50;
  const totals = { nodes: new Map(), edges: new Map() };
  for (let i = 0; i < d.nodeCount; i += 1) {
    totals.nodes.set(d.type(i), (totals.nodes.get(d.type(i)) ?? 0) + 1);
  }
  for (let e = 0; e < d.edgeCount; e += 1) {
    totals.edges.set(d.edgeType(e), (totals.edges.get(d.edgeType(e)) ?? 0) + 1);
  }

  function checkableClaims() {
    let total = 0;
    for (let i = 0; i < d.nodeCount; i += 1) total += d.checkable(i) >= CHECKABLE;
    return total;
  }

  /** The shape of a node type, as in the drawing. */
  function sign(type) {
    const points = GK.shapes.corners(GK.look.shape(type), 6);
    const shape = points
      ? svg("polygon", { points: points.map((p) => p.map((v) => v.toFixed(2)).join()).join(" ") })
      : svg("circle", { r: 6 });
    shape.setAttribute("fill", GK.look.fill(type));
    shape.setAttribute("stroke", "currentColor");
    shape.setAttribute("stroke-opacity", ".45");
    return svg("svg", { class: "sign", viewBox: "-9 -9 18 18", width: 16, height: 16,
      "aria-hidden": "true" }, shape);
  }

  function edgeSign(type, dashes = null) {
    const style = { ...GK.look.edge(type), ...(dashes ? { dashes } : {}) };
    const line = svg("line", { x1: 1, y1: 5, x2: 21, y2: 5, stroke: style.color,
      "stroke-width": Math.max(2, style.width) });
    if (style.dashes) line.setAttribute("stroke-dasharray", style.dashes.join(" "));
    return svg("svg", { class: "sign", viewBox: "0 0 22 10", width: 22, height: 10,
      "aria-hidden": "true" }, line);
  }

  function toggle(type, on) {
    const off = new Set(GK.state.get().off);
    if (on) off.delete(type);
    else off.add(type);
    GK.state.set({ off });
  }

  function switchRow(type, label, picture, total) {
    const box = el("input", { type: "checkbox", "data-type": type,
      onchange: (event) => toggle(type, event.target.checked) });
    return el("label.switch", {}, box, picture, el("span.grow", {}, label),
      el("span.total", {}, number(total)));
  }

  function storyRow(n) {
    const s = d.stories[n];
    return el("button.story", { "data-story": n, onclick() {
      GK.state.selectStory(n, { view: "map", focus: "", path: [], only: "" });
      GK.draw.lookStory(n);
    } }, el("span.grow", {}, s.name), el("span.total", {}, number(s.size)));
  }

  /** The stories, those of one subject under its name. */
  function storyGroups(stories, group) {
    if (!d.subjects.length) {
      return stories.length
        ? [group("Stories", GK.dom.longList(stories, storyRow, { few: 15 }))] : [];
    }
    const inner = (n) => stories.filter((m) => d.stories[m].subject === n);
    const rows = d.subjects.map((subject, n) => el("details.subject", {},
      el("summary", {}, el("span.grow", {}, subject.name),
        el("span.total", {}, number(inner(n).reduce((sum, m) => sum + d.stories[m].size, 0)))),
      ...inner(n).map(storyRow)));
    const rest = stories.filter((m) => d.stories[m].subject < 0).map(storyRow);
    return [group("Stories", GK.dom.longList([...rows, ...rest], (row) => row, { few: 15 }))];
  }

  function build() {
    const box = byId("filters");
    const argued = GK.disputes.all.length;
    const group = (title, ...rows) => el("section", {}, el("h2", {}, title), ...rows);
    const stories = d.stories.map((_, n) => n);
    box.replaceChildren(
      el("p.summary", { id: "summary" }),
      argued ? el("label.switch.strong", {}, el("input", { type: "checkbox", id: "only-disputes",
        onchange: (event) => GK.state.set({ only: event.target.checked ? "disputes" : "",
          focus: "", path: [], view: "map" }) }),
      edgeSign("DISPUTES"), el("span.grow", {}, "Disputes only"),
      el("span.total", {}, number(GK.disputes.total))) : "",
      group("Nodes", ...d.nodeTypes.map((type) => switchRow(
        type, GK.words.kind(type, true), sign(type), totals.nodes.get(type)))),
      group("Ties", ...d.edgeTypes.map((type) => switchRow(
        type, GK.words.capital(GK.words.tie(type)), edgeSign(type),
        type === "DISPUTES" ? GK.disputes.total : totals.edges.get(type)))),
      el("label.switch", {}, el("input", { type: "checkbox", id: "loose",
        onchange: (event) => GK.state.set({ loose: event.target.checked }) }),
      el("span.grow", {}, "Show nodes without ties")),
      d.tellsCheckable ? el("label.switch", {}, el("input", { type: "checkbox", id: "checkable",
        onchange: (event) => GK.state.set({ checkable: event.target.checked }) }),
      el("span.grow", { title: "Claims that could be found true or false: events, numbers, "
        + "accusations, denials" }, "Only claims that can be checked"),
      el("span.total", {}, number(checkableClaims()))) : "",
      el("section", {}, el("h2", {}, "How sure"), el("label.range", {}, el("span", {}, "From"),
        el("input", { type: "range", id: "sure", min: 0, max: 95, step: 5, oninput: (event) =>
          GK.state.set({ sure: Number(event.target.value) }, { push: false }) }),
        el("output", { id: "sure-out", for: "sure" }))),
      GK.timeline.slider(),
      ...storyGroups(stories, group),
      el("p", {}, el("button.small", { onclick: () => GK.state.set({
        off: new Set(GK.state.defaultOff), from: "", to: "", only: "", focus: "", path: [],
        loose: false, checkable: false, open: new Set(), sure: 0, who: "",
      }) }, "Reset filters")),
    );
  }

  /** Bring switches and the summary line in step with the state. */
  function show(s, scene) {
    for (const box of byId("filters").querySelectorAll("[data-type]")) {
      box.checked = !s.off.has(box.dataset.type);
    }
    if (byId("only-disputes")) byId("only-disputes").checked = s.only === "disputes";
    byId("loose").checked = s.loose;
    byId("sure").value = s.sure;
    byId("sure-out").textContent = s.sure ? `ties at least ${s.sure} % sure` : "all ties";
    if (byId("checkable")) byId("checkable").checked = s.checkable;
    for (const row of byId("filters").querySelectorAll("[data-story]")) {
      row.setAttribute("aria-pressed", String(Number(row.dataset.story) === s.story));
    }
    byId("summary").textContent = `Showing ${number(scene.nodes.length)} of `
      + `${count(d.nodeCount, "node")}, ${number(scene.edges.length)} of `
      + `${count(d.edgeCount, "tie")}.`;
  }

  return { build, show, sign, edgeSign, CHECKABLE };
})();
