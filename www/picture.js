// @ts-check
/* The picture's frame: it asks the lab for one drawing a frame at most, at the display's own
   sharpness, and for none while the picture cannot be seen or has nothing new to show. */

import { h, nextFrame, windowOf } from "./dom.js";

/** Curves are smooth from two device pixels to the CSS pixel on. */
const LEAST_RATIO = 2;

export class Picture {
  /** Takes back the frame that is asked for.
   * @type {(() => void) | null} */
  #frame = null;
  #dirty = true;
  #visible = true;
  /** @type {(() => void)[]} */
  #watching = [];

  /** @param {(canvas: HTMLCanvasElement, width: number, height: number, ratio: number) => boolean} draw
   *   says whether it is still on its way, and wants the next frame too */
  constructor(draw) {
    this.draw = draw;
    this.canvas = h("canvas", { tabIndex: 0, role: "img", "aria-label": "The picture is being drawn.", dir: "ltr" });
    this.node = h("div", { className: "picture" }, this.canvas);
  }

  /** @param {string} words what stands in for the picture where it cannot be seen */
  describe(words) {
    if (this.canvas.getAttribute("aria-label") !== words) this.canvas.setAttribute("aria-label", words);
  }

  /** Draws in the next frame. */
  invalidate() {
    this.#dirty = true;
    if (this.#visible) this.#frame ??= nextFrame(this.node, () => this.paint());
  }

  /** Draws now: for those who are within a frame already, and for the first picture. */
  paint() {
    this.#frame?.();
    this.#frame = null;
    const { clientWidth, clientHeight } = this.node;
    if (!this.#visible || clientWidth === 0 || clientHeight === 0) return;
    this.#dirty = false;
    if (this.draw(this.canvas, clientWidth, clientHeight, Math.max(windowOf(this.node).devicePixelRatio, LEAST_RATIO))) this.invalidate();
  }

  /** Follows the box, the display and the view port, in the window that it is shown in now. */
  watch() {
    const { ResizeObserver, IntersectionObserver } = windowOf(this.node);
    const box = new ResizeObserver(() => this.invalidate());
    box.observe(this.node);
    const sight = new IntersectionObserver((entries) => {
      this.#visible = entries[entries.length - 1].isIntersecting;
      if (this.#visible && this.#dirty) this.invalidate();
    });
    sight.observe(this.node);
    this.#watching = [() => box.disconnect(), () => sight.disconnect(), this.#watchRatio()];
  }

  unwatch() {
    for (const stop of this.#watching) stop();
    this.#watching = [];
    this.#frame?.();
    this.#frame = null;
    this.#visible = true;
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
