// @ts-check
/* How good the fit is, in the numbers that statisticians use. */

import { PER_POINT_DECIMALS, decimal } from "../text/format.js";

const TOTAL_DECIMALS = 2;

/** The list's entries, in order. */
export const MEASURES = [
  { label: "log-likelihood", title: "of all points, in nats" },
  { label: "per point", title: "the log-likelihood divided by the number of points" },
  { label: "objective", title: "per point: what EM climbs here, which is not the log-likelihood alone" },
  { label: "lower bound", title: "per point: E closes it up to the objective, M raises it" },
  { label: "AIC", title: "lower is better" },
  { label: "BIC", title: "lower is better" },
  { label: "iteration", title: "whole iterations done" },
  { label: "status", title: "whether EM is done" },
];

const STATUSES = {
  running: "not yet converged",
  converged: "converged",
  "max-iterations": "at the limit of iterations",
  empty: "a component is empty",
};

/** The objective's place in the list: its label depends on the settings. */
export const OBJECTIVE = MEASURES.findIndex(({ label }) => label === "objective");

/** The list's values in the same order; null where there is nothing to show.
 * @param {Snapshot} snapshot
 * @returns {(string | null)[]} */
export function measuresOf(snapshot) {
  const { logLikelihood, meanLogLikelihood, objective, lowerBound, aic, bic, iteration, position, next } = snapshot;
  const half = next === "M" ? " and a half" : "";
  const status = position === 0 && snapshot.status === "running" ? "at the start" : STATUSES[snapshot.status];
  return [
    decimal(logLikelihood, TOTAL_DECIMALS),
    decimal(meanLogLikelihood, PER_POINT_DECIMALS),
    objective === meanLogLikelihood ? null : decimal(objective, PER_POINT_DECIMALS),
    lowerBound === null ? null : decimal(lowerBound, PER_POINT_DECIMALS),
    decimal(aic, TOTAL_DECIMALS),
    decimal(bic, TOTAL_DECIMALS),
    `${decimal(iteration, 0)}${half}`,
    status,
  ];
}
