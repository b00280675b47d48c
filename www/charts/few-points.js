// @ts-check
/* A component that stands on one point, or on a few that are nearly equal: no group, perhaps, but a
   likelihood that grew by being narrow. Whoever compares fits should know. */

import { figures } from "../text/format.js";
import { letterTag } from "../ui/dom.js";

/** @param {StandsOn[]} standsOn
 * @returns {(Node | string)[]} */
export function onFewPoints(standsOn) {
  return standsOn.flatMap(({ component, values }) => [
    letterTag(component),
    values.length === 1 ? ` stands on one point, ${figures(values[0], 5)}. ` : ` stands on ${values.length} nearly equal points: ${values.map((value) => figures(value, 5)).join(", ")}. `,
  ]);
}
