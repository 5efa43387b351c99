"use strict";
/** Start: build what stays, then follow the state. */
(() => {
  const { byId } = GK.dom;
  const state = GK.state;
  let sceneNow = "";
  let drawn = "";

  function applyTheme() {
    document.documentElement.dataset.theme = GK.look.name();
    byId("theme").textContent = GK.look.name() === "dark" ? "☀" : "☾";
  }

  /** The parts of the state that the drawing depends on. */
  const sceneKey = (s) => [s.focus, s.hops, s.path.join(" "), s.only, [...s.off].sort().join(), s.checkable, s.sure,
    s.only && s.who,
    s.from, s.to, [...s.open].sort().join(), s.loose,
    GK.data.number(s.sel) >= GK.data.graph.shown || !s.focus ? s.sel : ""].join("\n");

  function follow(s, before) {
    if (s.theme !== before?.theme) {
      applyTheme();
      if (before) {
        GK.filters.build();
        GK.help.build();
        GK.draw.recolour();
        GK.help.show();
      }
    }
    GK.views.show(s);
    const key = sceneKey(s);
    if (key !== sceneNow) {
      sceneNow = key;
      GK.views.sceneBar(GK.scene.of(s), s);
    }
    // The drawing waits until it can be seen.
    if (s.view === "map" && drawn !== key) {
      drawn = key;
      GK.draw.show(GK.scene.now());
      GK.help.show();
    }
    GK.filters.show(s, GK.scene.now());
    GK.timeline.show(s);
    const selection = (x) => [x?.sel, x?.edge, x?.story, x?.path.join(), x?.view].join("\n");
    if (selection(s) !== selection(before) || s.theme !== before?.theme
      || s.open !== before?.open) {
      const wide = !byId("panel").hidden;
      GK.panel.show(s);
      if (s.view === "map" && wide === byId("panel").hidden) GK.draw.refit();
    }
    GK.draw.redraw();
  }

  /** Esc closes what lies on top: a menu, the filters' drawer, the panel, then the view. */
  function escape() {
    const s = state.get();
    if (GK.menus.close(true)) return;
    if (document.body.classList.contains("with-filters")) toggleFilters(false);
    else if (!byId("panel").hidden) state.close();
    else if (s.focus || s.only || s.path.length) state.set({ focus: "", path: [], only: "" });
    else if (["read", "sheet"].includes(s.view)) state.set({ view: "map", who: "", at: "" });
  }

  function keys(event) {
    // a dialog closes itself
    if (byId("help").open) return;
    const typing = /INPUT|TEXTAREA|SELECT/.test(event.target.tagName);
    if (event.key === "Escape") escape();
    else if (event.key === "/" && !typing) {
      byId("search").focus();
      event.preventDefault();
    } else if (event.key === "?" && !typing) {
      GK.help.open();
      event.preventDefault();
    }
  }

  function toggleFilters(on) {
    document.body.classList.toggle("with-filters", on);
    byId("toggle-filters").setAttribute("aria-expanded",
      String(document.body.classList.contains("with-filters")));
  }

  function start() {
    GK.views.tabs();
    GK.filters.build();
    GK.search.start();
    GK.menus.start();
    GK.export.start();
    GK.corrections.show();
    GK.help.start();
    GK.print.start();
    state.listen(follow);
    follow(state.get(), null);
    byId("zoom-in").addEventListener("click", () => GK.draw.zoom(1.4));
    byId("zoom-out").addEventListener("click", () => GK.draw.zoom(1 / 1.4));
    byId("zoom-fit").addEventListener("click", () => GK.draw.fit());
    byId("toggle-filters").addEventListener("click", () => toggleFilters());
    byId("skip").addEventListener("click", () => {
      state.set({ view: "list" });
      byId("view-list").focus();
    });
    byId("theme").addEventListener("click", () => state.set(
      { theme: GK.look.name() === "dark" ? "light" : "dark" }));
    GK.look.dark.addEventListener("change", () => {
      applyTheme();
      GK.filters.build();
      GK.draw.recolour();
      follow(state.get(), null);
    });
    document.addEventListener("keydown", keys);
    document.documentElement.dataset.ready = "yes";
  }

  applyTheme();
  // Firefox before 113 and Safari before 16.4 (both of spring 2023) cannot inflate.
  if (typeof DecompressionStream === "undefined") {
    byId("hint").textContent = "This browser is too old for the page: please open it in a newer one.";
    byId("hint").hidden = false;
  } else {
    GK.data.ready.then(start);
  }
})();
