// @ts-check
/* The formulas of the last half-step, with its numbers. Which ones they are depends on the model: soft
   or hard assignment, with a prior or without, one sd for all or one each. */

import { letterOf } from "../text/component-name.js";
import { inPlane, planeOf } from "../text/dimension.js";
import { familyOf } from "../text/families.js";
import { count, decimalsFor, figures } from "../text/format.js";
import { density } from "../ui/density.js";
import { h } from "../ui/dom.js";
import { DIGITS, constant, meanOf, sdOf, sharedSd, weightOf } from "../ui/m-step-formulas.js";
import { formula, fraction, group, indexed, letterInFormula, ofComponent, raised, sumOver } from "../ui/math.js";
import { watchScroller } from "../ui/scroller.js";
import { planeMStep } from "./plane-m-step.js";

/** N_k + ν + 3. */
const EXTRA_BESIDE_NU = 3;

export class StepFormulas {
  /** @type {Scene | null} */
  #scene = null;
  /** Whether they were folded before printing. */
  #folded = true;

  /** @param {() => LastM | LastPlaneM | null} lastM */
  constructor(lastM) {
    this.lastM = lastM;
    this.lines = h("div", { className: "steps" });
    const box = h("div", { className: "wide" }, this.lines);
    this.watch = watchScroller(box, "The formulas");
    this.node = h("details", { className: "step-formulas", part: "formulas", ontoggle: () => this.#write() }, h("summary", {}, "The formulas, with these numbers"), box);
  }

  /** @param {Scene} scene */
  show(scene) {
    this.#scene = scene;
    this.#write();
  }

  /** Unfolds them to be printed. */
  print() {
    this.#folded = !this.node.open;
    this.node.open = true;
    this.#write();
  }

  backFromPrint() {
    this.node.open = !this.#folded;
  }

  #write() {
    if (!this.#scene || !this.node.open) return;
    const { snapshot, settings } = this.#scene;
    const sums = this.lastM();
    const said = snapshot.position === 0 ? atTheStart(settings) : sums ? ofTheM(this.#scene, sums) : afterE(snapshot, settings);
    this.lines.replaceChildren(...said);
    this.watch(this.lines.querySelectorAll("p"));
  }
}

/** @param {Scene} scene
 * @param {LastM | LastPlaneM} sums */
function ofTheM(scene, sums) {
  if (!inPlane(scene.settings)) return afterM(scene.snapshot, scene.settings, /** @type {LastM} */ (sums));
  const { snapshot, settings } = planeOf(scene);
  return planeMStep(snapshot, settings, /** @type {LastPlaneM} */ (sums));
}

/** @param {...(Element | string)} children */
function line(...children) {
  return h("p", {}, ...children);
}

/** @param {Settings} settings */
function atTheStart(settings) {
  const { x } = familyOf(settings);
  const curve = density(settings, x, (letter) => indexed(letter, "k"));
  return [line(formula("p", "(", x, ")", "=", sumOver("k"), indexed("w", "k"), curve), `, the mixture: each ${familyOf(settings).shape} as high as its weight`)];
}

/** The responsibilities, and each component's effective count.
 * @param {Snapshot} snapshot
 * @param {Settings} settings */
function afterE({ effectiveCounts }, settings) {
  const hard = settings.assignment === "hard";
  const curve = (/** @type {string} */ index) => density(settings, indexed(familyOf(settings).x, "i"), (letter) => indexed(letter, index));
  const own = group(indexed("w", "k"), curve("k"));
  const all = group(sumOver("j"), indexed("w", "j"), curve("j"));
  const share = indexed("r", group("i", "k"));
  const rule = hard
    ? line(formula(share, "=", "1"), " where ", formula(own), " is largest, else ", formula(share, "=", "0"))
    : line(formula(share, "=", fraction(own, all)));
  const sums = (effectiveCounts ?? []).map((points, k) =>
    line(formula(ofComponent("N", k), "=", sumOver("i"), indexed("r", group("i", letterInFormula(k))), "=", count(points))),
  );
  return [rule, h("div", { className: "of-one" }, ...sums)];
}

/** Each component's new weight, mean and sd.
 * @param {Snapshot} snapshot
 * @param {Settings} settings
 * @param {LastM} sums */
function afterM({ components, onFloor, n }, settings, sums) {
  const { vary } = settings;
  const { hasSd } = familyOf(settings);
  const decimals = decimalsFor(components.map(({ sd }) => sd)) + 1;
  const lines = components.map((component, k) => {
    const points = sums.count[k];
    if (points <= 0 && !sums.prior) return line(`${letterOf(k)} holds no points: it stays where it is.`);
    const made = [line(...meanOf(k, component, sums, decimals, settings))];
    if (vary !== "means") {
      made.unshift(line(...weightOf(k, component, sums, n)));
    }
    if (vary === "all" && hasSd) made.push(line(...sdOf(k, component, sums, decimals, onFloor.includes(k))));
    return h("div", { className: "of-one" }, ...made);
  });
  if (vary === "shared-sd") lines.push(line(...sharedSd(components, sums, n, decimals, onFloor.length > 0)));
  if (vary === "means") lines.push(line(hasSd ? "Weights and sds stay as they started." : "Weights stay as they started."));
  if (sums.prior) lines.push(line(...priorConstants(sums.prior, vary)));
  return lines;
}

/** The prior's constants, with their letters in the formulas.
 * @param {PriorConstants} prior
 * @param {string} vary */
function priorConstants({ shrinkage, mean, scale, extra }, vary) {
  const said = ["The prior: ", formula("κ", "=", constant(shrinkage)), ", ", formula(indexed("μ", "0"), "=", figures(mean, DIGITS)), ", the data’s mean"];
  if (vary === "means") return [...said, "."];
  return [...said, ", ", formula("ν", "=", constant(extra - EXTRA_BESIDE_NU)), ", ", formula("ς", "=", figures(scale, DIGITS)), ", the data’s variance (by n − 1) over ", formula(raised("k", "2")), "."];
}
