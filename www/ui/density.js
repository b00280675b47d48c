// @ts-check
/* The density of each family as a formula, with names or with numbers. */

import { inPlane } from "../text/dimension.js";
import { TAILS, familyOf, shownMean } from "../text/families.js";
import { PROBABILITY_DECIMALS, decimal, figures } from "../text/format.js";
import { choose, fraction, group, raised } from "./math.js";
import { matrixOf, pairOf, scatterOf } from "./plane-formulas.js";

/** @typedef {import("./math.js").Term} Term */

/** Digits of a parameter within a formula. */
const DIGITS = 4;
const PARTS = { choose, fraction, group, raised };

/** f(x) with its names: `of` gives those of the component that is meant.
 * @param {{ family: string }} settings
 * @param {Term} x
 * @param {(letter: string) => Term} of */
export function density(settings, x, of) {
  const named = (/** @type {string} */ letter) => (letter === TAILS ? group("(", "1", "−", of("p"), ")") : of(letter));
  return familyOf(settings).density(x, named, (name) => (name === "n" ? name : group("n", "−", x)), PARTS);
}

/** f(x) of a component with its numbers.
 * @param {{ family: string, trials: number | null, dim?: number }} settings
 * @param {number} x
 * @param {Term} shown x as it is shown
 * @param {ComponentNumbers} component */
export function densityWith(settings, x, shown, component) {
  const { mean, sd } = component;
  if (inPlane(settings)) {
    const ellipse = /** @type {PlaneComponent} */ (/** @type {unknown} */ (component));
    const of = (/** @type {string} */ letter) => (letter === "Σ" ? matrixOf(scatterOf(ellipse)) : pairOf(ellipse.mean));
    return familyOf(settings).density(shown, of, (name) => name, PARTS);
  }
  const parameter = shownMean(settings, mean);
  const number = (/** @type {number} */ value) => (settings.trials ? decimal(value, PROBABILITY_DECIMALS) : figures(value, DIGITS));
  const of = (/** @type {string} */ letter) => (letter === "s" ? figures(sd, DIGITS) : number(letter === TAILS ? 1 - parameter : parameter));
  const tosses = settings.trials ?? 0;
  return familyOf(settings).density(shown, of, (name) => decimal(name === "n" ? tosses : tosses - x, 0), PARTS);
}
