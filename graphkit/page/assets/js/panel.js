"use strict";
/** The panel beside the drawing: everything known about what is selected, with its evidence. */
GK.panel = (() => {
  const { el, byId, longList, count, when, clip } = GK.dom;
  const d = GK.data;
  const words = GK.words;
  const SAYINGS = ["Claim", "SocialPost"];

  /** Button that selects a node, with the sign of its type. */
  function nodeButton(i, length = 110) {
    return el("button.node", { onclick: () => GK.state.select(i) },
      GK.filters.sign(d.type(i)), el("span", {}, clip(
        SAYINGS.includes(d.type(i)) ? d.text(i) : d.name(i), length)));
  }

  /** The date of a post, or of the post that a claim is first known from; "" where there is none. */
  function postDate(i) {
    if (d.type(i) === "SocialPost") return d.date(i);
    const first = d.type(i) === "Claim" && d.way(i).find((step) => d.date(step.node));
    return first && d.type(first.node) === "SocialPost" ? d.date(first.node) : "";
  }

  /** When a tie was told: by its articles, else by the post it comes from. */
  const tieDate = (e) => d.edgeDate(e) || postDate(d.to(e));

  /** Edges of a node of one type and direction, strongest and earliest first. */
  function edgesBy(i, type, backwards) {
    return [...d.edgesOf(i)]
      .filter((e) => d.edgeType(e) === type && (backwards ? d.to(e) : d.from(e)) === i)
      .sort((a, b) => (tieDate(a) || "9").localeCompare(tieDate(b) || "9")
        || d.quotes(b) - d.quotes(a) || a - b);
  }

  const section = (title, ...children) => el("section", {}, el("h3", {}, title), ...children);

  /** A tie in a list: the other end, how and when and where it was told, a button for its quotes. */
  function tieRow(e, i) {
    const j = d.other(e, i);
    const { role, stance, cue } = d.edgeAttributes(e);
    const quotes = d.quotes(e) ? count(d.quotes(e), "quote") : "details";
    const disputed = d.type(j) === "Claim" && d.edgeType(e) !== "DISPUTES" && isDisputed(j);
    const told = words.stance(stance, cue ? cue.split(" · ")[0] : "");
    const outlets = ["SAID", "POSTED"].includes(d.edgeType(e))
      ? [...new Set(d.edgeEvidence(e).map((item) => item.doc.outlet).filter(Boolean))] : null;
    return el("div.tie", {}, told ? el("span.flag.calm", {}, told) : null, nodeButton(j),
      el("span.meta", {},
        role ? el("span", {}, String(role)) : null,
        tieDate(e) ? el("time", { datetime: tieDate(e) }, when(tieDate(e)))
          : outlets ? el("span", {}, "no date") : null,
        outlets?.length ? el("span", {}, clip(outlets.join(", "), 60)) : null,
        disputed ? el("span.flag", {}, "disputed") : null,
        el("button.link.act", { onclick: () => GK.state.selectEdge(e),
          "aria-label": `${quotes}: ${words.sentence(e)}` }, quotes)));
  }

  const isDisputed = (i) => [...d.edgesOf(i)].some((e) => d.edgeType(e) === "DISPUTES");

  function ties(i, type, backwards, title = "") {
    const list = edgesBy(i, type, backwards);
    if (!list.length) return null;
    const head = title || words.capital(words.tie(type, backwards));
    return section(`${head} (${GK.dom.number(list.length)})`, longList(list, (e) => tieRow(e, i)));
  }

  /** All ties that the sections above did not show. */
  function otherTies(i, done) {
    return d.edgeTypes.flatMap((type) => [false, true]
      .filter((backwards) => !done.has(`${type} ${backwards ? "to" : "from"}`))
      .map((backwards) => ties(i, type, backwards)));
  }

  const WAYS = { denial: "denial", label: "called untrue", contradiction: "both cannot be true",
    narrator: "the article’s own voice" };

  /** By which way, and in which words, something is disputed. */
  function how({ why, cue, confirmed }) {
    const way = GK.entry(WAYS, why, "");
    const told = cue ? `${way}: “${cue}”` : way;
    return confirmed ? `${told} (confirmed)` : told;
  }

  /** What a side of a dispute rests on: the first quote of a statement, or the tie's. */
  function sideItem(i, e) {
    const found = SAYINGS.includes(d.type(i)) ? d.nodeEvidence(i) : d.edgeEvidence(e);
    return found.find((one) => one.quote);
  }

  /** Both sides of a dispute, quote against quote. */
  function dispute(one) {
    const e = one.edge;
    const side = (i, label) => {
      const voice = GK.scene.voice(i);
      const saying = SAYINGS.includes(d.type(i));
      const item = sideItem(i, e);
      return el("div.side", {}, el("p.label", {}, label),
        voice >= 0 ? nodeButton(voice, 60) : saying ? el("p.meta", {}, "speaker left open")
          : nodeButton(i, 90),
        item ? GK.evidence.quoted(item) : saying ? el("blockquote", {}, clip(d.text(i), 420)) : null,
        item ? GK.evidence.source(item) : null,
        saying ? el("p", {}, el("button.small", { onclick: () => GK.state.select(i) },
          `This ${words.kind(d.type(i)).toLowerCase()}`)) : null);
    };
    const backs = one.mutual ? one.edges.filter((b) => d.from(b) === d.to(e)) : [];
    const way = how(d.edgeAttributes(e));
    return el("article.dispute", {}, el("div.sides", {},
      side(d.from(e), "Disputes"), side(d.to(e), backs.length ? "Disputes too" : "Disputed")),
    el("div.foot", {}, GK.evidence.sure(one.percent / 100, { rests: way,
      kind: one.possible ? "" : GK.evidence.testOf(e) }),
    one.possible ? el("span.flag", {}, "possible") : null,
    el("span", {}, way),
    el("button.small", { onclick: () => GK.state.selectEdge(e) }, "Evidence"),
    backs.length ? el("button.small", { onclick: () => GK.state.selectEdge(backs[0]) },
      "Evidence, other way") : null,
    el("button.small", { onclick: () => GK.evidence.copy(disputeText(e)) }, "Copy both"),
    ...GK.corrections.forDispute(one)));
  }

  function disputeText(e) {
    return [d.from(e), d.to(e)].map((i) => {
      const voice = GK.scene.voice(i);
      const who = voice >= 0 ? d.name(voice) : SAYINGS.includes(d.type(i)) ? "" : d.name(i);
      const item = sideItem(i, e);
      return item ? GK.evidence.asText(item, who) : d.text(i);
    }).join("\n\ndisputes\n\n");
  }

  function disputes(i) {
    const list = GK.disputes.at(i);
    return list.length
      ? section(`Disputes (${list.length})`, longList(list, dispute, { tag: "ul.plain", few: 6 }))
      : null;
  }

  /** How a claim travelled: every post and article that holds it, in the order of its time line. */
  function journey(i) {
    const steps = d.way(i);
    const items = d.nodeEvidence(i);
    const longest = Math.max(0, ...items.map((item) => (item.quote || "").length));
    const dated = steps.filter((step) => d.date(step.node));
    const placed = new Set(steps.map((step) => step.node));
    const known = steps.map((step) => stop(step, items.filter((item) =>
      item.doc.node === step.node), { longest, dated }));
    // evidence of an article that is no node of the graph still stands
    const rest = items.filter((item) => !placed.has(item.doc.node)).map((item) => (
      GK.evidence.block(item, { who: whoSays(item), note: note(item, ["no date"]) })));
    const all = [...known, ...rest];
    if (!all.length) return null;
    return section(all.length === 1 ? "Where it stands"
      : `How it travelled (${GK.dom.number(all.length)})`,
    longList(all, (part) => part, { tag: "ol.journey", few: 8 }));
  }

  const whoSays = (item) => (typeof item.speaker === "number" ? d.name(item.speaker)
    : item.speaker || "");

  /** Who says it at a place, in which kind of speech. */
  function note(item, marks, date = "") {
    return el("p.note", {},
      date ? el("time", { datetime: date }, when(date)) : null,
      ...marks.map((mark) => el("span.flag.calm", {}, mark)),
      typeof item.speaker === "number" ? nodeButton(item.speaker, 50)
        : el("span.meta", {}, item.speaker
          || (item.why_open ? `speaker open: ${words.open(item.why_open)}` : "speaker open")));
  }

  /** One step of the way: the post or article, its words, and what is not sure about it. */
  function stop(step, items, { longest, dated }) {
    const date = d.date(step.node);
    const marks = [];
    if (!date) marks.push("no date");
    if (dated.length > 1 && step.node === dated[0].node) {
      marks.push(d.type(step.node) === "SocialPost" ? "first known from this post" : "first report");
    }
    if (dated.length > 1 && step.node === dated.at(-1).node) marks.push("last report");
    const doubts = step.unsure.map((why) => el("p.doubt", {}, `? ${why}`));
    const relies = step.cites.length
      ? el("p.meta", {}, `relies on ${step.cites.join(", ")}`) : null;
    if (d.type(step.node) === "SocialPost") {
      return el("div.evidence", {}, el("p.note", {},
        date ? el("time", { datetime: date }, when(date)) : null,
        ...marks.map((mark) => el("span.flag.calm", {}, mark)), nodeButton(step.node, 160)),
      relies, ...doubts);
    }
    const blocks = (items.length ? items : [{}]).map((item, n) => {
      const own = n ? [] : [...marks];
      if (item.kind) own.push(words.speech(item.kind));
      if (item.quote && item.quote.length < longest * 0.7) own.push("shortened");
      const told = words.stance(item.stance);
      if (told) own.push(told);
      if (!item.doc) {
        return el("div.evidence", {}, el("p.note", {}, date ? when(date) : null,
          ...own.map((mark) => el("span.flag.calm", {}, mark)), nodeButton(step.node)));
      }
      return GK.evidence.block(item, { who: whoSays(item), note: note(item, own, n ? "" : date) });
    });
    return el("div", {}, ...blocks, relies, ...doubts);
  }

  /** "first known from a post on X, 2 Mar 2026", "first reported 3 Mar 2026 by the Herald". */
  function firstOf(i) {
    const steps = d.way(i);
    const first = steps.find((step) => d.date(step.node));
    if (!first) return steps.length ? "no date is known" : "";
    const day = when(d.date(first.node));
    if (d.type(first.node) === "SocialPost") {
      const { author, handle, platform } = d.attributes(first.node);
      return `first known ${day}, from a post${platform ? ` on ${platform}` : ""}${
        author || handle ? ` by ${author || handle}` : ""}`;
    }
    return `first reported ${day}${first.outlet ? ` by ${first.outlet}` : ""}`;
  }

  function claim(i) {
    const a = d.attributes(i);
    const said = edgesBy(i, "SAID", true);
    return [
      el("blockquote.claim", {}, d.text(i)),
      el("p.meta", {}, a.kind ? el("span", {}, words.speech(a.kind)) : null,
        firstOf(i) ? el("span", {}, firstOf(i)) : null,
        d.checkable(i) >= 0 ? el("span", { title: "How likely it could be found true or false" },
          `checkable ${d.checkable(i)} %`) : null,
        a.context_needed ? el("span.flag.calm", { title: "Something in it has to be looked up "
          + "in the article" }, "needs its context") : null,
        a.told_as ? el("span.flag.calm", {}, `told as ${a.told_as}`) : null),
      said.length ? ties(i, "SAID", true)
        : section("Said by", el("p.meta", {}, openReason(i))),
      GK.corrections.forClaim(i),
      disputes(i), quotation(i), journey(i), ties(i, "STATES", true), ties(i, "ABOUT", false),
      ties(i, "REPORTED_BY", false),
      ...otherTies(i, new Set(["SAID to", "DISPUTES from", "DISPUTES to", "STATES to",
        "ABOUT from", "REPORTED_BY from"])),
    ];
  }

  /** The other statements of the quotation that a claim is one of, in their order. */
  function quotation(i) {
    const whole = d.attributes(i).part_of;
    if (!whole) return null;
    const start = (j) => d.nodeEvidence(j)[0]?.start ?? 0;
    const parts = [];
    for (let j = 0; j < d.nodeCount; j += 1) {
      if (d.type(j) === "Claim" && d.attributes(j).part_of === whole) parts.push(j);
    }
    if (parts.length < 2) return null;
    parts.sort((a, b) => start(a) - start(b) || a - b);
    return section(`The whole quotation (${parts.length} statements)`,
      longList(parts, (j) => (j === i ? el("b", {}, d.text(j)) : nodeButton(j, 300)),
        { tag: "ol.plain", few: 12 }));
  }

  function openReason(i) {
    const reason = d.nodeEvidence(i).map((item) => item.why_open).find(Boolean);
    return reason ? `Left open: ${words.open(reason)}.` : "Left open: the text does not say who.";
  }

  function entity(i) {
    const a = d.attributes(i);
    const mentions = d.nodeEvidence(i);
    const docs = [...new Map(mentions.map((item) => [item.doc.doc, item.doc])).values()];
    return [
      names("Also called", a.aliases), names("Handles", a.handles),
      GK.corrections.forEntity(i),
      ties(i, "SAID", false), disputes(i), ties(i, "POSTED", false), roles(i),
      ties(i, "AFFILIATED_WITH", false), ties(i, "AFFILIATED_WITH", true),
      ties(i, "CITED", true), ties(i, "CITED", false),
      ...otherTies(i, new Set(["SAID from", "DISPUTES from", "DISPUTES to", "POSTED from",
        "AFFILIATED_WITH from", "AFFILIATED_WITH to", "CITED to", "CITED from",
        "APPEARS_IN from"])),
      docs.length ? section(
        `Named ${count(mentions.length, "time")} in ${count(docs.length, "article")}`,
        longList(docs, (doc) => GK.evidence.source({ doc }))) : null,
    ];
  }

  const names = (title, list) => (Array.isArray(list) && list.length
    ? el("p.names", {}, el("b", {}, `${title} `), list.map(String).join(" · ")) : null);

  /** Roles, each once, with the body and the outlets that tell them. */
  function roles(i) {
    const list = words.roles(i);
    const told = (docs) => [...new Set([...docs].map((name) => d.nodeOfDoc(name))
      .map((j) => (j < 0 ? "" : d.outletOf(j) || clip(d.name(j), 40))))].filter(Boolean);
    return list.length ? section(`Roles (${list.length})`, longList(list, (one) => el("span.role",
      {}, one.role, one.of >= 0 ? nodeButton(one.of, 60) : null,
      el("span.meta", {}, clip(told(one.docs).join(", "), 60))), { few: 6 })) : null;
  }

  function post(i) {
    const a = d.attributes(i);
    return [
      el("blockquote.claim", {}, d.text(i)),
      el("p.meta", {}, a.author ? el("b", {}, String(a.author)) : null,
        a.handle ? el("span", {}, String(a.handle)) : null,
        a.platform ? el("span", {}, String(a.platform)) : null,
        d.date(i) ? el("time", {}, when(d.date(i))) : null,
        a.url ? GK.dom.link(a.url, GK.dom.webAddress(a.url) ? "open ↗" : a.url) : null),
      ties(i, "POSTED", true), ties(i, "STATES", false), disputes(i),
      section("Where it is quoted",
        longList(d.nodeEvidence(i), (item) => GK.evidence.block(item, { who: a.author || "" }))),
      ...otherTies(i, new Set(["POSTED to", "STATES from", "DISPUTES from", "DISPUTES to"])),
    ];
  }

  function article(i) {
    const a = d.attributes(i);
    const readable = [a.doc, a.source].find((doc) => doc && d.articleText(doc));
    return [
      el("p.meta", {}, d.outletOf(i) ? el("b", {}, d.outletOf(i)) : null,
        d.date(i) ? el("time", {}, when(d.date(i))) : el("span", {}, "no date"),
        ...(Array.isArray(a.authors) ? a.authors : []).map((x) => el("span", {}, String(x))),
        a.url ? GK.dom.link(a.url, GK.dom.webAddress(a.url) ? "open ↗" : a.url) : null),
      el("p.meta", {}, a.source ? el("span", {}, `file: ${a.source}`) : null),
      readable ? el("p", {}, el("button.small", { onclick: () => GK.views.read(i) }, "Read here"))
        : null,
      ties(i, "COPIES", false), ties(i, "COPIES", true),
      ...otherTies(i, new Set(["COPIES from", "COPIES to"])),
    ];
  }

  function edge(e) {
    const found = d.edgeEvidence(e);
    const rest = Object.entries(d.edgeAttributes(e)).filter(([, v]) => v !== "" && v !== null);
    const who = ["SAID", "POSTED"].includes(d.edgeType(e)) ? d.name(d.from(e)) : "";
    return [
      el("p.ends", {}, nodeButton(d.from(e)), el("b", {}, words.tie(d.edgeType(e))),
        nodeButton(d.to(e))),
      el("div.meta", {}, GK.evidence.sure(d.edgeConfidence(e), { kind: d.possible(e) ? ""
        : GK.evidence.testOf(e), rests: d.edgeType(e) === "DISPUTES" ? how(d.edgeAttributes(e)) : "" }),
        d.edgeDate(e) ? el("span", {}, `first seen ${when(d.edgeDate(e))}`) : null,
        ...rest.filter(([k]) => !INNER.has(k)).map(([k, v]) => el("span", {}, `${k}: ${
          typeof v === "string" ? v : JSON.stringify(v)}`))),
      ...GK.disputes.all.filter((one) => one.edges.includes(e)).map(dispute),
      found.length
        ? section(`Evidence (${found.length})`,
          longList(found, (item) => GK.evidence.block(item, { who, kind: GK.evidence.testOf(e) }),
            { tag: "ol.journey" }))
        : el("p.meta", {}, "No quote is kept for this tie."),
    ];
  }

  function story(n) {
    const s = d.stories[n];
    const members = [];
    for (let i = 0; i < d.nodeCount; i += 1) if (d.story(i) === n) members.push(i);
    const of = (...types) => members.filter((i) => types.includes(d.type(i)));
    const open = GK.state.get().open.has(n);
    const hidden = members.some((i) => i >= d.graph.shown);
    const argued = GK.disputes.all.filter((one) => one.edges.some((e) =>
      d.story(d.from(e)) === n || d.story(d.to(e)) === n));
    const part = (title, list) => (list.length
      ? section(`${title} (${GK.dom.number(list.length)})`, longList(list, (i) => nodeButton(i)))
      : null);
    return [
      el("p.meta", {}, count(s.size, "node")),
      hidden ? el("p", {}, el("button.small", { onclick: () => toggleStory(n) },
        open ? "Show only the most connected" : `Open: show all ${GK.dom.number(s.size)}`)) : null,
      argued.length ? section(`Disputes (${argued.length})`,
        longList(argued, dispute, { tag: "ul.plain", few: 3 })) : null,
      part("People and bodies", of("Person", "Agency", "Organization")),
      part("Claims", of("Claim")), part("Posts", of("SocialPost")), part("Outlets", of("Outlet")),
      part("Articles", of("Article")),
    ];
  }

  function toggleStory(n) {
    const open = new Set(GK.state.get().open);
    if (!open.delete(n)) open.add(n);
    GK.state.set({ open, view: "map" });
  }

  /** Attributes of a tie that are said in plain words already, or say nothing to a reader. */
  const INNER = new Set(["features", "why", "cue", "possible", "confirmed", "judged"]);
  const BODIES = { Claim: claim, SocialPost: post, Article: article };

  function head(badge, title, tools) {
    return el("header", {},
      el("div.badge", {}, badge, el("button.close", { onclick: () => GK.state.close(),
        "aria-label": "Close the panel" }, "×")),
      title ? el("h2", { tabindex: "-1" }, title) : null,
      tools.length ? el("div.actions", {}, ...tools) : null);
  }

  function nodeTools(i) {
    const s = GK.state.get();
    const speaks = [...d.edgesOf(i)].some((e) => d.from(e) === i
      && ["SAID", "POSTED"].includes(d.edgeType(e)));
    const focus = () => GK.state.set({ focus: d.id(i), path: [], only: "", view: "map" });
    const from = s.path.length === 1 ? d.number(s.path[0]) : -1;
    const tools = [el("button.small", { onclick: focus }, "Neighbourhood")];
    if (from >= 0 && from !== i) {
      tools.push(el("button.small.strong", { onclick: () => GK.state.set(
        { path: [s.path[0], d.id(i)], focus: "", only: "", view: "map" }) },
      `Path from ${clip(d.name(from), 24)}`));
    } else {
      tools.push(el("button.small", { onclick() {
        GK.state.set({ path: [d.id(i)] });
        GK.dom.say("Now pick the other end of the path");
      } }, from === i ? "Path starts here" : "Path from here"));
    }
    if (speaks) tools.unshift(el("button.small", { onclick: () => GK.sheet.open(i) }, "All quotes"));
    const same = GK.corrections.sameButton(i);
    if (same) tools.push(same);
    if (s.view !== "map") {
      tools.push(el("button.small", { onclick: () => GK.state.set({ view: "map" }) }, "On the map"));
    }
    return tools;
  }

  /** Show what the state has selected; nothing selected closes the panel. */
  function show(s) {
    const panel = byId("panel");
    const i = s.sel ? d.number(s.sel) : -1;
    const e = s.edge ? GK.state.edgeNumber(s.edge) : -1;
    let parts = null;
    if (e >= 0) parts = [head(el("span", {}, "Tie"), "", []), ...edge(e)];
    else if (i >= 0) {
      const badge = el("span", {}, GK.filters.sign(d.type(i)), words.kind(d.type(i)));
      const body = GK.entry(BODIES, d.type(i), entity);
      const said = SAYINGS.includes(d.type(i));
      parts = [head(badge, said ? "" : d.name(i), nodeTools(i)), ...body(i)];
    } else if (s.story >= 0) {
      parts = [head(el("span", {}, "Story"), d.stories[s.story].name, []), ...story(s.story)];
    }
    panel.replaceChildren(...(parts ?? []).filter(Boolean));
    panel.hidden = !parts;
    document.body.classList.toggle("with-panel", Boolean(parts));
    panel.scrollTop = 0;
  }

  return { show, dispute, nodeButton, isDisputed, postDate };
})();
