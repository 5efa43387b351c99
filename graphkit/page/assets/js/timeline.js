"use strict";
/** Time: a span chosen with two sliders, and the time line of claims and posts. */
GK.timeline = (() => {
  const { el, byId, when, count } = GK.dom;
  const d = GK.data;
  /** Days on which something was said, posted or published, in order. */
  const days = (() => {
    const found = new Set();
    for (let i = 0; i < d.nodeCount; i += 1) if (d.date(i).length >= 10) found.add(d.date(i).slice(0, 10));
    for (let e = 0; e < d.edgeCount; e += 1) {
      if (d.edgeDate(e).length >= 10) found.add(d.edgeDate(e).slice(0, 10));
    }
    return [...found].sort();
  })();

  /** Two sliders over the days; at the ends they set no bound. */
  function slider() {
    if (days.length < 2) return "";
    const last = days.length - 1;
    const make = (id, label, start) => el("label.range", {}, el("span", {}, label),
      el("input", { type: "range", id, min: 0, max: last, value: start, oninput: changed }),
      el("output", { id: `${id}-day`, for: id }));
    return el("section", {}, el("h2", {}, "Published"), make("time-from", "From", 0),
      make("time-to", "To", last));
  }

  function changed(event) {
    let from = Number(byId("time-from").value);
    let to = Number(byId("time-to").value);
    if (from > to) {
      if (event.target.id === "time-from") to = from;
      else from = to;
    }
    GK.state.set({ from: from === 0 ? "" : days[from], to: to === days.length - 1 ? "" : days[to] },
      { push: false });
  }

  function show(s) {
    if (days.length < 2) return;
    const place = (day, otherwise) => {
      if (!day) return otherwise;
      const at = days.findIndex((other) => other >= day);
      return at < 0 ? days.length - 1 : at;
    };
    const from = place(s.from, 0);
    const to = place(s.to, days.length - 1);
    byId("time-from").value = from;
    byId("time-to").value = to;
    byId("time-from-day").textContent = when(days[from]);
    byId("time-to-day").textContent = when(days[to]);
  }

  /** Claims and posts of the filters, day by day. */
  function view(s) {
    const list = [];
    let undated = 0;
    for (let i = 0; i < d.nodeCount; i += 1) {
      if (!["Claim", "SocialPost"].includes(d.type(i)) || !GK.scene.nodeOn(i, s)) continue;
      if (d.date(i)) list.push(i);
      else undated += 1;
    }
    list.sort((a, b) => d.date(a).localeCompare(d.date(b)) || a - b);
    const byDay = new Map();
    for (const i of list) {
      const day = d.date(i).slice(0, 10);
      if (!byDay.has(day)) byDay.set(day, []);
      byDay.get(day).push(i);
    }
    const entry = (i) => {
      const voice = GK.scene.voice(i);
      const outlets = d.type(i) === "Claim" ? d.way(i).map((one) => one.outlet)
        : d.nodeEvidence(i).map((one) => one.doc.outlet);
      const places = [...new Set(outlets.filter(Boolean))];
      return el("div.entry", {}, el("span.clock", {}, d.date(i).slice(11, 16)),
        el("div", {}, voice >= 0 ? GK.panel.nodeButton(voice, 60)
          : el("span.meta", {}, "speaker left open"),
        GK.panel.nodeButton(i, 260),
        places.length ? el("span.meta", {}, GK.dom.clip(places.join(", "), 80)) : null,
        GK.panel.isDisputed(i) ? el("span.flag", {}, "disputed") : null));
    };
    byId("view-timeline").replaceChildren(
      el("h2", {}, "Time line"),
      el("p.meta", {}, `${count(list.length, "claim and post", "claims and posts")} with a date, `
        + "by where they are first known from."
        + (undated ? ` ${count(undated, "more has", "more have")} no date.` : "")),
      GK.dom.longList([...byDay], ([day, items]) => el("section.day", {}, el("h3", {}, when(day)),
        GK.dom.longList(items, entry, { tag: "ul.plain", few: 10 })), { tag: "ol.days", few: 40 }));
  }

  return { slider, show, view, days };
})();
