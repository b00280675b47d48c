// @ts-check
/* A slider on the picture: dragged by a pointer, moved by the arrow keys; a screen reader reads its
   name, and its value in words. */

import { valueByKey } from "./arrow-keys.js";
import { h, nextFrame, setAttribute } from "./dom.js";
import { Drag } from "./drag.js";
import { putAt, scaleOf } from "./position.js";

/** A press of an arrow key moves by this part of the axis. */
export const KEY_PART = 0.01;

export class DragSlider {
  value = 0;
  /** Its place from the left. */
  x = 0;
  #least = 0;
  #most = 1;
  #step = 0.01;
  #perPixel = 0;
  /** How many moves are not in the picture yet. */
  #pending = 0;
  /** The value in the picture, which may be a frame behind the pointer's. */
  #shown = 0;

  /** @param {{ name: string, data: { [name: string]: string | number }, move: (value: number) => Promise<unknown> | void, words: (value: number) => string,
   *   begin?: () => any, by?: (start: { value: number, perPixel: number, begun: any }, right: number, down: number) => number,
   *   className?: string, upright?: boolean, unspoken?: boolean, seen?: (shown: boolean) => void }} as
   *   `move`: a promise where it takes longer than to the next frame; `by`: the value after a drag so far to the
   *   right and down, in pixels, where it is not the usual one;
   *   `begin`: what it needs to know of the press; `upright`: dragged up and down;
   *   `unspoken`: no stop for the keyboard, since another slider has the same value;
   *   `seen`: called when the pointer or the focus comes to it, or leaves it */
  constructor({ name, data, move, words, begin, by, className = "", upright = false, unspoken = false, seen }) {
    this.begin = begin;
    this.move = move;
    this.words = words;
    this.node = h("div", {
      className: `grip ${className}`,
      part: "handle",
      ...(unspoken
        ? { "aria-hidden": "true" }
        : { tabIndex: 0, role: "slider", "aria-label": name, "aria-orientation": upright ? "vertical" : "horizontal" }),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onpointerenter: () => seen?.(true),
      onpointerleave: () => this.dragged || seen?.(false),
      onfocus: () => seen?.(true),
      onblur: () => seen?.(false),
    });
    for (const [key, text] of Object.entries(data)) this.node.dataset[key] = String(text);
    this.drag = new Drag(this.node, () => this.#take(), (start, right, down) => {
      // To the sides, the scale at the start is used: else a drag at the border would widen the axis for ever.
      // Upwards, the scale follows the curves: the slider is moved from where it is now to the pointer.
      if (by) this.#to(by(start, right, down));
      else if (upright) this.#to(this.#shown + (start.height - down - this.#height()) * this.#perPixel);
      else this.#to(start.value + right * start.perPixel);
    });
  }

  get dragged() {
    return this.drag.start !== null;
  }

  /** @param {{ value: number, least: number, most: number, step: number, perPixel: number, quiet?: boolean }} now
   *   `perPixel`: what a pixel of dragging, to the right or upwards, adds; `quiet`, while EM runs:
   *   the value in words is written only while the focus is here */
  show({ value, least, most, step, perPixel, quiet = false }) {
    [this.#least, this.#most, this.#step, this.#perPixel] = [Math.min(least, value), Math.max(most, value), step, perPixel];
    this.#shown = value;
    if (this.dragged || this.#pending > 0) return; // the pointer's or the keys' value is newer
    if (quiet && this.node.ariaValueText !== null && !this.node.matches(":focus")) this.value = value;
    else this.#set(value);
  }

  /** @param {number} x
   * @param {number} y */
  place(x, y) {
    this.x = x;
    putAt(this.node, x, y);
  }

  /** @param {number} value */
  #set(value) {
    this.value = value;
    if (this.node.getAttribute("role") !== "slider") return;
    const attributes = { valuemin: this.#least, valuemax: this.#most, valuenow: value, valuetext: this.words(value) };
    for (const [name, text] of Object.entries(attributes)) setAttribute(this.node, `aria-${name}`, String(text));
  }

  /** @param {number} value */
  #to(value) {
    const { least, most } = this.drag.start ?? { least: this.#least, most: this.#most };
    const within = Math.min(most, Math.max(least, value));
    if (within === this.value) return;
    this.#set(within);
    // Until the move is done, the picture's value is older than this one.
    const done = this.move(within) ?? new Promise((next) => nextFrame(this.node, next));
    this.#pending += 1;
    void done.finally(() => (this.#pending -= 1));
  }

  #take() {
    this.node.focus({ preventScroll: true });
    return { height: this.#height(), value: this.value, perPixel: this.#perPixel, least: this.#least, most: this.#most, begun: this.begin?.() };
  }

  /** How high its middle is in the window, in its own pixels. */
  #height() {
    const { top, bottom } = this.node.getBoundingClientRect();
    return -(top + bottom) / 2 / scaleOf(this.node);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const to = valueByKey(event, { value: this.value, least: this.#least, most: this.#most, step: this.#step });
    if (to !== null) this.#to(to);
  }
}
