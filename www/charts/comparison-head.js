// @ts-check
/* The head of a comparison: one button that begins it and, while it goes on, cancels it, with a bar
   beside it that says how far it has come. Begun and cancelled in one place, the focus stays. */

import { BY_HAND } from "../lab/comparisons.js";
import { decimal } from "../text/format.js";
import { wordFor } from "../text/words.js";
import { h, quietOutput, setText } from "../ui/dom.js";
import { quietButton } from "../ui/fields.js";

export class ComparisonHead {
  #underWay = false;
  #label = "";

  /** @param {{ begin: () => void, cancel: () => void, label: string, part: string }} on
   * @param {...Node} beside what may be set before it begins */
  constructor({ begin, cancel, label, part }, ...beside) {
    this.button = quietButton("", () => (this.#underWay ? cancel() : begin()), { part });
    this.bar = h("progress", { max: 1, value: 0, "aria-label": label });
    this.far = quietOutput();
    this.told = h("p", { className: "unseen", role: "status" });
    this.node = h("div", { className: "comparing" }, ...beside, this.button, this.bar, this.far, this.told);
    this.name(label);
    this.show(null);
  }

  /** What the button says while nothing is under way.
   * @param {string} label */
  name(label) {
    this.#label = label;
    if (!this.#underWay) setText(this.button, label);
  }

  /** What was found, for those who do not see it appear.
   * @param {string} words */
  tell(words) {
    setText(this.told, words);
  }

  /** @param {number | null} fraction null: nothing is under way */
  show(fraction) {
    this.#underWay = fraction !== null;
    setText(this.button, this.#underWay ? "Cancel" : this.#label);
    this.bar.classList.toggle("away", !this.#underWay);
    this.bar.value = fraction ?? 0;
    setText(this.far, fraction === null ? "" : `${decimal(100 * fraction, 0)}\u00a0%`);
  }
}

/** The kind of start that a comparison begins from: the last that has a name, where the present one has none.
 * @param {string} start */
export function kindOfStart(start) {
  return start === BY_HAND ? "the last named kind" : `“${wordFor("start", start)}”`;
}
