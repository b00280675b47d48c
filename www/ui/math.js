// @ts-check
/* Formulas as MathML elements. A string becomes a number, a name or an operator, by what it looks like. */

import { letterOf } from "../text/component-name.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";

/** The elements that hold text. */
const TEXT = new Set(["mi", "mn", "mo", "mtext"]);

/** @typedef {Element | string} Term */

/** @param {string} tag
 * @param {...Term} children
 * @returns {Element} */
function make(tag, ...children) {
  const node = document.createElementNS(MATHML, tag);
  for (const child of children) node.append(TEXT.has(tag) ? child : term(child));
  return node;
}

/** A term that stands in several places is copied.
 * @param {Term} child */
function term(child) {
  if (typeof child !== "string") return child.parentNode ? child.cloneNode(true) : child;
  if (/^[−-]?[\d.∞]/.test(child)) return make("mn", child);
  return make(/^[\p{L}]+$/u.test(child) ? "mi" : "mo", child);
}

/** One formula within a line of text.
 * @param {...Term} terms */
export function formula(...terms) {
  const math = make("math", make("mrow", ...terms));
  math.setAttribute("displaystyle", "true"); // full-size fractions
  return math;
}

/** An equation with two or more sides. The first two are one formula and each other side is one more:
 * between them the line may break.
 * @param {Term} first
 * @param {...Term} others */
export function equation(first, ...others) {
  const [second, ...rest] = others.map((side) => ["=", side]);
  return [formula(first, ...second), ...rest.flatMap((terms) => [" ", formula(...terms)])];
}

/** @param {...Term} terms */
export const group = (...terms) => make("mrow", ...terms);
/** @param {Term} above
 * @param {Term} below */
export const fraction = (above, below) => make("mfrac", above, below);
/** The number of ways to choose k of n.
 * @param {Term} n
 * @param {Term} k */
export function choose(n, k) {
  const pile = make("mfrac", n, k);
  pile.setAttribute("linethickness", "0");
  return group("(", pile, ")");
}
/** @param {Term} base
 * @param {Term} index */
export const indexed = (base, index) => make("msub", base, index);
/** @param {Term} base
 * @param {Term} exponent */
export const raised = (base, exponent) => make("msup", base, exponent);
/** A point in the plane.
 * @param {Term} x
 * @param {Term} y */
export const pair = (x, y) => group("(", x, ",", y, ")");
/** Its brackets are borders: few fonts have brackets of any height.
 * @param {Term[][]} rows */
export function matrix(rows) {
  const cells = rows.map((row) => make("mtr", ...row.map((cell) => make("mtd", cell))));
  const table = make("mtable", ...cells);
  table.setAttribute("class", "matrix");
  return table;
}
/** @param {Term} base */
export const transposed = (base) => raised(base, "⊤");
/** A sum over an index.
 * @param {Term} index */
export const sumOver = (index) => make("msub", make("mo", "∑"), index);

/** A component's letter, in its colour and strong.
 * @param {number} k */
export function letterInFormula(k) {
  const letter = make("mi", letterOf(k));
  letter.setAttribute("class", `letter k${k}`);
  letter.setAttribute("mathvariant", "normal");
  return letter;
}

/** A quantity of a component: m_A.
 * @param {string} name
 * @param {number} k */
export const ofComponent = (name, k) => indexed(name, letterInFormula(k));
/** Its square.
 * @param {string} name
 * @param {number} k */
export const squareOf = (name, k) => make("msubsup", name, letterInFormula(k), "2");
