// @ts-check
/* The markers of a prediction in the plane: each is moved in any direction. */

import { AXES } from "../text/dimension.js";
import { setProperty } from "../ui/dom.js";
import { KEY_PART } from "../ui/drag-handle.js";
import { DragPoint } from "../ui/drag-point.js";
import { giveToNearest } from "../ui/nearest.js";
import { inPixels, putAt } from "../ui/position.js";
import { Predict } from "./predict.js";

/** @typedef {import("./plane-axes.js").PlaneAxes} PlaneAxes */
/** @typedef {import("./predict.js").Pair} Pair */

/** @extends {Predict<Pair, PlaneAxes>} */
export class PredictPoint extends Predict {
  /** @param {Actions} on
   * @param {() => void} changed */
  constructor(on, changed) {
    super(on, changed, AXES);
    this.node.addEventListener("pointerdown", giveToNearest, true);
  }

  /** @param {import("./predict.js").AboutHandle<Pair>} as */
  makeGrip(as) {
    return new DragPoint(as);
  }

  /** @param {import("./predict.js").Marker<Pair>} marker
   * @param {Pair} value
   * @param {Pair} mean
   * @param {PlaneAxes} axes */
  mark({ grip, arrow }, value, mean, axes) {
    const { spans: [x, y], perPixel, frame: { xMin, xMax, yMin, yMax } } = axes;
    grip.show({ value, least: [xMin, yMin], most: [xMax, yMax], step: [KEY_PART * x, KEY_PART * y], perPixel });
    const [from, to] = [axes.at(value), axes.at(mean)];
    grip.place(...from);
    const [right, down] = [to[0] - from[0], to[1] - from[1]];
    putAt(arrow, ...from);
    setProperty(arrow, "--w", inPixels(Math.hypot(right, down)));
    setProperty(arrow, "--turn", `${Math.atan2(down, right)}rad`);
  }
}
