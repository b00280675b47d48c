// @ts-check
/* The handles: every component's mean, sd and weight, and, where the truth is shown, every true
   process's mean and sd. A moved component begins a new climb from there; a moved process draws new
   points. */

import { lockedAmong } from "../lab/lock.js";
import { letterOf } from "../text/component-name.js";
import { PROBABILITY_DECIMALS, decimal, decimalsOnAxis } from "../text/format.js";
import { h, setProperty } from "../ui/dom.js";
import { DragSlider, KEY_PART } from "../ui/drag-slider.js";
import { onceAFrame, oneAtATime } from "../ui/latest.js";
import { inPixels, putAt } from "../ui/position.js";
import { keepCount } from "../ui/rows.js";
import { LANE_PX, SpanHandle } from "./span-handle.js";

/** @typedef {import("./plot-axes.js").PlotAxes} PlotAxes */

/** Components share so many lanes: neighbours do not cover each other, and k of them stay low. */
const FEW = 4;
/** A weight by hand stays this far from nothing and from everything. */
const LEAST_WEIGHT = 0.001;

export class Handles {
  /** @type {{ span: SpanHandle, weight: DragSlider, remove: () => void }[]} */
  #components = [];
  /** @type {SpanHandle[]} */
  #processes = [];
  #decimals = 2;
  /** The true processes as the hand has them, which may be ahead of the lab.
   * @type {Settings["truth"]} */
  #truth = [];
  /** How many moves of theirs are still on their way. */
  #moving = 0;

  /** @param {{ touch: (k: number, parameter: "weight" | "mean" | "sd", value: number) => void,
   *   moveTruth: (text: string) => Promise<unknown>, hold: (held: boolean) => void }} on
   *   `hold`: under a hand the axis stands still */
  constructor(on) {
    this.touch = onceAFrame(() => this.node, on.touch);
    this.moveTruth = oneAtATime(on.moveTruth);
    this.node = h("div", {
      className: "grips",
      part: "handles",
      role: "group",
      "aria-label": "Handles",
      dir: "ltr",
      onpointerdown: () => on.hold(true),
      onlostpointercapture: () => on.hold(false),
    });
    /** Stands on the picture itself: the weights at the peaks, and the line up from a held knob. */
    this.weights = h("div", { className: "weights", role: "group", "aria-label": "Weights" });
    this.guide = h("span", { className: "guide", hidden: true, "aria-hidden": "true" });
  }

  /** As many as there are to be, and room for them: known before the picture is.
   * @param {Scene} scene */
  lay({ snapshot, settings }) {
    const hidden = new Set(settings.hide);
    const { components } = snapshot;
    const locked = new Set(lockedAmong(settings, "start", "truth"));
    keepCount(this.#components, hidden.has("model") || locked.has("start") ? 0 : components.length, (k) => this.#makeComponent(k));
    const known = snapshot.truth !== null && settings.data === "simulated" && !hidden.has("data") && !hidden.has("truth") && !locked.has("truth");
    keepCount(this.#processes, known && settings.reveal ? settings.truth.length : 0, (index) => this.#makeProcess(index));
    this.weights.hidden = components.length === 1; // one alone has all the weight
    const lanes = this.#lanes;
    // The row of a hidden truth keeps its place: what is revealed moves nothing.
    setProperty(this.node, "--rows", inPixels((lanes + (known ? 1 : 0)) * LANE_PX));
    this.node.hidden = lanes === 0 && !known;
  }

  get #lanes() {
    const { length } = this.#components;
    return length < 2 ? length : length <= FEW ? 2 : 3;
  }

  /** @param {Scene} scene
   * @param {PlotAxes} places
   * @param {number[]} peaks per component, its density at its own mean, weighted */
  show({ snapshot: { components }, settings, running: quiet }, places, peaks) {
    this.#decimals = decimalsOnAxis(places.span);
    if (this.#moving === 0) this.#truth = settings.truth;
    const step = KEY_PART * places.span;
    const lanes = this.#lanes;
    this.#components.forEach(({ span, weight }, k) => {
      const component = components[k];
      span.show(component, places, k % lanes, step, quiet);
      const perPixel = peaks[k] > 0 ? (component.weight / peaks[k]) * places.densityPerPixel : 0;
      weight.show({ value: component.weight, least: LEAST_WEIGHT, most: 1 - LEAST_WEIGHT, step: KEY_PART, perPixel, quiet });
      weight.place(places.across(component.mean), places.up(peaks[k]));
    });
    this.#processes.forEach((span, index) => span.show(settings.truth[index], places, lanes, step, quiet));
  }

  /** @param {number} k */
  #makeComponent(k) {
    const letter = letterOf(k);
    /** @param {string} parameter
     * @param {number} value */
    const words = (parameter, value) =>
      `${letter}, ${parameter}, ${decimal(value, parameter === "weight" ? PROBABILITY_DECIMALS : this.#decimals)}`;
    const className = `c${k}`;
    const span = new SpanHandle({
      name: letter,
      sign: letter,
      className,
      data: { component: k },
      move: (parameter, value) => this.touch(k, parameter, rounded(value, this.#decimals)),
      words,
      seen: (shown) => this.#guideTo(shown ? span.mean : null, className),
    });
    const weight = new DragSlider({
      name: `weight of ${letter}`,
      className: `peak ${className}`,
      data: { component: k, handle: "weight" },
      upright: true,
      move: (value) => this.touch(k, "weight", rounded(value, PROBABILITY_DECIMALS)),
      words: (value) => words("weight", value),
    });
    const before = this.#processes[0]?.nodes[0] ?? null;
    for (const node of span.nodes) this.node.insertBefore(node, before);
    this.weights.append(weight.node);
    const remove = () => [span, weight.node].forEach((part) => part.remove());
    return { span, weight, remove };
  }

  /** @param {number} index */
  #makeProcess(index) {
    const name = `process ${index + 1}`;
    const span = new SpanHandle({
      name: `true ${name}`,
      sign: String(index + 1),
      className: "true",
      data: { process: index },
      move: (parameter, value) => this.#move(index, parameter, rounded(value, this.#decimals)),
      words: (parameter, value) => `true ${name}, ${parameter}, ${decimal(value, this.#decimals)}`,
      seen: (shown) => this.#guideTo(shown ? span.mean : null, "true"),
    });
    this.node.append(...span.nodes);
    return span;
  }

  /** Sent whole, as the form and a link do.
   * @param {number} index
   * @param {"mean" | "sd"} parameter
   * @param {number} value */
  async #move(index, parameter, value) {
    this.#truth = this.#truth.map((process, other) => (other === index ? { ...process, [parameter]: value } : process));
    this.#moving += 1;
    await this.moveTruth(this.#truth.map(({ mean, sd, count }) => `${mean},${sd},${count}`).join("~"));
    this.#moving -= 1;
  }

  /** @param {DragSlider | null} knob
   * @param {string} className */
  #guideTo(knob, className) {
    this.guide.hidden = knob === null;
    if (!knob) return;
    this.guide.className = `guide ${className}`;
    putAt(this.guide, knob.x, 0);
    this.#guided = knob;
  }

  /** @type {DragSlider | null} */
  #guided = null;

  /** The guide keeps to its knob. */
  follow() {
    if (!this.guide.hidden && this.#guided) putAt(this.guide, this.#guided.x, 0);
  }
}

/** What a hand means, without digits that no hand can mean: a link stays short.
 * @param {number} value
 * @param {number} decimals */
function rounded(value, decimals) {
  return Number(value.toFixed(decimals));
}
