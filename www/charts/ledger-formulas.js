// @ts-check
/* How a cell of the ledger is made: its formula, with its numbers where these are shown. */

import { letterOf } from "../text/component-name.js";
import { PROBABILITY_DECIMALS, decimal } from "../text/format.js";
import { densityWith } from "../ui/density.js";
import { meanOf, sdOf, sharedSd, weightOf } from "../ui/m-step-formulas.js";
import { equation, formula, fraction, group, indexed, letterInFormula, ofComponent, raised, sumOver } from "../ui/math.js";

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
export function nextOf({ name, next }, k, { ledger, settings, onFloor }) {
  if (!next) return [];
  const { sums, next: made, rows } = ledger;
  if (sums.count[k] <= 0 && !sums.prior && !next.alone) return ["no points: it stays"];
  const n = rows.reduce((sum, { count }) => sum + count, 0);
  const { decimals } = next.shown(0);
  if (name === "responsibilities") return weightOf(k, made[k], sums, n);
  if (name === "products") return meanOf(k, made[k], sums, decimals, settings);
  return next.alone ? sharedSd(made, sums, n, decimals, onFloor.length > 0) : sdOf(k, made[k], sums, decimals, onFloor.includes(k));
}

/** The sum of a column, in letters.
 * @param {string} name the group's
 * @param {number} k
 * @param {Settings} settings
 * @param {boolean} often whether a value counts more than once
 */
export function sumOf(name, k, { assignment }, often) {
  const share = assignment === "hard" && name !== "responsibilities" ? [] : [indexed("r", group("i", letterInFormula(k)))];
  const counted = [sumOver("i"), ...(often ? [indexed("c", "i")] : []), ...share];
  if (name === "responsibilities") return formula(ofComponent("N", k), "=", ...counted);
  const of = name === "products" ? indexed("x", "i") : squared(indexed("x", "i"), ofComponent("m", k));
  return formula(...counted, of);
}

/** How a cell is made: in letters, and with the numbers that can be read.
 * @param {import("./ledger-cell.js").Place} place
 * @param {Content} content
 * @returns {(Node | string)[]} */
export function madeOf({ kind, group, k, row }, content) {
  const { ledger, groups, settings, open } = content;
  const { name, hidden, sum, shown, of } = groups[group];
  if (kind === "next") {
    const made = nextOf(groups[group], k, content);
    return open("ledger-next") && open("ledger-sums") ? made : made.slice(0, 1);
  }
  if (kind === "sum") {
    const often = ledger.rows.some(({ count }) => count !== 1);
    return [sumOf(name, k, settings, often), ...(sum && isThere(name, content) && open("ledger-sums") ? [result(sum.shown(sum.of[k]).text)] : [])];
  }
  const number = open(hidden) && isThere(name, content) ? [result(shown(of(ledger.rows[row])[k]).text)] : [];
  if (name === "densities" || name === "density") return [...densityOf(name, k, row, content), ...number];
  if (name === "responsibilities") return responsibilityOf(k, row, content, number);
  if (ledger.bars) return [sumOf(name, k, settings, false), ...number, " over the points of the bar"];
  return [...productOf(name, k, row, content), ...number];
}

/** Whether the half-step that makes a column has been taken: the squares are about the next means.
 * @param {string} name
 * @param {Content} content */
export function isThere(name, { ledger }) {
  return ledger.done === "M" || (ledger.done === "E" && name !== "squares");
}

/** w_A f_A(x), or p(x), their sum.
 * @param {string} name
 * @param {number} k
 * @param {number} row
 * @param {Content} content */
function densityOf(name, k, row, { ledger, groups, names, settings, open }) {
  const x = placeOf(ledger.rows[row], names[row], ledger.bars);
  const { weighted } = ledger.rows[row];
  const told = open("ledger-densities");
  if (name === "densities") {
    const { weight } = ledger.entering[k];
    const made = group(decimal(weight, PROBABILITY_DECIMALS), "·", densityWith(settings, ledger.rows[row].x, x, ledger.entering[k]));
    return told ? equation(height(k, x), made) : [formula(height(k, x))];
  }
  if (weighted.length > MOST_SUMMED) return [formula(mixture(x), "=", sumOver("k"), indexed("w", "k"), indexed("f", "k"), "(", x, ")")];
  const summed = (/** @type {Term[]} */ terms) => group(...terms.flatMap((term, j) => (j > 0 ? ["+", term] : [term])));
  const numbers = told ? [summed(weighted.map((value) => groups[0].shown(value).text))] : [];
  return equation(mixture(x), summed(weighted.map((_, j) => height(j, x))), ...numbers);
}

/** r_A = w_A f_A(x) / p(x)
 * @param {number} k
 * @param {number} row
 * @param {Content} content
 * @param {Node[]} number */
function responsibilityOf(k, row, { ledger, groups, names, settings, open }, number) {
  const share = ofComponent("r", k);
  const { weighted, density, responsibilities, count } = ledger.rows[row];
  if (ledger.bars) return [formula(share), ...number, `: the mean over the ${decimal(count, 0)} points of the bar`];
  if (settings.assignment === "hard") {
    const what = settings.kMeans ? "mean is the nearest" : "weight × density is the largest";
    const whose = responsibilities.indexOf(Math.max(...responsibilities));
    return [formula(share), ...number, number.length > 0 ? `: here ${letterOf(whose)}’s ${what}` : `: 1 where ${letterOf(k)}’s ${what}, else 0`];
  }
  const told = open("ledger-densities") && number.length > 0;
  const text = (/** @type {number} */ value) => groups[0].shown(value).text;
  return [...equation(share, fraction(height(k, names[row]), mixture(names[row])), ...(told ? [fraction(text(weighted[k]), text(density))] : [])), ...number];
}

/** c r x, or c r (x − m)².
 * @param {string} name
 * @param {number} k
 * @param {number} row
 * @param {Content} content */
function productOf(name, k, row, { ledger, groups, names, settings, open }) {
  const { count, responsibilities } = ledger.rows[row];
  const often = count === 1 ? [] : [decimal(count, 0), "·"];
  const x = names[row];
  const made = (/** @type {Term} */ share, /** @type {Term} */ mean) => group(...often, share, "·", name === "products" ? inBrackets(x) : squared(x, mean));
  const letters = made(ofComponent("r", k), ofComponent("m", k));
  const told = open("ledger-responsibilities") && open(name === "products" ? "ledger-products" : "ledger-next");
  if (!told) return [formula(letters)];
  const { shown } = groups[group0(groups, "responsibilities")];
  const mean = groups[group0(groups, "products")].next?.shown(ledger.next[k].mean).text ?? "";
  return equation(letters, made(shown(responsibilities[k]).text, mean));
}

/** @param {Group[]} groups
 * @param {string} name */
function group0(groups, name) {
  return groups.findIndex((group) => group.name === name);
}

/** The place of a row's densities: its value, or its bar's middle.
 * @param {LedgerRow} row
 * @param {string} name
 * @param {boolean} bars */
function placeOf({ from, to, x }, name, bars) {
  if (!bars) return name;
  return decimal(x, Number.isInteger(x) ? 0 : Math.max(0, 2 - Math.floor(Math.log10(to - from))));
}

/** w_A f_A(x)
 * @param {number} k
 * @param {string} x */
function height(k, x) {
  return group(ofComponent("w", k), ofComponent("f", k), "(", x, ")");
}

/** p(x)
 * @param {string} x */
function mixture(x) {
  return group("p", "(", x, ")");
}

/** (x − m)²
 * @param {string | Element} x
 * @param {Term} mean */
function squared(x, mean) {
  return raised(group("(", x, "−", typeof mean === "string" ? inBrackets(mean) : mean, ")"), "2");
}

/** A negative number after another sign is in brackets.
 * @param {string} number */
function inBrackets(number) {
  return number.startsWith("−") ? group("(", number, ")") : number;
}

/** = the number of the cell itself, which is marked.
 * @param {string} number */
function result(number) {
  const term = group(number);
  term.setAttribute("class", "lit");
  return formula("=", term);
}
