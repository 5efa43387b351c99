"use strict";
/**
 * Corrections: what a reader says is wrong gathers here and is saved as judgements.yaml, which
 * `graphkit build --judgements` honours.  The form is that of graphkit/curation/judgements.py.
 */
GK.corrections = (() => {
  const { el, byId, count } = GK.dom;
  const d = GK.data;
  const ENTITIES = ["Person", "Agency", "Organization", "Outlet"];
  /** [{key, lines, words}]: key tells twice the same, words are for the list. */
  let held = [];
  /** The node that waits for the one it is the same as, or -1. */
  let waiting = -1;

  /** JSON's strings are YAML's double-quoted ones. */
  const quoted = (text) => JSON.stringify(String(text)).replace(/[\u007f-\u009f\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  /** A bar or " @ " in a name would cut the reference: the id alone stands for it then. */
  const reference = (i) => quoted(/ [@|] /.test(d.name(i)) || !d.name(i).trim() ? d.id(i)
    : `${d.id(i)} | ${d.name(i)}`);
  const isEntity = (i) => ENTITIES.includes(d.type(i));

  function add(key, lines, words) {
    held = [...held.filter((one) => one.key !== key), { key, lines, words }];
    show();
    GK.dom.say(`Noted: ${words}`);
  }

  const act = {
    rename: (i, to) => add(`rename ${d.id(i)}`,
      [`- rename: ${reference(i)}`, `  to: ${quoted(to)}`], `${d.name(i)} is called ${to}`),
    type: (i, to) => add(`type ${d.id(i)}`, [`- type: ${reference(i)}`, `  to: ${to}`],
      `${d.name(i)} is: ${GK.words.kind(to)}`),
    drop: (i) => add(`type ${d.id(i)}`, [`- drop: ${reference(i)}`], `${d.name(i)} is left out`),
    same: (i, j) => add(`same ${[d.id(i), d.id(j)].sort().join(" ")}`,
      [`- same: [${reference(i)}, ${reference(j)}]`], `${d.name(i)} is ${d.name(j)}`),
    /** `to` is who said it, or -1 where that is to be left open. */
    speaker: (claim, to) => add(`speaker ${d.id(claim)}`,
      [`- speaker: [${quoted(d.id(claim))}${to >= 0 ? `, ${reference(to)}` : ""}]`],
      to >= 0 ? `${d.name(to)} said “${GK.dom.clip(d.name(claim), 40)}”`
        : `it is open who said “${GK.dom.clip(d.name(claim), 40)}”`),
    /** On a dispute: who disputes, then the claim. */
    dispute(kind, e) {
      const voice = GK.scene.voice(d.from(e));
      const by = voice >= 0 ? voice : d.from(e);
      const claim = d.id(d.to(e));
      add(`dispute ${d.id(by)} ${claim}`, [`- ${kind}: [${reference(by)}, ${quoted(claim)}]`],
        `${kind === "reject" ? "no dispute" : "a dispute"}: ${GK.dom.clip(d.name(by), 40)} and “${
          GK.dom.clip(d.name(d.to(e)), 40)}”`);
    },
  };

  /** The file's text. */
  const text = () => "# Judgements made in the page; graphkit build --judgements honours them.\n"
    + `${held.flatMap((one) => one.lines).join("\n")}\n`;

  /** A row with a field and a button. */
  function form(label, field, done) {
    return el("form.fix", { onsubmit(event) {
      event.preventDefault();
      done(field.value.trim());
    } }, el("label", {}, el("span", {}, label), field), el("button.small", { type: "submit" }, "Note"));
  }

  function chooser(options, empty = "") {
    return el("select", {}, ...(empty ? [el("option", { value: "" }, empty)] : []),
      ...options.map(([value, words]) => el("option", { value }, words)));
  }

  const box = (title, ...parts) => el("details.correct", {}, el("summary", {}, title), ...parts);

  /** What can be mended about a person, body or outlet. */
  function forEntity(i) {
    if (!isEntity(i)) return null;
    const name = el("input", { type: "text", autocomplete: "off", value: d.name(i) });
    const kinds = ENTITIES.filter((type) => type !== d.type(i))
      .map((type) => [type, GK.words.kind(type)]);
    const kind = chooser([...kinds, ["drop", "nothing of the kind: leave it out"]]);
    return box("Correct",
      form("Another name", name, (to) => to && to !== d.name(i) && act.rename(i, to)),
      form(`Not ${/^[AO]/.test(d.type(i)) ? "an" : "a"} ${d.type(i).toLowerCase()} but`, kind,
        (to) => (to === "drop" ? act.drop(i) : act.type(i, to))),
      el("p.fix", {}, el("button.small", { onclick() {
        waiting = i;
        GK.dom.say("Now open the other: its panel has a button for it");
        GK.state.set({});
      } }, "Same as another …")));
  }

  /** The button that ends "same as another", or null. */
  function sameButton(i) {
    if (waiting < 0 || waiting === i || !isEntity(i)) return null;
    return el("button.small.strong", { onclick() {
      act.same(waiting, i);
      waiting = -1;
      GK.panel.show(GK.state.get());
    } }, `Same as ${GK.dom.clip(d.name(waiting), 24)}`);
  }

  /** Who may have said a claim: the people and bodies of the articles that hold it. */
  function near(claim) {
    const docs = new Set(d.nodeEvidence(claim).map((item) => item.doc));
    const found = [];
    for (let i = 0; i < d.nodeCount; i += 1) {
      if (isEntity(i) && d.nodeEvidence(i).some((item) => docs.has(item.doc))) found.push(i);
    }
    return found.sort((a, b) => d.name(a).localeCompare(d.name(b)));
  }

  function forClaim(i) {
    const inner = el("div", {});
    const made = box("Wrong speaker", inner);
    // whom the articles name is looked for when it is asked
    made.addEventListener("toggle", () => {
      if (!made.open || inner.childElementCount) return;
      const who = chooser(near(i).map((j) => [j, d.name(j)]), "nobody known: leave it open");
      inner.append(form("Said by", who, (to) => act.speaker(i, to === "" ? -1 : Number(to))));
    });
    return made;
  }

  /** Buttons under a dispute. */
  function forDispute(one) {
    const e = one.edge;
    return [el("button.small", { onclick: () => act.dispute("reject", e) }, "Not a dispute"),
      one.possible ? el("button.small", { onclick: () => act.dispute("confirm", e) },
        "It is one") : null];
  }

  function save() {
    GK.export.saveText(text(), "application/yaml", "judgements.yaml");
    GK.dom.say("Next: graphkit build … --judgements judgements.yaml");
  }

  /** The button in the bar, and the list behind it. */
  function show() {
    const button = byId("corrections-button");
    button.hidden = !held.length;
    button.textContent = count(held.length, "correction");
    byId("corrections-menu").replaceChildren(
      el("p.meta", {}, "Saved as judgements.yaml, for: graphkit build … --judgements judgements.yaml"),
      el("ul.plain", {}, ...held.map((one) => el("li", {}, el("span.grow", {}, one.words),
        el("button.small", { "aria-label": `Take back: ${one.words}`, onclick() {
          held = held.filter((other) => other !== one);
          show();
        } }, "×")))),
      el("button.small.strong", { onclick: save }, "Save judgements.yaml"));
    if (!held.length) GK.menus.close();
  }

  return { forEntity, forClaim, forDispute, sameButton, show, text };
})();
