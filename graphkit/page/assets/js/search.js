"use strict";
/** Search over every node, drawn or not: names, aliases, handles, the words of claims and posts. */
GK.search = (() => {
  const { el, byId, clip } = GK.dom;
  const d = GK.data;
  const MOST = 30;
  let results = [];
  let active = -1;

  /** Node numbers that hold all words of the query, the best first. */
  function find(query) {
    const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (!wanted.length) return [];
    const phrase = query.toLowerCase().trim();
    const found = [];
    d.searchable().forEach((text, i) => {
      if (!wanted.every((word) => text.includes(word))) return;
      const name = d.name(i).toLowerCase();
      const rank = name === phrase ? 0 : name.startsWith(phrase) ? 1 : name.includes(phrase) ? 2
        : text.includes(phrase) ? 3 : 4;
      found.push([rank, i]);
    });
    // Nodes are numbered by how connected they are.
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, i]) => i);
  }

  /** Words with the matches marked. */
  function marked(text, query) {
    const at = text.toLowerCase().indexOf(query.toLowerCase().trim());
    const length = query.trim().length;
    if (at < 0 || text.toLowerCase().length !== text.length) return [text];
    return [text.slice(0, at), el("mark", {}, text.slice(at, at + length)),
      text.slice(at + length)];
  }

  function close() {
    byId("found").hidden = true;
    byId("search").setAttribute("aria-expanded", "false");
    byId("search").removeAttribute("aria-activedescendant");
    active = -1;
  }

  function choose(i) {
    close();
    const s = GK.state.get();
    byId("search").value = "";
    GK.state.select(i, s.view === "map" ? {} : { view: "map" });
    GK.draw.look(i);
  }

  function show() {
    const query = byId("search").value;
    const all = find(query);
    results = all.slice(0, MOST);
    const list = byId("found");
    list.replaceChildren(...results.map((i, n) => el("li", {
      role: "option", id: `found-${n}`, "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(), onclick: () => choose(i),
    }, GK.filters.sign(d.type(i)), el("span", {}, ...marked(clip(d.name(i), 120), query)))));
    if (query.trim() && !all.length) {
      list.append(el("li.none", { role: "option", "aria-disabled": "true", "aria-selected": "false" },
        "Nothing found"));
    } else if (all.length > MOST) {
      list.append(el("li.none", { role: "option", "aria-selected": "false", onclick: () =>
        GK.state.set({ view: "list", q: query }) },
      `${GK.dom.number(all.length)} found: see all in the list`));
    }
    list.hidden = !query.trim();
    byId("search").setAttribute("aria-expanded", String(!list.hidden));
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
    else if (event.key === "Enter" && results.length) choose(results[Math.max(0, active)]);
    else if (event.key === "Escape") close();
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

  return { start, find };
})();
