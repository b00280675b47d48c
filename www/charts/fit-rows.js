// @ts-check
/* The fits of a comparison as the rows of a table. On a line a row is a k with its criteria; in the plane it has a
   cell for each type of covariance, as R's mclust shows them. */

import { decimal } from "../text/format.js";
import { wordsOf } from "../text/words.js";
import { h, letterTag } from "../ui/dom.js";
import { changing, quietButton } from "../ui/fields.js";
import { tableRow } from "../ui/table.js";
import { term } from "../ui/terms.js";
import { onFewPoints } from "./few-points.js";

const CRITERIA = /** @type {const} */ (["log-likelihood", "AIC", "BIC"]);

/** @typedef {{ fits: FitRow[], n: number, aic: FitRow | null, bic: FitRow | null, take: (fit: FitRow) => void }} Fits */

/** Whether they are of several types of covariance.
 * @param {FitRow[]} fits */
export function areTyped(fits) {
  return fits.some(({ covariance }) => covariance !== null);
}

/** What a fit is called: “k = 3”, or “k = 3, circles”.
 * @param {FitRow} fit */
export function nameOf({ k, covariance }) {
  return covariance === null ? `k = ${k}` : `k = ${k}, ${wordsOf("covariance")?.[covariance] ?? covariance}`;
}

/** @param {FitRow[]} fits */
export function headsOf(fits) {
  const words = wordsOf("covariance") ?? {};
  return ["k", ...(areTyped(fits) ? typesOf(fits).map((type) => words[type] ?? type) : CRITERIA.map((name) => term(name)))];
}

/** @param {Fits} of */
export function rowsOf(of) {
  return areTyped(of.fits) ? gridOf(of) : of.fits.map((fit) => criteriaOf(fit, of));
}

/** @param {FitRow} fit
 * @param {Fits} of */
function criteriaOf(fit, { n, aic, bic, take }) {
  const button = quietButton(String(fit.k), () => take(fit), { title: `Take the fit with k = ${fit.k} into the lab`, "aria-label": `k = ${fit.k}: take this fit into the lab` });
  const logLikelihood = h("td", {}, decimal(fit.meanLogLikelihood * n, 1), collapsed(fit), fewPoints(fit));
  const cells = [logLikelihood, measured(fit.aic, fit === aic), measured(fit.bic, fit === bic)];
  return tableRow(changing("k start-seed", button), cells, { "data-k": fit.k });
}

/** A row for each k: at its head the best of its fits by BIC, in each cell a type with BIC and, smaller, AIC.
 * @param {Fits} of */
function gridOf({ fits, n, aic, bic, take }) {
  const ks = [...new Set(fits.map(({ k }) => k))];
  return ks.map((k) => {
    const row = typesOf(fits).map((type) => fits.find((fit) => fit.k === k && fit.covariance === type));
    const sound = row.filter((fit) => fit !== undefined);
    const standing = sound.filter(({ onFloor }) => onFloor.length === 0);
    const best = (standing.length > 0 ? standing : sound).reduce((least, fit) => (fit.bic < least.bic ? fit : least));
    const head = quietButton(String(k), () => take(best), { title: `Take the best fit with k = ${k} into the lab`, "aria-label": `${nameOf(best)}: take this fit into the lab` });
    const cells = row.map((fit) => {
      if (!fit) return h("td", {});
      const words = `${nameOf(fit)}: BIC ${decimal(fit.bic, 1)}, AIC ${decimal(fit.aic, 1)}, log-likelihood ${decimal(fit.meanLogLikelihood * n, 1)}`;
      const button = quietButton(decimal(fit.bic, 1), () => take(fit), { title: words, "aria-label": `${words}; take this fit into the lab` });
      const small = h("span", { className: fit === aic ? "also least-aic" : "also" }, decimal(fit.aic, 1), fit === aic && h("span", { className: "unseen" }, ", the lowest AIC"));
      const lowest = fit === bic && h("span", { className: "unseen" }, "the lowest BIC");
      return h("td", { className: fit === bic ? "least" : "", "data-covariance": fit.covariance }, changing("k covariance start-seed", button), lowest, small, collapsed(fit), fewPoints(fit));
    });
    return tableRow(changing("k covariance start-seed", head), cells, { "data-k": k });
  });
}

/** The types of covariance, from the most free one on.
 * @param {FitRow[]} fits
 * @returns {string[]} */
function typesOf(fits) {
  return [...new Set(fits.map(({ covariance }) => covariance ?? ""))];
}

/** @param {FitRow} fit */
function collapsed({ onFloor }) {
  return onFloor.length > 0 && h("span", { className: "collapsed" }, "collapsed");
}

/** @param {number} value
 * @param {boolean} least */
function measured(value, least) {
  return h("td", { className: least ? "least" : "" }, decimal(value, 1), least && h("span", { className: "unseen" }, ", the lowest"));
}

/** The components that have only a few points: a short note, which opens to the full one.
 * @param {FitRow} fit */
function fewPoints({ standsOn }) {
  const short = h("summary", {}, ...standsOn.map(({ component }) => letterTag(component)), " on few points");
  return standsOn.length > 0 && h("details", { className: "few" }, short, ...onFewPoints(standsOn));
}
