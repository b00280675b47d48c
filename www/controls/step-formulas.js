// @ts-check
/* The formulas of the last half-step, with its numbers. Which ones they are depends on the model: soft
   or hard assignment, with a prior or without, one sd for all or one each. */

import { letterOf } from "../text/component-name.js";
import { familyOf, shownMean } from "../text/families.js";
import { PROBABILITY_DECIMALS, count, decimal, decimalsFor, figures } from "../text/format.js";
import { h } from "../ui/dom.js";
import { density } from "../ui/density.js";
import { equation, formula, fraction, group, indexed, letterInFormula, ofComponent, raised, squareOf, sumOver } from "../ui/math.js";
import { watchScroller } from "../ui/scroller.js";

const DIGITS = 5;
const CONSTANT_DECIMALS = 2;
/** N_k + ν + 3. */
const EXTRA_BESIDE_NU = 3;

export class StepFormulas {
  /** @type {Scene | null} */
  #scene = null;
  /** Whether they were folded before printing. */
  #folded = true;

  /** @param {() => LastM | null} lastM */
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
    const said = snapshot.position === 0 ? atTheStart(settings) : sums ? afterM(snapshot, settings, sums) : afterE(snapshot, settings);
    this.lines.replaceChildren(...said);
    this.watch(this.lines.querySelectorAll("p"));
  }
}

/** @param {...(Element | string)} children */
function line(...children) {
  return h("p", {}, ...children);
}

/** @param {Settings} settings */
function atTheStart(settings) {
  const curve = density(settings, "x", (letter) => indexed(letter, "k"));
  return [line(formula("p", "(", "x", ")", "=", sumOver("k"), indexed("w", "k"), curve), ", the mixture: each curve as high as its weight")];
}

/** The responsibilities, and each component's effective count.
 * @param {Snapshot} snapshot
 * @param {Settings} settings */
function afterE({ effectiveCounts }, settings) {
  const hard = settings.assignment === "hard";
  const curve = (/** @type {string} */ index) => density(settings, indexed("x", "i"), (letter) => indexed(letter, index));
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
      const shares = [fraction(ofComponent("N", k), "n"), fraction(figures(points, DIGITS), decimal(n, 0))];
      made.unshift(line(...equation(ofComponent("w", k), ...shares, decimal(component.weight, PROBABILITY_DECIMALS))));
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

/** An sd by its square: many fonts have no root sign that is tall enough for a fraction.
 * @param {Element | string} s
 * @param {Element} square the letter again, squared
 * @param {Element[]} sides
 * @param {number} sd
 * @param {number} decimals
 * @param {boolean} onFloor */
function bySquare(s, square, sides, sd, decimals, onFloor) {
  const found = formula(s, "=", decimal(sd, decimals));
  const answer = onFloor ? [found, " raised to the floor"] : [formula("=", figures(sd * sd, DIGITS)), ", ", found];
  return [...equation(square, ...sides), onFloor ? "; " : " ", h("span", { className: "found" }, ...answer)];
}

/** m_k = (Σ r x + κ μ₀) / (N_k + κ); a chance of heads is a part of the tosses, p_k = Σ r x / (n N_k).
 * @param {number} k
 * @param {ComponentNumbers} component
 * @param {LastM} sums
 * @param {number} decimals
 * @param {Settings} settings */
function meanOf(k, { mean }, sums, decimals, settings) {
  const { prior } = sums;
  const hard = settings.assignment === "hard";
  const sum = hard
    ? group(sumOver(group("i", "∈", letterInFormula(k))), indexed("x", "i"))
    : group(sumOver("i"), indexed("r", group("i", letterInFormula(k))), indexed("x", "i"));
  const each = (/** @type {string} */ tosses) => (settings.trials ? [tosses, "·"] : []);
  const named = prior
    ? fraction(group(sum, "+", "κ", indexed("μ", "0")), group(ofComponent("N", k), "+", "κ"))
    : fraction(sum, group(...each("n"), ofComponent("N", k)));
  const [above, below] = [figures(sums.sum[k], DIGITS), figures(sums.count[k], DIGITS)];
  const numbers = prior
    ? fraction(group(above, "+", constant(prior.shrinkage), "·", figures(prior.mean, DIGITS)), group(below, "+", constant(prior.shrinkage)))
    : fraction(above, group(...each(String(settings.trials)), below));
  const found = decimal(shownMean(settings, mean), settings.trials ? PROBABILITY_DECIMALS : decimals);
  return equation(ofComponent(familyOf(settings).letter, k), named, numbers, found);
}

/** s_k² = (ς + Σ r (x − m_k)² + κ (m_k − μ₀)²) / (N_k + ν + 3)
 * @param {number} k
 * @param {ComponentNumbers} component
 * @param {LastM} sums
 * @param {number} decimals
 * @param {boolean} onFloor */
function sdOf(k, component, sums, decimals, onFloor) {
  const { prior } = sums;
  const squares = group(sumOver("i"), indexed("r", group("i", letterInFormula(k))), squared(group(indexed("x", "i"), "−", ofComponent("m", k))));
  const pull = group("κ", squared(group(ofComponent("m", k), "−", indexed("μ", "0"))));
  const named = prior
    ? fraction(group("ς", "+", squares, "+", pull), group(ofComponent("N", k), "+", "ν", "+", "3"))
    : fraction(squares, ofComponent("N", k));
  const points = figures(sums.count[k], DIGITS);
  const numbers = prior
    ? fraction(group(figures(prior.scale, DIGITS), "+", figures(sums.sumOfSquares[k], DIGITS), "+", pullWith(component.mean, prior, decimals)), group(points, "+", constant(prior.extra)))
    : fraction(figures(sums.sumOfSquares[k], DIGITS), points);
  return bySquare(ofComponent("s", k), squareOf("s", k), [named, numbers], component.sd, decimals, onFloor);
}

/** s² = (ς + Σ_k (Σ r (x − m_k)² + κ (m_k − μ₀)²)) / (n + ν + k + 2)
 * @param {ComponentNumbers[]} components
 * @param {LastM} sums
 * @param {number} n
 * @param {number} decimals
 * @param {boolean} onFloor */
function sharedSd(components, sums, n, decimals, onFloor) {
  const { prior } = sums;
  const squares = group(sumOver("k"), sumOver("i"), indexed("r", group("i", "k")), squared(group(indexed("x", "i"), "−", indexed("m", "k"))));
  const pull = group(sumOver("k"), "κ", squared(group(indexed("m", "k"), "−", indexed("μ", "0"))));
  const named = prior ? fraction(group("ς", "+", squares, "+", pull), group("n", "+", "ν", "+", "k", "+", "2")) : fraction(squares, "n");
  const terms = components.flatMap(({ mean }, k) => {
    const own = figures(sums.sumOfSquares[k], DIGITS);
    return [...(k > 0 || prior ? ["+"] : []), own, ...(prior ? ["+", pullWith(mean, prior, decimals)] : [])];
  });
  const above = prior ? group(figures(prior.scale, DIGITS), ...terms) : group(...terms);
  const below = prior ? group(decimal(n, 0), "+", constant(prior.extraShared)) : decimal(n, 0);
  return bySquare("s", raised("s", "2"), [named, fraction(above, below)], components[0].sd, decimals, onFloor);
}

/** κ (m − μ₀)² with its numbers.
 * @param {number} mean
 * @param {PriorConstants} prior
 * @param {number} decimals */
function pullWith(mean, prior, decimals) {
  return group(constant(prior.shrinkage), "·", squared(group(decimal(mean, decimals), "−", decimal(prior.mean, decimals))));
}

/** @param {Element | string} base */
function squared(base) {
  return raised(group("(", base, ")"), "2");
}

/** A constant of the prior, with no more digits than it has.
 * @param {number} value */
function constant(value) {
  return decimal(value, Number.isInteger(value) ? 0 : CONSTANT_DECIMALS);
}
