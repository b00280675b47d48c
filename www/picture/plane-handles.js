// @ts-check
/* The handles in the plane: for each component its mean, the axes of its ellipse and its weight. Moving one starts EM
   from there. */

import { lockedAmong } from "../lab/lock.js";
import { decimalsOnAxis } from "../text/format.js";
import { h, windowOf } from "../ui/dom.js";
import { onceAFrame } from "../ui/latest.js";
import { giveToNearest } from "../ui/nearest.js";
import { keepCount } from "../ui/rows.js";
import { EllipseHandle } from "./ellipse-handle.js";

/** @typedef {import("./plane-axes.js").PlaneAxes} PlaneAxes */

/** The numbers of a drawn ellipse: its mean, the end of its long axis, the end of its short one. */
const NUMBERS = 6;

export class PlaneHandles {
  /** @type {EllipseHandle[]} */
  #components = [];
  #size = 24;

  /** @param {{ touch: (k: number, names: PlaneParameter[], values: number[]) => void,
   *   touchAxes: (k: number, long: number, short: number, angle: number) => void, fixAxes: (fixed: boolean) => void }} on
   *   `fixAxes`: while a handle is dragged the axes must not change */
  constructor(on) {
    this.on = { touch: onceAFrame(() => this.node, on.touch), touchAxes: onceAFrame(() => this.node, on.touchAxes) };
    this.node = h("div", {
      className: "grips-over",
      part: "handles",
      role: "group",
      "aria-label": "Handles",
      dir: "ltr",
      onpointerdown: () => on.fixAxes(true),
      onlostpointercapture: () => on.fixAxes(false),
    });
    this.node.addEventListener("pointerdown", giveToNearest, true);
  }

  /** Makes the handles: that does not need the picture to be drawn.
   * @param {PlaneScene} scene */
  lay({ snapshot: { components }, settings }) {
    const shown = !settings.hide.includes("model") && lockedAmong(settings, "start").length === 0;
    keepCount(this.#components, shown ? components.length : 0, (k) => this.#make(k));
    for (const handle of this.#components) handle.lay(settings, components.length);
    this.node.hidden = this.#components.length === 0;
  }

  /** Reads from the style sheet how large a handle is: it depends on the theme and the box. */
  measure() {
    this.#size = parseFloat(windowOf(this.node).getComputedStyle(this.node).lineHeight);
  }

  /** @param {PlaneScene} scene
   * @param {PlaneAxes} axes
   * @param {number[]} drawn */
  show({ snapshot: { components }, running: quiet }, axes, drawn) {
    const [x, y] = axes.spans;
    /** @type {[number, number]} */
    const decimals = [decimalsOnAxis(x), decimalsOnAxis(y)];
    this.#components.forEach((handle, k) => {
      const [across, down, longX, longY, shortX, shortY] = drawn.slice(NUMBERS * k);
      const [long, short] = [Math.hypot(longX - across, longY - down), Math.hypot(shortX - across, shortY - down)];
      const angle = Math.atan2(down - longY, longX - across);
      handle.show(components[k], { centre: [across, down], long, short, angle }, axes, { decimals, size: this.#size, quiet });
    });
  }

  /** @param {number} k */
  #make(k) {
    const handle = new EllipseHandle(k, this.on);
    this.node.append(...handle.nodes);
    return handle;
  }
}
