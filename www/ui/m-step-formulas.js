// @ts-check
/* The parameters that an M step makes of the sums, as equations with these numbers. Each list begins with the
   equation in letters. */

import { PROBABILITY_DECIMALS, decimal, figures } from "../text/format.js";
import { h } from "./dom.js";
import { familyOf, textOfMean } from "../text/families.js";
import { equation, formula, fraction, group, indexed, letterInFormula, ofComponent, raised, squareOf, sumOver } from "./math.js";

/** @typedef {import("./math.js").Term} Term */

/** Digits of a sum. */
export const DIGITS = 5;
const CONSTANT_DECIMALS = 2;

/** A sum of a column of the ledger, which can light it up there.
 * @param {string} column
 * @param {Element} term */
export function summed(column, term) {
  term.setAttribute("data-sum", column);
  return term;
}

/** N_k
 * @param {number} k */
export const countOf = (k) => summed(`responsibilities-${k}`, ofComponent("N", k));

/** w_k = N_k / n
 * @param {number} k
 * @param {{ weight: number }} component
 * @param {{ count: number[] }} sums
 * @param {number} n */
export function weightOf(k, { weight }, sums, n) {
  const shares = [fraction(countOf(k), "n"), fraction(figures(sums.count[k], DIGITS), decimal(n, 0))];
  return equation(ofComponent("w", k), ...shares, decimal(weight, PROBABILITY_DECIMALS));
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

/** A component's mean in letters, in the plane that on one axis.
 * @param {Term} k its letter
 * @param {string} axis
 * @param {string} [name] */
export const meanOn = (k, axis, name = "m") => indexed(name, axis ? group(axis, k) : k);
/** That of the prior.
 * @param {string} axis */
export const priorMeanOn = (axis) => indexed("μ", axis ? group("0", axis) : "0");

/** m_k = (Σ r x + κ μ₀) / (N_k + κ); a chance of heads is a part of the tosses, of 10 p_k = Σ r x / (10 N_k).
 * @param {number} k
 * @param {ComponentNumbers} component
 * @param {LastM} sums
 * @param {number} decimals
 * @param {Settings} settings
 * @param {string} [axis] the one in the plane that all numbers are of */
export function meanOf(k, { mean }, sums, decimals, settings, axis = "") {
  const { prior } = sums;
  const hard = settings.assignment === "hard";
  const x = indexed(axis || "x", "i");
  const held = hard
    ? group(sumOver(group("i", "∈", letterInFormula(k))), x)
    : group(sumOver("i"), indexed("r", group("i", letterInFormula(k))), x);
  const sum = summed(`products${axis}-${k}`, held);
  const each = settings.trials ? [String(settings.trials), "·"] : [];
  const named = prior
    ? fraction(group(sum, "+", "κ", priorMeanOn(axis)), group(countOf(k), "+", "κ"))
    : fraction(sum, group(...each, countOf(k)));
  const [above, below] = [figures(sums.sum[k], DIGITS), figures(sums.count[k], DIGITS)];
  const numbers = prior
    ? fraction(group(above, "+", constant(prior.shrinkage), "·", figures(prior.mean, DIGITS)), group(below, "+", constant(prior.shrinkage)))
    : fraction(above, group(...each, below));
  const found = textOfMean(settings, mean, decimals);
  return equation(meanOn(letterInFormula(k), axis, axis ? "m" : familyOf(settings).letter), named, numbers, found);
}

/** s_k² = (ς + Σ r (x − m_k)² + κ (m_k − μ₀)²) / (N_k + ν + 3)
 * @param {number} k
 * @param {ComponentNumbers} component
 * @param {LastM} sums
 * @param {number} decimals
 * @param {boolean} onFloor */
export function sdOf(k, component, sums, decimals, onFloor) {
  const { prior } = sums;
  const held = group(sumOver("i"), indexed("r", group("i", letterInFormula(k))), squared(group(indexed("x", "i"), "−", ofComponent("m", k))));
  const squares = summed(`squares-${k}`, held);
  const pull = group("κ", squared(group(ofComponent("m", k), "−", indexed("μ", "0"))));
  const named = prior
    ? fraction(group("ς", "+", squares, "+", pull), group(countOf(k), "+", "ν", "+", "3"))
    : fraction(squares, countOf(k));
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
export function sharedSd(components, sums, n, decimals, onFloor) {
  const { prior } = sums;
  const squares = summed("squares", group(sumOver("k"), sumOver("i"), indexed("r", group("i", "k")), squared(group(indexed("x", "i"), "−", indexed("m", "k")))));
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
export function constant(value) {
  return decimal(value, Number.isInteger(value) ? 0 : CONSTANT_DECIMALS);
}
