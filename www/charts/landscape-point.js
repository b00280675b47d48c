// @ts-check
/* The present point on the likelihood surface: a knob that a pointer drags in any direction, and at the
   plot's borders a slider for each of the two means, or numbers of them. */

import { letterOf } from "../text/component-name.js";
import { decimal, decimalsOnAxis } from "../text/format.js";
import { h, setProperty, setText } from "../ui/dom.js";
import { Drag } from "../ui/drag.js";
import { KEY_PART } from "../ui/drag-handle.js";
import { DragSlider } from "../ui/drag-slider.js";
import { onceAFrame } from "../ui/latest.js";
import { inPixels, putAt } from "../ui/position.js";

/** Of the log-likelihood per point: four decimals are enough to hear how the surface rises. */
const LIKELIHOOD_DECIMALS = 4;

/** How far the sliders are within the plot's borders, in pixels: clear of the scale above the plot. */
const INSIDE = 13;

/** @typedef {{ k: number, mean: import("../text/parameters.js").ComponentParameter }} Side whose mean is on an axis,
 * and which number of it */

export class LandscapePoint {
  #means = [0, 0];
  #decimals = [2, 2];
  /** @type {Side[]} */
  #sides = [];
  /** EM's own means, and the log-likelihood there, in words. For a point that is being moved it is not
   * known yet. */
  #known = [NaN, NaN];
  #likelihood = "";
  /** @type {Plot | null} */
  #plot = null;

  /** @param {(meanA: number, meanB: number) => void} move */
  constructor(move) {
    this.move = onceAFrame(() => this.knob, move);
    this.knob = h("div", { className: "grip both", part: "landscape-point", "aria-hidden": "true" });
    this.drag = new Drag(
      this.knob,
      () => this.#plot && { means: this.#means, plot: this.#plot },
      (start, across, down) => this.#dragTo(start, across, down),
    );
    this.grips = [0, 1].map(
      (axis) =>
        new DragSlider({
          name: "",
          className: `knob at-border ${axis === 0 ? "across" : "upwards"}`,
          data: { handle: "landscape", axis },
          upright: axis === 1,
          move: (value) => this.#to(this.#means.map((mean, index) => (index === axis ? this.#rounded(value, axis) : mean))),
          words: (value) => `${letterOf(this.#sides[axis].k)}, ${this.#sides[axis].mean.label}, ${decimal(value, this.#decimals[axis])}${value === this.#known[axis] ? this.#likelihood : ""}`,
        }),
    );
    this.cross = ["across", "upwards"].map((way) => h("span", { className: `cross ${way}`, "aria-hidden": "true" }));
    this.letters = this.grips.map(({ node }) => node.appendChild(h("span", {})));
  }

  get nodes() {
    return [...this.cross, this.knob, ...this.grips.map(({ node }) => node)];
  }

  /** @param {Plot} plot
   * @param {Side[]} sides
   * @param {Scene} scene */
  show(plot, sides, { snapshot: { components, meanLogLikelihood }, running: quiet }) {
    this.#plot = plot;
    this.#sides = sides;
    const { left, right, top, bottom, xMin, xMax, yMin, yMax } = plot;
    this.#decimals = [xMax - xMin, yMax - yMin].map(decimalsOnAxis);
    const shown = sides.map(({ k, mean }) => mean.of(components[k]));
    if (!this.drag.start) this.#means = shown;
    this.#known = shown;
    this.#likelihood = `, log-likelihood ${decimal(meanLogLikelihood, LIKELIHOOD_DECIMALS)} per point`;
    const across = (right - left) / (xMax - xMin);
    const upwards = (bottom - top) / (yMax - yMin);
    const x = left + (shown[0] - xMin) * across;
    const y = bottom - (shown[1] - yMin) * upwards;
    putAt(this.knob, x, y);
    const [upTo, outTo] = [top + INSIDE, right - INSIDE];
    this.#line(0, x, Math.min(y, upTo), 0, Math.abs(y - upTo));
    this.#line(1, Math.min(x, outTo), y, Math.abs(outTo - x), 0);
    const ranges = [
      { least: xMin, most: xMax, perPixel: 1 / across },
      { least: yMin, most: yMax, perPixel: 1 / upwards },
    ];
    this.grips.forEach((grip, axis) => {
      const { least, most, perPixel } = ranges[axis];
      grip.show({ value: shown[axis], least, most, perPixel, step: KEY_PART * (most - least), quiet });
      grip.place(axis === 0 ? x : outTo, axis === 0 ? upTo : y);
      this.#name(axis);
    });
  }

  /** Writes the sliders' names and values: the picture may be out of sight and not drawn yet.
   * @param {Side[]} sides
   * @param {Scene} scene */
  describe(sides, { snapshot: { components } }) {
    this.#sides = sides;
    this.grips.forEach((grip, axis) => {
      const { k, mean } = sides[axis];
      const value = mean.of(components[k]);
      this.#name(axis);
      if (!this.#plot) grip.show({ value, least: value, most: value, perPixel: 0, step: 0 });
    });
  }

  /** @param {number} axis */
  #name(axis) {
    const { node } = this.grips[axis];
    const side = this.#sides[axis];
    const letter = letterOf(side.k);
    setText(this.letters[axis], letter);
    node.setAttribute("aria-label", `${side.mean.label} of ${letter} on the landscape`);
    for (let k = 0; k < 8; k += 1) node.classList.toggle(`c${k}`, k === side.k);
  }

  /** Draws the line from the knob to an axis's slider.
   * @param {number} axis
   * @param {number} x
   * @param {number} y
   * @param {number} wide
   * @param {number} tall */
  #line(axis, x, y, wide, tall) {
    const line = this.cross[axis];
    putAt(line, x, y);
    setProperty(line, "--w", inPixels(wide));
    setProperty(line, "--tall", inPixels(tall));
  }

  /** @param {number[]} means */
  #to(means) {
    this.#means = means;
    const [a, b] = this.#sides.map(({ mean }, axis) => mean.from(means[axis]));
    this.move(a, b);
  }

  /** As it is shown. A mean that is not being moved keeps all its digits.
   * @param {number} mean
   * @param {number} axis */
  #rounded(mean, axis) {
    return Number(mean.toFixed(this.#decimals[axis]));
  }

  /** The scale of the start holds, or a drag at the border would widen the axes for ever.
   * @param {{ means: number[], plot: Plot }} start
   * @param {number} across how far the pointer has gone
   * @param {number} down */
  #dragTo({ means, plot: { left, right, top, bottom, xMin, xMax, yMin, yMax } }, across, down) {
    const a = means[0] + (across * (xMax - xMin)) / (right - left);
    const b = means[1] - (down * (yMax - yMin)) / (bottom - top);
    this.#to([Math.min(xMax, Math.max(xMin, a)), Math.min(yMax, Math.max(yMin, b))].map((mean, axis) => this.#rounded(mean, axis)));
  }
}
