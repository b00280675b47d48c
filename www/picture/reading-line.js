// @ts-check
/* The reading line: a place on the axis, at which the densities and the responsibilities are read. */

import { familyOf } from "../text/families.js";
import { decimal, decimalsOnAxis } from "../text/format.js";
import { densityWith } from "../ui/density.js";
import { h, nextFrame, setProperty } from "../ui/dom.js";
import { DragSlider, KEY_PART } from "../ui/drag-slider.js";
import { onceAFrame } from "../ui/latest.js";
import { inPixels, putAt, scaleOf } from "../ui/position.js";
import { ReadingPanel, readingInWords } from "./reading-panel.js";

/** @typedef {import("./plot-axes.js").PlotAxes} PlotAxes */

export class ReadingLine {
  /** @type {number | null} Its place on the axis; null while it is closed. */
  #x = null;
  /** Whether it stays when the pointer leaves. */
  #pinned = false;
  /** @type {PlotAxes | null} */
  #places = null;
  /** @type {Scene | null} */
  #scene = null;
  #decimals = 2;

  /** @param {HTMLElement} picture what the pointer moves over
   * @param {{ read: (x: number) => ReadingAt | null, leave: () => void }} on */
  constructor(picture, on) {
    this.on = on;
    this.grip = new DragSlider({
      name: "Place on the axis",
      className: "place",
      data: { handle: "place" },
      move: (x) => this.#to(x),
      words: (x) => this.#inWords(x),
      seen: (shown) => shown && this.#x === null && this.#to(this.grip.value),
    });
    this.grip.node.addEventListener("blur", () => this.#pinned || this.close());
    this.grip.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // used here, it does not reach the page
      this.#dismiss();
    });
    this.line = h("span", { className: "reading-line", hidden: true, "aria-hidden": "true" });
    this.reading = new ReadingPanel({ close: () => this.close(), dismiss: () => this.#dismiss() });
    this.panel = this.reading.node;
    this.#listen(picture);
  }

  /** @param {HTMLElement} picture */
  #listen(picture) {
    const at = onceAFrame(() => picture, (/** @type {number} */ clientX) => {
      if (!this.#places) return;
      this.#to(this.#places.valueAt((clientX - picture.getBoundingClientRect().left) / scaleOf(picture)));
    });
    picture.addEventListener("pointermove", (event) => {
      if (this.grip.dragged || (this.#pinned && event.buttons === 0)) return;
      if (this.#isOnPlot(event)) at(event.clientX);
      else this.#closeUnlessKept();
    });
    picture.addEventListener("pointerdown", (event) => {
      if (!this.#isOnPlot(event) || event.button !== 0) return;
      this.#pinned = event.pointerType !== "mouse" || !this.#pinned;
      at(event.clientX);
    });
    // On a phone it opens under the strong button, perhaps below the screen. In the frame that opens it.
    picture.addEventListener("click", () => nextFrame(picture, () => this.#pinned && this.panel.scrollIntoView({ block: "nearest" })));
    picture.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.#closeUnlessKept();
    });
    picture.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#x === null) return;
      event.preventDefault();
      this.close();
    });
  }

  /** Whether the pointer is on the plot itself: not on a handle, nor on the names above it.
   * @param {PointerEvent} event */
  #isOnPlot({ target, offsetY }) {
    return /** @type {Element} */ (target).localName === "canvas" && this.#places !== null && offsetY >= this.#places.frame.top;
  }

  /** The pointer has left the plot: closes in the next frame, since a move may still wait for that frame. */
  #closeUnlessKept() {
    if (this.#x === null) return;
    nextFrame(this.grip.node, () => this.#pinned || this.grip.node.matches(":focus") || this.close());
  }

  /** @param {Scene} scene
   * @param {PlotAxes} places */
  show(scene, places) {
    this.#scene = scene;
    this.#places = places;
    const { xMin, xMax } = places.frame;
    this.#decimals = decimalsOnAxis(places.span);
    const value = this.#x ?? (xMin + xMax) / 2;
    this.grip.show({ value, least: xMin, most: xMax, step: KEY_PART * places.span, perPixel: places.perPixel, quiet: scene.running });
    this.#draw();
  }

  /** Closes the reading, and gives the focus back to the picture. */
  #dismiss() {
    this.close();
    this.on.leave();
  }

  close() {
    this.#x = null;
    this.#pinned = false;
    this.#draw();
  }

  /** Another picture is shown: the pointer moves over nothing of this one. */
  leave() {
    this.#places = null;
    this.close();
  }

  /** @param {number} x */
  #to(x) {
    this.#x = x;
    const places = this.#places;
    if (places && !this.grip.dragged) {
      this.grip.show({ value: x, least: places.frame.xMin, most: places.frame.xMax, step: KEY_PART * places.span, perPixel: places.perPixel });
    }
    this.#draw();
  }

  #draw() {
    const places = this.#places;
    const x = this.#x;
    this.line.hidden = x === null;
    this.reading.open(x !== null);
    this.grip.node.classList.toggle("idle", x === null);
    if (!places) return;
    this.grip.place(places.across(x ?? this.grip.value), places.frame.bottom);
    const read = x === null ? null : this.on.read(x);
    if (!read || x === null) return;
    const px = places.across(read.x);
    putAt(this.line, px, places.frame.top);
    setProperty(this.line, "--length", inPixels(places.frame.bottom - places.frame.top));
    this.reading.place(places.frame, px, this.#pinned);
    this.#write(read);
  }

  /** A place as it is read: counts are whole.
   * @param {number} x */
  #place(x) {
    return decimal(x, Number.isInteger(x) ? 0 : this.#decimals);
  }

  /** @param {ReadingAt} read */
  #write(read) {
    const { x } = read;
    this.panel.dataset.x = String(x);
    if (!this.#scene) return;
    const { settings, snapshot } = this.#scene;
    const withNumbers = (/** @type {number} */ k) => densityWith(settings, x, this.#place(x), snapshot.components[k]);
    this.reading.write(read, this.#scene, { where: `x = ${this.#place(x)}`, x: "x", withNumbers: familyOf(settings).hasSd ? undefined : withNumbers });
  }

  /** @param {number} x */
  #inWords(x) {
    const read = this.#x === null ? null : this.on.read(x);
    return readingInWords(this.#place(read?.x ?? x), read);
  }
}
