// @ts-check
/* The main picture: the points and the curves or ellipses, drawn in Rust. What can be moved on it, and read from
   it, is a layer of its own. */

import { inPlane } from "../text/dimension.js";
import { pictureInWords } from "../text/picture-in-words.js";
import { CanvasView } from "../ui/canvas-view.js";
import { h, setProperty, setText } from "../ui/dom.js";
import { strip } from "../ui/fields.js";
import { Drawing } from "./drawing.js";
import { LinePicture } from "./line-picture.js";
import { PlanePicture } from "./plane-picture.js";
import { Transition } from "./transition.js";

/** The printed picture: the width of a sheet at 400 dots an inch. */
const PRINTED = { width: 1000, ratio: 3 };

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
  /** One for each dimension, made when it is shown first.
   * @type {{ [dim: number]: PictureLayer }} */
  #layers = {};
  /** @type {PictureLayer} */
  #layer;
  /** Whether the truth was known and shown the last time.
   * @type {boolean | null} */
  #known = null;

  /** @param {Actions} on
   * @param {import("../ui/fields.js").Refusal} refusal where a handle's refusal is shown */
  constructor(on, refusal) {
    this.on = on;
    this.refusal = refusal;
    this.picture = new CanvasView((to) => this.#draw(to));
    this.picture.canvas.setAttribute("part", "picture");
    this.picture.canvas.setAttribute("aria-describedby", "picture-words");
    this.words = h("p", { className: "unseen", id: "picture-words" });
    this.coloured = h("span", {});
    this.bars = strip("bars-by", this.coloured, ["estimate", "truth"], (word) => {
      this.#colourBy(word);
      this.#describe();
      this.redraw();
    });
    this.bars.node.setAttribute("part", "bars-by");
    this.picture.node.append(this.words);
    this.picture.canvas.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.#layer.enter();
    });
    this.node = h("div", { className: "scene" }, this.picture.node);
    /** Beside the formulas, and under the sentence: what belongs to the layer. */
    this.tools = h("span", { className: "layer-tools" });
    this.below = h("div", { className: "asked" });
    this.drawing = new Drawing(on, this.picture.node, () => {
      if (this.#scene) this.#layer.lay(this.#scene);
      this.redraw();
    });
    this.#layer = this.#layers[1] = new LinePicture(on, this.picture, refusal, () => this.redraw());
    this.#putIn(this.#layer);
  }

  /** Shows the layer of a scene. The other one is not in the document: the names of its controls are used again.
   * @param {Settings} settings */
  #choose(settings) {
    const plane = inPlane(settings);
    const layer = (this.#layers[plane ? 2 : 1] ??= new PlanePicture(this.on, this.picture, this.refusal, this.drawing, () => this.redraw()));
    if (layer === this.#layer) return;
    const { over, under, tools, below } = this.#layer;
    this.#layer.leave();
    for (const node of [...over, ...under, ...tools, ...below]) node.remove();
    this.#layer = layer;
    this.#measuredFor = "";
    this.node.classList.toggle("plane", plane);
    this.#putIn(layer);
  }

  /** @param {PictureLayer} layer */
  #putIn({ over, under, tools, below }) {
    this.picture.node.append(...over);
    this.node.append(...under);
    this.tools.append(...tools);
    this.below.append(...below);
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
    this.drawing.follow(scene);
    this.#choose(scene.settings);
    const { labels } = scene.snapshot;
    const known = labels !== null && scene.settings.reveal && !scene.settings.hide.includes("truth");
    // A click that reveals the truth also colours the bars by it, until the next step or change by hand, whose
    // effect must be visible too.
    if (known && this.#known === false && !opened) this.#colourBy("truth", true);
    else if (!known || (snapshot && this.#forNow)) this.#colourBy("estimate");
    this.#known = known;
    this.bars.node.hidden = !known;
    setText(this.coloured, inPlane(scene.settings) ? "points" : "bars");
    this.bars.show(this.#bars);
    this.#layer.lay(scene);
    this.#describe();
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
    const { width, ratio } = PRINTED;
    const height = this.#layer.printHeight(this.#scene?.snapshot.k ?? 0);
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
    this.#layer.table.fill();
  }

  /** Shows a value by a line, a bar by a band, a point by a ring.
   * @param {LedgerRow | null} place */
  point(place) {
    this.#layer.point?.(place);
  }

  /** Ends what was open for the scenario before. */
  close() {
    this.#layer.close();
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
    if (this.#measuredFor !== box) this.#layer.measure();
    this.#measuredFor = box;
    if (drawn && this.#placedFor !== box) this.#layer.place(scene, drawn);
    this.#placedFor = box;
    return way < 1;
  }
}
