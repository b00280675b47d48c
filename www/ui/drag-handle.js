// @ts-check
/* A handle on a picture that has one value, or two: dragged by a pointer, moved by the arrow keys; a screen reader reads
   its name, and its value in words. */

import { h, nextFrame, setAttribute } from "./dom.js";
import { Drag } from "./drag.js";
import { putAt } from "./position.js";

/** @typedef {[number, number]} Pair */

/** A press of an arrow key moves by this part of the axis. */
export const KEY_PART = 0.01;

/** @template {number | Pair} V
 * @typedef {{ name: string, data: { [name: string]: string | number }, move: (value: V) => Promise<unknown> | void, words: (value: V) => string,
 *   className?: string, seen?: (shown: boolean) => void }} AboutHandle
 *   `move`: a promise where it takes longer than to the next frame; `seen`: called when the pointer or the focus
 *   comes to it, or leaves it */

/** @template {number | Pair} V
 * @typedef {{ value: V, least: V, most: V, step: V, perPixel: V }} State `perPixel`: what a pixel of dragging, to the
 * right or upwards, adds */

/** @template {number | Pair} V */
export class DragHandle {
  /** How many moves are not in the picture yet. */
  #pending = 0;

  /** @param {V} zero
   * @param {AboutHandle<V>} as
   * @param {{ [name: string]: string } | null} spoken more attributes of the slider; null: no stop for the keyboard,
   *   since another one has the same value */
  constructor(zero, { name, data, move, words, className = "", seen }, spoken) {
    this.move = move;
    this.words = words;
    this.value = zero;
    /** As the picture has it, which may be a frame behind the pointer or the keys.
     * @type {State<V>} */
    this.shown = { value: zero, least: zero, most: zero, step: zero, perPixel: zero };
    this.node = h("div", {
      className: `grip ${className}`,
      part: "handle",
      ...(spoken ? { tabIndex: 0, role: "slider", "aria-label": name, ...spoken } : { "aria-hidden": "true" }),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onpointerenter: () => seen?.(true),
      onpointerleave: () => this.dragged || seen?.(false),
      onfocus: () => seen?.(true),
      onblur: () => seen?.(false),
    });
    for (const [key, text] of Object.entries(data)) this.node.dataset[key] = String(text);
    // The state at the press is used: else a drag at the border would widen the axis for ever.
    this.drag = new Drag(this.node, () => this.#take(), (start, right, down) => this.#to(this.moved(start, right, down)));
  }

  // What depends on how many values there are.

  /** The value after a drag so far to the right and down, in pixels.
   * @param {State<V> & { begun: any }} start
   * @param {number} _right
   * @param {number} _down
   * @returns {V} */
  moved(start, _right, _down) {
    return start.value;
  }

  /** What else a drag needs to know of its press.
   * @returns {any} */
  begin() {
    return null;
  }

  /** The value that a key leads to.
   * @param {KeyboardEvent} _event
   * @param {State<V>} _now
   * @returns {V | null} */
  byKey(_event, _now) {
    return null;
  }

  get dragged() {
    return this.drag.start !== null;
  }

  /** @param {State<V> & { quiet?: boolean }} now `quiet`, while EM runs: the value in words is written only while the
   *   focus is here */
  show({ quiet = false, ...now }) {
    const { value } = now;
    this.shown = { ...now, least: each(Math.min, now.least, value), most: each(Math.max, now.most, value) };
    if (this.dragged || this.#pending > 0) return; // the pointer's or the keys' value is newer
    if (quiet && this.node.ariaValueText !== null && !this.node.matches(":focus")) this.value = value;
    else this.#set(value);
  }

  /** @param {number} x in CSS pixels
   * @param {number} y */
  place(x, y) {
    putAt(this.node, x, y);
  }

  /** @param {V} value */
  #set(value) {
    this.value = value;
    if (this.node.getAttribute("role") !== "slider") return;
    // Of two values a slider can have one, and the words have both.
    const [valuemin, valuemax, valuenow] = [this.shown.least, this.shown.most, value].map((one) => [one].flat()[0]);
    const attributes = { valuemin, valuemax, valuenow, valuetext: this.words(value) };
    for (const [name, text] of Object.entries(attributes)) setAttribute(this.node, `aria-${name}`, String(text));
  }

  /** @param {V} value */
  #to(value) {
    const { least, most } = this.drag.start ?? this.shown;
    const within = each((one, from, to) => Math.min(to, Math.max(from, one)), value, least, most);
    if (String(within) === String(this.value)) return;
    this.#set(within);
    // Until the move is done, the picture's value is older than this one.
    const done = this.move(within) ?? new Promise((next) => nextFrame(this.node, next));
    this.#pending += 1;
    void done.finally(() => (this.#pending -= 1));
  }

  #take() {
    this.node.focus({ preventScroll: true });
    return { ...this.shown, value: this.value, begun: this.begin() };
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const to = this.byKey(event, { ...this.shown, value: this.value });
    if (to !== null) this.#to(to);
  }
}

/** Applies a function to one value, or to each of two.
 * @template {number | Pair} V
 * @param {(...values: number[]) => number} act
 * @param {V[]} values
 * @returns {V} */
export function each(act, ...values) {
  const at = (/** @type {any} */ axis) => act(.../** @type {any} */ (values).map((/** @type {any} */ value) => value[axis]));
  return /** @type {any} */ (Array.isArray(values[0]) ? [at(0), at(1)] : act(.../** @type {any} */ (values)));
}
