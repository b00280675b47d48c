// @ts-check
/* The picture's frame: it asks the lab for one drawing a frame at most, at the display's own
   sharpness, and for none while the picture cannot be seen or has nothing new to show. */

import { h, nextFrame, windowOf } from "./dom.js";
import { Sight } from "./sight.js";

/** Curves are smooth from two device pixels to the CSS pixel on. */
const LEAST_RATIO = 2;

export class CanvasView {
  /** Takes back the frame that is asked for.
   * @type {(() => void) | null} */
  #frame = null;
  #dirty = true;
  /** The box as it was last laid out: asked for in a frame that has written something, it would be
   * laid out once more. */
  #box = { width: 0, height: 0 };
  /** @type {(() => void)[]} */
  #watching = [];

  /** @param {(canvas: HTMLCanvasElement, width: number, height: number, ratio: number) => boolean} draw
   *   says whether it is still on its way, and wants the next frame too */
  constructor(draw) {
    this.draw = draw;
    this.canvas = h("canvas", { tabIndex: 0, role: "img", "aria-label": "The picture is being drawn.", dir: "ltr" });
    this.node = h("div", { className: "picture" }, this.canvas);
    this.sight = new Sight(this.node, () => this.#dirty && this.invalidate());
  }

  /** @param {string} words what stands in for the picture where it cannot be seen */
  describe(words) {
    if (this.canvas.getAttribute("aria-label") !== words) this.canvas.setAttribute("aria-label", words);
  }

  /** Draws in the next frame. */
  invalidate() {
    this.#dirty = true;
    if (this.sight.inSight) this.#frame ??= nextFrame(this.node, () => this.paint());
  }

  /** Draws now: for those who are within a frame already, and for the first picture. */
  paint() {
    this.#frame?.();
    this.#frame = null;
    if (!this.sight.inSight) return;
    if (this.#box.width === 0) this.measure();
    const { width, height } = this.#box;
    if (width === 0 || height === 0) return;
    this.#dirty = false;
    if (this.draw(this.canvas, width, height, Math.max(windowOf(this.node).devicePixelRatio, LEAST_RATIO))) this.invalidate();
  }

  /** Takes the box's size. */
  measure() {
    const { clientWidth, clientHeight } = this.node;
    this.#box = { width: clientWidth, height: clientHeight };
  }

  /** Follows the box, the display and the view port, in the window that it is shown in now. */
  watch() {
    const box = new (windowOf(this.node).ResizeObserver)(() => {
      this.measure();
      this.invalidate();
    });
    box.observe(this.node);
    this.sight.watch();
    this.#watching = [() => box.disconnect(), () => this.sight.unwatch(), this.#watchRatio()];
  }

  unwatch() {
    for (const stop of this.#watching) stop();
    this.#watching = [];
    this.#frame?.();
    this.#frame = null;
    this.#box = { width: 0, height: 0 };
  }

  /** A media query knows one ratio only: after each change it is put anew. */
  #watchRatio() {
    const shown = windowOf(this.node);
    /** @type {MediaQueryList} */
    let query;
    const put = () => {
      query = shown.matchMedia(`(resolution: ${shown.devicePixelRatio}dppx)`);
      query.addEventListener("change", changed, { once: true });
    };
    const changed = () => {
      this.invalidate();
      put();
    };
    put();
    return () => query.removeEventListener("change", changed);
  }
}