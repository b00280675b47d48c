// @ts-check
/* Checks the arguments of the element's methods before they reach the wasm: there a missing value would
   silently become 0, and -1 a very large number. */

import { asFloats, textPieces, valuePieces } from "../wasm/upload.js";

/** @param {string} name the method's
 * @param {unknown} value
 * @param {number} least */
export function wholeNumber(name, value, least) {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(`${name}(${String(value)}): expected a whole number from ${least} on`);
}

/** Seeds have 32 bits. */
export const MOST_SEED = 4294967295;

/** A learner's own number, which is a seed; none stays none.
 * @param {unknown} value
 * @returns {number | undefined} */
export function ownNumber(value) {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST_SEED) return value;
  throw new Error(`your number is ${String(value)}: expected a whole number from 0 to ${MOST_SEED}`);
}

/** An array for the wasm; what is no number becomes NaN, which the wasm refuses with its index.
 * @param {string} name the method's
 * @param {unknown} values
 * @returns {Float64Array} */
export function numbersIn(name, values) {
  return asFloats(listOf(name, values));
}

/** Points of the plane for the wasm: x and y, one after the other. What is no number becomes NaN, as above.
 * @param {string} name the method's
 * @param {unknown} points
 * @returns {Float64Array} */
export function pairsIn(name, points) {
  const list = listOf(name, points);
  const flat = new Float64Array(2 * list.length);
  for (let i = 0; i < list.length; i += 1) {
    const point = list[i];
    if (!isPair(point)) throw new Error(`${name}: element ${i} is ${kindOf(point)}: expected a point, as [x, y]`);
    flat.set(asFloats(point), 2 * i);
  }
  return flat;
}

/** @param {unknown} point
 * @returns {point is ArrayLike<unknown>} */
function isPair(point) {
  return (Array.isArray(point) || ArrayBuffer.isView(point)) && "length" in point && point.length === 2;
}

/** @param {string} name the method's
 * @param {unknown} values
 * @returns {ArrayLike<unknown>} */
function listOf(name, values) {
  // A DataView has no length: so it is recognized even if it comes from another frame.
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && "length" in values);
  if (isList) return /** @type {ArrayLike<unknown>} */ (/** @type {unknown} */ (values));
  throw new Error(`${name}: expected an array of numbers, but was given ${kindOf(values)}`);
}

/** What something is, in a sentence.
 * @param {unknown} value */
function kindOf(value) {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** @param {string} what the option is
 * @param {unknown} line */
function lineNumber(what, line) {
  if (typeof line === "number" && Number.isSafeInteger(line) && line >= 1) return;
  throw new Error(`load: ${what}, from 1 on, but was given ${typeof line === "number" ? line : kindOf(line)}`);
}

/** What `load` was given: CSV text, or values or points with a label each.
 * @param {unknown} values
 * @param {AboutData} about
 * @returns {{ begin: (lab: Lab) => Task, pieces: Pieces }} */
export function tableOf(values, { labels, name = "own data", column, second, separator, decimal, firstLine, namesLine, skip }) {
  const called = String(name);
  if (typeof values === "string") {
    for (const [option, word] of Object.entries({ labels, column, second, separator, decimal, firstLine })) {
      if (word === undefined || typeof word === "string") continue;
      if (option === "labels") throw new Error("load: with CSV text, `labels` is the name of the column that holds them");
      throw new Error(`load: \`${option}\` is a word, but was given ${kindOf(word)}`);
    }
    if (namesLine !== undefined) lineNumber("`namesLine` is the number of a line", namesLine);
    if (skip !== undefined && !Array.isArray(skip)) throw new Error(`load: \`skip\` is an array of line numbers, but was given ${kindOf(skip)}`);
    for (const line of skip ?? []) lineNumber("`skip` holds the numbers of lines", line);
    const wishes = /** @type {Wishes} */ ({ column, ...(second !== undefined && { second }), labels, separator, decimal, firstLine, namesLine, skip });
    return { begin: (lab) => lab.beginText(called, wishes), pieces: textPieces(values) };
  }
  if (labels !== undefined && !Array.isArray(labels)) {
    throw new Error("load: with an array of values, `labels` is an array with a label for each");
  }
  const list = listOf("load", values);
  if (labels && labels.length !== list.length) {
    throw new Error(`load: ${labels.length} labels for ${list.length} values: give one label for each value, or none`);
  }
  if (list.length > 0 && (Array.isArray(list[0]) || ArrayBuffer.isView(list[0]))) {
    const flat = pairsIn("load", list);
    const [x, y] = [column, second].map((of) => (of === undefined ? undefined : String(of)));
    return { begin: (lab) => lab.beginPairs(called, x, y), pieces: valuePieces(flat, labels, 2) };
  }
  const axis = column === undefined ? undefined : String(column);
  return { begin: (lab) => lab.beginValues(called, axis), pieces: valuePieces(list, labels) };
}

/** A count, and what goes with it: either may be left out.
 * @param {string} name the method's
 * @param {unknown} count
 * @param {WorkOptions | undefined} options
 * @param {number} usual
 * @returns {[number, WorkOptions]} */
export function countAndOptions(name, count, options, usual) {
  if (count === undefined) return [usual, options ?? {}];
  if (typeof count === "object" && count !== null && !options) return [usual, count];
  return [wholeNumber(name, count, 1), options ?? {}];
}
