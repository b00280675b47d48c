// @ts-check
/* Numbers as a learner reads them: a true minus sign, groups of three digits, and as many decimals as
   the data's own spread makes meaningful. */

/** Of a probability: a weight, a responsibility. */
export const PROBABILITY_DECIMALS = 3;
/** Of the objective and the like, in nats per point: as the default tolerance has. */
export const PER_POINT_DECIMALS = 6;
/** An axis is about so many sds of a typical curve wide. */
const AXIS_IN_SDS = 8;

/** A number with so many decimals.
 * @param {number} value
 * @param {number} decimals */
export function decimal(value, decimals) {
  if (!Number.isFinite(value)) return value === -Infinity ? "−∞" : "∞";
  const size = Math.abs(value);
  const text = size < LEAST_WITH_EXPONENT ? size.toFixed(decimals) : String(BigInt(size));
  const [whole] = text.split(".");
  const grouped = whole.length > 3 ? text.replace(whole, whole.replace(EACH_THREE_DIGITS, ",")) : text;
  return value < 0 && /[1-9]/.test(text) ? `−${grouped}` : grouped;
}

/** From here on `toFixed` writes an exponent. */
const LEAST_WITH_EXPONENT = 1e21;
/** The places for commas. `Intl.NumberFormat` would set them, but the first one of a page takes 12 to
 * 20 ms, which is 80 on a phone. */
const EACH_THREE_DIGITS = /\B(?=(\d{3})+$)/g;

/** A number of points; an effective count need not be whole.
 * @param {number} value */
export function count(value) {
  return decimal(value, Math.abs(value - Math.round(value)) < 0.05 || value >= 1000 ? 0 : 1);
}

/** The decimals of means: about a thousandth of the widest sd. All means of a picture have the same.
 * @param {number[]} sds */
export function decimalsFor(sds) {
  const widest = Math.max(...sds.filter((sd) => Number.isFinite(sd) && sd > 0), 0);
  if (widest === 0) return 2;
  return Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(widest / 4))));
}

/** The decimals of a value that is read off an axis.
 * @param {number} span the axis, from end to end */
export function decimalsOnAxis(span) {
  return decimalsFor([span / AXIS_IN_SDS]);
}

/** The decimals of an sd: those of the means, or more where it would be left with fewer than three
 * digits: the sd of a collapsed component must not read 0.
 * @param {number} sd
 * @param {number} shared */
export function decimalsOfSd(sd, shared) {
  return sd > 0 ? Math.min(12, Math.max(shared, 2 - Math.floor(Math.log10(sd)))) : shared;
}

/** A number to be edited, as it is shown elsewhere: a field reads that too.
 * @param {number} value
 * @param {number} decimals */
export function editable(value, decimals) {
  const size = Math.abs(value);
  const text = decimal(value, decimals);
  const lost = size > 0 && !/[1-9]/.test(text);
  return lost || size >= 1e9 ? value.toPrecision(3) : text;
}

/** The whole numbers in a bar: “7”, or “10 to 14”.
 * @param {number} from its left edge, half a unit under the least
 * @param {number} to */
export function wholeNumbers(from, to) {
  const [least, most] = [from + 0.5, to - 0.5].map((value) => decimal(value, 0));
  return least === most ? least : `${least} to ${most}`;
}

/** A small whole number in words, as in a sentence.
 * @param {number} value */
export function inWords(value) {
  const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];
  return words[value] ?? decimal(value, 0);
}

/** A word with its article.
 * @param {string} word */
export function aOrAn(word) {
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}

/** A number of any magnitude, to so many significant digits: 0.0146, 12,345, 3.1×10⁻⁹.
 * @param {number} value
 * @param {number} [digits] */
export function figures(value, digits = 3) {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value)) return decimal(value, 0);
  const power = Math.floor(Math.log10(size));
  if (power < LEAST_PLAIN || power > MOST_PLAIN) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
    const raised = [...String(Number(exponent))].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)])).join("");
    return `${mantissa.replace("-", "−")}×10${raised}`;
  }
  return decimal(value, Math.max(0, digits - 1 - power));
}

/** The powers of ten between which a number is written without an exponent. */
const LEAST_PLAIN = -4;
const MOST_PLAIN = 8;
