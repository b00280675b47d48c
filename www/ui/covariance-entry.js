// @ts-check
/* One entry of the covariances that an M step in the plane makes of the sums, as an equation with these numbers. */

import { AXES } from "../text/dimension.js";
import { decimal } from "../text/format.js";
import { h } from "./dom.js";
import { constant, countOf, meanOn, priorMeanOn, summed } from "./m-step-formulas.js";
import { equation, formula, fraction, group, indexed, letterInFormula, raised, sumOver } from "./math.js";
import { digits, heldBy, scatterOf } from "./plane-formulas.js";

/** @typedef {import("./math.js").Term} Term */

/** An entry of a covariance: its axes, its place among xx, xy and yy, and its name.
 * @typedef {{ axes: [number, number], place: number, name: string }} Entry */

/** @type {Entry[]} */
const ENTRIES = [
  { axes: [0, 0], place: 0, name: "xx" },
  { axes: [0, 1], place: 1, name: "xy" },
  { axes: [1, 1], place: 2, name: "yy" },
];
const SQUARES = ENTRIES.filter(({ axes: [a, b] }) => a === b);

/** The entries whose sums an M step uses.
 * @param {Pick<Settings, "covariance">} settings */
export function entriesOf({ covariance }) {
  return covariance === "diagonal" || covariance === "spherical" ? SQUARES : ENTRIES;
}

/** (x − m)², or (x − m_x)(y − m_y).
 * @param {Entry} entry
 * @param {(axis: number) => Term} away x − m on an axis */
export function productOfBoth({ axes: [a, b] }, away) {
  const inBrackets = (/** @type {number} */ axis) => group("(", away(axis), ")");
  return a === b ? raised(inBrackets(a), "2") : group(inBrackets(a), inBrackets(b));
}

/** A negative number after another sign is in brackets.
 * @param {string} number
 * @returns {Term} */
export function inBrackets(number) {
  return number.startsWith("−") ? group("(", number, ")") : number;
}

/** Terms with a plus between them.
 * @param {Term[]} terms */
const added = (terms) => group(...terms.flatMap((term, i) => (i > 0 ? ["+", term] : [term])));

/** s_k,xy = (Λ_xy + Σ r (x − m_x)(y − m_y) + κ (m_x − μ₀x)(m_y − μ₀y)) / (N_k + the prior's count): of one shape for all
 * over all components, and n; of circles the mean of both variances.
 * @param {number} k
 * @param {Entry} entry
 * @param {PlaneLedger} ledger
 * @param {Settings} settings
 * @param {number} n
 * @param {boolean} onFloor */
export function entryOf(k, entry, { sums, next }, settings, n, onFloor) {
  const { prior } = sums;
  const [tied, circle] = [settings.covariance === "tied", settings.covariance === "spherical"];
  const entries = circle ? SQUARES : [entry];
  const letter = tied ? "k" : letterInFormula(k);
  const all = (/** @type {Term} */ of) => group(...(tied ? [sumOver("k")] : []), of);
  const held = (/** @type {Entry} */ of) => {
    const product = productOfBoth(of, (axis) => group(indexed(AXES[axis], "i"), "−", meanOn(letter, AXES[axis])));
    return summed(`squares${of.name}${tied ? "" : `-${k}`}`, all(heldBy(letter, settings.assignment === "hard", product)));
  };
  const pull = (/** @type {Entry} */ of) => all(group("κ", productOfBoth(of, (axis) => group(meanOn(letter, AXES[axis]), "−", priorMeanOn(AXES[axis])))));
  // Of a circle the prior is that of one variance.
  const scale = indexed("Λ", entry.name);
  const below = (/** @type {Term} */ count) => {
    const twice = circle ? ["2", "·", count] : [count];
    return prior ? group(...twice, "+", constant(prior.extra)) : group(...twice);
  };
  const named = added([...(prior ? [scale] : []), ...entries.map(held), ...(prior ? entries.map(pull) : [])]);

  const ofOne = (/** @type {number} */ j) =>
    entries.flatMap((of) => {
      const sum = inBrackets(digits(sums.sumOfSquares[j][of.place]));
      if (!prior) return [sum];
      const away = (/** @type {number} */ axis) => group(digits(next[j].mean[axis]), "−", inBrackets(digits(prior.mean[axis])));
      return [sum, group(constant(prior.shrinkage), "·", productOfBoth(of, away))];
    });
  const priors = prior ? [inBrackets(digits(prior.scale[entry.place]))] : [];
  const numbers = added([...priors, ...(tied ? next.flatMap((_, j) => ofOne(j)) : ofOne(k))]);

  const [first, second] = entry.axes.map((axis) => AXES[axis]);
  const own = tied ? [] : [letter];
  const sd = () => indexed("s", group(...(circle ? [] : [first]), ...own));
  const name = () => (first === second ? raised(sd(), "2") : indexed("s", group(first, second, ...own)));
  const sides = [fraction(named, below(tied ? "n" : countOf(k))), fraction(numbers, below(tied ? decimal(n, 0) : digits(sums.count[k])))];
  const value = scatterOf(next[k])[entry.place];
  const found = onFloor
    ? [formula(name(), "=", digits(value)), " raised to the floor where it is narrowest"]
    : [formula("=", digits(value)), ...(first === second ? [", ", formula(sd(), "=", digits(Math.sqrt(value)))] : [])];
  return [...equation(name(), ...sides), onFloor ? "; " : " ", h("span", { className: "found" }, ...found)];
}
