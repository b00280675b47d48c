// @ts-check
/* The columns of the ledger: what is in a row, the sum under it, and the parameter that the M step makes of the
   sum, each as a text with so many digits. */

import { AXES, inPlane } from "../text/dimension.js";
import { PROBABILITY_DECIMALS, decimal, decimalsFor, figures } from "../text/format.js";
import { familyOf, shownMean } from "../text/families.js";
import { entriesOf } from "../ui/covariance-entry.js";
import { plain, scatterOf } from "../ui/plane-formulas.js";

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

/** A group of columns, one to a component, or one alone. `hidden`: the word of `hide` that leaves it out; in the plane
 * `axis` and `entry`: what its products or squares are of.
 * @typedef {{ name: string, kind: string, axis?: number, entry?: import("../ui/covariance-entry.js").Entry, head: string, term?: string, hidden: string, alone?: boolean,
 *   of: (row: LedgerRow) => number[], shown: (value: number) => Shown,
 *   sum?: { name: string, of: number[], shown: (value: number) => Shown },
 *   next?: { name: string, of: number[], shown: (value: number) => Shown, alone?: boolean } }} Group */

/** What the ledger shows: `names` are those of the rows, `coordinates` their values; `often`: whether a value counts
 * more than once; `open`: whether the numbers of a part are shown and there.
 * @typedef {{ ledger: Ledger, settings: Settings, groups: Group[], names: string[], coordinates: string[][], often: boolean, onFloor: number[], open: (part: string) => boolean }} Content */

/** @param {Ledger} ledger
 * @param {Scene} scene
 * @returns {Content} */
export function contentOf(ledger, { settings, snapshot }) {
  const { done } = ledger;
  const there = (/** @type {string} */ part) => done === "M" || (done === "E" && part !== "ledger-next");
  const often = !inPlane(settings) && ledger.rows.some(({ count }) => count !== 1);
  return {
    ledger,
    settings,
    groups: groupsOf(ledger, settings, often),
    ...rowNames(ledger, settings),
    often,
    onFloor: done === "M" ? snapshot.onFloor : [],
    open: (part) => there(part) && !settings.hide.includes(part),
  };
}

/** @param {Ledger} ledger
 * @param {Settings} settings
 * @param {boolean} often
 * @returns {Group[]} */
function groupsOf({ rows, bars, sums, next, entering, hasSquares }, settings, often) {
  const { vary, kMeans } = settings;
  const plane = inPlane(settings);
  /** @type {readonly string[]} */
  const axes = plane ? AXES : [""];
  const spread = axes.map((_, axis) => decimalsFor(entering.map(({ sd }) => part(sd, axis))));
  // Whole points have whole responsibilities, and products with the decimals of the values.
  const whole = settings.assignment === "hard" && !bars;
  const shares = rounded(whole ? 0 : PROBABILITY_DECIMALS);
  const products = axes.map((_, axis) => rounded(whole ? Math.max(...rows.map(({ x }) => decimalsOf(part(x, axis)))) : spread[axis]));
  const each = bars ? "Σ " : often ? "count × " : "";
  const totals = rows.filter((row) => !isOthers(row)).map(({ density }) => density);
  const heights = inFigures(Math.max(...totals), NOTHING * Math.min(...totals));
  /** @type {Group[]} */
  const groups = [
    { name: "densities", kind: "densities", head: "weight × density", term: "weighted density", hidden: "ledger-densities", of: (row) => row.weighted, shown: heights },
    { name: "density", kind: "density", head: "their sum", hidden: "ledger-densities", alone: true, of: (row) => (isOthers(row) ? [] : [row.density]), shown: heights },
    {
      name: "responsibilities",
      kind: "responsibilities",
      head: "responsibility",
      term: "responsibility",
      hidden: "ledger-responsibilities",
      of: (row) => row.responsibilities,
      shown: shares,
      sum: { name: "effective count", of: sums.count, shown: shares },
      ...(vary !== "means" && { next: { name: "weight", of: next.map(({ weight }) => weight), shown: rounded(PROBABILITY_DECIMALS) } }),
    },
    ...axes.map((letter, axis) => ({
      name: `products${letter}`,
      kind: "products",
      axis,
      head: `${each}responsibility × ${letter || "value"}`,
      hidden: "ledger-products",
      of: (/** @type {LedgerRow} */ row) => row.products.map((product) => part(product, axis)),
      shown: products[axis],
      sum: { name: `sum of responsibility × ${letter || "value"}`, of: sums.sum.map((sum) => part(sum, axis)), shown: products[axis] },
      next: {
        name: plane ? `mean ${letter}` : familyOf(settings).mean,
        of: next.map(({ mean }) => shownMean(settings, part(mean, axis))),
        shown: rounded(settings.trials ? PROBABILITY_DECIMALS : spread[axis] + 1),
      },
    })),
  ];
  /** @param {import("../ui/covariance-entry.js").Entry} [entry]
   * @returns {Group} */
  const squares = (entry) => {
    const of = (/** @type {number[]} */ values) => values.map((value) => part(value, entry?.place ?? 0));
    const held = of(sums.sumOfSquares);
    const digits = inFigures(largest(rows.flatMap((row) => of(row.squares))), NOTHING * Math.min(...held.map(Math.abs).filter((sum) => sum > 0)));
    return {
      name: `squares${entry?.name ?? ""}`,
      kind: "squares",
      entry,
      head: `${each}responsibility × ${entry ? headOf(entry) : "(value − next mean)²"}`,
      hidden: "ledger-products",
      of: (row) => of(row.squares),
      shown: digits,
      sum: { name: entry ? `sum of responsibility × ${headOf(entry)}` : "sum of squares", of: held, shown: inFigures(largest(held)) },
      next: entry ? entryMade(entry) : { name: "sd", of: next.map(({ sd }) => sd), shown: rounded(spread[0] + 1), alone: vary === "shared-sd" },
    };
  };
  /** A circle has one variance: nothing is made of the squares along y alone.
   * @param {import("../ui/covariance-entry.js").Entry} entry
   * @returns {Group["next"]} */
  const entryMade = ({ axes: [a, b], place }) => {
    const circle = settings.covariance === "spherical";
    if (circle && a === 1) return undefined;
    const of = /** @type {PlaneComponent[]} */ (/** @type {unknown} */ (next)).map((component) => scatterOf(component)[place]);
    const name = a !== b ? "covariance" : circle ? "variance" : `variance ${AXES[a]}`;
    return { name, of, shown: inFigures(largest(of)), alone: settings.covariance === "tied" };
  };
  if (hasSquares) groups.push(...(plane ? entriesOf(settings).map(squares) : [squares()]));
  // k-means compares distances, and no densities.
  return kMeans ? groups.slice(2) : groups;
}

/** (x − next mean)², or (x − next mean)(y − next mean).
 * @param {import("../ui/covariance-entry.js").Entry} entry */
function headOf({ axes: [a, b] }) {
  const away = (/** @type {number} */ axis) => `(${AXES[axis]} − next mean)`;
  return a === b ? `${away(a)}²` : away(a) + away(b);
}

/** Whether a row is all points that have no row of their own.
 * @param {LedgerRow} row */
export function isOthers({ weighted }) {
  return weighted.length === 0;
}

/** A number, or of several one.
 * @param {any} value
 * @param {number} place
 * @returns {number} */
export function part(value, place) {
  return Array.isArray(value) ? value[place] : value;
}

/** How the rows are called: values with their own decimals, or bars by their edges; and their coordinates.
 * @param {Ledger} ledger
 * @param {Settings} settings */
function rowNames(ledger, settings) {
  const { rows } = ledger;
  if (!inPlane(settings)) {
    const names = lineNames(ledger);
    return { names, coordinates: names.map((name) => [name]) };
  }
  const own = rows.filter((row) => !isOthers(row));
  const decimals = AXES.map((_, axis) => Math.max(...own.map(({ x }) => decimalsOf(part(x, axis)))));
  const coordinates = rows.map(({ x }) => decimals.map((decimals, axis) => plain(decimal(part(x, axis), decimals))));
  const points = coordinates.map((pair) => `(${pair.join(", ")})`);
  // Equal points are told apart by their numbers.
  const numbered = new Set(points.slice(0, own.length)).size < own.length;
  const names = rows.map((row, i) => (isOthers(row) ? `${decimal(row.count, 0)} others` : `${numbered ? `${i + 1}: ` : ""}${points[i]}`));
  return { names, coordinates };
}

/** @param {Ledger} ledger */
function lineNames({ rows, bars }) {
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

/** The largest size of numbers.
 * @param {number[]} values */
function largest(values) {
  return Math.max(...values.map(Math.abs));
}

/** Decimals that leave the largest number so many digits, and a small one at least a few.
 * @param {number} largest
 * @param {number} [nothing] what is smaller need not be told from 0
 * @returns {(value: number) => Shown} */
function inFigures(largest, nothing = 0) {
  const powerOf = (/** @type {number} */ value) => (value > 0 ? Math.floor(Math.log10(value)) : 0);
  const decimals = Math.max(0, MOST_DIGITS - 1 - powerOf(largest));
  return (value) => {
    const own = LEAST_DIGITS - 1 - powerOf(Math.abs(value));
    if (Math.abs(value) <= nothing || own <= decimals) return rounded(decimals)(value);
    return { value, text: figures(value, LEAST_DIGITS), decimals: own };
  };
}
