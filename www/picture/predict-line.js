// @ts-check
/* The markers of a prediction under a line: each is moved along the axis. */

import { setProperty } from "../ui/dom.js";
import { KEY_PART } from "../ui/drag-handle.js";
import { DragSlider } from "../ui/drag-slider.js";
import { inPixels, putAt } from "../ui/position.js";
import { Predict } from "./predict.js";

/** @typedef {import("./plot-axes.js").PlotAxes} PlotAxes */

/** @extends {Predict<number, PlotAxes>} */
export class PredictLine extends Predict {
  /** @param {Actions} on
   * @param {() => void} changed */
  constructor(on, changed) {
    super(on, changed, [""]);
  }

  /** @param {import("./predict.js").AboutHandle<number>} as */
  makeGrip(as) {
    return new DragSlider(as);
  }

  /** @param {import("./predict.js").Marker<number>} marker
   * @param {number} value
   * @param {number} mean
   * @param {PlotAxes} axes */
  mark({ grip, arrow }, value, mean, axes) {
    const { xMin, xMax, bottom } = axes.frame;
    grip.show({ value, least: xMin, most: xMax, step: KEY_PART * axes.span, perPixel: axes.perPixel });
    const [from, to] = [axes.across(value), axes.across(mean)];
    grip.place(from, bottom);
    arrow.classList.toggle("leftward", to < from);
    putAt(arrow, Math.min(from, to), bottom);
    setProperty(arrow, "--w", inPixels(Math.abs(to - from)));
  }
}
