// @ts-check
/* Whether a part of the lab is in sight: a run writes into those that are, and the others hear of it
   when they come into sight, or when it rests. */

import { windowOf } from "./dom.js";

export class Sight {
  /** Unless it is known otherwise. */
  inSight = true;
  /** @type {IntersectionObserver | null} */
  #watching = null;

  /** @param {Element} node
   * @param {() => void} came it has come into sight */
  constructor(node, came) {
    this.node = node;
    this.came = came;
  }

  /** From here on it counts as out of sight until it is known to be in. */
  watch() {
    this.inSight = false;
    this.#watching = new (windowOf(this.node).IntersectionObserver)((entries) => {
      const before = this.inSight;
      this.inSight = entries[entries.length - 1].isIntersecting;
      if (this.inSight && !before) this.came();
    });
    this.#watching.observe(this.node);
  }

  unwatch() {
    this.#watching?.disconnect();
    this.#watching = null;
    this.inSight = true;
  }
}
