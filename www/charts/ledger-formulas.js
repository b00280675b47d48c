// @ts-check
/* How a cell of the ledger is made: its formula, with its numbers where these are shown. */

import { letterOf } from "../text/component-name.js";
import { AXES, inPlane } from "../text/dimension.js";
import { PROBABILITY_DECIMALS, decimal } from "../text/format.js";
import { entryOf, inBrackets, productOfBoth } from "../ui/covariance-entry.js";
import { densityWith } from "../ui/density.js";
import { meanOf, meanOn, sdOf, sharedSd, weightOf } from "../ui/m-step-formulas.js";
import { equation, formula, fraction, group, indexed, letterInFormula, ofComponent, pair, raised, sumOver } from "../ui/math.js";
import { isOthers, part } from "./ledger-columns.js";

/** @typedef {import("../ui/math.js").Term} Term */
/** @typedef {import("./ledger-columns.js").Group} Group */
/** @typedef {import("./ledger-columns.js").Content} Content */

/** With more components a sum over them is not written out. */
const MOST_SUMMED = 3;

/** The equations that make the next parameters of one column, the first in letters; none where nothing is made.
 * @param {Group} of
 * @param {number} k
 * @param {Content} content
 * @returns {(Node | string)[]} */
export function nextOf({ kind, axis = 0, entry, next }, k, { ledger, settings, onFloor }) {
  if (!next) return entry ? ["added to that of x"] : [];
  const { sums, next: made, rows } = ledger;
  if (sums.count[k] <= 0 && !sums.prior && !next.alone) return ["no points: it stays"];
  const n = rows.reduce((sum, { count }) => sum + count, 0);
  const { decimals } = next.shown(0);
  if (kind === "responsibilities") return weightOf(k, made[k], sums, n);
  if (kind === "products" && inPlane(settings)) return meanOf(k, { ...made[k], mean: part(made[k].mean, axis) }, along(sums, axis), decimals, settings, AXES[axis]);
  if (kind === "products") return meanOf(k, made[k], sums, decimals, settings);
  if (entry) return entryOf(k, entry, /** @type {PlaneLedger} */ (/** @type {unknown} */ (ledger)), settings, n, next.alone ? onFloor.length > 0 : onFloor.includes(k));
  return next.alone ? sharedSd(made, sums, n, decimals, onFloor.length > 0) : sdOf(k, made[k], sums, decimals, onFloor.includes(k));
}

/** Of sums in the plane those on one axis.
 * @param {LastM} sums
 * @param {number} axis */
function along(sums, axis) {
  const { prior } = sums;
  return { ...sums, sum: sums.sum.map((sum) => part(sum, axis)), prior: prior && { ...prior, mean: part(prior.mean, axis) } };
}

/** The sum of a column, in letters.
 * @param {Group} of
 * @param {number} k
 * @param {Settings} settings
 * @param {boolean} often whether a value counts more than once
 */
export function sumOf(of, k, { assignment, dim }, often) {
  const share = assignment === "hard" && of.kind !== "responsibilities" ? [] : [indexed("r", group("i", letterInFormula(k)))];
  const counted = [sumOver("i"), ...(often ? [indexed("c", "i")] : []), ...share];
  if (of.kind === "responsibilities") return formula(ofComponent("N", k), "=", ...counted);
  const axes = inPlane({ dim }) ? AXES : ["x"];
  return formula(...counted, heldOf(of, (axis) => indexed(axes[axis], "i"), (axis) => meanIn(k, { dim }, axis)));
}

/** x, (x − m)² or (x − m_x)(y − m_y).
 * @param {Group} of
 * @param {(axis: number) => Term} x
 * @param {(axis: number) => Term} mean */
function heldOf({ kind, axis = 0, entry }, x, mean) {
  if (kind === "products") return x(axis);
  if (!entry) return squared(x(0), mean(0));
  return productOfBoth(entry, (axis) => group(x(axis), "−", mean(axis)));
}

/** A mean in letters, in the plane that on one axis.
 * @param {number} k
 * @param {{ dim?: number }} settings
 * @param {number} axis */
function meanIn(k, settings, axis) {
  return meanOn(letterInFormula(k), inPlane(settings) ? AXES[axis] : "");
}

/** How a cell is made: in letters, and with the numbers that can be read.
 * @param {import("./ledger-cell.js").Place} place
 * @param {Content} content
 * @returns {(Node | string)[]} */
export function madeOf({ kind, group, k, row }, content) {
  const { ledger, groups, settings, often, open } = content;
  const { kind: what, hidden, sum, shown, of } = groups[group];
  if (kind === "next") {
    const made = nextOf(groups[group], k, content);
    return open("ledger-next") && open("ledger-sums") ? made : made.slice(0, 1);
  }
  if (kind === "sum") {
    return [sumOf(groups[group], k, settings, often), ...(sum && isThere(what, content) && open("ledger-sums") ? [result(sum.shown(sum.of[k]).text)] : [])];
  }
  const number = open(hidden) && isThere(what, content) ? [result(shown(of(ledger.rows[row])[k]).text)] : [];
  if (what === "densities" || what === "density") return [...densityOf(what, k, row, content), ...number];
  if (isOthers(ledger.rows[row])) return [sumOf(groups[group], k, settings, false), ...number, ` over the ${content.names[row]}`];
  if (what === "responsibilities") return responsibilityOf(k, row, content, number);
  if (ledger.bars) return [sumOf(groups[group], k, settings, false), ...number, " over the points of the bar"];
  return [...productOf(groups[group], k, row, content), ...number];
}

/** Whether the half-step that makes a column has been taken: the squares are about the next means.
 * @param {string} kind
 * @param {Content} content */
export function isThere(kind, { ledger }) {
  return ledger.done === "M" || (ledger.done === "E" && kind !== "squares");
}

/** w_A f_A(x), or p(x), their sum.
 * @param {string} kind
 * @param {number} k
 * @param {number} row
 * @param {Content} content */
function densityOf(kind, k, row, { ledger, groups, coordinates, settings, open }) {
  const x = placeOf(ledger.rows[row], coordinates[row], ledger.bars);
  const { weighted } = ledger.rows[row];
  const told = open("ledger-densities");
  if (kind === "densities") {
    const { weight } = ledger.entering[k];
    const made = group(decimal(weight, PROBABILITY_DECIMALS), "·", densityWith(settings, ledger.rows[row].x, x, ledger.entering[k]));
    return told ? equation(height(k, x), made) : [formula(height(k, x))];
  }
  if (weighted.length > MOST_SUMMED) return [formula(mixture(x), "=", sumOver("k"), indexed("w", "k"), indexed("f", "k"), ...at(x))];
  const summed = (/** @type {Term[]} */ terms) => group(...terms.flatMap((term, j) => (j > 0 ? ["+", term] : [term])));
  const numbers = told ? [summed(weighted.map((value) => groups[0].shown(value).text))] : [];
  return equation(mixture(x), summed(weighted.map((_, j) => height(j, x))), ...numbers);
}

/** r_A = w_A f_A(x) / p(x)
 * @param {number} k
 * @param {number} row
 * @param {Content} content
 * @param {Node[]} number */
function responsibilityOf(k, row, { ledger, groups, coordinates, settings, open }, number) {
  const share = ofComponent("r", k);
  const { weighted, density, responsibilities, count } = ledger.rows[row];
  if (ledger.bars) return [formula(share), ...number, `: the mean over the ${decimal(count, 0)} points of the bar`];
  if (settings.assignment === "hard") {
    const what = settings.kMeans ? "mean is the nearest" : "weight × density is the largest";
    const whose = responsibilities.indexOf(Math.max(...responsibilities));
    return [formula(share), ...number, number.length > 0 ? `: here ${letterOf(whose)}’s ${what}` : `: 1 where ${letterOf(k)}’s ${what}, else 0`];
  }
  const told = open("ledger-densities") && number.length > 0;
  const x = placeOf(ledger.rows[row], coordinates[row], false);
  const text = (/** @type {number} */ value) => groups[0].shown(value).text;
  return [...equation(share, fraction(height(k, x), mixture(x)), ...(told ? [fraction(text(weighted[k]), text(density))] : [])), ...number];
}

/** c r x, or c r (x − m)².
 * @param {Group} of
 * @param {number} k
 * @param {number} row
 * @param {Content} content */
function productOf(of, k, row, { ledger, groups, coordinates, settings, open }) {
  const { count, responsibilities } = ledger.rows[row];
  const often = count === 1 ? [] : [decimal(count, 0), "·"];
  const x = (/** @type {number} */ axis) => (of.kind === "products" ? inBrackets(coordinates[row][axis]) : coordinates[row][axis]);
  const made = (/** @type {Term} */ share, /** @type {(axis: number) => Term} */ mean) => group(...often, share, "·", heldOf(of, x, mean));
  const letters = made(ofComponent("r", k), (axis) => meanIn(k, settings, axis));
  const told = open("ledger-responsibilities") && open(of.kind === "products" ? "ledger-products" : "ledger-next");
  if (!told) return [formula(letters)];
  const { shown } = groups[first(groups, "responsibilities")];
  const mean = (/** @type {number} */ axis) => groups[first(groups, "products") + axis].next?.shown(part(ledger.next[k].mean, axis)).text ?? "";
  return equation(letters, made(shown(responsibilities[k]).text, (axis) => inBrackets(mean(axis))));
}

/** @param {Group[]} groups
 * @param {string} kind */
function first(groups, kind) {
  return groups.findIndex((group) => group.kind === kind);
}

/** The place of a row's densities: its value, its point, or its bar's middle.
 * @param {LedgerRow} row
 * @param {string[]} coordinates
 * @param {boolean} bars
 * @returns {Term} */
function placeOf({ from, to, x }, [name, second], bars) {
  if (second) return pair(name, second);
  if (!bars) return name;
  return decimal(x, Number.isInteger(x) ? 0 : Math.max(0, 2 - Math.floor(Math.log10(to - from))));
}

/** w_A f_A(x)
 * @param {number} k
 * @param {Term} x */
function height(k, x) {
  return group(ofComponent("w", k), ofComponent("f", k), ...at(x));
}

/** p(x)
 * @param {Term} x */
function mixture(x) {
  return group("p", ...at(x));
}

/** In brackets; a point has its own.
 * @param {Term} x */
function at(x) {
  return typeof x === "string" ? ["(", x, ")"] : [/** @type {Element} */ (x.cloneNode(true))];
}

/** (x − m)²
 * @param {string | Element} x
 * @param {Term} mean */
function squared(x, mean) {
  return raised(group("(", x, "−", mean, ")"), "2");
}

/** = the number of the cell itself, which is marked.
 * @param {string} number */
function result(number) {
  const term = group(number);
  term.setAttribute("class", "lit");
  return formula("=", term);
}
