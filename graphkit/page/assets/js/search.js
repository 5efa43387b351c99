"use strict";
/**
 * Search over every node, drawn or not, and over the articles' texts.  Whole words count before
 * beginnings of words, names before what is said, people before their claims; a word that nothing
 * has may be mistyped.
 */
GK.search = (() => {
  const { el, byId, clip } = GK.dom;
  const d = GK.data;
  /** So many of a kind are listed, and so many places in articles. */
  const FEW = 5;
  const PLACES = 8;
  const KINDS = ["Person", "Agency", "Organization", "Outlet", "SocialPost", "Claim", "Article"];
  const SAYINGS = ["Claim", "SocialPost"];
  const LETTERS = { ø: "o", ł: "l", æ: "ae", œ: "oe", ß: "ss", đ: "d", ð: "d", þ: "th", ı: "i" };
  let index = null;
  let vocabulary = null;
  let texts = null;
  let shown = [];
  let active = -1;

  /** Without accents, case and kinds of quote mark: what a reader need not type. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase()
      .replace(/[øłæœßđðþı]/g, (c) => LETTERS[c]).replace(/[‘’‚‛ʼ`´]/g, "'")
      .replace(/[“”„‟«»]/g, '"').replace(/[‐-―−]/g, "-");
  }

  /** Words of a text, folded; "U.S." is "us", "Marrow's" is "marrow". */
  function wordsOf(text) {
    const plain = fold(text).replace(/\b(?:[a-z]\.){2,}/g, (m) => m.replaceAll(".", ""));
    return (plain.match(/[\p{L}\p{N}]+(?:'[\p{L}]+)*/gu) ?? []).map((w) => w.replace(/'s$/, ""));
  }

  const spaced = (text) => ` ${wordsOf(text).join(" ")} `;

  /** Names, roles and words of each node, as ` word word `; made when first searched. */
  function getIndex() {
    if (index) return index;
    index = [];
    for (let i = 0; i < d.nodeCount; i += 1) {
      const a = d.attributes(i);
      const saying = SAYINGS.includes(d.type(i));
      const names = [saying ? null : d.name(i), a.aliases, a.handles, a.handle, a.author,
        saying ? null : a.title].flat().filter((part) => typeof part === "string" && part);
      const text = saying ? spaced(`${d.text(i)}`) : "";
      index.push({ names: names.map(spaced), roles: rolesOf(i, a), text });
    }
    return index;
  }

  /** Roles with the bodies they are at, each body's other names included. */
  function rolesOf(i, a) {
    if (d.type(i) !== "Person") return "";
    const at = (j) => [d.name(j), ...(d.attributes(j).aliases ?? [])].join(" ");
    const found = GK.words.roles(i, a).map((one) => `${one.role} ${one.of >= 0 ? at(one.of) : ""}`);
    for (const e of d.edgesOf(i)) {
      if (d.edgeType(e) === "AFFILIATED_WITH" && d.from(e) === i) {
        found.push(`${d.edgeAttributes(e).role ?? ""} ${at(d.to(e))}`);
      }
    }
    return found.length ? found.map(spaced).join("|") : "";
  }

  const hasAll = (text, words) => words.every((word) => text.includes(` ${word} `));
  const begins = (text, words) => words.every((word) => text.includes(` ${word}`));

  /** How well an entry fits, 0 the best; Infinity where it does not. */
  function rank(entry, words, phrase) {
    if (entry.names.some((name) => name === phrase)) return 0;
    if (entry.names.some((name) => name.includes(phrase))) return 1;
    if (entry.names.some((name) => hasAll(name, words))) return 2;
    if (entry.names.some((name) => name.startsWith(phrase.trimEnd()))) return 3;
    if (entry.names.some((name) => begins(name, words))) return 4;
    if (entry.roles) {
      const known = entry.roles + entry.names.join("");
      if (entry.roles.split("|").some((role) => hasAll(role, words))) return 3;
      if (hasAll(known, words)) return 4;
      if (begins(known, words)) return 5;
    }
    if (entry.text) {
      if (entry.text.includes(phrase)) return 5;
      if (hasAll(entry.text, words)) return 6;
      if (begins(entry.text, words)) return 7;
    }
    return Infinity;
  }

  /** [rank, node] of all that fit, the best first. */
  function ranked(words) {
    if (!words.length) return [];
    const phrase = ` ${words.join(" ")} `;
    const found = [];
    getIndex().forEach((entry, i) => {
      const value = rank(entry, words, phrase);
      if (value < Infinity) found.push([value, i]);
    });
    return found.sort((a, b) => a[0] - b[0] || d.degree(b[1]) - d.degree(a[1]) || a[1] - b[1]);
  }

  /** Steps to turn one word into another (two letters swapped are one), at most `most` + 1. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], older[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
      [older, old] = [old, row];
    }
    return old[b.length];
  }

  /** The words of names that a word no name begins with may be meant for: the nearest. */
  function meant(word) {
    if (word.length < 4) return word;
    vocabulary ??= [...new Set(getIndex().flatMap((e) => [...e.names, e.roles])
      .flatMap((text) => text.split(/[ |]+/)).filter((w) => w.length > 2))];
    if (vocabulary.some((known) => known.startsWith(word))) return word;
    const most = word.length > 7 ? 2 : 1;
    let [best, near] = [word, most + 1];
    for (const known of vocabulary) {
      const far = distance(word, known, most);
      if (far < near) [best, near] = [known, far];
    }
    return best;
  }

  /** {found: [[rank, node]], words, typo: the words taken instead, or ""}. */
  function look(query) {
    const words = wordsOf(query);
    let found = ranked(words);
    if (found.length || !words.length) return { found, words, typo: "" };
    const mended = words.map(meant);
    if (mended.join() === words.join()) return { found, words, typo: "" };
    found = ranked(mended);
    return { found, words: mended, typo: found.length ? mended.join(" ") : "" };
  }

  /** Node numbers that fit a query, the best first. */
  const find = (query) => look(query).found.map(([, i]) => i);

  /** Places in the articles: [{node, start, end, before, hit, after}], offsets in code points. */
  function places(words) {
    if (!words.length || words.join("").length < 3) return { list: [], more: 0 };
    texts ??= d.readable().map((doc) => ({ doc, node: d.nodeOfDoc(doc), folded: null }))
      .filter((one) => one.node >= 0);
    const list = [];
    let more = 0;
    const seen = new Set();
    for (const one of texts) {
      if (seen.has(one.node)) continue;
      const { text } = d.articleText(one.doc);
      one.folded ??= fold(text);
      const at = spot(one.folded, words);
      if (!at) continue;
      seen.add(one.node);
      if (list.length >= PLACES) more += 1;
      else list.push({ node: one.node, ...cut(text, ...at) });
    }
    return { list, more };
  }

  const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /** [start, end] in a folded text of the words in their order, else of the first near the rest. */
  function spot(folded, words) {
    if (!words.every((word) => folded.includes(word))) return null;
    const edge = "(?<![\\p{L}\\p{N}])";
    const gap = "(?:'s)?[^\\p{L}\\p{N}]{1,4}";
    const phrase = new RegExp(edge + words.map(escaped).join(gap), "u").exec(folded);
    if (phrase) return [phrase.index, phrase.index + phrase[0].length];
    if (words.length < 2) return null;
    for (const match of folded.matchAll(new RegExp(`${edge}${escaped(words[0])}`, "gu"))) {
      const near = folded.slice(Math.max(0, match.index - 160), match.index + 160);
      if (words.every((word) => new RegExp(edge + escaped(word), "u").test(near))) {
        return [match.index, match.index + match[0].length];
      }
    }
    return null;
  }

  /** The sentence around a place of the folded text, cut out of the text itself. */
  function cut(text, from, to) {
    let [length, unit, point, start, startUnit] = [0, 0, 0, -1, 0];
    for (const char of text) {
      if (length >= from && start < 0) [start, startUnit] = [point, unit];
      if (length >= to) break;
      length += fold(char).length;
      unit += char.length;
      point += 1;
    }
    let [before, after] = GK.evidence.around(text, startUnit, unit, 110);
    // a long sentence is cut between words
    if (before.length >= 110) before = `… ${before.slice(before.indexOf(" ") + 1)}`;
    if (after.length >= 110) after = `${after.slice(0, after.lastIndexOf(" "))} …`;
    return { start, end: point, before: before.trimStart(), hit: text.slice(startUnit, unit),
      after: after.trimEnd() };
  }

  /** A label with the words that were searched marked. */
  function marked(text, words) {
    const parts = [];
    let done = 0;
    for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const word = fold(match[0]);
      if (!words.some((wanted) => word.startsWith(wanted))) continue;
      parts.push(text.slice(done, match.index), el("mark", {}, match[0]));
      done = match.index + match[0].length;
    }
    parts.push(text.slice(done));
    return parts;
  }

  function close() {
    byId("found").hidden = true;
    byId("search").setAttribute("aria-expanded", "false");
    byId("search").removeAttribute("aria-activedescendant");
    active = -1;
  }

  const isOpen = () => !byId("found").hidden;

  function choose(act) {
    close();
    byId("search").value = "";
    act();
  }

  function openNode(i) {
    const s = GK.state.get();
    const open = new Set(s.open);
    // what is hidden is where its story is: that opens
    if (d.large && i >= d.graph.shown) open.add(d.story(i));
    GK.state.select(i, { view: "map", open });
    GK.draw.look(i);
  }

  /** Groups of options by kind; a kind with an exact name comes first. */
  function groups(result) {
    const byKind = new Map();
    for (const [value, i] of result.found) {
      const kind = d.type(i);
      if (!byKind.has(kind)) byKind.set(kind, { kind, best: value, nodes: [] });
      byKind.get(kind).nodes.push(i);
    }
    const place = (kind) => (KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);
    // a whole name before the beginning of one, whoever has it; titles are no names
    const tier = (g) => (g.kind === "Article" && g.best ? 2 : g.best <= 1 ? 0 : g.best <= 2 ? 1 : 2);
    return [...byKind.values()].sort((a, b) => tier(a) - tier(b) || place(a.kind) - place(b.kind));
  }

  function option(content, act) {
    const n = shown.length;
    shown.push(act);
    return el("li", { role: "option", id: `found-${n}`, "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(), onclick: () => choose(act) }, ...content);
  }

  function nodeOption(i, words) {
    const more = d.type(i) === "Person" ? roleLine(i) : sourceLine(i);
    return option([GK.filters.sign(d.type(i)), el("span.grow", {},
      ...marked(clip(SAYINGS.includes(d.type(i)) ? d.text(i) : d.name(i), 120), words),
      more ? el("span.aside", {}, more) : null)], () => openNode(i));
  }

  const roleLine = (i) => GK.words.roles(i).slice(0, 1).map((one) => one.words).join("");
  const sourceLine = (i) => {
    const voice = GK.scene.voice(i);
    if (voice >= 0) return d.name(voice);
    return d.type(i) === "Article" ? [d.outletOf(i), GK.dom.when(d.date(i))]
      .filter(Boolean).join(" · ") : "";
  };

  function show() {
    const query = byId("search").value;
    const result = look(query);
    const read = places(result.words);
    shown = [];
    const heads = (words, total) => el("div.kind", { "aria-hidden": "true" }, words,
      total ? el("span.total", {}, GK.dom.number(total)) : "");
    const parts = [];
    if (result.typo) parts.push(el("div.kind", { "aria-hidden": "true" }, `Did you mean ${result.typo}?`));
    for (const { kind, nodes } of groups(result)) {
      const label = GK.words.kind(kind, true);
      parts.push(heads(label, nodes.length), el("ul", { role: "group", "aria-label": label },
        ...nodes.slice(0, FEW).map((i) => nodeOption(i, result.words))));
    }
    if (read.list.length) {
      parts.push(heads("In the articles", read.list.length + read.more),
        el("ul", { role: "group", "aria-label": "In the articles" }, ...read.list.map((one) => option(
          [el("span.grow", {}, one.before, el("mark", {}, one.hit), one.after,
            el("span.aside", {}, [d.outletOf(one.node), clip(d.name(one.node), 60)]
              .filter(Boolean).join(": ")))], () => GK.views.read(one.node, one)))));
    }
    if (query.trim() && !shown.length) {
      parts.push(el("ul", { role: "group", "aria-label": "Nothing" }, el("li.none", {
        role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found")));
    } else if (result.found.length > FEW) {
      parts.push(el("ul", { role: "group", "aria-label": "More" }, el("li.none", { role: "option",
        "aria-selected": "false", onmousedown: (event) => event.preventDefault(),
        onclick: () => choose(() => GK.state.set({ view: "list", q: query })) },
      `${GK.dom.number(result.found.length)} found: see all in the list`)));
    }
    byId("found").replaceChildren(...parts);
    byId("found").hidden = !query.trim();
    byId("search").setAttribute("aria-expanded", String(isOpen()));
    active = -1;
  }

  function move(step) {
    const options = byId("found").querySelectorAll("[id^=found-]");
    if (!options.length) return;
    options[active]?.setAttribute("aria-selected", "false");
    active = (active + step + options.length) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    byId("search").setAttribute("aria-activedescendant", options[active].id);
  }

  function key(event) {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && isOpen() && shown.length) choose(shown[Math.max(0, active)]);
    else if (event.key === "Escape" && isOpen()) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function start() {
    const input = byId("search");
    input.addEventListener("input", show);
    input.addEventListener("keydown", key);
    input.addEventListener("blur", () => setTimeout(close, 150));
    input.addEventListener("focus", () => input.value && show());
  }

  return { start, find, fold, openNode };
})();
