// @ts-check
/* What lies over and under the picture of points on a line: the handles, the reading line, the markers of a
   prediction, the histogram as a table. */

import { letterOf } from "../text/component-name.js";
import { familyOf } from "../text/families.js";
import { count, decimal, decimalsFor, wholeNumbers } from "../text/format.js";
import { ChartTable } from "../ui/chart-table.js";
import { h, setProperty } from "../ui/dom.js";
import { inPixels, putAt } from "../ui/position.js";
import { Handles } from "./handles.js";
import { PlotAxes } from "./plot-axes.js";
import { PredictLine } from "./predict-line.js";
import { ReadingLine } from "./reading-line.js";

/** The height of the printed picture; lower where many formulas follow it. */
const PRINTED = { height: 430, low: 250, mostComponents: 4 };
/** To choose decimals, the width of a bar counts as a quarter of an sd. */
const BAR_WIDTHS_IN_AN_SD = 4;

/** @implements {PictureLayer} */
export class LinePicture {
  /** @type {Scene | null} */
  #scene = null;
  /** The value or the bar that another part of the lab shows here.
   * @type {{ from: number, to: number } | null} */
  #lit = null;
  /** @type {PlotAxes | null} */
  #axes = null;

  /** @param {Actions} on
   * @param {import("../ui/canvas-view.js").CanvasView} picture
   * @param {Refusing} refusal where a handle's refusal is shown
   * @param {() => void} redraw */
  constructor(on, picture, refusal, redraw) {
    this.on = on;
    this.light = h("span", { className: "lit-place", part: "lit", hidden: true, "aria-hidden": "true" });
    this.table = new ChartTable({ name: "The histogram as a table", part: "bars-table" }, () => this.#barsInNumbers());
    this.handles = new Handles({
      touch: async (k, parameter, value) => {
        if (!(await on.touch(k, parameter, value, refusal))) redraw();
      },
      moveTruth: async (text) => {
        if (!(await on.change("truth", text, refusal))) redraw();
      },
      fixAxis: (fixed) => {
        on.ask((lab) => lab.fixX(fixed));
        redraw();
      },
    });
    this.reading = new ReadingLine(picture.node, {
      read: (x) => on.ask((lab) => lab.reading(x)),
      leave: () => picture.canvas.focus(),
    });
    this.predict = new PredictLine(on, redraw);
    this.over = [this.light, this.handles.guide, this.reading.line, this.reading.grip.node, this.handles.weights, this.predict.node];
    this.under = [this.handles.node, this.table.node, this.reading.panel];
    this.tools = [this.predict.toggle];
    this.below = [this.predict.asked];
  }

  /** @param {Scene} scene */
  lay(scene) {
    this.#scene = scene;
    this.predict.follow(scene.settings);
    this.handles.lay(scene);
  }

  measure() {
    this.handles.measure();
  }

  /** @param {Scene} scene
   * @param {Float64Array} drawn the plot, then for each component its density at its mean, weighted */
  place(scene, [left, right, top, bottom, xMin, xMax, yMin, yMax, ...peaks]) {
    const places = new PlotAxes({ left, right, top, bottom, xMin, xMax, yMin, yMax });
    this.#axes = places;
    this.point(this.#lit);
    this.handles.show(scene, places, peaks);
    this.handles.follow();
    this.reading.show(scene, places);
    this.predict.show(scene, places);
  }

  enter() {
    this.reading.grip.node.focus();
  }

  close() {
    this.reading.close();
  }

  leave() {
    this.#axes = null;
    this.point(null);
    this.reading.leave();
  }

  /** @param {number} k */
  printHeight(k) {
    return k > PRINTED.mostComponents ? PRINTED.low : PRINTED.height;
  }

  /** Shows a value by a line, a bar by a band.
   * @param {{ from: number, to: number } | null} place */
  point(place) {
    this.#lit = place;
    const axes = this.#axes;
    this.light.hidden = !place || !axes;
    if (!place || !axes) return;
    const [from, to] = [axes.across(place.from), axes.across(place.to)];
    putAt(this.light, from, axes.frame.top);
    setProperty(this.light, "--w", inPixels(to - from));
    setProperty(this.light, "--length", inPixels(axes.frame.bottom - axes.frame.top));
  }

  /** For each bar its points, and how many of them each component has. */
  #barsInNumbers() {
    const bars = this.on.ask((lab) => lab.shape())?.bars;
    if (!bars) return null;
    const shared = bars[0].shares.map((_, k) => letterOf(k));
    const decimals = decimalsFor([BAR_WIDTHS_IN_AN_SD * (bars[0].to - bars[0].from)]);
    const counts = this.#scene !== null && familyOf(this.#scene.settings).counts;
    const nameOf = (/** @type {{ from: number, to: number }} */ { from, to }) =>
      counts ? wholeNumbers(from, to) : `${decimal(from, decimals)} to ${decimal(to, decimals)}`;
    return {
      heads: ["bar", "points", ...shared.map((letter) => `of them ${letter}’s`)],
      rows: bars.map((bar) => ({ cells: [nameOf(bar), count(bar.count), ...bar.shares.map(count)] })),
    };
  }
}
