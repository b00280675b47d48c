// @ts-check
/* Where values stand on the picture, in CSS pixels: the lab says where the plot's borders are, and
   between them the axes are straight. */

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

  /** A value's place from the left, held within the plot.
   * @param {number} value */
  across(value) {
    const { left, right, xMin } = this.frame;
    return Math.min(right, Math.max(left, left + (value - xMin) / this.perPixel));
  }

  /** The value at a place, held within the plot.
   * @param {number} px */
  valueAt(px) {
    const { left, xMin, xMax } = this.frame;
    return Math.min(xMax, Math.max(xMin, xMin + (px - left) * this.perPixel));
  }

  /** A density's place from the top, held within the plot.
   * @param {number} density */
  up(density) {
    const { top, bottom } = this.frame;
    return Math.max(top, bottom - density / this.densityPerPixel);
  }
}
