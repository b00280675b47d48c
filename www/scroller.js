// @ts-check
/* A box that scrolls by itself, for what may be wider than its column: nobody knows the letters of
   the reader's machine. The keyboard reaches it, by its name, only where there is something to scroll
   to: elsewhere it would be one more stop on the way. */

import { h } from "./dom.js";

/** @param {string} name
 * @param {Element} content
 * @param {string} [className] `scrolls`: it is never higher than a few rows */
export function scroller(name, content, className = "wide") {
  const box = h("div", { className }, content);
  watch(box, name);
  return box;
}

/** Those that stand in a page: its formulas and tables.
 * @param {Document} page */
export function watchScrollers(page) {
  for (const box of page.querySelectorAll("div.wide")) watch(box, box.querySelector("table") ? "Table" : "Formula");
}

/** @param {Element} box
 * @param {string} name */
function watch(box, name) {
  let scrolls = false;
  const settle = () => {
    // Nobody who is there is thrown out.
    if (!scrolls && box.matches(":focus")) return;
    for (const [attribute, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": name })) {
      if (scrolls) box.setAttribute(attribute, value);
      else box.removeAttribute(attribute);
    }
  };
  box.addEventListener("blur", settle);
  // Whether the content sticks out of the box, by more than a fraction of a pixel: known without a
  // look at any size.
  const sight = new IntersectionObserver(
    (entries) => {
      const { isIntersecting, intersectionRatio } = entries[entries.length - 1];
      scrolls = isIntersecting && intersectionRatio < 1;
      settle();
    },
    { root: box, rootMargin: "1px", threshold: [0, 1] },
  );
  for (const content of box.children) sight.observe(content);
}
