"use strict";
/**
 * Making elements.  Text goes in as text nodes only and links only if they are http(s), so
 * whatever an article says stays words on the page.
 */
GK.dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const byId = (id) => document.getElementById(id);

  /** An element: `el("button.small", {onclick}, "text", otherElement)`. */
  function el(tag, props = {}, ...children) {
    const [name, ...classes] = tag.split(".");
    const node = document.createElement(name);
    if (classes.length) node.className = classes.join(" ");
    if (name === "button") node.type = "button";
    for (const [key, value] of Object.entries(props)) {
      if (value === undefined || value === null || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? "" : String(value));
    }
    node.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
    return node;
  }

  function svg(tag, props = {}, ...children) {
    const node = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(props)) node.setAttribute(key, String(value));
    node.append(...children);
    return node;
  }

  /** The address if it is one of the web, else "". */
  function webAddress(text) {
    try {
      const url = new URL(String(text));
      return url.protocol === "https:" || url.protocol === "http:" ? url.href : "";
    } catch {
      return "";
    }
  }

  /** A link out of the page, or the plain words where the address is none of the web. */
  function link(address, words) {
    const href = webAddress(address);
    if (!href) return el("span", {}, words);
    return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, words);
  }

  /** A list of which the first few are shown, with a button for the rest. */
  function longList(items, make, { tag = "ul.items", few = 12 } = {}) {
    const list = el(tag);
    const add = (part) => list.append(...part.map((item, n) => el("li", {}, make(item, n))));
    add(items.slice(0, few));
    if (items.length <= few) return list;
    const more = el("button.more", {
      onclick() {
        add(items.slice(few));
        more.remove();
      },
    }, `Show all ${GK.dom.number(items.length)}`);
    return el("div", {}, list, more);
  }

  const number = (n) => n.toLocaleString("en");

  /** "3 quotes", "1 quote". */
  const count = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  /** ISO date as words, as exact as it is given: "6 Oct 2025, 13:42"; other text as it stands. */
  function when(iso) {
    const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d))?)?)?/.exec(iso || "");
    if (!parts) return iso || "";
    const [, year, month, day, clock] = parts;
    if (!month || !MONTHS[month - 1]) return year;
    const date = day ? `${Number(day)} ${MONTHS[month - 1]} ${year}` : `${MONTHS[month - 1]} ${year}`;
    return clock && clock !== "00:00" ? `${date}, ${clock}` : date;
  }

  /** Words cut to a length at a word's end. */
  function clip(text, length) {
    if (text.length <= length) return text;
    const cut = text.slice(0, length);
    return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), length * 0.6))}…`;
  }

  let timer = 0;
  /** A word to the reader, spoken by screen readers too. */
  function say(words) {
    const status = byId("status");
    status.textContent = words;
    status.classList.add("on");
    clearTimeout(timer);
    timer = setTimeout(() => status.classList.remove("on"), 2600);
  }

  /** Open every list that holds back a part, as paper has no buttons; those at work in `box`. */
  function openAll(box) {
    for (let n = 0; n < 400; n += 1) {
      const buttons = box.querySelectorAll(".more");
      if (!buttons.length) return;
      for (const button of buttons) button.click();
    }
  }

  return { openAll, byId, el, svg, link, webAddress, longList, number, count, when, clip, say };
})();
