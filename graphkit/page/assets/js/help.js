"use strict";
/** What the page says of itself: help, the key to shapes and lines, and how it was made. */
GK.help = (() => {
  const { el, byId, count, when } = GK.dom;
  const d = GK.data;
  const MEANS = {
    Person: "somebody who speaks, or is spoken of", Agency: "a public office or authority",
    Organization: "a company, party, union or other body", Outlet: "who publishes",
    SocialPost: "a post on a social network", Claim: "what somebody says",
    Article: "a text that was read",
  };
  const KEYS = [["/", "search"], ["?", "this help"], ["Esc", "close what lies on top"],
    ["Tab", "go through everything"], ["Enter", "in the search: open the best"]];

  /** Shapes and lines with their words; `long` adds what they mean. */
  function key(long = false) {
    const node = (type) => el("li", {}, GK.filters.sign(type), el("span", {}, GK.words.kind(type),
      long && GK.entry(MEANS, type, "") ? `: ${MEANS[type]}` : ""));
    const tie = (type) => el("li", {}, GK.filters.edgeSign(type),
      el("span", {}, GK.words.tie(type)));
    const scene = GK.scene.now();
    const has = scene && !long ? (list, of) => {
      const there = new Set(list.map(of));
      return (type) => there.has(type);
    } : () => () => true;
    return [
      el("ul.key", {}, ...d.nodeTypes.filter(has(scene?.nodes ?? [], d.type)).map(node)),
      el("ul.key", {}, ...d.edgeTypes.filter(has(scene?.edges ?? [], d.edgeType)).map(tie),
        GK.disputes.all.some((one) => one.possible) || long
          ? el("li", {}, GK.filters.edgeSign("DISPUTES", [3, 3]),
            el("span", {}, "disputes, possibly: no word tells")) : null)];
  }

  /** "5 articles of 4 outlets, 3 Mar 2026 to 6 Mar 2026 · graphkit 0.1.0 · graphkit build …". */
  function made() {
    const { articles, outlets, first, last, undated, version, command, built } = d.made;
    const dates = first && (first === last ? when(first) : `${when(first)} to ${when(last)}`);
    const read = `${count(articles, "article")}${outlets ? ` of ${count(outlets, "outlet")}` : ""}`
      + `${dates ? `, ${dates}` : ""}`;
    return [articles ? `Read: ${read}` : "", undated ? `${undated} without a date` : "",
      built ? `built ${when(built)}` : "", `graphkit ${version}`.trim(), command]
      .filter(Boolean);
  }

  function build() {
    byId("made").replaceChildren(...made().map((part) => el("span", {}, part)));
    const box = byId("help");
    const close = () => box.close();
    const section = (title, ...parts) => el("section", {}, el("h3", {}, title), ...parts);
    const list = (...rows) => el("ul.steps", {}, ...rows.map((row) => el("li", {}, row)));
    box.replaceChildren(
      el("header", {}, el("h2", { id: "help-title" }, "Help"), el("button.close",
        { onclick: close, "aria-label": "Close the help" }, "×")),
      el("p", {}, "Who said what, who cited whom, who disputes it, and who reported it. Every line "
        + "rests on words in an article: a click leads to them."),
      section("What to do", list(
        "Search a name, a role or some words; Enter opens the best. Hits in the articles lead to "
        + "their sentence.",
        "Click a shape: what is known of it, with every quote. Click a line: the quotes behind it.",
        "Disputes: who contradicts whom, quote against quote; Copy both takes the two with sources.",
        "All quotes, in a person’s panel: everything they said in order, to copy or print.",
        "A claim’s way: first to last report, with what is not sure (?).",
        "Stories are discs. Where a disc says +83, so many are not drawn: click it, and it opens.",
        "Correct: what you mend goes into judgements.yaml, for graphkit build --judgements.")),
      section("Shapes and lines", ...key(true)),
      section("How sure", el("p", {}, "A percentage is the share of such findings that were right "
        + "in tests; click it to see the test. What no word tells is marked possible. Where it is "
        + "not known who speaks, it is left open, with the reason.")),
      section("Keys", el("ul.keys", {}, ...KEYS.map(([sign, words]) => el("li", {},
        el("kbd", {}, sign), words)))),
      section("This page", el("p.meta", {}, ...made().map((part) => el("span", {}, part))),
        el("p", {}, "It asks the network for nothing, and what you type stays here.")));
  }

  function open() {
    if (!byId("help").open) byId("help").showModal();
  }

  /** The key on the map: what is drawn now. */
  function show() {
    byId("key-items").replaceChildren(...key());
  }

  function start() {
    build();
    byId("help-button").addEventListener("click", open);
  }

  return { start, open, show, build };
})();
