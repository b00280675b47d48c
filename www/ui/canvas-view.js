// @ts-check
/* A canvas and when to draw on it: at most once a frame, at the display's own resolution, and not
   while it is out of sight or nothing has changed. */

import { h, nextFrame, windowOf } from "./dom.js";
import { Sight } from "./sight.js";

/** With at least two device pixels to a CSS pixel, curves look smooth. */
const LEAST_RATIO = 2;

export class CanvasView {
  /** Cancels the requested frame; null: none is requested.
   * @type {(() => void) | null} */
  #frame = null;
  #dirty = true;
  /** The box's size, as last measured: to measure it in a frame that has already changed elements
   * would cost another layout. */
  #box = { width: 0, height: 0 };
  /** @type {(() => void)[]} */
  #watching = [];

  /** @param {(to: PageCanvas) => boolean} draw
   *   returns whether the picture is still in motion and needs the next frame too */
  constructor(draw) {
    this.draw = draw;
    this.canvas = h("canvas", { tabIndex: 0, role: "img", "aria-label": "The picture is being drawn.", dir: "ltr" });
    this.node = h("div", { className: "picture" }, this.canvas);
    this.sight = new Sight(this.node, () => this.#dirty && this.invalidate());
  }

  /** @param {string} words what a screen reader says for the picture */
  describe(words) {
    if (this.canvas.getAttribute("aria-label") !== words) this.canvas.setAttribute("aria-label", words);
  }

  /** Draws in the next frame. */
  invalidate() {
    this.#dirty = true;
    if (this.sight.inSight) this.#frame ??= nextFrame(this.node, () => this.paint());
  }

  /** Draws now: for callers that are within a frame already, and for the first picture. */
  paint() {
    this.#frame?.();
    this.#frame = null;
    if (!this.sight.inSight) return;
    if (this.#box.width === 0) this.measure();
    const { width, height } = this.#box;
    if (width === 0 || height === 0) return;
    this.#dirty = false;
    const ratio = Math.max(windowOf(this.node).devicePixelRatio, LEAST_RATIO);
    if (this.draw({ canvas: this.canvas, width, height, ratio })) this.invalidate();
  }

  /** Measures the box. */
  measure() {
    const { clientWidth, clientHeight } = this.node;
    this.#box = { width: clientWidth, height: clientHeight };
  }

  /** Draws again when the box or the display's resolution changes, and when the box comes into sight,
   * in the window that shows it now. */
  watch() {
    const box = new (windowOf(this.node).ResizeObserver)(() => {
      const { width, height } = this.#box;
      this.measure();
      if (width !== this.#box.width || height !== this.#box.height) this.invalidate();
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

  /** A media query is about one ratio: after each change another is needed. */
  #watchRatio() {
    const view = windowOf(this.node);
    /** @type {MediaQueryList} */
    let query;
    const watch = () => {
      query = view.matchMedia(`(resolution: ${view.devicePixelRatio}dppx)`);
      query.addEventListener("change", changed, { once: true });
    };
    const changed = () => {
      this.invalidate();
      watch();
    };
    watch();
    return () => query.removeEventListener("change", changed);
  }
}
