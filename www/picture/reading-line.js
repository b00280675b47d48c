// @ts-check
/* The reading line: a place on the axis. */

import { familyOf } from "../text/families.js";
import { decimal, decimalsOnAxis } from "../text/format.js";
import { densityWith } from "../ui/density.js";
import { h, setProperty } from "../ui/dom.js";
import { KEY_PART } from "../ui/drag-handle.js";
import { DragSlider } from "../ui/drag-slider.js";
import { inPixels, putAt } from "../ui/position.js";
import { readingInWords } from "./reading-panel.js";
import { Reading } from "./reading.js";

/** @typedef {import("./plot-axes.js").PlotAxes} PlotAxes */

/** @extends {Reading<number, PlotAxes, ReadingAt>} */
export class ReadingLine extends Reading {
  /** @param {HTMLElement} picture
   * @param {{ read: (x: number) => ReadingAt | null, leave: () => void }} on */
  constructor(picture, on) {
    super(picture, on);
    this.grip = new DragSlider({
      name: "Place on the axis",
      className: "place",
      data: { handle: "place" },
      move: (x) => this.to(x),
      words: (x) => this.#inWords(x),
      seen: (shown) => shown && this.at === null && this.to(this.grip.value),
    });
    this.listenTo(this.grip.node);
    this.line = h("span", { className: "reading-line", hidden: true, "aria-hidden": "true" });
  }

  get handle() {
    return this.grip;
  }

  /** @param {PlotAxes} axes
   * @param {number} x */
  placeAt(axes, x) {
    return axes.valueAt(x);
  }

  /** @param {PlotAxes} axes
   * @param {number} _x
   * @param {number} y */
  isOn({ frame }, _x, y) {
    return y >= frame.top;
  }

  /** @param {PlotAxes} axes
   * @param {number | null} at */
  showGrip({ frame: { xMin, xMax }, span, perPixel }, at) {
    const value = at ?? (xMin + xMax) / 2;
    this.grip.show({ value, least: xMin, most: xMax, step: KEY_PART * span, perPixel, quiet: this.scene?.running });
  }

  /** @param {PlotAxes | null} axes
   * @param {number | null} at
   * @param {ReadingAt | null} read */
  mark(axes, at, read) {
    this.line.hidden = at === null;
    if (!axes) return;
    this.grip.place(axes.across(at ?? this.grip.value), axes.frame.bottom);
    if (!read) return;
    putAt(this.line, axes.across(read.x), axes.frame.top);
    setProperty(this.line, "--length", inPixels(axes.frame.bottom - axes.frame.top));
  }

  /** @param {ReadingAt} read
   * @param {PlotAxes} axes
   * @param {Scene} scene */
  write(read, axes, scene) {
    const { x } = read;
    const { settings, snapshot } = scene;
    this.panel.dataset.x = String(x);
    const withNumbers = (/** @type {number} */ k) => densityWith(settings, x, this.#place(x), snapshot.components[k]);
    this.reading.write(read, scene, { where: `x = ${this.#place(x)}`, x: "x", withNumbers: familyOf(settings).hasSd ? undefined : withNumbers });
    return axes.across(x);
  }

  /** A place as it is read: counts are whole.
   * @param {number} x */
  #place(x) {
    return decimal(x, Number.isInteger(x) || !this.axes ? 0 : decimalsOnAxis(this.axes.span));
  }

  /** @param {number} x */
  #inWords(x) {
    const read = this.at === null ? null : this.on.read(x);
    return readingInWords(this.#place(read?.x ?? x), read);
  }
}
