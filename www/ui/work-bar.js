// @ts-check
/* How far long work has come, with a button that cancels it. */

import { h } from "./dom.js";
import { quietButton } from "./fields.js";

/** Shorter work shows no bar, which would only flicker. */
const SHOWN_AFTER_MS = 150;

export class WorkBar {
  /** @type {number | null} When the work that is under way began. */
  #since = null;

  /** @param {string} name
   * @param {() => void} cancel */
  constructor(name, cancel) {
    this.bar = h("progress", { max: 1, "aria-label": name });
    this.node = h("div", { className: "work", hidden: true }, this.bar, quietButton("Cancel", cancel));
  }

  /** @param {number | null} fraction null: no work is under way */
  show(fraction) {
    this.#since = fraction === null ? null : (this.#since ?? performance.now());
    this.bar.value = fraction ?? 0;
    this.node.hidden = this.#since === null || performance.now() - this.#since < SHOWN_AFTER_MS;
  }
}
