"use strict";
/** For paper: the map as a picture in its own proportions, its key, and every list in full. */
GK.print = (() => {
  const { byId } = GK.dom;

  /** The canvas as it is seen, in the colours of paper. */
  function picture() {
    const network = GK.draw.network();
    const canvas = byId("canvas").querySelector("canvas");
    if (!network || !canvas || !canvas.width) return;
    const [dark, view, scale] = [GK.look.name() === "dark", network.getViewPosition(),
      network.getScale()];
    const again = (paper) => {
      GK.look.paper(paper);
      GK.draw.recolour();
      network.moveTo({ position: view, scale, animation: false });
    };
    if (dark) again(true);
    network.redraw();
    const made = canvas.toDataURL("image/png");
    if (made.length > 100) {
      byId("print-map").replaceChildren(GK.dom.el("img", { src: made, alt: "The map" }));
    }
    if (dark) again(false);
  }

  let last = 0;

  /** Some browsers tell it twice, and the second time the canvas is hidden already. */
  function before() {
    if (Date.now() - last < 2000) return;
    last = Date.now();
    const s = GK.state.get();
    GK.help.show();
    byId("key").open = true;
    if (s.view === "map") picture();
    else GK.dom.openAll(byId(`view-${s.view}`));
    GK.dom.openAll(byId("panel"));
  }

  function start() {
    addEventListener("beforeprint", before);
    matchMedia("print").addEventListener("change", (event) => event.matches && before());
  }

  return { start };
})();
