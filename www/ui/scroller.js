// @ts-check
/* A box that scrolls its content, which may be wider than its column: the fonts of the reader's machine
   are not known. It is in the tab order, with a name, only while there is something to scroll. */

import { h } from "./dom.js";

/** @param {string} name
 * @param {Element} content
 * @param {string} [className] `scrolls`: at most a few rows high */
export function scroller(name, content, className = "wide") {
  const box = h("div", { className }, content);
  watchScroller(box, name);
  return box;
}

/** Does the same for boxes that are in the page already: its formulas and tables.
 * @param {Document} page */
export function watchScrollers(page) {
  for (const box of page.querySelectorAll("div.wide")) watchScroller(box, box.querySelector("table") ? "Table" : "Formula");
}

/** @param {Element} box
 * @param {string} name
 * @returns {(contents: Iterable<Element>) => void} watches other contents instead, each as wide as its own content */
export function watchScroller(box, name) {
  /** @type {Set<Element>} */
  const cut = new Set();
  const update = () => {
    // While it has the focus it stays in the tab order.
    if (cut.size === 0 && box.matches(":focus")) return;
    for (const [attribute, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": name })) {
      if (cut.size > 0) box.setAttribute(attribute, value);
      else box.removeAttribute(attribute);
    }
  };
  box.addEventListener("blur", update);
  // The contents that the box cuts off by more than a fraction of a pixel; an observer causes no layout.
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio } of entries) {
        if (isIntersecting && intersectionRatio < 1) cut.add(target);
        else cut.delete(target);
      }
      update();
    },
    { root: box, rootMargin: "1px", threshold: [0, 1] },
  );
  const watch = (/** @type {Iterable<Element>} */ contents) => {
    observer.disconnect();
    cut.clear();
    for (const content of contents) observer.observe(content);
  };
  watch(box.children);
  return watch;
}
