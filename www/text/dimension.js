// @ts-check
/* Whether the points are on a line or in the plane. */

/** Settings that do not say it are of points on a line.
 * @param {{ dim?: number }} settings */
export function inPlane({ dim }) {
  return dim === 2;
}

/** A scene of points in the plane as what it is.
 * @param {Scene} scene */
export function planeOf(scene) {
  return /** @type {PlaneScene} */ (/** @type {unknown} */ (scene));
}

/** The names of the axes in the plane. */
export const AXES = /** @type {const} */ (["x", "y"]);
