// @ts-check
/* A point on the picture with two values: dragged by a pointer in any direction, moved by the arrow keys, to the sides
   for one value, up and down for the other. */

import { valueByKey } from "./arrow-keys.js";
import { DragHandle, each } from "./drag-handle.js";

/** @typedef {import("./drag-handle.js").Pair} Pair */

/** The keys of the first value; the other keys that move something are those of the second. */
const SIDEWAYS = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);

/** @extends {DragHandle<Pair>} */
export class DragPoint extends DragHandle {
  /** @param {import("./drag-handle.js").AboutHandle<Pair>} as */
  constructor(as) {
    super([0, 0], as, { "aria-roledescription": "2D slider" });
  }

  /** @param {import("./drag-handle.js").State<Pair>} start
   * @param {number} right
   * @param {number} down */
  moved({ value, perPixel }, right, down) {
    return each((from, by, pixels) => from + by * pixels, value, perPixel, [right, -down]);
  }

  /** @param {KeyboardEvent} event
   * @param {import("./drag-handle.js").State<Pair>} now */
  byKey(event, { value, least, most, step }) {
    const axis = SIDEWAYS.has(event.key) ? 0 : 1;
    const to = valueByKey(event, { value: value[axis], least: least[axis], most: most[axis], step: step[axis] });
    if (to === null) return null;
    return /** @type {Pair} */ (axis === 0 ? [to, value[1]] : [value[0], to]);
  }
}
