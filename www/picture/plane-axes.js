// @ts-check
/* From points of the plane to CSS pixels on the picture, and back. The lab says where the plot's borders are;
   between them both axes are linear. */

export class PlaneAxes {
  /** @param {Plot} frame */
  constructor(frame) {
    this.frame = frame;
  }

  /** How long the axes are.
   * @returns {[number, number]} */
  get spans() {
    const { xMin, xMax, yMin, yMax } = this.frame;
    return [xMax - xMin, yMax - yMin];
  }

  /** How much of each axis one pixel spans.
   * @returns {[number, number]} */
  get perPixel() {
    const { left, right, top, bottom } = this.frame;
    const [x, y] = this.spans;
    return [x / (right - left), y / (bottom - top)];
  }

  /** A point's place from the left and from the top, at most at the plot's borders.
   * @param {[number, number]} point
   * @returns {[number, number]} */
  at([x, y]) {
    const { left, bottom, xMin, yMin } = this.frame;
    const [across, up] = this.perPixel;
    return this.within([left + (x - xMin) / across, bottom - (y - yMin) / up]);
  }

  /** A place moved to the plot, if it is beyond its borders.
   * @param {[number, number]} place
   * @returns {[number, number]} */
  within([x, y]) {
    const { left, right, top, bottom } = this.frame;
    return [Math.min(right, Math.max(left, x)), Math.min(bottom, Math.max(top, y))];
  }

  /** The point at a place, at most at the ends of the axes.
   * @param {number} px
   * @param {number} py
   * @returns {[number, number]} */
  pointAt(px, py) {
    const { left, bottom, xMin, yMin } = this.frame;
    const [x, y] = this.within([px, py]);
    const [across, up] = this.perPixel;
    return [xMin + (x - left) * across, yMin + (bottom - y) * up];
  }

  /** Whether a place is on the plot: beside it are the margins.
   * @param {number} px
   * @param {number} py */
  holds(px, py) {
    const { left, right, top, bottom } = this.frame;
    return px >= left && px <= right && py >= top && py <= bottom;
  }
}
