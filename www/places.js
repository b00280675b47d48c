// @ts-check
/* Where values stand on the picture, in CSS pixels: the lab says where the plot's borders are, and
   between them the axes are straight. */

export class Places {
  /** @param {Plot} frame */
  constructor(frame) {
    this.frame = frame;
  }

  /** How much of the axis one pixel spans. */
  get perPixel() {
    const { left, right, xMin, xMax } = this.frame;
    return (xMax - xMin) / (right - left);
  }

  /** How much density one pixel spans. */
  get densityPerPixel() {
    const { top, bottom, yMax } = this.frame;
    return yMax / (bottom - top);
  }

  get span() {
    return this.frame.xMax - this.frame.xMin;
  }

  /** A value's place from the left, held within the plot.
   * @param {number} value */
  across(value) {
    const { left, right, xMin } = this.frame;
    return Math.min(right, Math.max(left, left + (value - xMin) / this.perPixel));
  }

  /** The value at a place, held within the plot.
   * @param {number} px */
  valueAt(px) {
    const { left, xMin, xMax } = this.frame;
    return Math.min(xMax, Math.max(xMin, xMin + (px - left) * this.perPixel));
  }

  /** A density's place from the top, held within the plot.
   * @param {number} density */
  up(density) {
    const { top, bottom } = this.frame;
    return Math.max(top, bottom - density / this.densityPerPixel);
  }
}

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
