// @ts-check
/* A point on the picture with two values: dragged by a pointer in any direction, moved by the arrow keys, to the sides
   for one value, up and down for the other. A screen reader reads its name, and both values in words. */

import { valueByKey } from "./arrow-keys.js";
import { h, nextFrame, setAttribute } from "./dom.js";
import { Drag } from "./drag.js";
import { putAt } from "./position.js";

/** @typedef {[number, number]} Pair */

/** The keys of the first value; the other keys that move something are those of the second. */
const SIDEWAYS = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);

export class DragPoint {
  /** @type {Pair} */
  value = [0, 0];
  /** @type {Pair} */
  #least = [0, 0];
  /** @type {Pair} */
  #most = [1, 1];
  /** @type {Pair} */
  #step = [0.01, 0.01];
  /** @type {Pair} */
  #perPixel = [0, 0];
  /** How many moves are not in the picture yet. */
  #pending = 0;

  /** @param {{ name: string, data: { [name: string]: string | number }, move: (value: Pair) => Promise<unknown> | void, words: (value: Pair) => string,
   *   className?: string, seen?: (shown: boolean) => void }} as
   *   `move`: a promise where it takes longer than to the next frame; `seen`: called when the focus comes to it, or
   *   leaves it */
  constructor({ name, data, move, words, className = "", seen }) {
    this.move = move;
    this.words = words;
    this.node = h("div", {
      className: `grip ${className}`,
      part: "handle",
      tabIndex: 0,
      role: "slider",
      "aria-label": name,
      "aria-roledescription": "2D slider",
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onfocus: () => seen?.(true),
      onblur: () => seen?.(false),
    });
    for (const [key, text] of Object.entries(data)) this.node.dataset[key] = String(text);
    // The scale at the start is used: else a drag at the border would widen the axes for ever.
    this.drag = new Drag(this.node, () => this.#take(), ({ value: [x, y], perPixel: [across, up] }, right, down) => {
      this.#to([x + right * across, y - down * up]);
    });
  }

  get dragged() {
    return this.drag.start !== null;
  }

  /** @param {{ value: Pair, least: Pair, most: Pair, step: Pair, perPixel: Pair, quiet?: boolean }} now
   *   `perPixel`: what a pixel of dragging, to the right and upwards, adds; `quiet`, while EM runs: the values in words
   *   are written only while the focus is here */
  show({ value, least, most, step, perPixel, quiet = false }) {
    this.#least = [Math.min(least[0], value[0]), Math.min(least[1], value[1])];
    this.#most = [Math.max(most[0], value[0]), Math.max(most[1], value[1])];
    [this.#step, this.#perPixel] = [step, perPixel];
    if (this.dragged || this.#pending > 0) return; // the pointer's or the keys' value is newer
    if (quiet && this.node.ariaValueText !== null && !this.node.matches(":focus")) this.value = value;
    else this.#set(value);
  }

  /** @param {Pair} place in CSS pixels */
  place([x, y]) {
    putAt(this.node, x, y);
  }

  /** @param {Pair} value */
  #set(value) {
    this.value = value;
    const attributes = { valuemin: this.#least[0], valuemax: this.#most[0], valuenow: value[0], valuetext: this.words(value) };
    for (const [name, text] of Object.entries(attributes)) setAttribute(this.node, `aria-${name}`, String(text));
  }

  /** @param {Pair} value */
  #to([x, y]) {
    const { least, most } = this.drag.start ?? { least: this.#least, most: this.#most };
    /** @type {Pair} */
    const within = [Math.min(most[0], Math.max(least[0], x)), Math.min(most[1], Math.max(least[1], y))];
    if (within[0] === this.value[0] && within[1] === this.value[1]) return;
    this.#set(within);
    // Until the move is done, the picture's value is older than this one.
    const done = this.move(within) ?? new Promise((next) => nextFrame(this.node, next));
    this.#pending += 1;
    void done.finally(() => (this.#pending -= 1));
  }

  #take() {
    this.node.focus({ preventScroll: true });
    return { value: this.value, perPixel: this.#perPixel, least: this.#least, most: this.#most };
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const axis = SIDEWAYS.has(event.key) ? 0 : 1;
    const to = valueByKey(event, { value: this.value[axis], least: this.#least[axis], most: this.#most[axis], step: this.#step[axis] });
    if (to !== null) this.#to(axis === 0 ? [to, this.value[1]] : [this.value[0], to]);
  }
}
