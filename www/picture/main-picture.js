// @ts-check
/* The stage: the picture, and over and under it whatever a hand may take: the reading line, the
   handles, the predictions. It asks for one drawing a frame at most, and for none when all is still. */

import { letterOf } from "../text/component-name.js";
import { count, decimal, decimalsFor } from "../text/format.js";
import { pictureInWords } from "../text/picture-in-words.js";
import { CanvasView } from "../ui/canvas-view.js";
import { ChartTable } from "../ui/chart-table.js";
import { h, setProperty, setText } from "../ui/dom.js";
import { strip } from "../ui/fields.js";
import { Handles } from "./handles.js";
import { PlotAxes } from "./plot-axes.js";
import { Predict } from "./predict.js";
import { ReadingLine } from "./reading-line.js";
import { Transition } from "./transition.js";

/** The picture on paper: a sheet's width at 400 dots an inch; flat where many formulas follow it. */
const PAPER = { width: 1000, height: 430, flat: 250, ratio: 3, mostComponents: 4 };
/** A bar is about as narrow as a quarter of an sd, when decimals are chosen. */
const BAR_WIDTHS_IN_AN_SD = 4;

export class MainPicture {
  #motion = new Transition();
  /** @type {Scene | null} */
  #scene = null;
  /** What the places were worked out for; anew once the scene or the box has changed. */
  #placedFor = "";
  #bars = "estimate";

  /** @param {Controller} on
   * @param {import("../ui/fields.js").Refusal} refusal where a handle's refusal is said */
  constructor(on, refusal) {
    this.on = on;
    this.picture = new CanvasView((canvas, width, height, ratio) => this.#draw(canvas, width, height, ratio));
    this.picture.canvas.setAttribute("part", "picture");
    this.picture.canvas.setAttribute("aria-describedby", "picture-words");
    this.words = h("p", { className: "unseen", id: "picture-words" });
    this.table = new ChartTable({ name: "The histogram as a table", part: "bars-table" }, () => this.#barsInNumbers());
    this.handles = new Handles({
      touch: async (k, parameter, value) => {
        if (!(await on.touch(k, parameter, value, refusal))) this.redraw();
      },
      moveTruth: async (text) => {
        if (!(await on.change("truth", text, refusal))) this.redraw();
      },
      hold: (held) => {
        on.ask((lab) => lab.fixX(held));
        this.redraw();
      },
    });
    this.reading = new ReadingLine(this.picture.node, {
      read: (x) => on.ask((lab) => lab.reading(x)),
      leave: () => this.picture.canvas.focus(),
    });
    this.predict = new Predict({ changed: () => this.redraw(), plain: on.plain });
    this.bars = strip("bars-by", "bars", ["estimate", "truth"], (word) => {
      this.#bars = word;
      this.#tell();
      this.redraw();
    });
    this.bars.node.classList.add("bars-by");
    this.bars.node.setAttribute("part", "bars-by");
    this.picture.node.append(
      this.words,
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
    this.node = h("div", { className: "scene" }, this.bars.node, this.picture.node, this.handles.node, this.table.node, this.reading.panel);
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, { snapshot, settings, inFrame, from }) {
    this.#scene = scene;
    if (!snapshot && !settings) {
      this.#tell(); // whether it runs, and no more
      this.redraw();
      return;
    }
    if (snapshot) {
      this.#motion.begin(from ?? null, scene, performance.now());
      this.#glides(this.#motion.lasting);
    }
    const { labels } = scene.snapshot;
    const known = labels !== null && scene.settings.reveal && !scene.settings.hide.includes("truth");
    if (!known) this.#bars = "estimate";
    this.bars.node.hidden = !known;
    this.bars.show(this.#bars);
    this.#tell();
    this.handles.lay(scene);
    this.#placedFor = "";
    if (inFrame) this.picture.paint();
    else this.picture.invalidate();
  }

  /** Draws for paper, whatever the size on the screen. */
  print() {
    const { width, ratio, mostComponents } = PAPER;
    const height = (this.#scene?.snapshot.k ?? 0) > mostComponents ? PAPER.flat : PAPER.height;
    this.on.ask((lab) => lab.draw(this.picture.canvas, width, height, ratio, this.on.theme(), 0, 1, this.#bars));
  }

  /** By whom the bars are coloured, and how large the picture is. */
  pictured() {
    const { clientWidth: width, clientHeight: height } = this.picture.node;
    return { width, height, bars: this.#bars };
  }

  /** The picture in words and numbers; while EM runs, those it ran from. */
  #tell() {
    const scene = this.#scene;
    if (!scene || scene.running) return;
    // The words need no picture to be drawn: the axis is the same at any size.
    const axis = this.on.ask((lab) => lab.frame(1, 1, this.on.theme())) ?? null;
    const { name, words } = pictureInWords(scene.snapshot, scene.settings, this.on.ask((lab) => lab.shape()), this.#bars, axis);
    this.picture.describe(name);
    setText(this.words, words);
    this.table.fill();
  }

  /** Every bar: its points, and how many of them each component holds. */
  #barsInNumbers() {
    const bars = this.on.ask((lab) => lab.shape())?.bars;
    if (!bars) return null;
    const shared = bars[0].shares.map((_, k) => letterOf(k));
    const decimals = decimalsFor([BAR_WIDTHS_IN_AN_SD * (bars[0].to - bars[0].from)]);
    return {
      heads: ["bar", "points", ...shared.map((letter) => `of them ${letter}’s`)],
      rows: bars.map(({ from, to, count: points, shares }) => ({
        cells: [`${decimal(from, decimals)} to ${decimal(to, decimals)}`, count(points), ...shares.map(count)],
      })),
    };
  }

  /** Draws anew, and puts everything in its place. */
  redraw() {
    this.#placedFor = "";
    this.picture.invalidate();
  }

  /** The handles glide by the style sheet, beside the curves; what moves them later is at once.
   * @param {number} ms */
  #glides(ms) {
    this.node.classList.toggle("glides", ms > 0);
    if (ms > 0) setProperty(this.node, "--glide", `${ms}ms`);
  }

  /** @param {HTMLCanvasElement} canvas
   * @param {number} width
   * @param {number} height
   * @param {number} ratio
   * @returns {boolean} whether it is still on its way */
  #draw(canvas, width, height, ratio) {
    const scene = this.#scene;
    if (!scene) return false;
    const theme = this.on.theme();
    const { from, way } = this.#motion.at(performance.now());
    if (way === 1) this.#glides(0);
    const drawn = this.on.ask((lab) => lab.draw(canvas, width, height, ratio, theme, from, way, this.#bars));
    const box = `${width} × ${height}`;
    if (drawn && this.#placedFor !== box) this.#place(scene, drawn);
    this.#placedFor = box;
    return way < 1;
  }

  /** @param {Scene} scene
   * @param {Float64Array} drawn */
  #place(scene, [left, right, top, bottom, xMin, xMax, yMin, yMax, ...peaks]) {
    const places = new PlotAxes({ left, right, top, bottom, xMin, xMax, yMin, yMax });
    this.handles.show(scene, places, peaks);
    this.handles.follow();
    this.reading.show(scene, places);
    this.predict.show(scene, places);
  }
}
