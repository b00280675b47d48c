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
  watchScroller(box, name);
  return box;
}

/** Those that stand in a page: its formulas and tables.
 * @param {Document} page */
export function watchScrollers(page) {
  for (const box of page.querySelectorAll("div.wide")) watchScroller(box, box.querySelector("table") ? "Table" : "Formula");
}

/** @param {Element} box
 * @param {string} name
 * @returns {(contents: Iterable<Element>) => void} says what is in it from now on, each as wide as what it holds */
export function watchScroller(box, name) {
  /** @type {Set<Element>} */
  const outside = new Set();
  const settle = () => {
    // Nobody who is there is thrown out.
    if (outside.size === 0 && box.matches(":focus")) return;
    for (const [attribute, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": name })) {
      if (outside.size > 0) box.setAttribute(attribute, value);
      else box.removeAttribute(attribute);
    }
  };
  box.addEventListener("blur", settle);
  // Whether it sticks out of the box by more than a fraction of a pixel: known without a look at any size.
  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio } of entries) {
        if (isIntersecting && intersectionRatio < 1) outside.add(target);
        else outside.delete(target);
      }
      settle();
    },
    { root: box, rootMargin: "1px", threshold: [0, 1] },
  );
  const hold = (/** @type {Iterable<Element>} */ contents) => {
    sight.disconnect();
    outside.clear();
    for (const content of contents) sight.observe(content);
  };
  hold(box.children);
  return hold;
}
