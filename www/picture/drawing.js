// @ts-check
/* Points drawn by hand in the plane: a click, a tap or a key adds one where it is, and all of them become the own data.
   While they are too few for EM, the lab keeps the data from before, under an empty sheet. */

import { lockedAmong } from "../lab/lock.js";
import { inPlane } from "../text/dimension.js";
import { decimalsOnAxis } from "../text/format.js";
import { h, setProperty, setText } from "../ui/dom.js";
import { Refusal, changing, quietButton } from "../ui/fields.js";
import { oneAtATime } from "../ui/latest.js";
import { inPixels, putAt, scaleOf } from "../ui/position.js";
import { keepCount } from "../ui/rows.js";
import { areEnough, drawnInWords } from "./drawn-points.js";
import { rounded } from "./handles.js";

/** @typedef {import("./plane-axes.js").PlaneAxes} PlaneAxes */
/** @typedef {[number, number]} Pair */

const HOW = "Click or tap in the plot: each time a point is added there. By keyboard: Enter on the picture leads to its cursor; Enter or the space bar adds a point there, Delete takes the last one away. As soon as EM begins on your points, they replace own data that you loaded before. The axes stay as they are until you end the drawing.";
const EMPTY = "The points that were shown are too many to draw among, so you begin with an empty plot.";

export class Drawing {
  on = false;
  /** @type {Pair[]} */
  #points = [];
  /** As they were before those that are on their way to the lab.
   * @type {Pair[]} */
  #settled = [];
  /** Whether the lab has points that were drawn, or that the drawing began with. */
  #inLab = false;
  /** Whether the lab is being given points. */
  #giving = false;
  /** Whether it began with an empty plot. */
  #beganEmpty = false;
  /** The data as this has left them: other ones end the drawing. */
  #data = "";
  /** @type {Scene | null} */
  #scene = null;
  /** @type {PlaneAxes | null} */
  #axes = null;
  /** @type {HTMLElement[]} */
  #dots = [];
  /** The cursor of the keyboard.
   * @type {{ node: HTMLElement, value: Pair } | null} */
  cursor = null;

  /** @param {Actions} on
   * @param {HTMLElement} picture
   * @param {() => void} changed it has begun or ended */
  constructor(on, picture, changed) {
    this.ask = on.ask;
    this.picture = picture;
    this.changed = changed;
    this.box = changing("data values", h("input", { type: "checkbox", name: "draw", onchange: () => (this.box.checked ? this.#begin() : this.#end()) }));
    /** Among the data. */
    this.toggle = h("label", { className: "check", hidden: true }, this.box, "draw points");
    this.refusal = new Refusal();
    this.empty = h("span", { hidden: true }, EMPTY);
    this.words = h("p", { className: "drawn-words", role: "status" });
    /** Under the picture. */
    this.node = h(
      "div",
      { className: "drawing stack", role: "group", "aria-label": "Drawing points", hidden: true },
      this.words,
      this.refusal.node,
      h("div", { className: "row" }, quietButton("Take the last point away", () => this.#takeBack()), quietButton("Clear the points", () => this.#set([])), quietButton("End the drawing", () => this.#end())),
      h("p", { className: "note" }, HOW, " ", this.empty),
    );
    /** On the picture: the points that are too few. */
    this.sheet = h("div", { className: "drawn", hidden: true, "aria-hidden": "true" }, h("span", { className: "sheet" }));
    this.give = oneAtATime(async (/** @type {Pair[]} */ points) => {
      // Others are drawn by now, too few perhaps, or the drawing has ended.
      if (!this.on || points !== this.#points) return;
      this.#giving = true;
      const done = await on.draw(points, this.refusal);
      this.#giving = false;
      if (this.on && this.#areEnough()) {
        if (done) [this.#settled, this.#inLab] = [points, true];
        else this.#points = this.#settled; // a newer action has cancelled it, and what waits must not cancel that one
      }
      this.#tell();
    });
    picture.addEventListener("click", (event) => this.#click(event));
    picture.addEventListener("keydown", (event) => this.#key(event));
  }

  #begin() {
    const [x, y] = this.#decimals();
    const few = this.ask((lab) => lab.fewPoints(x, y));
    this.on = true;
    this.#points = this.#settled = pairsOf(few ?? []);
    this.#beganEmpty = !few;
    this.#inLab = !this.#beganEmpty;
    this.#data = dataOf(this.#scene);
    this.refusal.say("");
    this.ask((lab) => lab.fixX(true));
    this.#tell();
    this.changed();
    this.picture.scrollIntoView({ block: "nearest" });
  }

  #end() {
    this.stop();
    this.changed();
  }

  /** Ends it, for a scene that is shown next. */
  stop() {
    if (!this.on) return;
    this.on = false;
    this.ask((lab) => lab.fixX(false));
    // Its buttons disappear.
    if (this.node.matches(":focus-within")) this.picture.querySelector("canvas")?.focus({ preventScroll: true });
    this.#tell();
  }

  /** Before the layers are shown a scene: other data end the drawing.
   * @param {Scene} scene */
  follow(scene) {
    this.#scene = scene;
    this.toggle.hidden = !inPlane(scene.settings) || lockedAmong(scene.settings, "data", "values").length > 0;
    if (!this.on) return;
    if (this.#giving) this.#data = dataOf(scene);
    else if (dataOf(scene) !== this.#data) this.stop();
    else if (!this.#inLab) this.#giveIfEnough(); // a smaller k may do
    this.#tell();
  }

  /** @param {PlaneAxes} axes */
  place(axes) {
    this.#axes = axes;
    const { left, right, bottom } = axes.frame;
    const sheet = /** @type {HTMLElement} */ (this.sheet.firstElementChild);
    putAt(sheet, left - 1, 0); // with the ends of lines
    // The histograms are on it too.
    setProperty(sheet, "--w", inPixels(Math.max(right, this.picture.clientWidth) - left + 1));
    setProperty(sheet, "--length", inPixels(bottom));
    this.#showDots();
  }

  /** Writes how many points there are, and shows those that EM does not have. */
  #tell() {
    const scene = this.#scene;
    this.box.checked = this.on;
    this.node.hidden = !this.on;
    this.sheet.hidden = !this.on || this.#inLab;
    setText(this.words, this.on && scene ? drawnInWords(this.#points, { k: scene.snapshot.k, inLink: !this.#inLab || scene.snapshot.dataInLink || scene.settings.data !== "own" }) : "");
    this.empty.hidden = !this.#beganEmpty;
    this.#showDots();
  }

  #showDots() {
    const axes = this.#axes;
    if (this.sheet.hidden || !axes) return;
    keepCount(this.#dots, this.#points.length, () => this.sheet.appendChild(h("span", { className: "dot" })));
    this.#points.forEach((point, i) => putAt(this.#dots[i], ...axes.at(point)));
  }

  /** @param {Pair[]} points */
  #set(points) {
    this.#points = points;
    this.refusal.say("");
    this.#giveIfEnough();
    this.#tell();
  }

  #areEnough() {
    return areEnough(this.#points, this.#scene?.snapshot.k ?? 1);
  }

  #giveIfEnough() {
    if (this.#areEnough()) return void this.give(this.#points);
    this.#inLab = false;
    this.#settled = this.#points;
  }

  /** @param {Pair} point */
  #add(point) {
    const decimals = this.#decimals();
    this.#set([...this.#points, /** @type {Pair} */ (point.map((value, axis) => rounded(value, decimals[axis])))]);
  }

  #takeBack() {
    if (this.#points.length > 0) this.#set(this.#points.slice(0, -1));
  }

  /** As many as the axes can tell apart. */
  #decimals() {
    return this.#axes ? this.#axes.spans.map(decimalsOnAxis) : [2, 2];
  }

  /** A tap of a finger is a click too, and scrolling is none.
   * @param {MouseEvent} event */
  #click({ target, clientX, clientY }) {
    const axes = this.#axes;
    if (!this.on || !axes || /** @type {Element} */ (target).localName !== "canvas") return;
    const { left, top } = this.picture.getBoundingClientRect();
    const scale = scaleOf(this.picture);
    const [x, y] = [(clientX - left) / scale, (clientY - top) / scale];
    if (axes.holds(x, y)) this.#add(axes.pointAt(x, y));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, target, repeat } = event;
    const { cursor } = this;
    if (!this.on || !cursor || event.ctrlKey || event.metaKey || event.altKey) return;
    const atCursor = target === cursor.node;
    if (atCursor && (key === "Enter" || key === " ")) repeat || this.#add(cursor.value);
    else if ((key === "Delete" || key === "Backspace") && (atCursor || /** @type {Element} */ (target).localName === "canvas")) this.#takeBack();
    else return;
    // The space bar would run EM.
    event.preventDefault();
    event.stopPropagation();
  }
}

/** @param {ArrayLike<number>} flat
 * @returns {Pair[]} */
function pairsOf(flat) {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
}

/** What tells data from others.
 * @param {Scene | null} scene */
function dataOf(scene) {
  if (!scene) return "";
  const { snapshot: { n }, settings: { data, dim, truth, seed } } = scene;
  return JSON.stringify([n, data, dim, truth, seed]);
}
