// @ts-check
/* A grip: something on the picture that a hand moves. To a pointer it is a thing to drag, to a
   keyboard and a screen reader a slider with a name and a value in words. */

import { h, nextFrame, setAttribute } from "./dom.js";
import { putAt, scaleOf } from "./position.js";

/** A large step, with Shift or the page keys, is so many small ones. */
const LARGE = 10;
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
  /** How many moves are still on their way into what is shown. */
  #ahead = 0;
  /** The value that stands on the picture, which may be a frame behind the hand's. */
  #shown = 0;
  /** @type {{ at: number, offset: number, value: number, perPixel: number, least: number, most: number } | null} */
  #held = null;

  /** @param {{ name: string, data: { [name: string]: string | number }, move: (value: number) => Promise<unknown> | void, words: (value: number) => string,
   *   className?: string, upright?: boolean, unspoken?: boolean, seen?: (shown: boolean) => void }} as
   *   `move`: a promise where it takes longer than to the next frame; `upright`: dragged up and down; `unspoken`: a second hold on what another grip names already */
  constructor({ name, data, move, words, className = "", upright = false, unspoken = false, seen }) {
    this.move = move;
    this.words = words;
    this.upright = upright;
    this.node = h("div", {
      className: `grip ${className}`,
      part: "handle",
      ...(unspoken
        ? { "aria-hidden": "true" }
        : { tabIndex: 0, role: "slider", "aria-label": name, "aria-orientation": upright ? "vertical" : "horizontal" }),
      onpointerdown: (/** @type {PointerEvent} */ event) => this.#take(event),
      onpointermove: (/** @type {PointerEvent} */ event) => this.#drag(event),
      onpointerup: () => this.#leave(),
      onpointercancel: () => this.#leave(),
      onlostpointercapture: () => this.#leave(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onpointerenter: () => seen?.(true),
      onpointerleave: () => this.#held || seen?.(false),
      onfocus: () => seen?.(true),
      onblur: () => seen?.(false),
    });
    for (const [key, text] of Object.entries(data)) this.node.dataset[key] = String(text);
  }

  get held() {
    return this.#held !== null;
  }

  /** @param {{ value: number, least: number, most: number, step: number, perPixel: number, quiet?: boolean }} now
   *   `perPixel`: what a pixel of dragging, to the right or upwards, adds; `quiet`, while EM runs:
   *   of the value in words is only told who has the focus here */
  show({ value, least, most, step, perPixel, quiet = false }) {
    [this.#least, this.#most, this.#step, this.#perPixel] = [Math.min(least, value), Math.max(most, value), step, perPixel];
    this.#shown = value;
    if (this.#held || this.#ahead > 0) return; // the hand knows better
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
    const told = { valuemin: this.#least, valuemax: this.#most, valuenow: value, valuetext: this.words(value) };
    for (const [name, text] of Object.entries(told)) setAttribute(this.node, `aria-${name}`, String(text));
  }

  /** @param {number} value */
  #to(value) {
    const { least, most } = this.#held ?? { least: this.#least, most: this.#most };
    const held = Math.min(most, Math.max(least, value));
    if (held === this.value) return;
    this.#set(held);
    // Until it is taken over, what is shown is older than what the keys have said.
    const taken = this.move(held) ?? new Promise((next) => nextFrame(this.node, next));
    this.#ahead += 1;
    void taken.finally(() => (this.#ahead -= 1));
  }

  /** @param {PointerEvent} event */
  #take(event) {
    if (event.button !== 0) return;
    event.preventDefault(); // no text is selected by a drag
    this.node.focus({ preventScroll: true });
    this.node.setPointerCapture(event.pointerId);
    const at = this.#along(event);
    this.#held = { at, offset: at - this.#middle(), value: this.value, perPixel: this.#perPixel, least: this.#least, most: this.#most };
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (!this.#held) return;
    const { at, offset, value, perPixel } = this.#held;
    const now = this.#along(event);
    // Across, the scale of the start holds, or a hand at the border would widen the axis for ever.
    // Upwards, the scale follows the curves: from where the grip stands now it keeps to the hand.
    if (this.upright) this.#to(this.#shown + (now - offset - this.#middle()) * this.#perPixel);
    else this.#to(value + (now - at) * perPixel);
  }

  /** Where it stands, along its way. */
  #middle() {
    const { left, right, top, bottom } = this.node.getBoundingClientRect();
    return (this.upright ? -(top + bottom) / 2 : (left + right) / 2) / scaleOf(this.node);
  }

  #leave() {
    this.#held = null;
  }

  /** @param {PointerEvent} event */
  #along(event) {
    return (this.upright ? -event.clientY : event.clientX) / scaleOf(this.node);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = this.#step * (event.shiftKey ? LARGE : 1);
    /** @type {{ [key: string]: number }} */
    const places = {
      ArrowRight: this.value + step,
      ArrowUp: this.value + step,
      ArrowLeft: this.value - step,
      ArrowDown: this.value - step,
      PageUp: this.value + this.#step * LARGE,
      PageDown: this.value - this.#step * LARGE,
      Home: this.#least,
      End: this.#most,
    };
    if (!(event.key in places)) return;
    event.preventDefault();
    this.#to(places[event.key]);
  }
}
