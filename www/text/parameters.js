// @ts-check
/* The parameters of a component and of a true process, as tables show them: their rows, their names, and their
   numbers as a learner reads and writes them. In the plane each has two rows, one for an axis. */

import { AXES, inPlane } from "./dimension.js";
import { familyOf, meanShownAs, shownMean } from "./families.js";
import { PROBABILITY_DECIMALS, decimal, decimalsFor, decimalsOfSd } from "./format.js";

/** @typedef {any} AnyComponent on a line or in the plane */
/** @typedef {Pick<Settings, "family" | "trials"> & Partial<Pick<Settings, "dim" | "covariance">>} Model */

/** @typedef {object} ComponentParameter
 * @property {Parameter} name as `touch` takes it
 * @property {"weight" | "mean" | "sd"} column the column of tables that it stands in
 * @property {string} label what it is called: “mean”, of component A
 * @property {string} [sign] stands before it, where the head of its column names another parameter
 * @property {boolean} signed whether it may be negative
 * @property {boolean} [follows] whether it follows from the model, and cannot be written
 * @property {(component: AnyComponent) => number} of its value as it is shown
 * @property {(value: number, shared: number[]) => number} decimals of such a value; `shared`: those of `decimalsOf`
 * @property {(shown: number) => number} from what it is where it is shown so */

/** @typedef {object} ProcessParameter
 * @property {string} name
 * @property {string} label
 * @property {string} [sign]
 * @property {boolean} signed
 * @property {number} size of its field, in characters
 * @property {(process: any) => string} text with every digit
 * @property {(shown: string) => string | number} value what a link has where it is shown so */

/** Another process is so many sds to the right of the last. */
const GAP = 4;
/** In the plane, the order of a process's numbers in a link. */
const IN_LINK = ["mean-x", "mean-y", "sd-x", "sd-y", "rho", "count"];
/** The models of ellipses whose axes may have any direction. */
const TURNED = new Set(["full", "tied"]);

const same = (/** @type {number} */ value) => value;
const asWritten = (/** @type {string} */ shown) => shown;

/** @type {ComponentParameter} */
const WEIGHT = { name: "weight", column: "weight", label: "weight", signed: false, of: ({ weight }) => weight, decimals: () => PROBABILITY_DECIMALS, from: same };
/** @type {ComponentParameter} */
const SD = { name: "sd", column: "sd", label: "sd", signed: false, of: ({ sd }) => sd, decimals: (sd, [shared]) => decimalsOfSd(sd, shared), from: same };
/** @type {ComponentParameter} */
const RHO = { name: "rho", column: "weight", label: "correlation", sign: "ρ", signed: true, of: ({ rho }) => rho, decimals: () => PROBABILITY_DECIMALS, from: same };

/** Those of a component, row by row.
 * @param {Model} model
 * @returns {ComponentParameter[][]} */
export function parametersOf(model) {
  if (inPlane(model)) return AXES.map((_, axis) => [axis === 0 ? WEIGHT : { ...RHO, follows: !isTurned(model) }, meanOn(axis), sdOn(axis, model)]);
  /** @type {ComponentParameter} */
  const mean = {
    name: "mean", column: "mean", label: familyOf(model).mean, signed: true,
    of: ({ mean }) => shownMean(model, mean),
    decimals: (_, [shared]) => (model.trials ? PROBABILITY_DECIMALS : shared),
    from: (shown) => meanShownAs(model, shown),
  };
  return [familyOf(model).hasSd ? [WEIGHT, mean, SD] : [WEIGHT, mean]];
}

/** @param {number} axis
 * @returns {ComponentParameter} */
function meanOn(axis) {
  const letter = AXES[axis];
  return { name: `mean-${letter}`, column: "mean", label: `mean ${letter}`, signed: true, of: ({ mean }) => mean[axis], decimals: (_, shared) => shared[axis], from: same };
}

/** A circle has one sd: that of y follows.
 * @param {number} axis
 * @param {Model} model
 * @returns {ComponentParameter} */
function sdOn(axis, { covariance }) {
  const letter = AXES[axis];
  const follows = covariance === "spherical" && axis === 1;
  return { name: `sd-${letter}`, column: "sd", label: `sd ${letter}`, signed: false, follows, of: ({ sd }) => sd[axis], decimals: (sd, shared) => decimalsOfSd(sd, shared[axis]), from: same };
}

/** Whether x and y may be correlated.
 * @param {Pick<Model, "covariance">} model */
export function isTurned({ covariance }) {
  return TURNED.has(covariance ?? "");
}

/** The means alone.
 * @param {Model} model
 * @returns {ComponentParameter[]} */
export function meansOf(model) {
  return parametersOf(model).flat().filter(({ column }) => column === "mean");
}

/** A parameter as text; in a field, where it can be edited, `as` is `editable`.
 * @param {ComponentParameter} parameter
 * @param {AnyComponent} component
 * @param {number[]} shared those of `decimalsOf`
 * @param {(value: number, decimals: number) => string} [as] */
export function textOf({ of, decimals }, component, shared, as = decimal) {
  const value = of(component);
  return as(value, decimals(value, shared));
}

/** The decimals of means and sds. All components have the same, so that they can be compared.
 * @param {AnyComponent[]} components
 * @returns {number[]} those of each axis */
export function decimalsOf(components) {
  /** @type {number[][]} */
  const sds = components.map(({ sd }) => [sd].flat());
  return sds[0].map((_, axis) => decimalsFor(sds.map((sd) => sd[axis])));
}

/** Those of a true process, row by row.
 * @param {Model} model
 * @returns {ProcessParameter[][]} */
export function processParametersOf(model) {
  const { mean: label, hasSd } = familyOf(model);
  /** @type {ProcessParameter} */
  const count = { name: "count", label: "count", signed: false, size: 7, text: ({ count }) => String(count), value: asWritten };
  if (inPlane(model)) {
    /** @type {ProcessParameter} */
    const rho = { name: "rho", label: "correlation", sign: "ρ", signed: true, size: 5, text: ({ rho }) => String(rho), value: asWritten };
    return AXES.map((letter, axis) => [
      { name: `mean-${letter}`, label: `mean ${letter}`, signed: true, size: 5, text: ({ mean }) => String(mean[axis]), value: asWritten },
      { name: `sd-${letter}`, label: `sd ${letter}`, signed: false, size: 5, text: ({ sd }) => String(sd[axis]), value: asWritten },
      axis === 0 ? count : rho,
    ]);
  }
  /** @type {ProcessParameter} */
  const mean = {
    name: "mean", label, signed: true, size: 5,
    text: ({ mean }) => String(shownMean(model, mean)),
    value: model.trials ? (shown) => meanShownAs(model, Number(shown)) : asWritten,
  };
  /** @type {ProcessParameter} */
  const sd = { name: "sd", label: "sd", signed: false, size: 5, text: ({ sd }) => String(sd), value: asWritten };
  return [hasSd ? [mean, sd, count] : [mean, count]];
}

/** A true process as a link has it.
 * @param {Model} model
 * @param {{ [name: string]: string | number }} shown its parameters by their names */
export function processInLink(model, shown) {
  const parameters = processParametersOf(model).flat();
  const order = inPlane(model) ? IN_LINK : parameters.map(({ name }) => name);
  const valueOf = (/** @type {string} */ name) => parameters.find((parameter) => parameter.name === name)?.value(String(shown[name]));
  return order.map(valueOf).join(",");
}

/** Another process like one, some of its sds to the right.
 * @param {Model} model
 * @param {{ [name: string]: string }} shown its parameters by their names
 * @param {{ sd: any }} process itself
 * @returns {{ [name: string]: string | number }} */
export function processBeside(model, shown, { sd }) {
  // A chance of heads has no room to the right of 1.
  if (model.trials) return { ...shown, mean: (Number(shown.mean) + 1) / 2 };
  if (inPlane(model)) return { ...shown, "mean-x": Number(shown["mean-x"]) + GAP * Number(shown["sd-x"]) };
  return { ...shown, mean: Number(shown.mean) + GAP * Number(shown.sd ?? sd) };
}
