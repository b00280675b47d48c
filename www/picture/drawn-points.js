// @ts-check
/* The points that are drawn by hand: whether EM can begin on them, and what the learner reads of them. */

import { count, inWords } from "../text/format.js";

/** @typedef {[number, number]} Pair */

/** Equal points have no spread: two must differ, whatever k is. */
const LEAST = 2;

/** How many different points EM needs.
 * @param {number} k */
export function needed(k) {
  return Math.max(LEAST, k);
}

/** Whether EM with k components can begin on these points.
 * @param {Pair[]} points
 * @param {number} k */
export function areEnough(points, k) {
  return new Set(points.map(String)).size >= needed(k);
}

/** How many there are, and what follows.
 * @param {Pair[]} points
 * @param {{ k: number, inLink: boolean }} as `inLink`: whether a link can carry them */
export function drawnInWords(points, { k, inLink }) {
  const { length } = points;
  const many = length === 0 ? "No points." : length === 1 ? "1 point." : `${count(length)} points.`;
  if (areEnough(points, k)) return inLink ? many : `${many} They are too many for a link.`;
  const fewer = k > LEAST ? ", or choose a smaller k" : "";
  return `${many} EM with ${k === 1 ? "one component" : `${inWords(k)} components`} needs ${inWords(needed(k))} different points: draw more${fewer}. Until then EM runs on the data from before, which come back when you end the drawing.`;
}
