// @ts-check
/* What the page says of each family. A family that is added in Rust has an entry here, and one in `ui/density.js`. */

/** `mean`: what a component's mean is shown as; `letter`: its letter in formulas; `hasSd`: whether an sd is
 * estimated too; `collapses`: whether a curve could shrink onto a point for ever; `counts`: whether values are
 * whole numbers.
 * @type {{ [family: string]: { mean: string, letter: string, hasSd: boolean, collapses: boolean, counts: boolean } }} */
const FAMILIES = {
  gaussian: { mean: "mean", letter: "m", hasSd: true, collapses: true, counts: false },
  binomial: { mean: "chance of heads", letter: "p", hasSd: false, collapses: false, counts: true },
  poisson: { mean: "mean", letter: "λ", hasSd: false, collapses: false, counts: true },
  exponential: { mean: "mean", letter: "m", hasSd: false, collapses: true, counts: false },
};

/** @param {{ family: string }} settings */
export function familyOf({ family }) {
  return FAMILIES[family];
}

/** A mean as it is shown: a chance of heads is a part of the tosses.
 * @param {{ trials: number | null }} settings
 * @param {number} mean in the data's unit */
export function shownMean({ trials }, mean) {
  return mean / (trials ?? 1);
}

/** The mean that is shown so, without the digits of rounding.
 * @param {{ trials: number | null }} settings
 * @param {number} shown */
export function meanShownAs({ trials }, shown) {
  return Number((shown * (trials ?? 1)).toPrecision(15));
}
