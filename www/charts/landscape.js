// @ts-check
/* The landscape: the likelihood surface over the means of two components, in the plane over two numbers of the
   means, all other parameters as they are, with EM's path on it. The present point can be moved: EM then starts from
   there. */

import { lockedAmong } from "../lab/lock.js";
import { letterOf } from "../text/component-name.js";
import { AXES } from "../text/dimension.js";
import { familyOf } from "../text/families.js";
import { meansOf } from "../text/parameters.js";
import { CanvasView } from "../ui/canvas-view.js";
import { h, setText } from "../ui/dom.js";
import { Refusal, dropDown } from "../ui/fields.js";
import { withTerms } from "../ui/terms.js";
import { LandscapePoint } from "./landscape-point.js";

const HOW_TO_MOVE = "Drag the point, or move the two letters at the borders by the arrow keys, and let EM climb from there.";

export class Landscape {
  id = "landscape";
  name = "Landscape";
  part = /** @type {const} */ ("charts");
  /** @type {Scene | null} */
  #scene = null;
  /** The numbers of the means that are shown, on a line and in the plane: those of the first component come first. */
  #pairs = [[0, 1], [0, 2]];

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.refusal = new Refusal();
    this.picture = new CanvasView((to) => this.#draw(to));
    this.pictures = [this.picture];
    this.picture.canvas.tabIndex = -1; // its sliders have the focus instead
    this.picture.canvas.setAttribute("part", "landscape");
    this.picture.node.classList.add("landscape");
    this.point = new LandscapePoint(async (meanA, meanB) => {
      const [a, b] = this.#shown;
      // Refused: the point goes back to where EM has it.
      if (!(await on.touchMeans(a, meanA, b, meanB, this.refusal))) this.picture.invalidate();
    });
    this.picture.node.append(...this.point.nodes);
    const choose = (/** @type {number} */ axis) => dropDown(`mean-${axis}`, [], (word) => this.#choose(axis, Number(word)));
    this.selects = [choose(0), choose(1)];
    this.across = h("span", {});
    this.pair = h(
      "div",
      { className: "comparing" },
      h("label", { className: "pair" }, this.across, this.selects[0].node),
      h("label", { className: "pair" }, h("span", {}, "upwards"), this.selects[1].node),
    );
    this.about = h("p", { className: "note" });
    this.alone = h("p", { className: "verdict-of", hidden: true }, "The landscape is drawn over the means of two components: choose a k of 2 or more.");
    this.map = h("div", { className: "beside map" }, this.picture.node, h("div", { className: "stack" }, this.pair, this.refusal.node, this.about));
    this.node = h("div", { className: "tab" }, this.alone, this.map);
  }

  /** The numbers of a component's mean. */
  get #means() {
    return this.#scene ? meansOf(this.#scene.settings) : [];
  }

  /** How many numbers all means have. */
  get #count() {
    return this.#scene ? this.#means.length * this.#scene.snapshot.k : 0;
  }

  /** The two that are shown: always different ones of the present k. */
  get #shown() {
    const [a, b] = this.#pairs[this.#means.length - 1].map((number) => Math.min(number, this.#count - 1));
    return a === b ? [a, a === 0 ? 1 : 0] : [a, b];
  }

  /** Whose mean each of them is of, and which number of it. */
  get #sides() {
    const means = this.#means;
    return this.#shown.map((number) => ({ k: Math.floor(number / means.length), mean: means[number % means.length] }));
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    this.#scene = scene;
    const { settings } = scene;
    this.alone.hidden = this.#count > 1;
    this.map.hidden = this.#count < 2;
    if (this.#count < 2) return;
    this.#fillSelects();
    if (what.settings) {
      const locked = lockedAmong(settings, "start").length > 0;
      for (const node of this.point.nodes) node.hidden = locked;
      setText(this.across, `${familyOf(settings).mean}: across`);
      this.about.replaceChildren(...withTerms(`${aboutLandscape(settings)}${locked ? "" : ` ${HOW_TO_MOVE}`}`));
    }
    if (!what.snapshot && !what.settings) return;
    this.picture.invalidate();
    if (scene.running) return;
    const [a, b] = this.#sides;
    this.point.describe([a, b], scene);
    const second = this.#means.length > 1 ? `the ${b.mean.label} of` : "of";
    this.picture.describe(`The log-likelihood over the ${a.mean.label} of ${letterOf(a.k)}, across, and ${second} ${letterOf(b.k)}, upwards, with the path that EM has taken.`);
  }

  /** @param {number} axis
   * @param {number} number */
  #choose(axis, number) {
    const [a, b] = this.#shown;
    const other = axis === 0 ? b : a;
    const left = axis === 0 ? a : b;
    // The same one twice: the two are swapped.
    const rest = number === other ? left : other;
    this.#pairs[this.#means.length - 1] = axis === 0 ? [number, rest] : [rest, number];
    if (this.#scene) this.show(this.#scene, { snapshot: true });
  }

  #fillSelects() {
    const means = this.#means;
    const name = (/** @type {number} */ number) => {
      const letter = letterOf(Math.floor(number / means.length));
      return means.length > 1 ? `${AXES[number % means.length]} of ${letter}` : letter;
    };
    const names = Array.from({ length: this.#count }, (_, number) => name(number));
    this.selects.forEach(({ node }, axis) => {
      if (node.textContent !== names.join("")) {
        node.replaceChildren(...names.map((text, number) => h("option", { value: String(number) }, text)));
        node.setAttribute("aria-label", `${means.length > 1 ? "Number" : "Component"} ${axis === 0 ? "across" : "upwards"}`);
      }
      const shown = String(this.#shown[axis]);
      if (node.value !== shown) node.value = shown;
    });
  }

  /** @param {PageCanvas} to */
  #draw(to) {
    const scene = this.#scene;
    if (!scene || this.#count < 2) return false;
    const [a, b] = this.#shown;
    const theme = this.on.theme();
    let coarse = false;
    const plot = this.on.ask((lab) => {
      coarse = lab.drawLandscape(to, theme, a, b);
      return lab.landscapePlot(to.width, to.height, theme, a, b);
    });
    if (plot) this.point.show(plot, this.#sides, scene);
    return coarse;
  }
}

/** @param {Settings} settings */
function aboutLandscape(settings) {
  const { k, objectiveName, vary } = settings;
  const { mean, hasSd, shape } = familyOf(settings);
  const inPlane = shape === "ellipse";
  const others = vary === "means" ? (inPlane ? "the means’ other numbers" : "other means") : inPlane ? "all other numbers" : hasSd ? "weights and sds" : "weights";
  const changes = vary === "means" && k * meansOf(settings).length === 2 ? "Nothing else moves, so the surface stays as it is." : `The surface changes under it, since ${others} move too.`;
  const climbs = objectiveName === "log-likelihood" ? "" : ` EM climbs the ${objectiveName} here, which is not quite this surface.`;
  return (
    `${inPlane ? "Each place sets two numbers of the means" : `Each place gives both components a ${mean}`}; its colour, on the scale above, is the log-likelihood per point that they would have, all else being as it is now. ` +
    `The line is the way that EM has come. ${changes}${climbs}`
  );
}
