// @ts-check
/* The picture of the plane in words, for screen readers. */

import { letterOf } from "./component-name.js";
import { AXES } from "./dimension.js";
import { decimal, decimalsFor, inWords } from "./format.js";
import { decimalsOf, parametersOf, textOf } from "./parameters.js";

/** Decimals of a correlation and of a weight, as they are said. */
const DECIMALS = 2;
/** To choose decimals, the width of a bar counts as a quarter of an sd. */
export const BAR_WIDTHS_IN_AN_SD = 4;

/** The picture's name and its description.
 * @param {PlaneSnapshot} snapshot
 * @param {PlaneSettings} settings
 * @param {PlaneShape | null} shape
 * @param {string} colouredBy whose points are shown: those of the `estimate` or of the `truth` */
export function planeInWords({ n, components, effectiveCounts, truth }, settings, shape, colouredBy) {
  const shared = decimalsOf(components);
  const [[, meanX, sdX], [, meanY, sdY]] = parametersOf(settings);
  /** @param {PlaneComponent} component */
  const place = (component) => `(${textOf(meanX, component, shared)}, ${textOf(meanY, component, shared)})`;
  /** @param {PlaneComponent} component */
  const inNumbers = (component) =>
    `weight ${decimal(component.weight, DECIMALS)}, mean ${place(component)}, sds ${textOf(sdX, component, shared)} and ${textOf(sdY, component, shared)}, correlation ${decimal(component.rho, DECIMALS)}`;
  const ellipses = components.map((component, k) => `${letterOf(k)} with ${inNumbers(component)}`);
  const means = components.map((component, k) => `${letterOf(k)} at ${place(component)}`);
  const fitted = settings.kMeans ? `The means: ${means.join("; ")}. The borders are halfway between.` : `The ellipses: ${ellipses.join("; ")}.`;
  const holds = !settings.kMeans && settings.mass ? `Each ellipse holds ${settings.mass} % of its component.` : "";
  const coloured = colouredBy === "truth" ? "coloured by whose they truly are" : effectiveCounts ? "coloured by whose they are" : "grey";
  const { margins } = shape ?? { margins: [] };
  const spread = margins.map(({ bars, peaks }, axis) => spreadInWords(AXES[axis], bars, peaks));
  const shown = settings.reveal && !settings.hide.includes("truth") ? truth : null;
  const truths = (shown ?? []).map((process, index) => `process ${index + 1} with ${inNumbers(process)}`);
  const measured = settings.units.some((unit, axis) => unit !== "" && unit !== AXES[axis]) ? ` (${settings.units.join(", ")})` : "";
  const under = settings.kMeans ? `${inWords(components.length)} means and their borders` : components.length === 1 ? "one ellipse" : `the ellipses of ${inWords(components.length)} components`;
  return {
    name: `${decimal(n, 0)} points in the plane${measured} under ${under}`,
    words: [`The points are ${coloured}.`, ...spread, fitted, holds, truths.length > 0 && `The truth: ${truths.join("; ")}.`].filter(Boolean).join(" "),
  };
}

/** From where to where the points lie on one axis, and where most of them are.
 * @param {string} axis
 * @param {Shape["bars"]} bars
 * @param {number[]} peaks */
function spreadInWords(axis, bars, peaks) {
  if (bars.length === 0) return "";
  const decimals = decimalsFor([BAR_WIDTHS_IN_AN_SD * (bars[0].to - bars[0].from)]);
  const tops = peaks.map((place) => decimal((bars[place].from + bars[place].to) / 2, decimals));
  const most = tops.length > 1 ? `with ${inWords(tops.length)} peaks, near ${listed(tops)}` : `most of them near ${tops[0]}`;
  return `Along ${axis} they lie from ${decimal(bars[0].from, decimals)} to ${decimal(bars[bars.length - 1].to, decimals)}, ${most}.`;
}

/** @param {string[]} words */
export function listed(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}` : words.join("");
}
