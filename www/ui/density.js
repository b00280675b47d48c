// @ts-check
/* The density of each family as a formula, with names or with numbers. */

import { shownMean } from "../text/families.js";
import { PROBABILITY_DECIMALS, decimal, figures } from "../text/format.js";
import { choose, fraction, group, raised } from "./math.js";

/** @typedef {import("./math.js").Term} Term */

/** Digits of a parameter within a formula. */
const DIGITS = 4;
const OTHERWISE = "1 − p";

/** f(x): `of` gives a parameter by its letter, `tosses` a number of tosses by its name.
 * @type {{ [family: string]: (x: Term, of: (letter: string) => Term, tosses: (name: "n" | "n − x") => Term) => Term }} */
const DENSITIES = {
  gaussian: (x, of) => group("𝒩", "(", x, ";", of("m"), ",", of("s"), ")"),
  binomial: (x, of, tosses) => group(choose(tosses("n"), x), raised(of("p"), x), raised(of(OTHERWISE), tosses("n − x"))),
  poisson: (x, of) => fraction(group(raised(of("λ"), x), raised("e", group("−", of("λ")))), group(x, "!")),
  exponential: (x, of) => group(fraction("1", of("m")), raised("e", group("−", x, "/", of("m")))),
};

/** f(x) with its names: `of` gives those of the component that is meant.
 * @param {{ family: string }} settings
 * @param {Term} x
 * @param {(letter: string) => Term} of */
export function density({ family }, x, of) {
  const named = (/** @type {string} */ letter) => (letter === OTHERWISE ? group("(", "1", "−", of("p"), ")") : of(letter));
  return DENSITIES[family](x, named, (name) => (name === "n" ? name : group("n", "−", x)));
}

/** f(x) of a component with its numbers.
 * @param {{ family: string, trials: number | null }} settings
 * @param {number} x
 * @param {string} shown x as it is shown
 * @param {ComponentNumbers} component */
export function densityWith(settings, x, shown, { mean, sd }) {
  const parameter = shownMean(settings, mean);
  const number = (/** @type {number} */ value) => (settings.trials ? decimal(value, PROBABILITY_DECIMALS) : figures(value, DIGITS));
  const of = (/** @type {string} */ letter) => (letter === "s" ? figures(sd, DIGITS) : number(letter === OTHERWISE ? 1 - parameter : parameter));
  const tosses = settings.trials ?? 0;
  return DENSITIES[settings.family](shown, of, (name) => decimal(name === "n" ? tosses : tosses - x, 0));
}
