// @ts-check
/* What a host page hands over, looked at before it crosses into the wasm: there a missing value
   would silently become 0, and -1 a very large number. */

/** @param {string} name the method's
 * @param {unknown} value
 * @param {number} least */
export function wholeNumber(name, value, least) {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(`${name}(${String(value)}): expected a whole number from ${least} on`);
}

/** Numbers as the wasm takes them; what is no number becomes NaN, which it refuses by its place.
 * @param {string} name the method's
 * @param {unknown} values
 * @returns {Float64Array} */
export function numbersIn(name, values) {
  if (values instanceof Float64Array) return values;
  if (Array.isArray(values) || ArrayBuffer.isView(values)) {
    const list = /** @type {ArrayLike<unknown>} */ (/** @type {unknown} */ (values));
    return Float64Array.from(list, (value) => (typeof value === "number" ? value : NaN));
  }
  throw new Error(`${name}: expected an array of numbers, but was given ${values === null ? "null" : `a ${typeof values}`}`);
}

/** What `load` was given: CSV text, or values with a label each.
 * @param {unknown} values
 * @param {AboutData} about */
export function tableOf(values, { labels, name = "own data", column }) {
  if (typeof values === "string") {
    if (labels !== undefined && typeof labels !== "string") {
      throw new Error("load: with CSV text, `labels` is the name of the column that holds them");
    }
    return { text: values, column, labels, name };
  }
  if (labels !== undefined && !Array.isArray(labels)) {
    throw new Error("load: with an array of values, `labels` is an array with a label for each");
  }
  return { values: numbersIn("load", values), labels: labels?.map(String), name, column };
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
