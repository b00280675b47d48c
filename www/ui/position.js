// @ts-check
/* Puts elements at places in CSS pixels. */

/** How many pixels of the window there are to one of the element's own: a slide deck scales what
 * stands in it, and a pointer knows only the window.
 * @param {HTMLElement} node */
export function scaleOf(node) {
  const scale = node.getBoundingClientRect().width / node.offsetWidth;
  return Number.isFinite(scale) && scale > 0 ? scale : 1;
}

/** Where each element was put last.
 * @type {WeakMap<HTMLElement, string>} */
const put = new WeakMap();

/** Puts an element at a place: its own property, which nothing within it inherits, written only
 * where it has gone far enough to be seen.
 * @param {HTMLElement} node
 * @param {number} x
 * @param {number} y */
export function putAt(node, x, y) {
  const at = `${inPixels(x)} ${inPixels(y)}`;
  if (put.get(node) === at) return;
  put.set(node, at);
  node.style.translate = at;
}

/** To half a pixel: what creeps on by less is moved once in a while.
 * @param {number} length */
export function inPixels(length) {
  return `${Math.round(2 * length) / 2}px`;
}
