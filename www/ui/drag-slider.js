// @ts-check
/* A slider on the picture: a handle with one value. */

import { valueByKey } from "./arrow-keys.js";
import { DragHandle } from "./drag-handle.js";
import { scaleOf } from "./position.js";

/** @typedef {import("./drag-handle.js").State<number> & { begun: any }} Start */

/** @extends {DragHandle<number>} */
export class DragSlider extends DragHandle {
  /** Its place from the left. */
  x = 0;

  /** @param {import("./drag-handle.js").AboutHandle<number> & { begin?: () => any, by?: (start: Start, right: number, down: number) => number,
   *   upright?: boolean, unspoken?: boolean }} as
   *   `by`: the value after a drag so far to the right and down, in pixels, where it is not the usual one; `begin`:
   *   what it needs to know of the press; `upright`: dragged up and down; `unspoken`: no stop for the keyboard, since
   *   another slider has the same value */
  constructor({ begin, by, upright = false, unspoken = false, ...as }) {
    super(0, as, unspoken ? null : { "aria-orientation": upright ? "vertical" : "horizontal" });
    this.by = by;
    this.upright = upright;
    if (begin) this.begin = begin;
    else if (upright) this.begin = () => this.#height();
  }

  /** @param {number} x
   * @param {number} y */
  place(x, y) {
    this.x = x;
    super.place(x, y);
  }

  /** @param {Start} start
   * @param {number} right
   * @param {number} down */
  moved(start, right, down) {
    if (this.by) return this.by(start, right, down);
    // Upwards, the scale follows the curves: the slider is moved from where it is now to the pointer.
    if (this.upright) return this.shown.value + (start.begun - down - this.#height()) * this.shown.perPixel;
    return start.value + right * start.perPixel;
  }

  /** How high its middle is in the window, in its own pixels. */
  #height() {
    const { top, bottom } = this.node.getBoundingClientRect();
    return -(top + bottom) / 2 / scaleOf(this.node);
  }

  /** @param {KeyboardEvent} event
   * @param {import("./drag-handle.js").State<number>} now */
  byKey(event, now) {
    return valueByKey(event, now);
  }
}
