// @ts-check
/* A handle under the axis: a bar from mean − sd to mean + sd, with a knob at the mean and a ring at
   either end. The knob changes the mean, a ring the sd. */

import { h, setProperty } from "../ui/dom.js";
import { DragSlider } from "../ui/drag-slider.js";
import { inPixels, putAt } from "../ui/position.js";

/** @typedef {import("./plot-axes.js").PlotAxes} PlotAxes */

/** How far a ring can be to the right of the plot. */
const MARGIN_PX = 10;

export class SpanHandle {
  /** @param {{ name: string, sign: string, className: string, data: { [name: string]: string | number },
   *   move: (parameter: "mean" | "sd", value: number) => Promise<unknown> | void,
   *   words: (parameter: string, value: number) => string,
   *   seen: (shown: boolean) => void }} as */
  constructor({ name, sign, className, data, move, words, seen }) {
    this.bar = h("span", { className: `span ${className}`, "aria-hidden": "true" });
    this.mean = new DragSlider({
      name: `mean of ${name}`,
      className: `knob ${className}`,
      data: { ...data, handle: "mean" },
      move: (value) => move("mean", value),
      words: (value) => words("mean", value),
      seen,
    });
    this.mean.node.append(h("span", { "aria-hidden": "true" }, sign));
    this.right = this.#ring(false, { name, className, data, move, words, seen });
    this.left = this.#ring(true, { name, className, data, move, words, seen });
    this.nodes = [this.bar, this.left.node, this.mean.node, this.right.node];
  }

  /** @param {boolean} unspoken
   * @param {{ name: string, className: string, data: { [name: string]: string | number },
   *   move: (parameter: "mean" | "sd", value: number) => Promise<unknown> | void,
   *   words: (parameter: string, value: number) => string,
   *   seen: (shown: boolean) => void }} as */
  #ring(unspoken, { name, className, data, move, words, seen }) {
    return new DragSlider({
      name: `sd of ${name}`,
      className: `ring ${className}`,
      data: { ...data, handle: unspoken ? "sd-left" : "sd" },
      unspoken,
      move: (value) => move("sd", value),
      words: (value) => words("sd", value),
      seen,
    });
  }

  /** @param {{ mean: number, sd: number }} component
   * @param {PlotAxes} places
   * @param {{ index: number, height: number }} lane
   * @param {number} step
   * @param {boolean} quiet */
  show({ mean, sd }, places, lane, step, quiet) {
    const { perPixel, span, frame } = places;
    const y = (lane.index + 0.5) * lane.height;
    // So far from the knob's middle a pointer can reach each ring.
    const leastReach = lane.height;
    this.mean.show({ value: mean, least: frame.xMin, most: frame.xMax, step, perPixel, quiet });
    const widths = { value: sd, least: span / 1000, most: span, step, quiet };
    this.right.show({ ...widths, perPixel });
    this.left.show({ ...widths, perPixel: -perPixel });
    // While it is dragged, the pointer's value is shown: the component's may be older.
    const middle = this.mean.dragged ? this.mean.value : mean;
    const reach = this.right.dragged ? this.right.value : this.left.dragged ? this.left.value : sd;
    const x = places.across(middle);
    const [low, high] = [places.across(middle - reach), places.across(middle + reach)];
    putAt(this.bar, low, y);
    setProperty(this.bar, "--w", inPixels(high - low));
    this.mean.place(x, y);
    this.left.place(Math.min(low, x - leastReach), y);
    this.right.place(Math.min(Math.max(high, x + leastReach), frame.right + MARGIN_PX), y);
  }

  /** @param {boolean} shown */
  showSd(shown) {
    this.bar.hidden = this.left.node.hidden = this.right.node.hidden = !shown;
  }

  remove() {
    for (const node of this.nodes) node.remove();
  }
}
