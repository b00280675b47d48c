// @ts-check
/* The columns of the ledger: what is in a row, the sum under it, and the parameter that the M step makes of the
   sum, each as a text with so many digits. */

import { PROBABILITY_DECIMALS, decimal, decimalsFor, figures } from "../text/format.js";
import { familyOf, shownMean } from "../text/families.js";

/** Digits of the largest density or square of a group. */
const MOST_DIGITS = 5;
/** A number that would be left with fewer digits has its own. */
const LEAST_DIGITS = 3;
/** What is smaller than this part of a sum adds nothing to it that is shown. */
const NOTHING = 1e-6;
/** A value has at most so many decimals. */
const MOST_DECIMALS = 6;
/** The decimals of a bar's edges: its width counts as a quarter of an sd. */
const BAR_WIDTHS_IN_AN_SD = 4;

/** A number as it is shown: its text, with so many decimals.
 * @typedef {{ value: number, text: string, decimals: number }} Shown */

/** A group of columns, one to a component, or one alone. `hidden`: the word of `hide` that leaves it out.
 * @typedef {{ name: string, head: string, term?: string, hidden: string, alone?: boolean,
 *   of: (row: LedgerRow) => number[], shown: (value: number) => Shown,
 *   sum?: { name: string, of: number[], shown: (value: number) => Shown },
 *   next?: { name: string, of: number[], shown: (value: number) => Shown, alone?: boolean } }} Group */

/** What the ledger shows: `names` are those of the rows; `open`: whether the numbers of a part are shown and there.
 * @typedef {{ ledger: Ledger, settings: Settings, groups: Group[], names: string[], onFloor: number[], open: (part: string) => boolean }} Content */

/** @param {Ledger} ledger
 * @param {Scene} scene
 * @returns {Content} */
export function contentOf(ledger, { settings, snapshot }) {
  const { done } = ledger;
  const there = (/** @type {string} */ part) => done === "M" || (done === "E" && part !== "ledger-next");
  return {
    ledger,
    settings,
    groups: groupsOf(ledger, settings),
    names: rowNames(ledger),
    onFloor: done === "M" ? snapshot.onFloor : [],
    open: (part) => there(part) && !settings.hide.includes(part),
  };
}

/** @param {Ledger} ledger
 * @param {Settings} settings
 * @returns {Group[]} */
function groupsOf({ rows, bars, sums, next, entering, hasSquares }, settings) {
  const { vary, kMeans } = settings;
  const spread = decimalsFor(entering.map(({ sd }) => sd));
  // Whole points have whole responsibilities, and products with the decimals of the values.
  const whole = settings.assignment === "hard" && !bars;
  const shares = rounded(whole ? 0 : PROBABILITY_DECIMALS);
  const products = rounded(whole ? Math.max(...rows.map(({ x }) => decimalsOf(x))) : spread);
  const often = rows.some(({ count }) => count !== 1) ? "count × " : "";
  const each = bars ? "Σ " : often;
  const totals = rows.map(({ density }) => density);
  const heights = inFigures(Math.max(...totals), NOTHING * Math.min(...totals));
  const squares = inFigures(Math.max(...rows.flatMap((row) => row.squares)), NOTHING * Math.min(...sums.sumOfSquares.filter((sum) => sum > 0)));
  /** @type {Group[]} */
  const groups = [
    { name: "densities", head: "weight × density", term: "weighted density", hidden: "ledger-densities", of: (row) => row.weighted, shown: heights },
    { name: "density", head: "their sum", hidden: "ledger-densities", alone: true, of: (row) => [row.density], shown: heights },
    {
      name: "responsibilities",
      head: "responsibility",
      term: "responsibility",
      hidden: "ledger-responsibilities",
      of: (row) => row.responsibilities,
      shown: shares,
      sum: { name: "effective count", of: sums.count, shown: shares },
      ...(vary !== "means" && { next: { name: "weight", of: next.map(({ weight }) => weight), shown: rounded(PROBABILITY_DECIMALS) } }),
    },
    {
      name: "products",
      head: `${each}responsibility × value`,
      hidden: "ledger-products",
      of: (row) => row.products,
      shown: products,
      sum: { name: "sum of responsibility × value", of: sums.sum, shown: products },
      next: {
        name: familyOf(settings).mean,
        of: next.map(({ mean }) => shownMean(settings, mean)),
        shown: rounded(settings.trials ? PROBABILITY_DECIMALS : spread + 1),
      },
    },
  ];
  if (hasSquares) {
    groups.push({
      name: "squares",
      head: `${each}responsibility × (value − next mean)²`,
      hidden: "ledger-products",
      of: (row) => row.squares,
      shown: squares,
      sum: { name: "sum of squares", of: sums.sumOfSquares, shown: inFigures(Math.max(...sums.sumOfSquares)) },
      next: { name: "sd", of: next.map(({ sd }) => sd), shown: rounded(spread + 1), alone: vary === "shared-sd" },
    });
  }
  // k-means compares distances, and no densities.
  return kMeans ? groups.slice(2) : groups;
}

/** How the rows are called: values with their own decimals, or bars by their edges.
 * @param {Ledger} ledger */
function rowNames({ rows, bars }) {
  if (bars) {
    const decimals = decimalsFor([BAR_WIDTHS_IN_AN_SD * (rows[0].to - rows[0].from)]);
    return rows.map(({ from, to }) => `${decimal(from, decimals)} to ${decimal(to, decimals)}`);
  }
  const decimals = Math.max(...rows.map(({ x }) => decimalsOf(x)));
  return rows.map(({ x }) => decimal(x, decimals));
}

/** How many decimals a value has.
 * @param {number} x */
function decimalsOf(x) {
  const [, decimals = ""] = String(Number(x.toPrecision(12))).split(".");
  return Math.min(MOST_DECIMALS, decimals.replace(/e.*/, "").length);
}

/** @param {number} decimals
 * @returns {(value: number) => Shown} */
function rounded(decimals) {
  return (value) => ({ value, text: decimal(value, decimals), decimals });
}

/** Decimals that leave the largest number so many digits, and a small one at least a few.
 * @param {number} largest
 * @param {number} [nothing] what is smaller need not be told from 0
 * @returns {(value: number) => Shown} */
function inFigures(largest, nothing = 0) {
  const powerOf = (/** @type {number} */ value) => (value > 0 ? Math.floor(Math.log10(value)) : 0);
  const decimals = Math.max(0, MOST_DIGITS - 1 - powerOf(largest));
  return (value) => {
    const own = LEAST_DIGITS - 1 - powerOf(value);
    if (value <= nothing || own <= decimals) return rounded(decimals)(value);
    return { value, text: figures(value, LEAST_DIGITS), decimals: own };
  };
}
