// @ts-check
/* The handles: for each component its mean, sd and weight; for each true process, if the truth is shown, its
   mean and sd. Moving a component starts EM from there; moving a process draws new points. */

import { lockedAmong } from "../lab/lock.js";
import { letterOf } from "../text/component-name.js";
import { familyOf } from "../text/families.js";
import { PROBABILITY_DECIMALS, decimal, decimalsOnAxis } from "../text/format.js";
import { h, setProperty, windowOf } from "../ui/dom.js";
import { KEY_PART } from "../ui/drag-handle.js";
import { DragSlider } from "../ui/drag-slider.js";
import { onceAFrame, oneAtATime } from "../ui/latest.js";
import { giveToNearest } from "../ui/nearest.js";
import { putAt } from "../ui/position.js";
import { keepCount } from "../ui/rows.js";
import { SpanHandle } from "./span-handle.js";

/** @typedef {import("./plot-axes.js").PlotAxes} PlotAxes */

/** Up to so many components share two lanes, more share three: neighbours do not cover each other, and
 * the lanes stay few. */
const FEW = 4;
/** So many lanes are reserved wherever components have handles, so that what is below them stays in its
 * place from one scenario to the next. Only five components or more over a truth take one more. */
const RESERVED = 3;
/** A weight set by hand stays this far from 0 and from 1. */
export const LEAST_WEIGHT = 0.001;

export class Handles {
  /** @type {{ span: SpanHandle, weight: DragSlider, remove: () => void }[]} */
  #components = [];
  /** @type {SpanHandle[]} */
  #processes = [];
  #decimals = 2;
  #laneHeight = 24;
  /** The true processes as the handles show them; while one is dragged, the lab's are older.
   * @type {Settings["truth"]} */
  #truth = [];
  /** Whether the family has an sd of its own. */
  #hasSd = true;
  /** How many of their moves the lab has not made yet. */
  #pending = 0;

  /** @param {{ touch: (k: number, parameter: "weight" | "mean" | "sd", value: number) => void,
   *   moveTruth: (text: string) => Promise<unknown>, fixAxis: (fixed: boolean) => void }} on
   *   `fixAxis`: while a handle is dragged the axis must not change */
  constructor(on) {
    this.touch = onceAFrame(() => this.node, on.touch);
    this.moveTruth = oneAtATime(on.moveTruth);
    this.node = h("div", {
      className: "grips",
      part: "handles",
      role: "group",
      "aria-label": "Handles",
      dir: "ltr",
      onpointerdown: () => on.fixAxis(true),
      onlostpointercapture: () => on.fixAxis(false),
    });
    /** These two are on the picture itself: the weights at the peaks, and a line up from a handle. */
    this.weights = h("div", { className: "weights", role: "group", "aria-label": "Weights" });
    this.guide = h("span", { className: "guide", hidden: true, "aria-hidden": "true" });
    this.node.addEventListener("pointerdown", giveToNearest, true);
  }

  /** Makes the handles and reserves their rows: neither needs the picture to be drawn.
   * @param {Scene} scene */
  lay({ snapshot, settings }) {
    const hidden = new Set(settings.hide);
    const { components } = snapshot;
    const locked = new Set(lockedAmong(settings, "start", "truth"));
    keepCount(this.#components, hidden.has("model") || locked.has("start") ? 0 : components.length, (k) => this.#makeComponent(k));
    const known = snapshot.truth !== null && settings.data === "simulated" && !hidden.has("data") && !hidden.has("truth") && !locked.has("truth");
    keepCount(this.#processes, known && settings.reveal ? settings.truth.length : 0, (index) => this.#makeProcess(index));
    // A single component has all the weight; k-means has neither weights nor sds.
    this.weights.hidden = components.length === 1 || settings.kMeans;
    this.#hasSd = familyOf(settings).hasSd;
    for (const { span } of this.#components) span.showSd(this.#hasSd && !settings.kMeans);
    for (const span of this.#processes) span.showSd(this.#hasSd);
    const lanes = this.#lanes;
    // The row of a hidden truth is reserved, so that revealing it moves nothing else.
    const rows = lanes + (known ? 1 : 0);
    setProperty(this.node, "--rows", String(lanes === 0 ? rows : Math.max(RESERVED, rows)));
    this.node.hidden = lanes === 0 && !known;
  }

  /** Reads from the style sheet how high a lane is: it depends on the theme and the box. */
  measure() {
    this.#laneHeight = parseFloat(windowOf(this.node).getComputedStyle(this.node).lineHeight);
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
    if (this.#pending === 0) this.#truth = settings.truth;
    const step = KEY_PART * places.span;
    const lanes = this.#lanes;
    const height = this.#laneHeight;
    this.#components.forEach(({ span, weight }, k) => {
      const component = components[k];
      span.show(component, places, { index: k % lanes, height }, step, quiet);
      const perPixel = peaks[k] > 0 ? (component.weight / peaks[k]) * places.densityPerPixel : 0;
      weight.show({ value: component.weight, least: LEAST_WEIGHT, most: 1 - LEAST_WEIGHT, step: KEY_PART, perPixel, quiet });
      weight.place(places.across(component.mean), places.up(peaks[k]));
    });
    this.#processes.forEach((span, index) => span.show(settings.truth[index], places, { index: lanes, height }, step, quiet));
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

  /** Sends all processes, as the form does.
   * @param {number} index
   * @param {"mean" | "sd"} parameter
   * @param {number} value */
  async #move(index, parameter, value) {
    this.#truth = this.#truth.map((process, other) => (other === index ? { ...process, [parameter]: value } : process));
    this.#pending += 1;
    const text = (/** @type {Settings["truth"][number]} */ { mean, sd, count }) => (this.#hasSd ? [mean, sd, count] : [mean, count]).join(",");
    await this.moveTruth(this.#truth.map(text).join("~"));
    this.#pending -= 1;
  }

  /** Shows the guide line above a knob, or hides it.
   * @param {DragSlider | null} knob
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

  /** Moves the guide line with its knob. */
  follow() {
    if (!this.guide.hidden && this.#guided) putAt(this.guide, this.#guided.x, 0);
  }
}

/** Without the digits that no drag can choose: the link stays short.
 * @param {number} value
 * @param {number} decimals */
export function rounded(value, decimals) {
  return Number(value.toFixed(decimals));
}
