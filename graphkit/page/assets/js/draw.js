"use strict";
/**
 * The drawing.  `GK.scene` says which nodes and edges the state asks for and where they stand;
 * `GK.draw` hands them to vis-network and paints what it has no words for: stories as discs,
 * names that do not lie on each other (labels.js), a veil over what is not selected.
 */
GK.look = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const THEMES = {
    light: {
      ground: "#fbfaf7", ink: "#1d2530", soft: "#5b6675", halo: "rgba(251,250,247,.92)",
      disc: "rgba(40,60,90,.035)", rim: "rgba(40,60,90,.13)", dots: "rgba(40,60,90,.28)",
      veil: "rgba(251,250,247,.78)",
    },
    dark: {
      ground: "#12161c", ink: "#e8ecf1", soft: "#9daabb", halo: "rgba(18,22,28,.92)",
      disc: "rgba(190,210,240,.04)", rim: "rgba(190,210,240,.15)", dots: "rgba(190,210,240,.3)",
      veil: "rgba(18,22,28,.8)",
    },
  };
  /** Edge type → colour on light, on dark, width, dashes.  Disputes alone are vermillion. */
  const EDGES = {
    DISPUTES: ["#d04a00", "#ff7a33", 3, false],
    SAID: ["#7f93ab", "#6f86a3", 1.5, false],
    STATES: ["#c79a45", "#a9833c", 1.5, false],
    POSTED: ["#c79a45", "#a9833c", 1.5, [6, 4]],
    CITED: ["#5fa58f", "#4f8f7b", 1.5, [8, 4]],
    AFFILIATED_WITH: ["#8aa9c4", "#5d7f9e", 1.5, [2, 4]],
    REPORTED_BY: ["#c6a3b8", "#7d6073", 1, false],
    COPIES: ["#6d7480", "#9aa1ab", 2, [8, 4]],
  };
  const OTHER_EDGE = ["#c3c9d1", "#4a535f", 1, false];
  let paper = false;
  const name = () => (paper ? "light"
    : GK.state.get().theme || (dark.matches ? "dark" : "light"));
  const styleOf = (type) => GK.entry(GK.data.graph.styles, type, ["dot", "#888888", "#999999"]);
  const side = () => (name() === "dark" ? 1 : 0);
  return {
    name,
    dark,
    /** While the picture for paper is made all is drawn on light ground. */
    paper: (on) => { paper = on; },
    theme: () => THEMES[name()],
    /** A darker (on dark ground a lighter) shade of the fill, for a node's edge. */
    rim(type) {
      const to = side() ? 255 : 0;
      const parts = GK.look.fill(type).match(/[0-9a-f]{2}/g).map((h) => parseInt(h, 16));
      return `rgb(${parts.map((v) => Math.round(v + (to - v) * 0.32)).join()})`;
    },
    shape: (type) => styleOf(type)[0],
    fill: (type) => styleOf(type)[1 + side()],
    edge(type) {
      const style = GK.entry(EDGES, type, OTHER_EDGE);
      return { color: style[side()], width: style[2], dashes: style[3] };
    },
  };
})();

GK.scene = (() => {
  const d = GK.data;
  let last = null;

  const day = (iso) => (iso || "").slice(0, 10);
  /** Whether a date lies in the span chosen; the timeless always do. */
  function inTime(iso, s) {
    if (!iso || (!s.from && !s.to)) return true;
    const own = day(iso);
    return (!s.from || own >= s.from.slice(0, own.length))
      && (!s.to || own <= s.to.slice(0, Math.max(own.length, 4)));
  }
  const nodeOn = (i, s) => !s.off.has(d.type(i)) && inTime(d.date(i), s)
    && (!s.checkable || d.type(i) !== "Claim" || d.checkable(i) >= GK.filters.CHECKABLE);
  const edgeOn = (e, s) => !s.off.has(d.edgeType(e)) && inTime(d.edgeDate(e), s)
    && (d.edgeSure(e) < 0 || d.edgeSure(e) >= s.sure);

  /** Edges among the nodes drawn, in the order of the data. */
  function edgesAmong(has, s) {
    const found = [];
    for (let e = 0; e < d.edgeCount; e += 1) {
      if (has(d.from(e)) && has(d.to(e)) && edgeOn(e, s)) found.push(e);
    }
    return found;
  }

  function pathScene(s) {
    const [start, end] = s.path.map(d.number);
    if (start < 0 || end < 0) return null;
    const on = (e, j) => edgeOn(e, s) && (nodeOn(j, s) || j === end);
    let edges = GK.paths.shortest(start, end, on);
    const wider = !edges;
    edges ??= GK.paths.shortest(start, end, () => true);
    const nodes = [start];
    for (const e of edges ?? []) nodes.push(d.other(e, nodes.at(-1)));
    if (!edges) nodes.push(end);
    return {
      kind: `path ${start} ${end}`, mode: "path", nodes, edges: edges ?? [], wider,
      joined: Boolean(edges), places: GK.paths.line(nodes),
    };
  }

  function focusScene(s) {
    const middle = d.number(s.focus);
    if (middle < 0) return null;
    const { distance, left } = GK.paths.around(
      middle, s.hops, (e, j) => edgeOn(e, s) && nodeOn(j, s));
    return {
      kind: `focus ${middle} ${s.hops} ${distance.size}`, mode: "focus", middle, left,
      nodes: [...distance.keys()],
      edges: edgesAmong((i) => distance.has(i), s), places: GK.paths.rings(distance),
    };
  }

  /** Who says a claim or wrote a post: the first speaker, or -1. */
  function voice(i) {
    if (!["Claim", "SocialPost"].includes(d.type(i))) return -1;
    for (const e of d.edgesOf(i)) {
      if (["SAID", "POSTED"].includes(d.edgeType(e)) && d.to(e) === i) return d.from(e);
    }
    return -1;
  }

  function disputesScene(s) {
    const rows = GK.disputes.of(s).map(({ edge }) => {
      const [by, against] = [d.from(edge), d.to(edge)];
      return [voice(by), by, against, voice(against)];
    });
    const places = GK.paths.rows(rows);
    return {
      kind: "disputes", mode: "disputes", nodes: [...places.keys()], places,
      edges: edgesAmong((i) => places.has(i), { ...s, off: new Set() })
        .filter((e) => ["DISPUTES", "SAID", "POSTED", "STATES"].includes(d.edgeType(e))),
    };
  }

  function mapScene(s) {
    const shown = d.graph.shown;
    const selected = d.number(s.sel);
    const drawn = new Uint8Array(d.nodeCount);
    const hidden = new Int32Array(d.stories.length);
    for (let i = 0; i < d.nodeCount; i += 1) {
      if (!nodeOn(i, s) && i !== selected) continue;
      if (i < shown || i === selected || s.open.has(d.story(i))) drawn[i] = 1;
      else hidden[d.story(i)] += 1;
    }
    const closed = (i) => d.large && i < shown && !s.open.has(d.story(i));
    const edges = edgesAmong((i) => drawn[i], s);
    let single = 0;
    if (!s.loose && edges.length) {
      const tied = new Uint8Array(d.nodeCount);
      for (const e of edges) {
        tied[d.from(e)] = 1;
        tied[d.to(e)] = 1;
      }
      for (let i = 0; i < d.nodeCount; i += 1) {
        if (drawn[i] && !tied[i] && i !== selected && !closed(i)) {
          drawn[i] = 0;
          single += 1;
        }
      }
    }
    const nodes = [];
    for (let i = 0; i < d.nodeCount; i += 1) if (drawn[i]) nodes.push(i);
    return { kind: "map", mode: "map", nodes, edges, hidden, single, places: null, closed };
  }

  /** The scene of a state: {mode, nodes, edges, places or null for the map's own places, …}. */
  function of(s) {
    last = (s.path.length === 2 && pathScene(s)) || (s.focus && focusScene(s))
      || (s.only === "disputes" && disputesScene(s)) || mapScene(s);
    const scene = last;
    // in a story that is not open its best known fill its disc
    last.place = last.places ? (i) => scene.places.get(i)
      : (i) => (scene.closed(i) ? d.spot(i) : d.place(i));
    last.size = last.places ? d.size : (i) => (scene.closed(i) ? d.spotSize(i) : d.size(i));
    return last;
  }

  return { of, now: () => last, nodeOn, edgeOn, inTime, voice };
})();

GK.draw = (() => {
  const d = GK.data;
  /** Above so many edges they are left out while the picture moves. */
  const MANY_EDGES = 1200;
  /** And above so many where large shapes are to be moved as well. */
  const SOME_EDGES = 300;
  let network = null;
  let nodes = null;
  let edges = null;
  let scene = null;
  let colours = new Map();
  let hovered = -1;
  let moving = false;
  let fitted = false;

  function groups() {
    const theme = GK.look.theme();
    return Object.fromEntries(d.nodeTypes.map((type, n) => {
      const fill = GK.look.fill(type);
      const color = { background: fill, border: GK.look.rim(type) };
      return [`type ${n}`, { shape: GK.look.shape(type), color: {
        ...color, highlight: { background: fill, border: theme.ink },
        hover: { background: fill, border: theme.ink },
      } }];
    }));
  }

  function visNode(i) {
    const [x, y] = scene.place(i);
    return { id: i, group: `type ${d.typeNumber(i)}`, size: scene.size(i), x, y };
  }

  /** Colour of an edge; of many, those from story to story are faint, or they would be all. */
  function edgeColour(e, many) {
    const type = d.edgeType(e);
    const faint = many && type !== "DISPUTES" && scene.mode === "map"
      && d.story(d.from(e)) !== d.story(d.to(e));
    const key = `${type} ${faint ? many : 1}`;
    if (!colours.has(key)) {
      const { color } = GK.look.edge(type);
      const opacity = faint ? Math.max(0.07, Math.min(0.5, 120 / many)) : 1;
      colours.set(key, { color, highlight: color, hover: color, inherit: false, opacity });
    }
    return colours.get(key);
  }

  /** Parallel edges fan out; all others are straight. */
  function visEdges(list) {
    const seen = new Map();
    const key = (e) => {
      const [a, b] = [d.from(e), d.to(e)];
      return a < b ? a * d.nodeCount + b : b * d.nodeCount + a;
    };
    for (const e of list) seen.set(key(e), (seen.get(key(e)) ?? 0) + 1);
    const drawn = new Map();
    const few = list.length <= MANY_EDGES;
    return list.map((e) => {
      const k = key(e);
      const twins = seen.get(k);
      const style = GK.look.edge(d.edgeType(e));
      const item = {
        id: e, from: d.from(e), to: d.to(e), width: style.width,
        color: edgeColour(e, list.length > 200 && list.length),
        dashes: few && (d.possible(e) ? [3, 5] : style.dashes),
      };
      if (few || d.edgeType(e) === "DISPUTES") {
        item.arrows = { to: { enabled: true, scaleFactor: 0.45 } };
      }
      if (twins > 1) {
        const n = drawn.get(k) ?? 0;
        drawn.set(k, n + 1);
        const bend = (n - (twins - 1) / 2) * 0.22;
        if (bend) {
          const along = d.from(e) < d.to(e) ? bend : -bend;
          item.smooth = {
            enabled: true, type: along > 0 ? "curvedCW" : "curvedCCW",
            roundness: Math.min(0.7, Math.abs(along)),
          };
        }
      }
      return item;
    });
  }

  /** Put the scene on the canvas; what is already there and stays is left alone. */
  function show(next, { fresh = false } = {}) {
    if (!network) start();
    const moved = fresh || !scene || scene.mode !== next.mode || scene.kind !== next.kind;
    scene = next;
    GK.labels.reset(scene);
    const wanted = new Set(scene.nodes);
    const wantedEdges = new Set(scene.edges);
    const manyBefore = edges.length > MANY_EDGES;
    const all = moved || manyBefore !== scene.edges.length > MANY_EDGES;
    if (all) {
      edges.clear();
      nodes.clear();
      nodes.add(scene.nodes.map(visNode));
      edges.add(visEdges(scene.edges));
    } else {
      edges.remove(edges.getIds().filter((e) => !wantedEdges.has(e)));
      nodes.remove(nodes.getIds().filter((i) => !wanted.has(i)));
      const next = scene.nodes.map(visNode);
      nodes.add(next.filter(({ id }) => !nodes.get(id)));
      // a story that was opened or closed has its nodes at other places
      nodes.update(next.filter(({ id, size }) => nodes.get(id).size !== size));
      const there = new Set(edges.getIds());
      edges.add(visEdges(scene.edges).filter((e) => !there.has(e.id)));
    }
    const hides = scene.edges.length > (d.large ? SOME_EDGES : MANY_EDGES);
    network.setOptions({ interaction: {
      hideEdgesOnDrag: hides,
      hideEdgesOnZoom: hides,
      hover: scene.edges.length <= 6000,
    } });
    if (moved) fit(false);
  }

  /** Move the picture so that everything drawn, or these nodes, can be seen. */
  function fit(animate = true, only = null) {
    const list = only ?? scene?.nodes ?? [];
    if (!network || !list.length) return;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const hold = (x, y, r) => {
      left = Math.min(left, x - r);
      right = Math.max(right, x + r);
      top = Math.min(top, y - r);
      bottom = Math.max(bottom, y + r);
    };
    for (const i of list) hold(...scene.place(i), scene.size(i));
    if (!only) for (const disc of GK.labels.discs().values()) hold(disc.x, disc.y, disc.radius);
    const box = GK.dom.byId("canvas").getBoundingClientRect();
    if (!box.width || !box.height) return;
    // The canvas may have been hidden, and then it still has the size of nothing.
    network.setSize("100%", "100%");
    // Room for names at the sides and for the bar that says what is shown.
    const bar = GK.dom.byId("scene").hidden ? 0 : 50;
    const sheet = covered();
    const small = box.width < 500;
    const [wide, high] = [Math.max(60, box.width - (small ? 24 : 90)),
      Math.max(60, box.height - (small ? 50 : 100) - bar - sheet)];
    const scale = Math.min(1.4, wide / (right - left), high / (bottom - top));
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom + (sheet - bar) / scale) / 2 }, scale,
      animation: animate && !calm() ? { duration: 350 } : false,
    });
    fitted = true;
  }

  /** On small screens the panel lies over the lower part of the canvas: how high it is. */
  function covered() {
    const panel = GK.dom.byId("panel");
    return !panel.hidden && getComputedStyle(panel).position === "absolute"
      ? panel.getBoundingClientRect().height : 0;
  }

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function clicked(event) {
    if (event.nodes.length) return GK.state.select(event.nodes[0]);
    if (event.edges.length) return GK.state.selectEdge(event.edges[0]);
    const story = GK.labels.storyAt(event.pointer.canvas.x, event.pointer.canvas.y);
    if (story < 0) {
      const subject = GK.labels.subjectAt(event.pointer.canvas.x, event.pointer.canvas.y);
      if (subject >= 0) return lookAt(d.subjects[subject]);
      return GK.state.close();
    }
    const open = new Set(GK.state.get().open);
    // A disc that holds back nodes opens with the first click.
    const opens = scene.hidden?.[story] > 0;
    if (opens) open.add(story);
    GK.state.selectStory(story, { open });
    return opens && lookAt(d.stories[story]);
  }

  /** Move smoothly until a disc fills the canvas. */
  function lookAt({ x, y, r }) {
    const box = GK.dom.byId("canvas").getBoundingClientRect();
    const high = box.height - covered();
    const scale = Math.min(1.2, Math.min(box.width, high) / (2.1 * r));
    fitted = false;
    network.moveTo({ position: { x, y: y + covered() / 2 / scale }, scale,
      animation: calm() ? false : { duration: 450, easingFunction: "easeInOutQuad" } });
  }

  let coming = 0;
  /** A story that the reader has come so near to that it fills the canvas opens by itself. */
  function nearer() {
    clearTimeout(coming);
    coming = setTimeout(() => {
      if (scene?.mode !== "map" || !d.large) return;
      const box = GK.dom.byId("canvas").getBoundingClientRect();
      const { x, y } = network.getViewPosition();
      const story = GK.labels.storyAt(x, y);
      if (story < 0 || !scene.hidden[story]) return;
      if (d.stories[story].r * network.getScale() < 0.45 * Math.min(box.width, box.height)) return;
      GK.state.set({ open: new Set([...GK.state.get().open, story]) }, { push: false });
    }, 250);
  }

  function hint(words, pointer) {
    const box = GK.dom.byId("hint");
    box.hidden = !words;
    if (!words) return;
    box.textContent = words;
    box.style.left = `${pointer.x}px`;
    box.style.top = `${pointer.y}px`;
  }

  function start() {
    nodes = new vis.DataSet();
    edges = new vis.DataSet();
    network = new vis.Network(GK.dom.byId("canvas"), { nodes, edges }, {
      ...d.graph.options, autoResize: true, groups: groups(),
    });
    network.on("beforeDrawing", (ctx) => scene && GK.labels.behind(
      ctx, network.getScale(), moving));
    network.on("afterDrawing", (ctx) => scene && GK.labels.above(
      ctx, network.getScale(), hovered, moving));
    network.on("dragStart", ({ nodes: dragged }) => {
      // a node that is dragged moves its own name
      moving = !dragged.length;
      GK.labels.fresh();
      fitted = false;
    });
    network.on("zoom", () => {
      fitted = false;
      nearer();
    });
    network.on("dragEnd", () => { moving = false; });
    network.on("click", clicked);
    network.on("hoverNode", ({ node, pointer }) => {
      hovered = node;
      GK.dom.byId("canvas").classList.add("over");
      const story = d.stories[d.story(node)];
      hint(`${GK.dom.clip(d.name(node), 60)} · ${GK.words.kind(d.type(node))} · ${GK.dom.count(d.degree(node), "tie")} · ${story.name}`, pointer.DOM);
    });
    network.on("hoverEdge", ({ edge, pointer }) => {
      GK.dom.byId("canvas").classList.add("over");
      const quotes = d.quotes(edge) ? ` · ${GK.dom.count(d.quotes(edge), "quote")}` : "";
      hint(GK.words.sentence(edge) + quotes, pointer.DOM);
    });
    const off = () => {
      hovered = -1;
      GK.dom.byId("canvas").classList.remove("over");
      hint("");
    };
    for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, off);
  }

  return {
    show, fit,
    /** After the canvas changed its size: all in sight again, unless the reader moved about. */
    refit: () => fitted && fit(false),
    redraw: () => network?.redraw(),
    network: () => network,
    recolour() {
      colours = new Map();
      if (!network) return;
      network.setOptions({ groups: groups() });
      show(scene, { fresh: true });
    },
    zoom(factor) {
      network.moveTo({ scale: network.getScale() * factor, animation: { duration: 150 } });
    },
    /** Bring a node into sight where it stands. */
    look(i) {
      if (!scene?.nodes.includes(i)) return;
      const [x, y] = scene.place(i);
      const scale = Math.max(network.getScale(), 0.6);
      network.moveTo({ position: { x, y: y + covered() / 2 / scale }, scale,
        animation: calm() ? false : { duration: 350 } });
    },
    lookStory: (n) => lookAt(d.stories[n]),
    lookAt,
    calm,
  };
})();
