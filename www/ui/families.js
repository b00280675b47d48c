// @ts-check
/* What the page shows of each family: how its parameter is called, and its density as a formula. A family that
   is added in Rust has an entry here. */

import { PROBABILITY_DECIMALS, decimal, figures } from "../text/format.js";
import { choose, fraction, group, raised } from "./math.js";

/** @typedef {import("./math.js").Term} Term */

/** `mean`: what a component's mean is shown as; `letter`: its letter in formulas; `hasSd`: whether an sd is
 * estimated too. `density`: f(x), where `of` gives a parameter by its letter, as a name or as a number.
 * @typedef {{ mean: string, letter: string, hasSd: boolean,
 *   density: (x: Term, of: (letter: string) => Term, n: string) => Term }} Family */

/** Digits of a parameter within a formula. */
const DIGITS = 4;

/** @type {{ [family: string]: Family }} */
const FAMILIES = {
  gaussian: {
    mean: "mean",
    letter: "m",
    hasSd: true,
    density: (x, of) => group("𝒩", "(", x, ";", of("m"), ",", of("s"), ")"),
  },
  binomial: {
    mean: "chance of heads",
    letter: "p",
    hasSd: false,
    density: (x, of, n) => group(choose(n, x), raised(of("p"), x), raised(group("(", "1", "−", of("p"), ")"), group(n, "−", x))),
  },
  poisson: {
    mean: "mean",
    letter: "λ",
    hasSd: false,
    density: (x, of) => fraction(group(raised(of("λ"), x), raised("e", group("−", of("λ")))), group(x, "!")),
  },
  exponential: {
    mean: "mean",
    letter: "m",
    hasSd: false,
    density: (x, of) => group(fraction("1", of("m")), raised("e", group("−", x, "/", of("m")))),
  },
};

/** @param {{ family: string }} settings */
export function familyOf({ family }) {
  return FAMILIES[family];
}

/** How many of the data's units the shown parameter has: a chance of heads is a part of the tosses.
 * @param {{ trials: number | null }} settings */
export function scaleOfMean({ trials }) {
  return trials ?? 1;
}

/** A mean as it is shown.
 * @param {{ trials: number | null }} settings
 * @param {number} mean */
export function shownMean(settings, mean) {
  return mean / scaleOfMean(settings);
}

/** The mean that is shown so, without the digits of rounding.
 * @param {{ trials: number | null }} settings
 * @param {number} shown */
export function meanShownAs(settings, shown) {
  return Number((shown * scaleOfMean(settings)).toPrecision(15));
}

/** f(x) of any component: `of` gives its parameters.
 * @param {{ family: string, trials: number | null }} settings
 * @param {Term} x
 * @param {(letter: string) => Term} of */
export function density(settings, x, of) {
  return familyOf(settings).density(x, of, "n");
}

/** f(x) of one component, with its numbers.
 * @param {{ family: string, trials: number | null }} settings
 * @param {string} x
 * @param {ComponentNumbers} component */
export function densityWith(settings, x, { mean, sd }) {
  const shown = shownMean(settings, mean);
  const number = settings.trials ? decimal(shown, PROBABILITY_DECIMALS) : figures(shown, DIGITS);
  const of = (/** @type {string} */ letter) => (letter === "s" ? figures(sd, DIGITS) : number);
  return familyOf(settings).density(x, of, String(settings.trials));
}
