// @ts-check
/* Dragging: from the press of the main button on an element until its release, wherever the pointer is
   meanwhile. */

import { scaleOf } from "./position.js";

/** @template S */
export class Drag {
  /** What `begin` gave; null while nothing is dragged.
   * @type {S | null} */
  start = null;

  /** @param {HTMLElement} node
   * @param {() => S | null} begin the state at the press, which each move gets; null: nothing can be dragged
   * @param {(start: S, right: number, down: number) => void} move how far the pointer has moved since, in the element's own pixels */
  constructor(node, begin, move) {
    let [x, y] = [0, 0];
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.start = begin();
      if (this.start === null) return;
      event.preventDefault(); // no text is selected by a drag
      node.setPointerCapture(event.pointerId);
      [x, y] = [event.clientX, event.clientY];
    });
    node.addEventListener("pointermove", (event) => {
      if (this.start === null) return;
      const scale = scaleOf(node);
      move(this.start, (event.clientX - x) / scale, (event.clientY - y) / scale);
    });
    for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) node.addEventListener(type, () => (this.start = null));
  }
}
