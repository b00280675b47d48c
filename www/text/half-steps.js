// @ts-check
/* The names of half-steps. Position 0 is the start; an E step leads to each odd position, an M step to each even one. */

import { decimal } from "./format.js";

/** The half-step that leads to a position; none leads to 0.
 * @param {number} position */
export function halfStepBefore(position) {
  return position === 0 ? "start" : position % 2 === 1 ? "E" : "M";
}

/** @param {number} position */
export function nameOfHalfStep(position) {
  const before = halfStepBefore(position);
  return before === "start" ? "the start" : `after ${before} step ${decimal(Math.ceil(position / 2), 0)}`;
}
