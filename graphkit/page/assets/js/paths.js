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

  /** Places on rings around the middle: each node near the one it hangs on. */
  function rings(distance) {
    const places = new Map();
    const angle = new Map();
    const levels = [];
    for (const [i, step] of distance) (levels[step] ??= []).push(i);
    let radius = 0;
    levels.forEach((level, step) => {
      if (step === 0) {
        places.set(level[0], [0, 0]);
        angle.set(level[0], 0);
        return;
      }
      const wish = new Map(level.map((i) => [i, wishedAngle(i, step, distance, angle)]));
      level.sort((a, b) => wish.get(a) - wish.get(b)
        || d.typeNumber(a) - d.typeNumber(b) || a - b);
      radius = Math.max(radius + 170, (level.length * 74) / (2 * Math.PI));
      level.forEach((i, n) => {
        const turn = (2 * Math.PI * (n + 0.5 * step)) / level.length - Math.PI / 2;
        // Every other one a little further out leaves room for the names.
        const reach = radius + (level.length > 10 && n % 2 ? 56 : 0);
        angle.set(i, turn);
        places.set(i, [reach * 1.25 * Math.cos(turn), reach * Math.sin(turn)]);
      });
    });
    return places;
  }

  function wishedAngle(i, step, distance, angle) {
    if (step === 1) return 0;
    let x = 0;
    let y = 0;
    for (const e of d.edgesOf(i)) {
      const j = d.other(e, i);
      if (distance.get(j) === step - 1) {
        x += Math.cos(angle.get(j));
        y += Math.sin(angle.get(j));
      }
    }
    const turn = Math.atan2(y, x);
    return turn < -Math.PI / 2 ? turn + 2 * Math.PI : turn;
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
