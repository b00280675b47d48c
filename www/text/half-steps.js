// @ts-check
/* The half-steps by their names: at position 0 is the start, at odd positions an E step, at even ones an M step. */

import { decimal } from "./format.js";

/** Which half-step led to a position: at 0 none.
 * @param {number} position */
export function halfStepBefore(position) {
  return position === 0 ? "start" : position % 2 === 1 ? "E" : "M";
}

/** @param {number} position */
export function nameOfHalfStep(position) {
  const before = halfStepBefore(position);
  return before === "start" ? "the start" : `after ${before} step ${decimal(Math.ceil(position / 2), 0)}`;
}
