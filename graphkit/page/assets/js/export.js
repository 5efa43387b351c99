"use strict";
/** What is shown, taken out of the page: PNG, SVG, CSV of nodes and of ties, JSON. */
GK.export = (() => {
  const { el, byId } = GK.dom;
  const d = GK.data;

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    const link = el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    GK.dom.say(`Saved ${name}`);
  }

  const saveText = (text, type, name) => save(new Blob([text], { type }), name);

  /** The canvas as it is, on the page's ground. */
  function png() {
    const canvas = byId("canvas").querySelector("canvas");
    const copy = el("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const ctx = copy.getContext("2d");
    ctx.fillStyle = GK.look.theme().ground;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(canvas, 0, 0);
    copy.toBlob((blob) => save(blob, "graph.png"), "image/png");
  }

  const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    // Signs that XML does not know at all.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

  /** Everything drawn as SVG, with every label. */
  function svg() {
    const scene = GK.scene.now();
    const theme = GK.look.theme();
    const out = [];
    let box = [Infinity, Infinity, -Infinity, -Infinity];
    const reach = (x, y, r) => {
      box = [Math.min(box[0], x - r), Math.min(box[1], y - r),
        Math.max(box[2], x + r), Math.max(box[3], y + r)];
    };
    if (scene.mode === "map") {
      for (const n of new Set(scene.nodes.map(d.story))) {
        const s = d.stories[n];
        reach(s.x, s.y, s.r);
        out.push(`<circle cx="${s.x}" cy="${s.y}" r="${s.r}" fill="${theme.disc}" `
          + `stroke="${theme.rim}"/>`);
        if (!s.loose) {
          out.push(`<text x="${s.x}" y="${s.y - s.r + 24}" class="story">${escape(s.name)}</text>`);
        }
      }
    }
    for (const e of scene.edges) {
      const [a, b] = [scene.place(d.from(e)), scene.place(d.to(e))];
      const style = GK.look.edge(d.edgeType(e));
      const dashes = style.dashes ? ` stroke-dasharray="${style.dashes.join(" ")}"` : "";
      out.push(`<line x1="${a[0]}" y1="${a[1]}" x2="${b[0]}" y2="${b[1]}" stroke="${style.color}" `
        + `stroke-width="${style.width}"${dashes}/>`);
    }
    for (const i of scene.nodes) {
      const [x, y] = scene.place(i);
      const r = scene.size(i);
      reach(x, y, r + 60);
      const points = GK.shapes.corners(GK.look.shape(d.type(i)), r);
      const look = `fill="${GK.look.fill(d.type(i))}" stroke="${GK.look.rim(d.type(i))}" stroke-width="1.5"`;
      const title = `<title>${escape(`${d.type(i)}: ${d.name(i)}`)}</title>`;
      out.push(points
        ? `<polygon points="${points.map(([u, v]) => `${(x + u).toFixed(1)},${(y + v).toFixed(1)}`)
          .join(" ")}" ${look}>${title}</polygon>`
        : `<circle cx="${x}" cy="${y}" r="${r}" ${look}>${title}</circle>`);
      GK.labels.lines(i).forEach((words, n) => out.push(
        `<text x="${x}" y="${y + r + 14 + n * 14}">${escape(words)}</text>`));
    }
    const [left, top, right, bottom] = box.map(Math.round);
    saveText(`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${right - left} ${bottom - top}">
<title>${escape(d.graph.title)}</title>
<style>text{font:12px sans-serif;text-anchor:middle;fill:${theme.ink};paint-order:stroke;`
      + `stroke:${theme.ground};stroke-width:3px}.story{font-size:16px;fill:${theme.soft}}</style>
<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" fill="${theme.ground}"/>
${out.join("\n")}
</svg>
`, "image/svg+xml", "graph.svg");
  }

  /** A CSV field; what a spreadsheet would take for a formula gets a quote mark before it. */
  function field(value) {
    let text = value === null || value === undefined ? "" : String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  const table = (rows) => `\ufeff${rows.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;

  function nodesCsv() {
    const rows = GK.scene.now().nodes.map((i) => [d.id(i), d.type(i), d.text(i), d.date(i),
      d.degree(i), d.stories[d.story(i)].name]);
    saveText(table([["id", "type", "name", "date", "ties", "story"], ...rows]),
      "text/csv", "nodes.csv");
  }

  /** One row a quote; a tie without quotes has one row as well. */
  function edgesCsv() {
    const rows = GK.scene.now().edges.flatMap((e) => {
      const ends = [d.id(d.from(e)), d.edgeType(e), d.id(d.to(e)), d.edgeConfidence(e)];
      const found = d.edgeEvidence(e);
      if (!found.length) return [[...ends, "", "", "", "", ""]];
      return found.map((item) => [...ends, item.quote, item.doc.outlet, item.doc.published,
        item.doc.doc, item.doc.url]);
    });
    saveText(table([["source", "type", "target", "confidence", "quote", "outlet", "date", "doc",
      "url"], ...rows]), "text/csv", "ties.csv");
  }

  /** What is shown in the form of graph.json. */
  function json() {
    const scene = GK.scene.now();
    const plain = ({ doc, ...rest }) => ({ doc: doc.doc, ...rest });
    const spoken = ({ speaker, ...rest }) => ({
      ...rest, ...(speaker === undefined ? {}
        : { speaker: typeof speaker === "number" ? d.id(speaker) : speaker || null }) });
    const out = {
      directed: true, multigraph: true, graph: {},
      nodes: scene.nodes.map((i) => ({ id: d.id(i), type: d.type(i), name: d.name(i),
        ...d.attributes(i), evidence: d.nodeEvidence(i).map(plain).map(spoken) })),
      edges: scene.edges.map((e) => ({ source: d.id(d.from(e)), target: d.id(d.to(e)),
        key: d.edgeKey(e), type: d.edgeType(e), confidence: d.edgeConfidence(e),
        ...d.edgeAttributes(e), evidence: d.edgeEvidence(e).map(plain) })),
    };
    saveText(JSON.stringify(out, null, 1), "application/json", "graph.json");
  }

  const ITEMS = [["Picture (PNG)", png], ["Drawing (SVG)", svg], ["Nodes shown (CSV)", nodesCsv],
    ["Ties shown, with quotes (CSV)", edgesCsv], ["Shown part (JSON)", json],
    ["Link to this view", () => GK.evidence.copy(location.href)],
    ["Print", () => print()]];

  function start() {
    byId("export-menu").replaceChildren(...ITEMS.map(([label, act]) => el("button", { onclick() {
      GK.menus.close(true);
      act();
    } }, label)));
  }

  return { start, saveText };
})();
