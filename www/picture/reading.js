// @ts-check
/* A place of the picture at which the densities and the responsibilities are read. The pointer moves it, and a press
   keeps it; the keys move its grip. */

import { nextFrame } from "../ui/dom.js";
import { onceAFrame } from "../ui/latest.js";
import { scaleOf } from "../ui/position.js";
import { ReadingPanel } from "./reading-panel.js";

/** @typedef {import("./reading-panel.js").Read} Read */
/** @typedef {{ node: HTMLElement, dragged: boolean }} Grip */

/** @template P a place: a value, or both coordinates
 * @template {{ frame: Plot }} A the axes that it is on
 * @template {Read} R what is read there */
export class Reading {
  /** @type {P | null} Null while it is closed. */
  at = null;
  /** @type {A | null} */
  axes = null;
  /** @type {Scene | null} */
  scene = null;
  /** Whether the place is shown alone, and the pointer does something else here. */
  paused = false;
  /** Whether it stays when the pointer leaves. */
  #pinned = false;

  /** @param {HTMLElement} picture what the pointer moves over
   * @param {{ read: (at: P) => R | null, leave: () => void }} on */
  constructor(picture, on) {
    this.on = on;
    this.reading = new ReadingPanel({ close: () => this.close(), dismiss: () => this.#dismiss() });
    this.panel = this.reading.node;
    this.#listen(picture);
  }

  // What depends on the dimension.

  /** @returns {Grip} */
  get handle() {
    throw new Error("not made");
  }

  /** The place at a place of the picture, in CSS pixels.
   * @param {A} _axes
   * @param {number} _x
   * @param {number} _y
   * @returns {P} */
  placeAt(_axes, _x, _y) {
    throw new Error("not made");
  }

  /** @param {A} _axes
   * @param {number} _x
   * @param {number} _y
   * @returns {boolean} */
  isOn(_axes, _x, _y) {
    return false;
  }

  /** Shows the grip its place, or where it would be.
   * @param {A} _axes
   * @param {P | null} _at */
  showGrip(_axes, _at) {}

  /** Places what marks the place, which is closed where it is null.
   * @param {A | null} _axes
   * @param {P | null} _at
   * @param {R | null} _read */
  mark(_axes, _at, _read) {}

  /** Writes what was read, and says how far from the left it is.
   * @param {R} _read
   * @param {A} _axes
   * @param {Scene} _scene
   * @returns {number} */
  write(_read, _axes, _scene) {
    return 0;
  }

  /** For its grip: follows the focus and Escape.
   * @param {HTMLElement} node */
  listenTo(node) {
    node.addEventListener("blur", () => this.#pinned || this.close());
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // used here, it does not reach the page
      this.#dismiss();
    });
  }

  /** @param {HTMLElement} picture */
  #listen(picture) {
    const at = onceAFrame(() => picture, (/** @type {number} */ clientX, /** @type {number} */ clientY) => {
      if (!this.axes) return;
      const { left, top } = picture.getBoundingClientRect();
      const scale = scaleOf(picture);
      this.to(this.placeAt(this.axes, (clientX - left) / scale, (clientY - top) / scale));
    });
    picture.addEventListener("pointermove", (event) => {
      if (this.paused || this.handle.dragged || (this.#pinned && event.buttons === 0)) return;
      if (this.#isOnPlot(event)) at(event.clientX, event.clientY);
      else this.#closeUnlessKept();
    });
    picture.addEventListener("pointerdown", (event) => {
      if (this.paused || !this.#isOnPlot(event) || event.button !== 0) return;
      this.#pinned = event.pointerType !== "mouse" || !this.#pinned;
      at(event.clientX, event.clientY);
    });
    // On a phone it opens under the strong button, perhaps below the screen. In the frame that opens it.
    picture.addEventListener("click", () => nextFrame(picture, () => this.#pinned && this.panel.scrollIntoView({ block: "nearest" })));
    picture.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.#closeUnlessKept();
    });
    picture.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.at === null) return;
      event.preventDefault();
      this.close();
    });
  }

  /** Whether the pointer is on the plot itself: not on a handle, nor on the names above it.
   * @param {PointerEvent} event */
  #isOnPlot({ target, offsetX, offsetY }) {
    return /** @type {Element} */ (target).localName === "canvas" && this.axes !== null && this.isOn(this.axes, offsetX, offsetY);
  }

  /** The pointer has left the plot: closes in the next frame, since a move may still wait for that frame. */
  #closeUnlessKept() {
    if (this.at === null) return;
    nextFrame(this.handle.node, () => this.#pinned || this.handle.node.matches(":focus") || this.close());
  }

  /** @param {Scene} scene
   * @param {A} axes */
  show(scene, axes) {
    this.scene = scene;
    this.axes = axes;
    this.showGrip(axes, this.at);
    this.#draw();
  }

  /** Closes the reading, and gives the focus back to the picture. */
  #dismiss() {
    this.close();
    this.on.leave();
  }

  /** @param {boolean} paused */
  pause(paused) {
    if (paused === this.paused) return;
    this.paused = paused;
    this.close();
  }

  close() {
    this.at = null;
    this.#pinned = false;
    this.#draw();
  }

  /** Another picture is shown: the pointer moves over nothing of this one. */
  leave() {
    this.axes = null;
    this.close();
  }

  /** @param {P} at */
  to(at) {
    this.at = at;
    if (this.axes && !this.handle.dragged) this.showGrip(this.axes, at);
    this.#draw();
  }

  #draw() {
    const { at, axes } = this;
    this.reading.open(at !== null && !this.paused);
    this.handle.node.classList.toggle("idle", at === null);
    const read = at === null || !axes || this.paused ? null : this.on.read(at);
    this.mark(axes, at, read);
    if (!read || !axes || !this.scene) return;
    this.reading.place(axes.frame, this.write(read, axes, this.scene), this.#pinned);
  }
}
