// @ts-check
/* From values to CSS pixels on the picture, and back. The lab says where the plot's borders are; between
   them both axes are linear. */

export class PlotAxes {
  /** @param {Plot} frame */
  constructor(frame) {
    this.frame = frame;
  }

  /** How much of the axis one pixel spans. */
  get perPixel() {
    const { left, right, xMin, xMax } = this.frame;
    return (xMax - xMin) / (right - left);
  }

  /** How much density one pixel spans. */
  get densityPerPixel() {
    const { top, bottom, yMax } = this.frame;
    return yMax / (bottom - top);
  }

  get span() {
    return this.frame.xMax - this.frame.xMin;
  }

  /** A value's place from the left, at most at the plot's borders.
   * @param {number} value */
  across(value) {
    const { left, right, xMin } = this.frame;
    return Math.min(right, Math.max(left, left + (value - xMin) / this.perPixel));
  }

  /** The value at a place, at most at the ends of the axis.
   * @param {number} px */
  valueAt(px) {
    const { left, xMin, xMax } = this.frame;
    return Math.min(xMax, Math.max(xMin, xMin + (px - left) * this.perPixel));
  }

  /** A density's place from the top, at most at the plot's top.
   * @param {number} density */
  up(density) {
    const { top, bottom } = this.frame;
    return Math.max(top, bottom - density / this.densityPerPixel);
  }
}
