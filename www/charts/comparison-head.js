// @ts-check
/* The head of a comparison: a button that begins it, or cancels it while it runs, and a progress bar.
   One button for both, so that it keeps the focus. */

import { BY_HAND } from "../lab/comparisons.js";
import { decimal } from "../text/format.js";
import { wordFor } from "../text/words.js";
import { h, quietOutput, setText } from "../ui/dom.js";
import { quietButton } from "../ui/fields.js";

export class ComparisonHead {
  #underWay = false;
  #label = "";

  /** @param {{ begin: () => void, cancel: () => void, label: string, part: string }} on
   * @param {...Node} beside controls for what can be set before it begins */
  constructor({ begin, cancel, label, part }, ...beside) {
    this.button = quietButton("", () => (this.#underWay ? cancel() : begin()), { part });
    this.bar = h("progress", { max: 1, value: 0, "aria-label": label });
    this.percent = quietOutput();
    this.announced = h("p", { className: "unseen", role: "status" });
    this.node = h("div", { className: "comparing" }, ...beside, this.button, this.bar, this.percent, this.announced);
    this.name(label);
    this.show(null);
  }

  /** Sets the button's label, which it has while nothing is under way.
   * @param {string} label */
  name(label) {
    this.#label = label;
    if (!this.#underWay) setText(this.button, label);
  }

  /** Tells screen readers what was found.
   * @param {string} words */
  announce(words) {
    setText(this.announced, words);
  }

  /** @param {number | null} fraction null: nothing is under way */
  show(fraction) {
    this.#underWay = fraction !== null;
    setText(this.button, this.#underWay ? "Cancel" : this.#label);
    this.bar.classList.toggle("away", !this.#underWay);
    this.bar.value = fraction ?? 0;
    setText(this.percent, fraction === null ? "" : `${decimal(100 * fraction, 0)}\u00a0%`);
  }
}

/** The kind of start that a comparison begins from: the last named one, if the present start is by hand.
 * @param {string} start */
export function kindOfStart(start) {
  return start === BY_HAND ? "the last named kind" : `“${wordFor("start", start)}”`;
}
