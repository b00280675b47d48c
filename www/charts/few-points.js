// @ts-check
/* A note on components that have one point only, or a few that are nearly equal. Such a fit may be a
   spurious maximum: its likelihood is high because the component is narrow, not because there is a group. */

import { figures } from "../text/format.js";
import { letterTag } from "../ui/dom.js";

const DIGITS = 5;

/** @param {StandsOn[]} standsOn
 * @returns {(Node | string)[]} */
export function onFewPoints(standsOn) {
  return standsOn.flatMap(({ component, values }) => [
    letterTag(component),
    values.length === 1 ? ` stands on one point, ${placeOf(values[0])}. ` : ` stands on ${values.length} nearly equal points: ${values.map(placeOf).join(", ")}. `,
  ]);
}

/** A value, or a point in the plane.
 * @param {number | [number, number]} value */
function placeOf(value) {
  return typeof value === "number" ? figures(value, DIGITS) : `(${value.map((of) => figures(of, DIGITS)).join(", ")})`;
}
