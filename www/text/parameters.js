// @ts-check
/* The parameters of a component and of a true process, as tables show them: their rows, their names, and their
   numbers as a learner reads and writes them. */

import { familyOf, meanShownAs, shownMean } from "./families.js";
import { PROBABILITY_DECIMALS, decimal, decimalsFor, decimalsOfSd } from "./format.js";

/** @typedef {object} ComponentParameter
 * @property {Parameter} name as `touch` takes it
 * @property {"weight" | "mean" | "sd"} column the column of tables that it stands in
 * @property {string} label what it is called: “mean”, of component A
 * @property {boolean} signed whether it may be negative
 * @property {(component: ComponentNumbers) => number} of its value as it is shown
 * @property {(value: number, shared: number[]) => number} decimals of such a value; `shared`: those of `decimalsOf`
 * @property {(shown: number) => number} from what it is where it is shown so */

/** @typedef {object} ProcessParameter
 * @property {string} name
 * @property {string} label
 * @property {boolean} signed
 * @property {number} size of its field, in characters
 * @property {(process: Settings["truth"][number]) => string} text with every digit
 * @property {(shown: string) => string | number} value what a link has where it is shown so */

const same = (/** @type {number} */ value) => value;

/** Those of a component, row by row.
 * @param {Pick<Settings, "family" | "trials">} settings
 * @returns {ComponentParameter[][]} */
export function parametersOf(settings) {
  const { mean: label, hasSd } = familyOf(settings);
  /** @type {ComponentParameter} */
  const weight = { name: "weight", column: "weight", label: "weight", signed: false, of: ({ weight }) => weight, decimals: () => PROBABILITY_DECIMALS, from: same };
  /** @type {ComponentParameter} */
  const mean = {
    name: "mean", column: "mean", label, signed: true,
    of: ({ mean }) => shownMean(settings, mean),
    decimals: (_, [shared]) => (settings.trials ? PROBABILITY_DECIMALS : shared),
    from: (shown) => meanShownAs(settings, shown),
  };
  /** @type {ComponentParameter} */
  const sd = { name: "sd", column: "sd", label: "sd", signed: false, of: ({ sd }) => sd, decimals: (sd, [shared]) => decimalsOfSd(sd, shared), from: same };
  return [hasSd ? [weight, mean, sd] : [weight, mean]];
}

/** The means alone.
 * @param {Pick<Settings, "family" | "trials">} settings */
export function meansOf(settings) {
  return parametersOf(settings).flat().filter(({ column }) => column === "mean");
}

/** A parameter as text; in a field, where it can be edited, `as` is `editable`.
 * @param {ComponentParameter} parameter
 * @param {ComponentNumbers} component
 * @param {number[]} shared those of `decimalsOf`
 * @param {(value: number, decimals: number) => string} [as] */
export function textOf({ of, decimals }, component, shared, as = decimal) {
  const value = of(component);
  return as(value, decimals(value, shared));
}

/** The decimals of means and sds. All components have the same, so that they can be compared.
 * @param {ComponentNumbers[]} components
 * @returns {number[]} those of each axis */
export function decimalsOf(components) {
  return [decimalsFor(components.map(({ sd }) => sd))];
}

/** Those of a true process, row by row.
 * @param {Pick<Settings, "family" | "trials">} settings
 * @returns {ProcessParameter[][]} */
export function processParametersOf(settings) {
  const { mean: label, hasSd } = familyOf(settings);
  const as = (/** @type {string} */ shown) => shown;
  const value = settings.trials ? (/** @type {string} */ shown) => meanShownAs(settings, Number(shown)) : as;
  const mean = { name: "mean", label, signed: true, size: 5, text: (/** @type {Settings["truth"][number]} */ { mean }) => String(shownMean(settings, mean)), value };
  const sd = { name: "sd", label: "sd", signed: false, size: 5, text: (/** @type {Settings["truth"][number]} */ { sd }) => String(sd), value: as };
  const count = { name: "count", label: "count", signed: false, size: 7, text: (/** @type {Settings["truth"][number]} */ { count }) => String(count), value: as };
  return [hasSd ? [mean, sd, count] : [mean, count]];
}

/** A true process as a link has it.
 * @param {Pick<Settings, "family" | "trials">} settings
 * @param {{ [name: string]: string | number }} shown its parameters by their names */
export function processInLink(settings, shown) {
  const parameters = processParametersOf(settings).flat();
  return parameters.map(({ name, value }) => value(String(shown[name]))).join(",");
}
