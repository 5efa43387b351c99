"use strict";
/**
 * What is painted around vis-network's nodes: stories as discs with names, labels that never lie
 * on each other (the best connected first), and a veil that leaves the selected node, its ties
 * and its neighbours bright.  Letters keep their size on screen whatever the zoom.
 */
GK.labels = (() => {
  const d = GK.data;
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
  const SIZE = 12;
  const MOST = 140;
  const widths = new Map();
  let scene = null;
  let order = [];
  let stories = new Map();

  function reset(next) {
    scene = next;
    order = [...scene.nodes].sort((a, b) => d.size(b) - d.size(a) || a - b);
    stories = new Map();
    if (scene.mode !== "map") return;
    for (const i of scene.nodes) stories.set(d.story(i), (stories.get(d.story(i)) ?? 0) + 1);
    scene.hidden.forEach((n, story) => n && stories.set(story, stories.get(story) ?? 0));
  }

  /** Width of words at the label size, in pixels; measured once. */
  function width(ctx, words) {
    if (!widths.has(words)) {
      ctx.font = `${SIZE}px ${FONT}`;
      widths.set(words, ctx.measureText(words).width);
    }
    return widths.get(words);
  }

  /** One or two lines for a node: claims and posts get two. */
  const lines = (() => {
    const made = new Map();
    return (i) => {
      if (!made.has(i)) {
        const long = ["Claim", "SocialPost", "Article"].includes(d.type(i));
        const words = GK.dom.clip(d.name(i), long ? 44 : 30);
        const half = long && words.length > 24 ? words.indexOf(" ", 18) : -1;
        made.set(i, half > 0 && half < 30
          ? [words.slice(0, half), words.slice(half + 1)] : [words]);
      }
      return made.get(i);
    };
  })();

  /** Boxes taken so far, in a grid, so that each new one meets only its neighbours. */
  function board(cell) {
    const cells = new Map();
    const keys = (b) => {
      const found = [];
      for (let x = Math.floor(b[0] / cell); x <= Math.floor(b[2] / cell); x += 1) {
        for (let y = Math.floor(b[1] / cell); y <= Math.floor(b[3] / cell); y += 1) {
          found.push(`${x} ${y}`);
        }
      }
      return found;
    };
    const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    return {
      free: (box) => !keys(box).some((k) => cells.get(k)?.some((other) => meets(box, other))),
      take(box) {
        for (const k of keys(box)) {
          if (!cells.has(k)) cells.set(k, []);
          cells.get(k).push(box);
        }
      },
    };
  }

  /** The part of the drawing that can be seen, in its own units. */
  function sight() {
    const network = GK.draw.network();
    const box = GK.dom.byId("canvas").getBoundingClientRect();
    const low = network.DOMtoCanvas({ x: 0, y: 0 });
    const high = network.DOMtoCanvas({ x: box.width, y: box.height });
    return [low.x, low.y, high.x, high.y];
  }

  function write(ctx, words, x, y, size, scale, ink, halo) {
    ctx.font = `${size / scale}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.5 / scale;
    ctx.strokeStyle = halo;
    ctx.strokeText(words, x, y);
    ctx.fillStyle = ink;
    ctx.fillText(words, x, y);
  }

  /** Under the nodes: a disc for each story. */
  function behind(ctx, scale) {
    const theme = GK.look.theme();
    if (scene.mode !== "map") return;
    const picked = GK.state.get().story;
    for (const n of stories.keys()) {
      const s = d.stories[n];
      ctx.beginPath();
      ctx.arc(s.x, s.y, s.r, 0, 2 * Math.PI);
      ctx.fillStyle = theme.disc;
      ctx.fill();
      ctx.lineWidth = (n === picked ? 2.5 : 1) / scale;
      ctx.strokeStyle = n === picked ? theme.soft : theme.rim;
      ctx.stroke();
    }
  }

  /** Nodes and edges to keep bright: {nodes, edges} or null when nothing is selected. */
  function bright() {
    const s = GK.state.get();
    const edge = s.edge ? GK.state.edgeNumber(s.edge) : -1;
    if (edge >= 0) return { nodes: new Set([d.from(edge), d.to(edge)]), edges: [edge] };
    const i = s.sel ? d.number(s.sel) : -1;
    if (i < 0) return null;
    const drawn = new Set(scene.edges);
    const edges = [...d.edgesOf(i)].filter((e) => drawn.has(e));
    return { nodes: new Set([i, ...edges.map((e) => d.other(e, i))]), edges, middle: i };
  }

  let kept = { key: null, value: null };
  function brightNow() {
    const s = GK.state.get();
    const key = `${s.sel}\n${s.edge}`;
    if (kept.key !== key || kept.scene !== scene) kept = { key, scene, value: bright() };
    return kept.value;
  }

  /** The veil, and what is selected painted again above it. */
  function highlight(ctx, scale, view, chosen) {
    const theme = GK.look.theme();
    ctx.fillStyle = theme.veil;
    ctx.fillRect(view[0], view[1], view[2] - view[0], view[3] - view[1]);
    for (const e of chosen.edges) {
      const style = GK.look.edge(d.edgeType(e));
      const [a, b] = [scene.place(d.from(e)), scene.place(d.to(e))];
      ctx.beginPath();
      ctx.moveTo(...a);
      ctx.lineTo(...b);
      ctx.lineWidth = Math.max(style.width, 1.6 / scale);
      ctx.strokeStyle = style.color;
      ctx.stroke();
    }
    for (const i of chosen.nodes) {
      const [x, y] = scene.place(i);
      GK.shapes.trace(ctx, GK.look.shape(d.type(i)), x, y, d.size(i));
      ctx.fillStyle = GK.look.fill(d.type(i));
      ctx.fill();
      ctx.lineWidth = (i === chosen.middle ? 3 : 1.5) / Math.min(scale, 1);
      ctx.strokeStyle = i === chosen.middle ? theme.ink : theme.border;
      ctx.stroke();
    }
  }

  /** Above the nodes: the veil, names of stories and as many labels as find room. */
  function above(ctx, scale, hovered) {
    const view = sight();
    const chosen = scene.mode === "map" || scene.mode === "disputes" || scene.mode === "focus"
      ? brightNow() : null;
    if (chosen && chosen.middle !== scene.middle) highlight(ctx, scale, view, chosen);
    const taken = board(120 / scale);
    if (scene.mode === "map") storyNames(ctx, scale, view, taken, Boolean(chosen));
    nodeNames(ctx, scale, view, taken, hovered, chosen);
  }

  function storyNames(ctx, scale, view, taken, faded) {
    const theme = GK.look.theme();
    for (const [n, drawn] of stories) {
      const s = d.stories[n];
      const wide = s.r * scale;
      if (wide < 34 || s.loose) continue;
      const size = Math.max(11, Math.min(15, wide / 9));
      const letters = Math.floor((wide * 1.75) / (size * 0.52));
      const hidden = scene.hidden[n];
      const more = hidden ? ` +${GK.dom.number(hidden)}` : "";
      const words = GK.dom.clip(s.name, Math.max(10, letters - more.length)) + more;
      const half = (width(ctx, words) * size) / SIZE / 2 / scale;
      const y = s.y - s.r + 8 / scale;
      const box = [s.x - half, y, s.x + half, y + (size * 1.3) / scale];
      if (box[0] > view[2] || box[2] < view[0] || box[1] > view[3] || box[3] < view[1]) continue;
      if (!drawn && !hidden) continue;
      if (!taken.free(box)) continue;
      taken.take(box);
      ctx.globalAlpha = faded ? 0.45 : 1;
      write(ctx, words, s.x, y, size, scale, theme.soft, theme.halo);
      ctx.globalAlpha = 1;
    }
  }

  function nodeNames(ctx, scale, view, taken, hovered, chosen) {
    const theme = GK.look.theme();
    const put = (i, force) => {
      const [x, y] = scene.place(i);
      const size = d.size(i);
      if (x < view[0] || x > view[2] || y < view[1] || y > view[3]) return false;
      // Specks need no names: whoever wants one comes nearer.
      if (!force && size * scale < 2.6) return false;
      const words = lines(i);
      const half = Math.max(...words.map((w) => width(ctx, w))) / 2 / scale;
      const top = y + size + 2 / scale;
      const box = [x - half - 3 / scale, top, x + half + 3 / scale,
        top + (words.length * SIZE * 1.2 + 2) / scale];
      if (!force && !taken.free(box)) return false;
      taken.take(box);
      words.forEach((w, n) => write(ctx, w, x, top + (n * SIZE * 1.2) / scale, SIZE, scale,
        theme.ink, theme.halo));
      return true;
    };
    if (hovered >= 0 && scene.nodes.length) put(hovered, true);
    let left = MOST;
    const first = chosen ? order.filter((i) => chosen.nodes.has(i)) : order;
    if (chosen?.middle >= 0) put(chosen.middle, chosen.middle !== hovered);
    for (const i of first) {
      if (i === hovered || i === chosen?.middle) continue;
      if (put(i, false) && (left -= 1) <= 0) break;
    }
  }

  return { reset, behind, above, lines };
})();

/** Outlines of the node shapes, the same as vis-network's, for the veil and for SVG. */
GK.shapes = (() => {
  const polygon = (sides, r, turn) => Array.from({ length: sides }, (_, n) => {
    const angle = (2 * Math.PI * n) / sides + turn;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });

  /** Corners of a shape around 0,0, or null for a circle. */
  function corners(shape, r) {
    switch (shape) {
      case "square": return [[-r, -r], [r, -r], [r, r], [-r, r]];
      case "diamond": return [[0, -r], [r, 0], [0, r], [-r, 0]];
      case "hexagon": return polygon(6, r, 0);
      case "triangle": return triangle(r, 1);
      case "triangleDown": return triangle(r, -1);
      case "star": return Array.from({ length: 10 }, (_, n) => {
        const reach = (n % 2 ? 0.5 : 1.3) * r * 0.82;
        return [reach * Math.sin((n * 2 * Math.PI) / 10),
          -reach * Math.cos((n * 2 * Math.PI) / 10) + 0.1 * r * 0.82];
      });
      default: return null;
    }
  }

  function triangle(size, up) {
    const r = size * 1.15;
    const low = 0.275 * r;
    const half = r;
    const inner = (Math.sqrt(3) / 6) * 2 * r;
    const height = Math.sqrt(4 * r * r - r * r);
    return [[0, -up * (height - inner - low)], [half, up * (inner + low)],
      [-half, up * (inner + low)]];
  }

  function trace(ctx, shape, x, y, r) {
    const points = corners(shape, r);
    ctx.beginPath();
    if (!points) {
      ctx.arc(x, y, r, 0, 2 * Math.PI);
    } else {
      points.forEach(([dx, dy], n) => ctx[n ? "lineTo" : "moveTo"](x + dx, y + dy));
      ctx.closePath();
    }
  }

  return { corners, trace };
})();
