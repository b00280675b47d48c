// @ts-check
/* The parameters that an M step in the plane makes of the sums, as equations with these numbers. Each list begins with
   the equation in letters. */

import { figures } from "../text/format.js";
import { decimalsOf, meansOf, textOf } from "../text/parameters.js";
import { DIGITS, constant } from "./m-step-formulas.js";
import { equation, formula, fraction, group, indexed, letterInFormula, matrix, ofComponent, pair, raised, squareOf, sumOver, transposed } from "./math.js";

/** @typedef {import("./math.js").Term} Term */
/** @typedef {[number, number]} Pair */
/** @typedef {[number, number, number]} Scatter xx, xy, yy */

export const digits = (/** @type {number} */ value) => figures(value, DIGITS);
/** Without commas between thousands, which would look like those between numbers.
 * @param {string} number */
export const plain = (number) => number.replaceAll(",", "");
export const pairOf = (/** @type {Pair} */ [x, y]) => pair(plain(digits(x)), plain(digits(y)));
export const matrixOf = (/** @type {Scatter} */ [xx, xy, yy]) => matrix([[digits(xx), digits(xy)], [digits(xy), digits(yy)]]);
const diagonalOf = (/** @type {Scatter} */ [xx, , yy]) => matrix([[digits(xx), "0"], ["0", digits(yy)]]);

/** Σ_i r_iA …, or of hard assignment the sum over A's points.
 * @param {Term} k its letter
 * @param {boolean} hard
 * @param {Term} what */
export const heldBy = (k, hard, what) => (hard ? group(sumOver(group("i", "∈", k)), what) : group(sumOver("i"), indexed("r", group("i", k)), what));

/** (a)(a)ᵀ
 * @param {Term} away */
function outer(away) {
  const inBrackets = () => group("(", typeof away === "string" ? away : /** @type {Element} */ (away.cloneNode(true)), ")");
  return group(inBrackets(), transposed(inBrackets()));
}

const fromMean = (/** @type {Term} */ k) => group(indexed("𝐱", "i"), "−", indexed("𝐦", k));
const fromPrior = (/** @type {Term} */ k) => group(indexed("𝐦", k), "−", indexed("𝛍", "0"));
const awayWith = (/** @type {Pair} */ mean, /** @type {PlanePriorConstants} */ prior) => group(pairOf(mean), "−", pairOf(prior.mean));

/** 𝐦_k = (Σ r 𝐱 + κ 𝛍₀) / (N_k + κ)
 * @param {number} k
 * @param {PlaneComponent[]} components
 * @param {LastPlaneM} sums
 * @param {PlaneSettings} settings */
export function meanInPlane(k, components, sums, settings) {
  const { prior } = sums;
  const held = heldBy(letterInFormula(k), settings.assignment === "hard", indexed("𝐱", "i"));
  const count = ofComponent("N", k);
  const [above, below] = [pairOf(sums.sum[k]), digits(sums.count[k])];
  const named = prior ? fraction(group(held, "+", "κ", indexed("𝛍", "0")), group(count, "+", "κ")) : fraction(held, count);
  const numbers = prior ? fraction(group(above, "+", constant(prior.shrinkage), "·", pairOf(prior.mean)), group(below, "+", constant(prior.shrinkage))) : fraction(above, below);
  const shared = decimalsOf(components).map((decimals) => decimals + 1);
  const [x, y] = meansOf(settings).map((mean) => textOf(mean, components[k], shared));
  return equation(ofComponent("𝐦", k), named, numbers, pair(plain(x), plain(y)));
}

/** Σ_k = (Λ + Σ r (𝐱 − 𝐦_k)(𝐱 − 𝐦_k)ᵀ + κ (𝐦_k − 𝛍₀)(𝐦_k − 𝛍₀)ᵀ) / (N_k + the prior's count), of ellipses along the axes
 * its diagonal.
 * @param {number} k
 * @param {PlaneComponent} component
 * @param {LastPlaneM} sums
 * @param {PlaneSettings} settings */
export function covarianceOf(k, component, sums, settings) {
  const { prior } = sums;
  const along = settings.covariance === "diagonal";
  const write = along ? diagonalOf : matrixOf;
  const letter = letterInFormula(k);
  const held = heldBy(letter, settings.assignment === "hard", outer(fromMean(letter)));
  const all = prior ? group("Λ", "+", held, "+", "κ", outer(fromPrior(letter))) : held;
  const squares = write(sums.sumOfSquares[k]);
  const above = prior ? group(write(prior.scale), "+", squares, "+", constant(prior.shrinkage), outer(awayWith(component.mean, prior))) : squares;
  const count = digits(sums.count[k]);
  const below = prior ? group(ofComponent("N", k), "+", constant(prior.extra)) : ofComponent("N", k);
  const named = fraction(along ? group("diag", "(", all, ")") : all, below);
  const numbers = fraction(above, prior ? group(count, "+", constant(prior.extra)) : count);
  return equation(ofComponent("Σ", k), named, numbers, write(scatterOf(component)));
}

/** Σ = Σ_k (…) / (n + the prior's count): one shape for all.
 * @param {PlaneComponent[]} components
 * @param {LastPlaneM} sums
 * @param {number} n */
export function tiedCovariance(components, sums, n) {
  const { prior } = sums;
  const held = group(sumOver("k"), sumOver("i"), indexed("r", group("i", "k")), outer(fromMean("k")));
  const all = prior ? group("Λ", "+", held, "+", sumOver("k"), "κ", outer(fromPrior("k"))) : held;
  const terms = components.flatMap(({ mean }, k) => [
    ...(k > 0 || prior ? ["+"] : []),
    matrixOf(sums.sumOfSquares[k]),
    ...(prior ? ["+", constant(prior.shrinkage), outer(awayWith(mean, prior))] : []),
  ]);
  const above = prior ? group(matrixOf(prior.scale), ...terms) : group(...terms);
  const below = (/** @type {string} */ count) => (prior ? group(count, "+", constant(prior.extra)) : count);
  return equation("Σ", fraction(all, below("n")), fraction(above, below(digits(n))), matrixOf(scatterOf(components[0])));
}

/** s_k² = (Λ_xx + Σ r |𝐱 − 𝐦_k|² + κ |𝐦_k − 𝛍₀|²) / (2 N_k + the prior's count): a circle.
 * @param {number} k
 * @param {PlaneComponent} component
 * @param {LastPlaneM} sums
 * @param {PlaneSettings} settings */
export function circleOf(k, component, sums, settings) {
  const { prior } = sums;
  const letter = letterInFormula(k);
  const length = (/** @type {Term} */ away) => raised(group("|", away, "|"), "2");
  const held = heldBy(letter, settings.assignment === "hard", length(fromMean(letter)));
  const all = prior ? group(indexed("Λ", "xx"), "+", held, "+", "κ", length(fromPrior(letter))) : held;
  const [xx, , yy] = sums.sumOfSquares[k];
  const squares = [digits(xx), "+", digits(yy)];
  const above = prior ? group(digits(prior.scale[0]), "+", ...squares, "+", constant(prior.shrinkage), "·", length(awayWith(component.mean, prior))) : group(...squares);
  const twice = (/** @type {Term} */ count) => (prior ? group("2", "·", count, "+", constant(prior.extra)) : group("2", "·", count));
  return [
    ...equation(squareOf("s", k), fraction(all, twice(ofComponent("N", k))), fraction(above, twice(digits(sums.count[k]))), digits(component.sd[0] ** 2)),
    ", ",
    formula(ofComponent("s", k), "=", digits(component.sd[0])),
  ];
}

/** @param {PlaneComponent} component
 * @returns {Scatter} */
export function scatterOf({ covariance: [[xx, xy], [, yy]] }) {
  return [xx, xy, yy];
}

/** The prior's constants, with their letters in the formulas.
 * @param {PlanePriorConstants} prior
 * @param {boolean} meansOnly */
export function priorInPlane({ shrinkage, mean, scale }, meansOnly) {
  const said = ["The prior: ", formula("κ", "=", constant(shrinkage)), ", ", formula(indexed("𝛍", "0"), "=", pairOf(mean)), ", the data’s mean"];
  return meansOnly ? [...said, "."] : [...said, ", ", formula("Λ", "=", matrixOf(scale)), ", from the data’s covariance (by n − 1) over ", formula("k"), "."];
}
