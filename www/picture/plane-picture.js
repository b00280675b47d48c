// @ts-check
/* What lies over and under the picture of points in the plane: the handles, the place that is read, the markers of a
   prediction, the histograms of x and y as a table. */

import { letterOf } from "../text/component-name.js";
import { AXES, planeOf } from "../text/dimension.js";
import { count, decimal, decimalsFor } from "../text/format.js";
import { BAR_WIDTHS_IN_AN_SD } from "../text/plane-in-words.js";
import { ChartTable } from "../ui/chart-table.js";
import { h } from "../ui/dom.js";
import { putAt } from "../ui/position.js";
import { PlaneAxes } from "./plane-axes.js";
import { PlaneHandles } from "./plane-handles.js";
import { PredictPoint } from "./predict-point.js";
import { ReadingPoint } from "./reading-point.js";

/** The height of the printed picture; lower where many formulas follow it. */
const PRINTED = { height: 560, low: 430, mostComponents: 4 };

/** @implements {PictureLayer} */
export class PlanePicture {
  /** The point that another part of the lab shows here.
   * @type {LedgerRow | null} */
  #lit = null;
  /** @type {PlaneAxes | null} */
  #axes = null;

  /** @param {Actions} on
   * @param {import("../ui/canvas-view.js").CanvasView} picture
   * @param {Refusing} refusal where a handle's refusal is shown
   * @param {import("./drawing.js").Drawing} drawing
   * @param {() => void} redraw */
  constructor(on, picture, refusal, drawing, redraw) {
    this.on = on;
    this.drawing = drawing;
    this.light = h("span", { className: "lit-place ring", part: "lit", hidden: true, "aria-hidden": "true" });
    this.table = new ChartTable({ name: "The points along x and y as a table", part: "bars-table" }, () => this.#barsInNumbers());
    this.handles = new PlaneHandles({
      touch: async (k, names, values) => {
        if (!(await on.touchSeveral(k, names, values, refusal))) redraw();
      },
      touchAxes: async (k, long, short, angle) => {
        const { clientWidth, clientHeight } = picture.node;
        if (!(await on.touchAxes(k, long, short, angle, clientWidth, clientHeight, refusal))) redraw();
      },
      fixAxes: (fixed) => {
        on.ask((lab) => lab.fixX(fixed));
        redraw();
      },
    });
    this.reading = new ReadingPoint(picture.node, {
      read: ([x, y]) => on.ask((lab) => lab.readingAt(x, y)),
      leave: () => picture.canvas.focus(),
    });
    drawing.cursor = this.reading.grip;
    this.predict = new PredictPoint(on, redraw);
    this.over = [drawing.sheet, this.light, this.reading.upright, this.reading.level, this.reading.grip.node, this.handles.node, this.predict.node];
    this.under = [this.table.node, this.reading.panel];
    this.tools = [this.predict.toggle];
    this.below = [drawing.node, this.predict.asked];
  }

  /** @param {Scene} scene */
  lay(scene) {
    this.predict.follow(scene.settings);
    this.handles.lay(planeOf(scene));
    // Between the handles there would be no place for points.
    this.handles.node.hidden ||= this.drawing.on;
    this.reading.pause(this.drawing.on);
    this.predict.asked.hidden = this.drawing.on;
  }

  measure() {
    this.handles.measure();
  }

  /** @param {Scene} scene
   * @param {Float64Array} drawn the plot, then for each component its mean and the ends of its axes */
  place(scene, [left, right, top, bottom, xMin, xMax, yMin, yMax, ...drawn]) {
    const axes = new PlaneAxes({ left, right, top, bottom, xMin, xMax, yMin, yMax });
    this.#axes = axes;
    this.point(this.#lit);
    this.handles.show(planeOf(scene), axes, drawn);
    this.reading.show(scene, axes);
    this.predict.show(planeOf(scene), axes);
    this.predict.node.hidden ||= this.drawing.on;
    this.drawing.place(axes);
  }

  enter() {
    this.reading.grip.node.focus();
  }

  close() {
    this.reading.close();
    this.drawing.stop();
  }

  leave() {
    this.#axes = null;
    this.point(null);
    this.reading.leave();
    this.drawing.stop();
  }

  /** @param {number} k */
  printHeight(k) {
    return k > PRINTED.mostComponents ? PRINTED.low : PRINTED.height;
  }

  /** Shows a point by a ring.
   * @param {LedgerRow | null} place */
  point(place) {
    this.#lit = place;
    const axes = this.#axes;
    this.light.hidden = !place || !axes || this.drawing.on;
    if (place && axes) putAt(this.light, ...axes.at(/** @type {[number, number]} */ (/** @type {unknown} */ (place.x))));
  }

  /** For each bar of both histograms its points, and how many of them each component has. */
  #barsInNumbers() {
    const shape = /** @type {PlaneShape | null} */ (/** @type {unknown} */ (this.on.ask((lab) => lab.shape())));
    if (!shape) return null;
    const shared = shape.margins[0].bars[0].shares.map((_, k) => letterOf(k));
    const rows = shape.margins.flatMap(({ bars }, axis) => {
      const decimals = decimalsFor([BAR_WIDTHS_IN_AN_SD * (bars[0].to - bars[0].from)]);
      return bars.map(({ from, to, count: points, shares }) => ({
        cells: [`${AXES[axis]}: ${decimal(from, decimals)} to ${decimal(to, decimals)}`, count(points), ...shares.map(count)],
      }));
    });
    return { heads: ["along an axis", "points", ...shared.map((letter) => `of them ${letter}’s`)], rows };
  }
}
