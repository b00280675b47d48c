// @ts-check
/* What the page says of each family. A family that is added in Rust has an entry here. */

import { inPlane } from "./dimension.js";
import { PROBABILITY_DECIMALS, decimal } from "./format.js";

/** @typedef {import("../ui/math.js").Term} Term */
/** @typedef {Pick<typeof import("../ui/math.js"), "choose" | "fraction" | "group" | "raised">} MathParts */

/** @typedef {object} FamilyWords
 * @property {"curve" | "ellipse"} shape what a component is drawn as
 * @property {"value" | "point"} point what a point of real data is
 * @property {string} x a point, in formulas
 * @property {boolean} chosen whether it is chosen from a list
 * @property {string} name as it is in a list of families
 * @property {string} mean what a component's mean is shown as
 * @property {string} letter its letter in formulas
 * @property {boolean} hasSd whether an sd is estimated too
 * @property {boolean} collapses whether a curve could shrink onto a point for ever
 * @property {boolean} counts whether values are whole numbers
 * @property {(x: Term, of: (letter: string) => Term, tosses: (name: "n" | "n − x") => Term, parts: MathParts) => Term} density
 *   f(x) as a formula: `of` gives a parameter by its letter, `tosses` a number of tosses by its name */

/** The chance of tails, as `of` knows it. */
export const TAILS = "1 − p";

/** @type {{ [family: string]: FamilyWords }} */
const FAMILIES = {
  gaussian: {
    name: "Gaussians", mean: "mean", letter: "m", hasSd: true, collapses: true, counts: false, shape: "curve", point: "value", x: "x", chosen: true,
    density: (x, of, _, { group }) => group("𝒩", "(", x, ";", of("m"), ",", of("s"), ")"),
  },
  binomial: {
    name: "coins (binomial)", mean: "chance of heads", letter: "p", hasSd: false, collapses: false, counts: true, shape: "curve", point: "value", x: "x", chosen: true,
    density: (x, of, tosses, { choose, group, raised }) => group(choose(tosses("n"), x), raised(of("p"), x), raised(of(TAILS), tosses("n − x"))),
  },
  poisson: {
    name: "counts (Poisson)", mean: "mean", letter: "λ", hasSd: false, collapses: false, counts: true, shape: "curve", point: "value", x: "x", chosen: true,
    density: (x, of, _, { fraction, group, raised }) => fraction(group(raised(of("λ"), x), raised("e", group("−", of("λ")))), group(x, "!")),
  },
  exponential: {
    name: "waiting times (exponential)", mean: "mean", letter: "m", hasSd: false, collapses: true, counts: false, shape: "curve", point: "value", x: "x", chosen: true,
    density: (x, of, _, { fraction, group, raised }) => group(fraction("1", of("m")), raised("e", group("−", x, "/", of("m")))),
  },
};

/** Gaussians in the plane: no other family has a curve there.
 * @type {FamilyWords} */
const PLANE = {
  name: "Gaussians", mean: "mean", letter: "𝐦", hasSd: true, collapses: true, counts: false, shape: "ellipse", point: "point", x: "𝐱", chosen: false,
  density: (x, of, _, { group }) => group("𝒩", "(", x, ";", of("𝐦"), ",", of("Σ"), ")"),
};

/** What a list shows for the word of a link. */
export const FAMILY_NAMES = Object.fromEntries(Object.entries(FAMILIES).map(([word, { name }]) => [word, name]));

/** @param {{ family: string, dim?: number }} settings */
export function familyOf(settings) {
  return inPlane(settings) ? PLANE : FAMILIES[settings.family];
}

/** A mean as it is shown: a chance of heads is a part of the tosses.
 * @param {{ trials: number | null }} settings
 * @param {number} mean in the data's unit */
export function shownMean({ trials }, mean) {
  return mean / (trials ?? 1);
}

/** A mean as text; a chance of heads with the decimals of a probability.
 * @param {{ trials: number | null }} settings
 * @param {number} mean in the data's unit
 * @param {number} decimals those of other means */
export function textOfMean(settings, mean, decimals) {
  return decimal(shownMean(settings, mean), settings.trials ? PROBABILITY_DECIMALS : decimals);
}

/** The mean that is shown so, without the digits of rounding.
 * @param {{ trials: number | null }} settings
 * @param {number} shown */
export function meanShownAs({ trials }, shown) {
  return Number((shown * (trials ?? 1)).toPrecision(15));
}
