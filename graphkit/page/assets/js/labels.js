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
  /** The best connected people and bodies are named even where the name lies on smaller nodes. */
  const HEADS = 14;
  const widths = new Map();
  let scene = null;
  let order = [];
  let heads = new Set();
  let stories = new Map();

  function reset(next) {
    scene = next;
    order = [...scene.nodes].sort((a, b) => scene.size(b) - scene.size(a) || a - b);
    stories = new Map();
    placed = {};
    heads = new Set();
    if (scene.mode !== "map") return;
    // the three best connected of each story are named however small they are seen
    const named = new Map();
    for (const i of order) {
      const n = named.get(d.story(i)) ?? 0;
      if (n >= 3 || !["Person", "Agency", "Organization"].includes(d.type(i))) continue;
      named.set(d.story(i), n + 1);
      heads.add(i);
    }
    // A disc is as large as what is drawn of its story; one that holds back nodes is whole.
    const boxes = new Map();
    for (const i of scene.nodes) {
      const [x, y] = d.place(i);
      const box = boxes.get(d.story(i)) ?? [x, y, x, y];
      boxes.set(d.story(i), [Math.min(box[0], x), Math.min(box[1], y),
        Math.max(box[2], x), Math.max(box[3], y)]);
    }
    for (const [n, box] of boxes) {
      stories.set(n, { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2, radius: 0, drawn: 0 });
    }
    scene.hidden.forEach((hidden, n) => {
      const { x, y, r } = d.stories[n];
      if (hidden || (d.large && stories.has(n))) stories.set(n, { x, y, radius: r, drawn: 0 });
    });
    for (const i of scene.nodes) {
      const disc = stories.get(d.story(i));
      const [x, y] = scene.place(i);
      const reach = Math.hypot(x - disc.x, y - disc.y) + scene.size(i) + (d.large ? 0 : 34);
      disc.radius = Math.max(disc.radius, reach);
      disc.drawn += 1;
    }
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
    const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    /** Call `act` with each cell that a box touches, until it says stop. */
    function each(box, act) {
      for (let x = Math.floor(box[0] / cell); x <= Math.floor(box[2] / cell); x += 1) {
        for (let y = Math.floor(box[1] / cell); y <= Math.floor(box[3] / cell); y += 1) {
          if (act(x * 1_000_003 + y)) return true;
        }
      }
      return false;
    }
    return {
      free: (box) => !each(box, (k) => cells.get(k)?.some((other) => meets(box, other))),
      take(box) {
        each(box, (k) => {
          const list = cells.get(k);
          if (list) list.push(box);
          else cells.set(k, [box]);
          return false;
        });
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

  const layers = { behind: {}, above: {} };

  /**
   * While the picture is dragged what is painted here only shifts: it is kept as a picture, with
   * half a canvas of room around, and put where it belongs.
   */
  function shifted(layer, ctx, paint) {
    const { a, e, f } = ctx.getTransform();
    const { width: wide, height: high } = ctx.canvas;
    const [dx, dy] = [wide / 2, high / 2];
    const kept = layer.scene === scene && layer.a === a && layer.wide === wide
      && Math.abs(e - layer.e) < dx && Math.abs(f - layer.f) < dy;
    if (!kept) {
      Object.assign(layer, { scene, a, e, f, wide, picture: layer.picture ?? GK.dom.el("canvas") });
      layer.picture.width = 2 * wide;
      layer.picture.height = 2 * high;
      const own = layer.picture.getContext("2d");
      own.setTransform(a, 0, 0, a, e + dx, f + dy);
      paint(own);
    }
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(layer.picture, e - layer.e - dx, f - layer.f - dy);
    ctx.restore();
  }

  /** Forget the pictures: what they show may have changed. */
  function fresh() {
    layers.behind.scene = null;
    layers.above.scene = null;
  }

  /** Under the nodes: a disc for each subject and story, and disputes where they would be too thin. */
  function behind(ctx, scale, moving) {
    if (scene.mode !== "map") return;
    if (moving) shifted(layers.behind, ctx, (own) => discs(own, scale));
    else discs(ctx, scale);
  }

  function discs(ctx, scale) {
    const theme = GK.look.theme();
    const picked = GK.state.get().story;
    for (const { x, y, r } of d.subjects) {
      ctx.beginPath();
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.fillStyle = theme.disc;
      ctx.fill();
      ctx.lineWidth = 1 / scale;
      ctx.strokeStyle = theme.rim;
      ctx.stroke();
    }
    for (const [n, { x, y, radius }] of stories) {
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
      ctx.fillStyle = theme.disc;
      ctx.fill();
      ctx.lineWidth = (n === picked ? 2.5 : 1) / scale;
      ctx.strokeStyle = n === picked ? theme.soft : theme.rim;
      ctx.stroke();
    }
    if (scale < 0.5) thinDisputes(ctx, scale);
  }

  /** From afar a line of three units is none: disputes keep their width on the screen. */
  function thinDisputes(ctx, scale) {
    const { color } = GK.look.edge("DISPUTES");
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.4 / scale;
    ctx.beginPath();
    for (const e of scene.disputes ??= scene.edges.filter((n) => d.edgeType(n) === "DISPUTES")) {
      ctx.moveTo(...scene.place(d.from(e)));
      ctx.lineTo(...scene.place(d.to(e)));
    }
    ctx.stroke();
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
      GK.shapes.trace(ctx, GK.look.shape(d.type(i)), x, y, scene.size(i));
      ctx.fillStyle = GK.look.fill(d.type(i));
      ctx.fill();
      ctx.lineWidth = (i === chosen.middle ? 3 : 1.5) / Math.min(scale, 1);
      ctx.strokeStyle = i === chosen.middle ? theme.ink : GK.look.rim(d.type(i));
      ctx.stroke();
    }
  }

  /** Above the nodes: the veil, names of stories and as many labels as find room. */
  function above(ctx, scale, hovered, moving) {
    const theme = GK.look.theme();
    const chosen = scene.mode === "path" ? null : brightNow();
    const veiled = chosen && chosen.middle !== scene.middle;
    if (veiled) highlight(ctx, scale, sight(), chosen);
    // While the picture is dragged the names chosen stay with their nodes.
    if (!moving || placed.scale !== scale || placed.scene !== scene) {
      placed = { scale, scene, list: place(ctx, scale, hovered, veiled ? chosen : null) };
    }
    const names = (own) => writeNames(own, scale, theme);
    if (moving) shifted(layers.above, ctx, names);
    else names(ctx);
  }

  function writeNames(ctx, scale, theme) {
    for (const label of placed.list) {
      ctx.globalAlpha = label.faded ? 0.45 : 1;
      label.words.forEach((w, n) => write(ctx, w, label.x, label.y + (n * label.size * 1.2) / scale,
        label.size, scale, label.soft && !label.strong ? theme.soft : theme.ink, theme.halo));
    }
    ctx.globalAlpha = 1;
  }

  let placed = {};

  /** Labels that find room: [{words, x, y, size, …}]; stories first, then the best connected. */
  function place(ctx, scale, hovered, chosen) {
    const view = sight();
    const taken = board(90 / scale);
    const nodes = board(90 / scale);
    const list = [];
    const seen = order.filter((i) => {
      const [x, y] = scene.place(i);
      return x > view[0] && x < view[2] && y > view[1] && y < view[3];
    });
    // Names do not lie on nodes either, unless there are too many nodes to mind.
    if (seen.length <= 700) {
      for (const i of seen) {
        if (chosen && !chosen.nodes.has(i)) continue;
        const [x, y] = scene.place(i);
        const r = scene.size(i) * 0.85;
        nodes.take([x - r, y - r, x + r, y + r]);
      }
    }
    if (scene.mode === "map") storyNames(ctx, scale, view, taken, list, Boolean(chosen));
    const first = [hovered, chosen?.middle ?? -1].filter((i) => i >= 0 && scene.nodes.includes(i));
    const room = { view, taken, nodes, list };
    for (const i of first) nodeName(ctx, scale, room, i, true);
    let left = MOST;
    // heads first: the best connected of all may be outlets and claims
    for (const i of [...seen.filter((j) => heads.has(j)), ...seen.filter((j) => !heads.has(j))]) {
      if (first.includes(i) || (chosen && !chosen.nodes.has(i))) continue;
      const high = MOST - left < HEADS && lines(i).length === 1;
      if (nodeName(ctx, scale, room, i, false, high) && (left -= 1) <= 0) break;
    }
    return list;
  }

  /** Disputes of each story, and the outlets that report most of it; counted once. */
  const facts = (() => {
    let made = null;
    function make() {
      const empty = () => ({ disputes: 0, outlets: new Map() });
      made = { stories: d.stories.map(empty), subjects: d.subjects.map(empty) };
      const of = (i) => [made.stories[d.story(i)], made.subjects[d.stories[d.story(i)].subject]]
        .filter(Boolean);
      for (const one of GK.disputes.all) {
        if (!one.possible) for (const each of of(d.to(one.edge))) each.disputes += 1;
      }
      for (let e = 0; e < d.edgeCount; e += 1) {
        if (d.edgeType(e) !== "REPORTED_BY" || d.type(d.to(e)) !== "Outlet") continue;
        for (const { outlets } of of(d.from(e))) {
          outlets.set(d.to(e), (outlets.get(d.to(e)) ?? 0) + 1);
        }
      }
    }
    return (n, kind = "stories") => {
      if (!made) make();
      const { disputes, outlets } = made[kind][n];
      const names = [...outlets].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 2)
        .map(([i]) => GK.dom.clip(d.name(i), 22));
      return [disputes ? GK.dom.count(disputes, "dispute") : "", names.join(", ")]
        .filter(Boolean).join(" · ");
    };
  })();

  /** A name over a disc's rim, if there is room; `second` is a smaller line under it. */
  function rimName(ctx, scale, view, taken, list, disc, words, { size, second = "", ...more }) {
    const wide = (text, letters) => (width(ctx, text) * letters) / SIZE / 2 / scale;
    const half = Math.max(wide(words, size), second ? wide(second, 10.5) : 0);
    const high = (size * 1.3 + (second ? 13 : 0)) / scale;
    const y = disc.y - disc.radius - (size * 0.65) / scale;
    const box = [disc.x - half, y, disc.x + half, y + high];
    if (box[0] > view[2] || box[2] < view[0] || box[1] > view[3] || box[3] < view[1]) return;
    if (!taken.free(box)) {
      if (second) rimName(ctx, scale, view, taken, list, disc, words, { size, ...more });
      return;
    }
    taken.take(box);
    list.push({ words: [words], x: disc.x, y, size, soft: true, ...more });
    if (second) {
      list.push({ words: [second], x: disc.x, y: y + (size * 1.25) / scale, size: 10.5, soft: true,
        ...more });
    }
  }

  function storyNames(ctx, scale, view, taken, list, faded) {
    d.subjects.forEach(({ name, x, y, r }, n) => {
      const wide = r * scale;
      if (wide < 30) return;
      const size = Math.max(13, Math.min(17, wide / 9));
      const letters = Math.max(15, Math.floor((wide * 2) / (size * 0.55)));
      // two names whole, or the first of them: half a name tells nothing
      const words = name.length <= letters ? name : GK.dom.clip(name.split(" · ")[0], letters + 6);
      rimName(ctx, scale, view, taken, list, { x, y, radius: r }, words, { size, faded,
        strong: true, second: wide > 75 ? GK.dom.clip(facts(n, "subjects"), Math.floor(wide / 2.6)) : "" });
    });
    const bySize = [...stories].sort((a, b) => b[1].radius - a[1].radius || a[0] - b[0]);
    for (const [n, disc] of bySize) {
      const { radius, drawn } = disc;
      const s = d.stories[n];
      const wide = radius * scale;
      const hidden = scene.hidden[n];
      if (wide < 34 || s.loose || (!drawn && !hidden)) continue;
      const size = Math.max(11, Math.min(15, wide / 9));
      const more = hidden ? ` +${GK.dom.number(hidden)}` : "";
      const letters = Math.floor((wide * 1.9) / (size * 0.52)) - more.length;
      const words = (s.name.length <= letters ? s.name
        : GK.dom.clip(s.name.split(" · ")[0], Math.max(18, letters))) + more;
      rimName(ctx, scale, view, taken, list, disc, words,
        { size, faded, second: wide > 90 ? GK.dom.clip(facts(n), Math.floor(wide / 3)) : "" });
    }
  }

  /** Find room for a node's name under, over, right or left of it, where all of it is seen. */
  function nodeName(ctx, scale, { view, taken, nodes, list }, i, force, head = false) {
    const [x, y] = scene.place(i);
    const r = scene.size(i) + 3 / scale;
    // Specks need no names: whoever wants one comes nearer.
    const seen = scene.size(i) * scale;
    if (!force && seen < 2.6 && scene.nodes.length > 150 && !heads.has(i)) return false;
    // in a story that is not open people come before what they say
    if (!force && scene.closed?.(i) && seen < 9 && lines(i).length > 1) return false;
    const words = lines(i);
    const half = Math.max(...words.map((w) => width(ctx, w))) / 2 / scale + 3 / scale;
    const high = (words.length * SIZE * 1.2) / scale;
    const boxOf = ([cx, top]) => [cx - half, top, cx + half, top + high];
    const whole = ([x0, y0, x1, y1]) => x0 >= view[0] && y0 >= view[1] && x1 <= view[2]
      && y1 <= view[3];
    const all = [[x, y + r], [x, y - r - high],
      [x + r + half, y - high / 2], [x - r - half, y - high / 2]];
    const places = all.filter((spot) => whole(boxOf(spot)));
    // a name lies on its own node where that is large enough to carry it
    const middle = [x, y - high / 2];
    const carried = seen > 11 && scene.size(i) > half * 0.55
      && whole(boxOf(middle)) && taken.free(boxOf(middle));
    const at = carried ? middle : places.find((spot) => taken.free(boxOf(spot)) && nodes.free(boxOf(spot)))
      ?? (force || head ? places.find((spot) => taken.free(boxOf(spot))) : null)
      ?? (force ? places[0] ?? all[0] : null);
    if (!at) return false;
    taken.take(boxOf(at));
    list.push({ words, x: at[0], y: at[1], size: SIZE, box: boxOf(at) });
    return true;
  }

  /** The story whose disc holds a point, or -1. */
  function storyAt(x, y) {
    for (const [n, disc] of stories) {
      if (Math.hypot(disc.x - x, disc.y - y) < disc.radius) return n;
    }
    return -1;
  }

  /** Where the names of nodes stand: [left, top, right, bottom] in the drawing's units. */
  const boxes = () => (placed.list ?? []).filter((label) => label.box).map((label) => label.box);

  /** The subject whose disc holds a point, or -1. */
  const subjectAt = (x, y) => (scene.mode === "map"
    ? d.subjects.findIndex((one) => Math.hypot(one.x - x, one.y - y) < one.r) : -1);

  return { reset, fresh, behind, above, lines, boxes, storyAt, subjectAt, facts,
    discs: () => stories };
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
