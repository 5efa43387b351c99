"use strict";
/** Walking the graph: neighbourhoods, shortest paths, and where their nodes stand. */
GK.paths = (() => {
  const d = GK.data;
  /** More neighbours than these are not drawn at once. */
  const MOST = 300;

  /** Nodes up to `hops` away: Map node → distance; the best connected first, at most MOST. */
  function around(start, hops, allowed) {
    const distance = new Map([[start, 0]]);
    let left = 0;
    let ring = [start];
    for (let step = 1; step <= hops && ring.length; step += 1) {
      const found = new Set();
      for (const i of ring) {
        for (const e of d.edgesOf(i)) {
          const j = d.other(e, i);
          if (!distance.has(j) && allowed(e, j)) found.add(j);
        }
      }
      const sorted = [...found].sort((a, b) => d.degree(b) - d.degree(a) || a - b);
      const room = Math.max(0, MOST - distance.size);
      left += Math.max(0, sorted.length - room);
      ring = sorted.slice(0, room);
      for (const i of ring) distance.set(i, step);
    }
    return { distance, left };
  }

  /** One shortest path as a list of edges, or null; ties go to the less busy way. */
  function shortest(start, end, allowed) {
    if (start === end) return [];
    const came = new Map([[start, -1]]);
    let ring = [start];
    while (ring.length) {
      const found = [];
      // Through a quiet node rather than a hub: what a hub ties together says little.
      ring.sort((a, b) => d.degree(a) - d.degree(b) || a - b);
      for (const i of ring) {
        for (const e of d.edgesOf(i)) {
          const j = d.other(e, i);
          if (came.has(j) || !allowed(e, j)) continue;
          came.set(j, e);
          if (j === end) return backwards(end, came);
          found.push(j);
        }
      }
      ring = found;
    }
    return null;
  }

  function backwards(end, came) {
    const edges = [];
    for (let i = end, e = came.get(i); e >= 0; e = came.get(i)) {
      edges.unshift(e);
      i = d.other(e, i);
    }
    return edges;
  }

  /** Places on rings around the middle: a tree, each branch with room for its leaves. */
  function rings(distance) {
    const children = new Map([...distance.keys()].map((i) => [i, []]));
    const order = [...distance.keys()].sort((a, b) => distance.get(a) - distance.get(b)
      || d.story(a) - d.story(b) || d.typeNumber(a) - d.typeNumber(b) || a - b);
    const width = [];
    for (const i of order) {
      const step = distance.get(i);
      width[step] = (width[step] ?? 0) + 1;
      if (step === 0) continue;
      for (const e of d.edgesOf(i)) {
        const j = d.other(e, i);
        if (distance.get(j) === step - 1) {
          children.get(j).push(i);
          break;
        }
      }
    }
    const leaves = new Map();
    for (const i of [...order].reverse()) {
      leaves.set(i, Math.max(1, children.get(i).reduce((sum, j) => sum + leaves.get(j), 0)));
    }
    const radius = width.reduce((found, n, step) => {
      found.push(step === 0 ? 0 : Math.max(found[step - 1] + 170, (n * 84) / (2 * Math.PI)));
      return found;
    }, []);
    const places = new Map();
    const place = (i, from, to) => {
      const step = distance.get(i);
      const turn = (from + to) / 2;
      places.set(i, [radius[step] * 1.2 * Math.cos(turn), radius[step] * Math.sin(turn)]);
      let at = from;
      for (const j of children.get(i)) {
        const share = ((to - from) * leaves.get(j)) / leaves.get(i);
        place(j, at, at + share);
        at += share;
      }
    };
    place(order[0], -Math.PI / 2, 1.5 * Math.PI);
    return places;
  }

  /** Places on a gentle zigzag from left to right. */
  function line(nodes) {
    return new Map(nodes.map((i, n) => [i, [n * 190, n % 2 ? 70 : 0]]));
  }

  /**
   * Disputes as rows: who says it, what, against what, who says that.
   * `rows` are lists of up to four nodes (or -1), left to right.
   */
  function rows(list) {
    const places = new Map();
    let y = 0;
    for (const row of list) {
      let used = false;
      row.forEach((i, column) => {
        if (i < 0 || places.has(i)) return;
        places.set(i, [column * 250, y + (column % 3 ? 0 : 26)]);
        used = true;
      });
      if (used) y += 120;
    }
    return places;
  }

  return { around, shortest, rings, line, rows };
})();
