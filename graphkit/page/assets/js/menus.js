"use strict";
/** Menus behind buttons of the bar: one is open at a time, Esc or a click elsewhere closes it. */
GK.menus = (() => {
  const { byId } = GK.dom;
  const NAMES = ["export", "corrections"];
  const parts = (name) => [byId(`${name}-button`), byId(`${name}-menu`)];

  function open(name, on) {
    const [button, menu] = parts(name);
    menu.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
  }

  /** Close what is open; whether something was. */
  function close(focus = false) {
    const name = NAMES.find((one) => !parts(one)[1].hidden);
    if (!name) return false;
    open(name, false);
    if (focus) parts(name)[0].focus();
    return true;
  }

  function start() {
    for (const name of NAMES) {
      const [button, menu] = parts(name);
      button.addEventListener("click", () => {
        const on = menu.hidden;
        close();
        open(name, on);
      });
    }
    document.addEventListener("click", (event) => {
      // what a click has taken out of the page was in the menu
      if (event.target.isConnected && !event.target.closest(".menu")) close();
    });
  }

  return { start, close };
})();
