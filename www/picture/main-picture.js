// @ts-check
/* The main picture: the histogram and its curves, and what can be moved on it: the reading line, the
   handles, the markers of a prediction. */

import { letterOf } from "../text/component-name.js";
import { familyOf } from "../text/families.js";
import { count, decimal, decimalsFor, wholeNumbers } from "../text/format.js";
import { pictureInWords } from "../text/picture-in-words.js";
import { CanvasView } from "../ui/canvas-view.js";
import { ChartTable } from "../ui/chart-table.js";
import { h, setProperty, setText } from "../ui/dom.js";
import { strip } from "../ui/fields.js";
import { inPixels, putAt } from "../ui/position.js";
import { Handles } from "./handles.js";
import { PlotAxes } from "./plot-axes.js";
import { Predict } from "./predict.js";
import { ReadingLine } from "./reading-line.js";
import { Transition } from "./transition.js";

/** The printed picture: the width of a sheet at 400 dots an inch; lower where many formulas follow it. */
const PRINTED = { width: 1000, height: 430, low: 250, ratio: 3, mostComponents: 4 };
/** To choose decimals, the width of a bar counts as a quarter of an sd. */
const BAR_WIDTHS_IN_AN_SD = 4;

export class MainPicture {
  #motion = new Transition();
  /** @type {Scene | null} */
  #scene = null;
  /** The size of the picture when the elements on it were placed; empty: they must be placed again. */
  #placedFor = "";
  /** The box and the theme when the handles were measured. */
  #measuredFor = "";
  #bars = "estimate";
  /** Whether this colouring was set by revealing the truth: it ends with the next change. */
  #forNow = false;
  /** The value or the bar that another part of the lab shows here.
   * @type {{ from: number, to: number } | null} */
  #lit = null;
  /** @type {PlotAxes | null} */
  #axes = null;
  /** Whether the truth was known and shown the last time.
   * @type {boolean | null} */
  #known = null;

  /** @param {Actions} on
   * @param {import("../ui/fields.js").Refusal} refusal where a handle's refusal is shown */
  constructor(on, refusal) {
    this.on = on;
    this.picture = new CanvasView((to) => this.#draw(to));
    this.picture.canvas.setAttribute("part", "picture");
    this.picture.canvas.setAttribute("aria-describedby", "picture-words");
    this.light = h("span", { className: "lit-place", part: "lit", hidden: true, "aria-hidden": "true" });
    this.words = h("p", { className: "unseen", id: "picture-words" });
    this.table = new ChartTable({ name: "The histogram as a table", part: "bars-table" }, () => this.#barsInNumbers());
    this.handles = new Handles({
      touch: async (k, parameter, value) => {
        if (!(await on.touch(k, parameter, value, refusal))) this.redraw();
      },
      moveTruth: async (text) => {
        if (!(await on.change("truth", text, refusal))) this.redraw();
      },
      fixAxis: (fixed) => {
        on.ask((lab) => lab.fixX(fixed));
        this.redraw();
      },
    });
    this.reading = new ReadingLine(this.picture.node, {
      read: (x) => on.ask((lab) => lab.reading(x)),
      leave: () => this.picture.canvas.focus(),
    });
    this.predict = new Predict(on, () => this.redraw());
    this.bars = strip("bars-by", "bars", ["estimate", "truth"], (word) => {
      this.#colourBy(word);
      this.#describe();
      this.redraw();
    });
    this.bars.node.setAttribute("part", "bars-by");
    this.picture.node.append(
      this.words,
      this.light,
      this.handles.guide,
      this.reading.line,
      this.reading.grip.node,
      this.handles.weights,
      this.predict.node,
    );
    this.picture.canvas.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.reading.grip.node.focus();
    });
    this.node = h("div", { className: "scene" }, this.picture.node, this.handles.node, this.table.node, this.reading.panel);
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, { snapshot, settings, opened, inFrame, from }) {
    this.#scene = scene;
    if (!snapshot && !settings) {
      this.#describe(); // only whether EM runs has changed
      this.redraw();
      return;
    }
    if (snapshot) {
      this.#motion.begin(from ?? null, scene, performance.now());
      this.#glides(this.#motion.lasting);
    }
    const { labels } = scene.snapshot;
    const known = labels !== null && scene.settings.reveal && !scene.settings.hide.includes("truth");
    // A click that reveals the truth also colours the bars by it, until the next step or change by hand, whose
    // effect must be visible too.
    if (known && this.#known === false && !opened) this.#colourBy("truth", true);
    else if (!known || (snapshot && this.#forNow)) this.#colourBy("estimate");
    this.#known = known;
    this.bars.node.hidden = !known;
    this.bars.show(this.#bars);
    this.#describe();
    this.predict.follow(scene.settings);
    this.handles.lay(scene);
    this.#placedFor = "";
    if (inFrame) this.picture.paint();
    else this.picture.invalidate();
  }

  /** @param {string} word
   * @param {boolean} [forNow] */
  #colourBy(word, forNow = false) {
    this.#bars = word;
    this.#forNow = forNow;
  }

  /** Draws in the size to be printed, whatever the size on the screen. */
  print() {
    const { width, ratio, mostComponents } = PRINTED;
    const height = (this.#scene?.snapshot.k ?? 0) > mostComponents ? PRINTED.low : PRINTED.height;
    this.on.ask((lab) => lab.draw({ canvas: this.picture.canvas, width, height, ratio }, this.on.theme(), 0, 1, this.#bars));
  }

  /** What an export needs: the size of the picture, and what colours its bars. */
  pictured() {
    const { clientWidth: width, clientHeight: height } = this.picture.node;
    return { width, height, bars: this.#bars };
  }

  /** Writes the picture's name, description and table; not while EM runs. */
  #describe() {
    const scene = this.#scene;
    if (!scene || scene.running) return;
    // The axis is the same at any size, so the picture need not be drawn yet.
    const axis = this.on.ask((lab) => lab.frame(1, 1, this.on.theme())) ?? null;
    const { name, words } = pictureInWords(scene.snapshot, scene.settings, this.on.ask((lab) => lab.shape()), this.#bars, axis);
    this.picture.describe(name);
    setText(this.words, words);
    this.table.fill();
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

  /** Draws again, and places the elements on the picture again. */
  redraw() {
    this.#placedFor = "";
    this.picture.invalidate();
  }

  /** While the curves move, the style sheet moves the handles with them; later changes are immediate.
   * @param {number} ms */
  #glides(ms) {
    this.node.classList.toggle("glides", ms > 0);
    if (ms > 0) setProperty(this.node, "--glide", `${ms}ms`);
  }

  /** @param {PageCanvas} to
   * @returns {boolean} whether the picture is still in motion */
  #draw(to) {
    const scene = this.#scene;
    if (!scene) return false;
    const theme = this.on.theme();
    const { from, way } = this.#motion.at(performance.now());
    if (way === 1) this.#glides(0);
    const drawn = this.on.ask((lab) => lab.draw(to, theme, from, way, this.#bars));
    const box = `${to.width} × ${to.height} ${theme}`;
    if (this.#measuredFor !== box) this.handles.measure();
    this.#measuredFor = box;
    if (drawn && this.#placedFor !== box) this.#place(scene, drawn);
    this.#placedFor = box;
    return way < 1;
  }

  /** @param {Scene} scene
   * @param {Float64Array} drawn */
  #place(scene, [left, right, top, bottom, xMin, xMax, yMin, yMax, ...peaks]) {
    const places = new PlotAxes({ left, right, top, bottom, xMin, xMax, yMin, yMax });
    this.#axes = places;
    this.point(this.#lit);
    this.handles.show(scene, places, peaks);
    this.handles.follow();
    this.reading.show(scene, places);
    this.predict.show(scene, places);
  }
}
