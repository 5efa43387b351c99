"use strict";
/**
 * What the reader looks at, kept in the address after `#`, so that a view can be bookmarked and
 * the browser's Back goes back.  `GK.state.set({...})` changes it and tells who listens.
 */
GK.state = (() => {
  const VIEWS = ["map", "disputes", "timeline", "list", "read", "sheet"];
  /** Ties that everything has would bury the others: they start switched off. */
  const QUIET = ["APPEARS_IN", "PUBLISHED_BY", "WROTE", "Article"];
  const known = new Set([...GK.data.nodeTypes, ...GK.data.edgeTypes]);
  const telling = GK.data.nodeTypes.some((t) => !QUIET.includes(t));
  const DEFAULT_OFF = telling ? QUIET.filter((t) => known.has(t)) : [];
  const empty = () => ({
    view: "map", sel: "", edge: "", story: -1, focus: "", hops: 1, path: [], only: "",
    off: new Set(DEFAULT_OFF), from: "", to: "", open: new Set(), loose: false, checkable: false, theme: "",
    q: "", sure: 0, who: "", at: "",
  });
  const TEXTS = ["sel", "edge", "focus", "only", "from", "to", "theme", "q", "who", "at"];
  let now = empty();
  const listeners = [];

  const sameSet = (a, b) => a.size === b.size && [...a].every((item) => b.has(item));

  /** The state as `key=value` pairs; what is as it was at first is left out. */
  function toHash(s) {
    const out = new URLSearchParams();
    const start = empty();
    if (s.view !== "map") out.set("view", s.view);
    for (const key of TEXTS) {
      if (s[key]) out.set(key, s[key]);
    }
    if (s.story >= 0) out.set("story", s.story);
    if (s.focus && s.hops !== 1) out.set("hops", s.hops);
    for (const end of s.path) out.append("path", end);
    if (!sameSet(s.off, start.off)) out.set("off", [...s.off].sort().join(","));
    if (s.open.size) out.set("open", [...s.open].sort((a, b) => a - b).join(","));
    if (s.loose) out.set("loose", "1");
    if (s.checkable) out.set("checkable", "1");
    if (s.sure) out.set("sure", s.sure);
    return out.toString();
  }

  function fromHash(hash) {
    const p = new URLSearchParams(hash.replace(/^#/, ""));
    const s = empty();
    if (VIEWS.includes(p.get("view"))) s.view = p.get("view");
    for (const key of TEXTS) {
      s[key] = p.get(key) ?? "";
    }
    if (!["light", "dark"].includes(s.theme)) s.theme = "";
    s.hops = Math.min(3, Math.max(1, Number(p.get("hops")) || 1));
    s.path = p.getAll("path").slice(0, 2);
    const story = Number(p.get("story") ?? -1);
    if (GK.data.stories[story]) s.story = story;
    if (p.has("off")) s.off = new Set(p.get("off").split(",").filter((t) => known.has(t)));
    if (p.has("open")) {
      s.open = new Set(p.get("open").split(",").map(Number).filter((n) => GK.data.stories[n]));
    }
    s.loose = p.get("loose") === "1";
    s.checkable = p.get("checkable") === "1";
    s.sure = Math.min(100, Math.max(0, Math.round(Number(p.get("sure")) || 0)));
    return s;
  }

  /** Put the state into the address; a frame without an address of its own just keeps it. */
  function write(push) {
    const hash = toHash(now);
    if (hash === location.hash.slice(1)) return;
    try {
      history[push ? "pushState" : "replaceState"](null, "", hash ? `#${hash}` : "#");
    } catch {
      // A sandboxed frame may not touch its address.
    }
  }

  function set(changes, { push = true } = {}) {
    const before = now;
    now = { ...now, ...changes };
    write(push);
    for (const listener of listeners) listener(now, before);
  }

  function follow() {
    const before = now;
    now = fromHash(location.hash);
    for (const listener of listeners) listener(now, before);
  }

  now = fromHash(location.hash);
  addEventListener("popstate", follow);
  addEventListener("hashchange", () => {
    if (toHash(now) !== toHash(fromHash(location.hash))) follow();
  });

  return {
    get: () => now,
    set,
    listen: (listener) => listeners.push(listener),
    defaultOff: DEFAULT_OFF,
    /** Select a node: its panel opens. */
    select: (i, changes = {}) => set({ sel: GK.data.id(i), edge: "", story: -1, at: "", ...changes }),
    selectEdge: (e, changes = {}) => set({ edge: edgeName(e), sel: "", story: -1, ...changes }),
    selectStory: (n, changes = {}) => set({ story: n, sel: "", edge: "", ...changes }),
    close: () => set({ sel: "", edge: "", story: -1 }),
    edgeNumber,
  };

  /** An edge is named by its ends, type and place among its parallels. */
  function edgeName(e) {
    const d = GK.data;
    const twins = parallels(d.from(e), d.to(e), d.edgeTypeNumber(e));
    return [d.id(d.from(e)), d.edgeType(e), d.id(d.to(e)), twins.indexOf(e)].join("|");
  }

  function edgeNumber(name) {
    const parts = name.split("|");
    if (parts.length < 4) return -1;
    const place = Number(parts.pop());
    // Ids may hold a bar themselves: try every way to cut.
    for (let a = 1; a < parts.length - 1; a += 1) {
      const from = GK.data.number(parts.slice(0, a).join("|"));
      const to = GK.data.number(parts.slice(a + 1).join("|"));
      const type = GK.data.edgeTypes.indexOf(parts[a]);
      if (from >= 0 && to >= 0 && type >= 0) return parallels(from, to, type)[place] ?? -1;
    }
    return -1;
  }

  function parallels(from, to, type) {
    const d = GK.data;
    return [...d.edgesOf(from)].filter(
      (e) => d.from(e) === from && d.to(e) === to && d.edgeTypeNumber(e) === type);
  }
})();
