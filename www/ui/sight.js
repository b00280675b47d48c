// @ts-check
/* Whether a part of the lab is in sight. A run updates only the parts that are; the others are updated
   when they come into sight, or when the run stops. */

import { windowOf } from "./dom.js";

export class Sight {
  /** True while nothing is observed: before `watch` and after `unwatch`. */
  inSight = true;
  /** @type {IntersectionObserver | null} */
  #observer = null;

  /** @param {Element} node
   * @param {() => void} appeared called when it comes into sight */
  constructor(node, appeared) {
    this.node = node;
    this.appeared = appeared;
  }

  /** Until the observer has reported, it counts as out of sight. */
  watch() {
    this.inSight = false;
    this.#observer = new (windowOf(this.node).IntersectionObserver)((entries) => {
      const before = this.inSight;
      this.inSight = entries[entries.length - 1].isIntersecting;
      if (this.inSight && !before) this.appeared();
    });
    this.#observer.observe(this.node);
  }

  unwatch() {
    this.#observer?.disconnect();
    this.#observer = null;
    this.inSight = true;
  }
}
