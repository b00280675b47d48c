// @ts-check
/* The handles of one component in the plane: a knob at its mean, a ring at the end of each axis of its ellipse, a lug
   beyond the long one that turns it, and its weight. Lengths and angles are those on the screen, where x and y have
   different scales; the lab makes sds and a correlation of them. */

import { letterOf } from "../text/component-name.js";
import { PROBABILITY_DECIMALS, decimal } from "../text/format.js";
import { parametersOf, textOf } from "../text/parameters.js";
import { KEY_PART } from "../ui/drag-handle.js";
import { DragPoint } from "../ui/drag-point.js";
import { DragSlider } from "../ui/drag-slider.js";
import { LEAST_WEIGHT, rounded } from "./handles.js";

/** @typedef {import("./plane-axes.js").PlaneAxes} PlaneAxes */
/** @typedef {[number, number]} Pair */
/** @typedef {{ centre: Pair, long: number, short: number, angle: number }} Drawn an ellipse in CSS pixels: its half-axes,
 * and how far the long one is turned from the right upwards, in radians */

/** From the mean's knob to its weight, to the right and up, in heights of a knob. */
const ASIDE = 0.85;
/** From the end of the long axis to the lug, in heights of a knob. */
const BEYOND = 0.8;
/** The least half-axis that can be set, in CSS pixels. */
const LEAST_PX = 2;
const DEGREES = 180 / Math.PI;

export class EllipseHandle {
  /** @type {Drawn} */
  #drawn = { centre: [0, 0], long: 1, short: 1, angle: 0 };
  /** Where the ends of both axes are, from the mean: each axis has two, and its ring stays at one of them.
   * @type {{ long: Pair, short: Pair }} */
  #sides = { long: [1, 0], short: [0, 1] };
  /** @type {Pair} */
  #lugAt = [0, 0];
  /** @type {Pair} */
  #decimals = [2, 2];
  /** @type {PlaneComponent | null} */
  #component = null;
  #settings = /** @type {PlaneSettings | null} */ (null);

  /** @param {number} k
   * @param {{ touch: (k: number, names: PlaneParameter[], values: number[]) => void,
   *   touchAxes: (k: number, long: number, short: number, angle: number) => void }} on */
  constructor(k, on) {
    const letter = letterOf(k);
    this.on = on;
    this.k = k;
    this.mean = new DragPoint({
      name: `mean of ${letter}`,
      className: `knob c${k}`,
      data: { component: k, handle: "mean" },
      move: (at) => on.touch(k, ["mean-x", "mean-y"], at.map((value, axis) => rounded(value, this.#decimals[axis]))),
      words: (at) => `${letter}, mean, ${at.map((value, axis) => decimal(value, this.#decimals[axis])).join(", ")}`,
    });
    this.long = this.#ring("long", `long axis of ${letter}`, "long");
    this.short = this.#ring("short", `short axis of ${letter}`, "short");
    this.turn = new DragSlider({
      name: `direction of ${letter}`,
      className: `lug c${k}`,
      data: { component: k, handle: "turn" },
      begin: () => ({ from: this.#lugAt, centre: this.#drawn.centre, drawn: this.#drawn }),
      by: ({ value, begun: { from, centre } }, right, down) => value + DEGREES * between(turnedTo(from, centre), turnedTo([from[0] + right, from[1] + down], centre)),
      move: (degrees) => {
        const { long, short } = this.turn.drag.start?.begun.drawn ?? this.#drawn;
        on.touchAxes(k, long, short, degrees / DEGREES);
      },
      words: (degrees) => `${letter}, direction, ${decimal(degrees, 0)} degrees: ${this.#spread()}`,
    });
    this.weight = new DragSlider({
      name: `weight of ${letter}`,
      className: `peak c${k}`,
      data: { component: k, handle: "weight" },
      upright: true,
      by: ({ value, perPixel }, _, down) => value - down * perPixel,
      move: (value) => on.touch(k, ["weight"], [rounded(value, PROBABILITY_DECIMALS)]),
      words: (value) => `${letter}, weight, ${decimal(value, PROBABILITY_DECIMALS)}`,
    });
    this.nodes = [this.mean, this.long, this.short, this.turn, this.weight].map(({ node }) => node);
  }

  /** A ring at the end of an axis.
   * @param {"long" | "short"} axis
   * @param {string} name
   * @param {string} handle */
  #ring(axis, name, handle) {
    /** @type {DragSlider} */
    const ring = new DragSlider({
      name,
      className: `ring c${this.k}`,
      data: { component: this.k, handle },
      begin: () => ({ side: this.#sides[axis], drawn: this.#drawn }),
      by: ({ value, begun: { side } }, right, down) => value + right * side[0] + down * side[1],
      move: (length) => {
        const { long, short, angle } = ring.drag.start?.begun.drawn ?? this.#drawn;
        // A circle in its units may look like an ellipse: both axes grow alike.
        const alike = this.#settings?.covariance === "spherical" ? length / long : 1;
        this.on.touchAxes(this.k, axis === "long" ? length : long, axis === "short" ? length : short * alike, angle);
      },
      words: () => `${letterOf(this.k)}, ${name.replace(/ of .*/, "")}: ${this.#spread()}`,
    });
    return ring;
  }

  /** Shows those handles that the model has: k-means has means alone, a circle one size, and what lies along the axes
   * has no direction.
   * @param {PlaneSettings} settings
   * @param {number} components */
  lay(settings, components) {
    const { covariance, kMeans } = settings;
    this.#settings = settings;
    this.long.node.hidden = kMeans;
    this.short.node.hidden = kMeans || covariance === "spherical";
    this.turn.node.hidden = kMeans || covariance === "spherical" || covariance === "diagonal";
    this.weight.node.hidden = kMeans || components === 1; // a single component has all the weight
  }

  /** @param {PlaneComponent} component
   * @param {Drawn} drawn
   * @param {PlaneAxes} axes
   * @param {{ decimals: Pair, size: number, quiet: boolean }} as `size`: of a handle, in CSS pixels */
  show(component, drawn, axes, { decimals, size, quiet }) {
    [this.#component, this.#drawn, this.#decimals] = [component, drawn, decimals];
    const { frame, spans, perPixel } = axes;
    const { xMin, xMax, yMin, yMax, left, right, top, bottom } = frame;
    this.mean.show({ value: component.mean, least: [xMin, yMin], most: [xMax, yMax], step: [KEY_PART * spans[0], KEY_PART * spans[1]], perPixel, quiet });
    const most = Math.hypot(right - left, bottom - top);
    const lengths = { least: LEAST_PX, most, step: KEY_PART * (bottom - top), perPixel: 1, quiet };
    this.long.show({ ...lengths, value: drawn.long });
    this.short.show({ ...lengths, value: drawn.short });
    this.turn.show({ value: drawn.angle * DEGREES, least: -180, most: 180, step: KEY_PART * 180, perPixel: 1, quiet });
    this.weight.show({ value: component.weight, least: LEAST_WEIGHT, most: 1 - LEAST_WEIGHT, step: KEY_PART, perPixel: 1 / (bottom - top), quiet });
    this.#place(axes, size);
  }

  /** While one is dragged, the pointer's value is shown: the component's may be older.
   * @param {PlaneAxes} axes
   * @param {number} size */
  #place(axes, size) {
    const { angle, long, short } = this.#drawn;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    const sides = { long: near(this.#sides.long, [cos, -sin]), short: near(this.#sides.short, [-sin, -cos]) };
    this.#sides = sides;
    const centre = this.mean.dragged ? axes.at(this.mean.value) : this.#drawn.centre;
    const end = (/** @type {Pair} */ [x, y], /** @type {number} */ reach) => axes.within([centre[0] + x * reach, centre[1] + y * reach]);
    // So far from the knob a pointer can reach each ring.
    const reach = Math.max(this.long.dragged ? this.long.value : long, size);
    this.mean.place(...axes.within(centre));
    this.long.place(...end(sides.long, reach));
    this.short.place(...end(sides.short, Math.max(this.short.dragged ? this.short.value : short, size)));
    this.#lugAt = end(sides.long, reach + BEYOND * size);
    this.turn.place(...this.#lugAt);
    this.weight.place(...axes.within([centre[0] + ASIDE * size, centre[1] - ASIDE * size]));
  }

  /** Its spread as it is now, in words. */
  #spread() {
    const [component, settings] = [this.#component, this.#settings];
    if (!component || !settings) return "";
    const [[, , sdX], [rho, , sdY]] = parametersOf(settings);
    return [sdX, sdY, rho].map((parameter) => `${parameter.label} ${textOf(parameter, component, this.#decimals)}`).join(", ");
  }

  remove() {
    for (const node of this.nodes) node.remove();
  }
}

/** Of a direction and the opposite one, that which is nearer to another.
 * @param {Pair} to
 * @param {Pair} side
 * @returns {Pair} */
function near(to, [x, y]) {
  return to[0] * x + to[1] * y < 0 ? [-x, -y] : [x, y];
}

/** How far a place is turned about a centre, from the right upwards, in radians.
 * @param {Pair} place
 * @param {Pair} centre */
function turnedTo([x, y], centre) {
  return Math.atan2(centre[1] - y, x - centre[0]);
}

/** The turn from one angle to another, the shorter way.
 * @param {number} from
 * @param {number} to */
function between(from, to) {
  const turn = to - from;
  return Math.atan2(Math.sin(turn), Math.cos(turn));
}
