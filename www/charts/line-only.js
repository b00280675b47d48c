// @ts-check
/* What there is for points on a line alone, as yet. */

import { inPlane } from "../text/dimension.js";

/** Whether a scene has it.
 * @param {Pick<Scene, "settings">} scene */
export function lineOnly({ settings }) {
  return !inPlane(settings);
}
