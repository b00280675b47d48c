// @ts-check
/* The place in the plane that is read, with a cross of two thin lines. */

import { familyOf } from "../text/families.js";
import { decimal, decimalsOnAxis } from "../text/format.js";
import { h, setProperty } from "../ui/dom.js";
import { KEY_PART } from "../ui/drag-handle.js";
import { DragPoint } from "../ui/drag-point.js";
import { inPixels, putAt } from "../ui/position.js";
import { readingInWords } from "./reading-panel.js";
import { Reading } from "./reading.js";

/** @typedef {import("./plane-axes.js").PlaneAxes} PlaneAxes */
/** @typedef {[number, number]} Pair */

/** @extends {Reading<Pair, PlaneAxes, ReadingAtPoint>} */
export class ReadingPoint extends Reading {
  /** @param {HTMLElement} picture
   * @param {{ read: (at: Pair) => ReadingAtPoint | null, leave: () => void }} on */
  constructor(picture, on) {
    super(picture, on);
    this.grip = new DragPoint({
      name: "Place in the picture",
      className: "place",
      data: { handle: "place" },
      move: (at) => this.to(at),
      words: (at) => readingInWords(this.#place(at), this.at === null || this.paused ? null : this.on.read(at)),
      seen: (shown) => shown && this.at === null && this.to(this.grip.value),
    });
    this.listenTo(this.grip.node);
    this.upright = h("span", { className: "reading-line", hidden: true, "aria-hidden": "true" });
    this.level = h("span", { className: "reading-line level", hidden: true, "aria-hidden": "true" });
  }

  get handle() {
    return this.grip;
  }

  /** @param {PlaneAxes} axes
   * @param {number} x
   * @param {number} y */
  placeAt(axes, x, y) {
    return axes.pointAt(x, y);
  }

  /** @param {PlaneAxes} axes
   * @param {number} x
   * @param {number} y */
  isOn(axes, x, y) {
    return axes.holds(x, y);
  }

  /** @param {PlaneAxes} axes
   * @param {Pair | null} at */
  showGrip({ frame: { xMin, xMax, yMin, yMax }, spans, perPixel }, at) {
    const value = at ?? /** @type {Pair} */ ([(xMin + xMax) / 2, (yMin + yMax) / 2]);
    this.grip.show({ value, least: [xMin, yMin], most: [xMax, yMax], step: [KEY_PART * spans[0], KEY_PART * spans[1]], perPixel, quiet: this.scene?.running });
  }

  /** @param {PlaneAxes | null} axes
   * @param {Pair | null} at */
  mark(axes, at) {
    this.upright.hidden = this.level.hidden = at === null;
    if (!axes) return;
    const [x, y] = axes.at(at ?? this.grip.value);
    const { left, right, top, bottom } = axes.frame;
    this.grip.place(x, y);
    putAt(this.upright, x, top);
    setProperty(this.upright, "--length", inPixels(bottom - top));
    putAt(this.level, left, y);
    setProperty(this.level, "--w", inPixels(right - left));
  }

  /** @param {ReadingAtPoint} read
   * @param {PlaneAxes} axes
   * @param {Scene} scene */
  write(read, axes, scene) {
    const { x, y } = read;
    Object.assign(this.panel.dataset, { x, y });
    this.reading.write(read, scene, { where: this.#place([x, y]), x: familyOf(scene.settings).x });
    return axes.at([x, y])[0];
  }

  /** @param {Pair} at */
  #place(at) {
    return `(${at.map((value, axis) => decimal(value, this.axes ? decimalsOnAxis(this.axes.spans[axis]) : 0)).join(", ")})`;
  }
}
