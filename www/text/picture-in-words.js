// @ts-check
/* The picture in words, for screen readers. */

import { letterOf } from "./component-name.js";
import { inPlane } from "./dimension.js";
import { familyOf, textOfMean } from "./families.js";
import { PROBABILITY_DECIMALS, decimal, decimalsFor, decimalsOfSd, inWords, wholeNumbers } from "./format.js";
import { listed, planeInWords } from "./plane-in-words.js";

/** The picture's name and its description.
 * @param {Snapshot} snapshot
 * @param {Settings} settings
 * @param {Shape | null} shape
 * @param {string} colouredBy whose points are shown: those of the `estimate` or of the `truth`
 * @param {{ xMin: number, xMax: number } | null} axis */
export function pictureInWords(snapshot, settings, shape, colouredBy, axis) {
  if (!inPlane(settings)) return lineInWords(snapshot, settings, shape, colouredBy, axis);
  /** @type {any} */
  const [ofThePlane, its, margins] = [snapshot, settings, shape];
  return planeInWords(ofThePlane, its, margins, colouredBy);
}

/** Of points on a line.
 * @param {Snapshot} snapshot
 * @param {Settings} settings
 * @param {Shape | null} shape
 * @param {string} colouredBy whose points the bars show: those of the `estimate` or of the `truth`
 * @param {{ xMin: number, xMax: number } | null} axis */
function lineInWords({ n, components, effectiveCounts, truth }, settings, shape, colouredBy, axis) {
  const family = familyOf(settings);
  const decimals = decimalsFor(components.map(({ sd }) => sd));
  /** @param {number} mean */
  const beyond = (mean) => (!axis ? "" : mean < axis.xMin ? " (beyond the left end of the axis)" : mean >= axis.xMax ? " (beyond the right end of the axis)" : "");
  /** @param {ComponentNumbers} curve */
  const inNumbers = ({ weight, mean, sd }) => {
    const shown = textOfMean(settings, mean, decimals);
    const spread = family.hasSd ? `, sd ${decimal(sd, decimalsOfSd(sd, decimals))}` : "";
    return `weight ${decimal(weight, 2)}, ${family.mean} ${shown}${beyond(mean)}${spread}`;
  };
  const curves = components.map((curve, k) => `${letterOf(k)} with ${inNumbers(curve)}`);
  const means = components.map(({ mean }, k) => `${letterOf(k)} at ${decimal(mean, decimals)}${beyond(mean)}`);
  const fitted = settings.kMeans ? `The means: ${means.join("; ")}. The borders are halfway between.` : `The curves: ${curves.join("; ")}.`;
  const coloured = colouredBy === "truth" ? "coloured by whose points they truly are" : effectiveCounts ? "coloured by whose points they are" : "grey";
  const { bars, peaks } = shape ?? { bars: [], peaks: [] };
  const inBar = (/** @type {{ from: number, to: number }} */ { from, to }) => (family.counts ? wholeNumbers(from, to) : decimal((from + to) / 2, decimals));
  const tops = peaks.map((place) => inBar(bars[place]));
  const ends = (/** @type {number} */ least, /** @type {number} */ most) => (family.counts ? wholeNumbers(least, most) : `${decimal(least, decimals)} to ${decimal(most, decimals)}`);
  const reach = bars.length === 0 ? "" : `${bars.length === 1 ? "One bar" : `${decimal(bars.length, 0)} bars`}, ${coloured}, from ${ends(bars[0].from, bars[bars.length - 1].to)}`;
  const highest = tops.length > 1 ? `, with ${inWords(tops.length)} peaks, near ${listed(tops)}.` : `, highest near ${tops[0]}.`;
  const shown = settings.reveal && !settings.hide.includes("truth") ? truth : null;
  const truths = (shown ?? []).map((process, index) => `process ${index + 1} with ${inNumbers(process)}`);
  return {
    name: `Histogram of ${decimal(n, 0)} points${settings.unit ? ` (${settings.unit})` : ""} under ${settings.kMeans ? `${inWords(components.length)} means and their borders` : components.length === 1 ? "one curve" : `the curves of ${inWords(components.length)} components and their mixture`}`,
    words: [reach && reach + highest, fitted, truths.length > 0 && `The truth: ${truths.join("; ")}.`].filter(Boolean).join(" "),
  };
}
