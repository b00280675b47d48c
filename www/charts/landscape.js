// @ts-check
/* The landscape: the likelihood surface over the means of two components, all other parameters as they
   are, with EM's path on it. The present point can be moved: EM then starts from there. */

import { lockedAmong } from "../lab/lock.js";
import { letterOf } from "../text/component-name.js";
import { familyOf } from "../text/families.js";
import { CanvasView } from "../ui/canvas-view.js";
import { h, setText } from "../ui/dom.js";
import { Refusal, dropDown } from "../ui/fields.js";
import { withTerms } from "../ui/terms.js";
import { LandscapePoint } from "./landscape-point.js";
import { lineOnly } from "./line-only.js";

const HOW_TO_MOVE = "Drag the point, or move the two letters at the borders by the arrow keys, and let EM climb from there.";

export class Landscape {
  id = "landscape";
  name = "Landscape";
  part = /** @type {const} */ ("charts");
  has = lineOnly;
  /** @type {Scene | null} */
  #scene = null;
  /** The two components that the learner has chosen. */
  #pair = [0, 1];

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
    const choose = (/** @type {number} */ axis) => dropDown(`mean-${axis}`, [], (word) => this.#choose(axis, Number(word)), axis === 0 ? "Component across" : "Component upwards");
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

  /** The two components that are shown: always different ones of the present k. */
  get #shown() {
    const k = this.#scene?.snapshot.k ?? 2;
    const a = Math.min(this.#pair[0], k - 1);
    const b = Math.min(this.#pair[1], k - 1);
    return a === b ? [a, a === 0 ? 1 : 0] : [a, b];
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    this.#scene = scene;
    const { k } = scene.snapshot;
    this.alone.hidden = k > 1;
    this.map.hidden = k < 2;
    if (k < 2) return;
    this.#fillSelects(k);
    if (what.settings) {
      const locked = lockedAmong(scene.settings, "start").length > 0;
      for (const node of this.point.nodes) node.hidden = locked;
      setText(this.across, `${familyOf(scene.settings).mean}: across`);
      this.about.replaceChildren(...withTerms(`${aboutLandscape(scene.settings)}${locked ? "" : ` ${HOW_TO_MOVE}`}`));
    }
    if (!what.snapshot && !what.settings) return;
    this.picture.invalidate();
    if (scene.running) return;
    const [a, b] = this.#shown;
    this.point.describe([a, b], scene);
    this.picture.describe(`The log-likelihood over the ${familyOf(scene.settings).mean} of ${letterOf(a)}, across, and of ${letterOf(b)}, upwards, with the path that EM has taken.`);
  }

  /** @param {number} axis
   * @param {number} k */
  #choose(axis, k) {
    const [a, b] = this.#shown;
    const other = axis === 0 ? b : a;
    const left = axis === 0 ? a : b;
    // The same one twice: the two are swapped.
    const rest = k === other ? left : other;
    this.#pair = axis === 0 ? [k, rest] : [rest, k];
    if (this.#scene) this.show(this.#scene, { snapshot: true });
  }

  /** @param {number} k */
  #fillSelects(k) {
    this.selects.forEach(({ node }, axis) => {
      if (node.options.length !== k) {
        node.replaceChildren(...Array.from({ length: k }, (_, index) => h("option", { value: String(index) }, letterOf(index))));
      }
      const shown = String(this.#shown[axis]);
      if (node.value !== shown) node.value = shown;
    });
  }

  /** @param {PageCanvas} to */
  #draw(to) {
    const scene = this.#scene;
    if (!scene || scene.snapshot.k < 2) return false;
    const [a, b] = this.#shown;
    const theme = this.on.theme();
    let coarse = false;
    const plot = this.on.ask((lab) => {
      coarse = lab.drawLandscape(to, theme, a, b);
      return lab.landscapePlot(to.width, to.height, theme, a, b);
    });
    if (plot) this.point.show(plot, [a, b], scene);
    return coarse;
  }
}

/** @param {Settings} settings */
function aboutLandscape(settings) {
  const { k, objectiveName, vary } = settings;
  const { mean, hasSd } = familyOf(settings);
  const others = vary === "means" ? "other means" : hasSd ? "weights and sds" : "weights";
  const changes = vary === "means" && k === 2 ? "Nothing else moves, so the surface stays as it is." : `The surface changes under it, since ${others} move too.`;
  const climbs = objectiveName === "log-likelihood" ? "" : ` EM climbs the ${objectiveName} here, which is not quite this surface.`;
  return (
    `Each place gives both components a ${mean}; its colour, on the scale above, is the log-likelihood per point that they would have, all else being as it is now. ` +
    `The line is the way that EM has come. ${changes}${climbs}`
  );
}
