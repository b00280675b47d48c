// @ts-check
/* The positions of elements, in CSS pixels. */

/** How many pixels of the window make one of the element's own: a slide deck scales its content, and
 * pointer events count in the window's pixels.
 * @param {HTMLElement} node */
export function scaleOf(node) {
  const scale = node.getBoundingClientRect().width / node.offsetWidth;
  return Number.isFinite(scale) && scale > 0 ? scale : 1;
}

/** Where each element is now.
 * @type {WeakMap<HTMLElement, string>} */
const placed = new WeakMap();

/** Places an element. By `translate`, which its children do not inherit; written only where the place
 * differs by half a pixel.
 * @param {HTMLElement} node
 * @param {number} x
 * @param {number} y */
export function putAt(node, x, y) {
  const at = `${inPixels(x)} ${inPixels(y)}`;
  if (placed.get(node) === at) return;
  placed.set(node, at);
  node.style.translate = at;
}

/** Rounded to half a pixel: in a slow motion most frames then write nothing.
 * @param {number} length */
export function inPixels(length) {
  return `${Math.round(2 * length) / 2}px`;
}
