// @ts-check
/* The scrubber: a slider over all half-steps taken. Going back keeps the later half-steps, until the start, the
   model or the data change. */

import { lockedAmong } from "../lab/lock.js";
import { decimal } from "../text/format.js";
import { halfStepBefore, nameOfHalfStep } from "../text/half-steps.js";
import { h, quietOutput, setAttribute, setText } from "../ui/dom.js";
import { onceAFrame } from "../ui/latest.js";
import { keepCount } from "../ui/rows.js";

/** With more half-steps than this the marks would run together. */
const MOST_MARKS = 40;

export class Scrubber {
  /** @type {HTMLElement[]} One per half-step. */
  #marks = [];

  /** @param {(position: number) => void} seek */
  constructor(seek) {
    const go = onceAFrame(() => this.node, seek);
    this.input = h("input", { type: "range", min: "0", step: "1", part: "scrubber", "aria-label": "Half-steps taken", oninput: () => go(Number(this.input.value)) });
    this.marks = h("span", { className: "marks", "aria-hidden": "true" });
    this.at = quietOutput();
    this.node = h("div", { className: "scrubber", dir: "ltr" }, h("span", { className: "track" }, this.marks, this.input), this.at);
  }

  /** @param {Scene} scene */
  show({ snapshot, settings, last }) {
    const { position } = snapshot;
    setAttribute(this.input, "max", String(last));
    this.input.value = String(position);
    this.input.disabled = last === 0 || lockedAmong(settings, "step").length > 0;
    setAttribute(this.input, "aria-valuetext", `${nameOfHalfStep(position)}, ${decimal(position, 0)} of ${decimal(last, 0)}`);
    setText(this.at, `${decimal(position, 0)} / ${decimal(last, 0)}`);
    this.at.title = "half-steps: here, and taken";
    keepCount(this.#marks, last > MOST_MARKS ? 0 : last + 1, (index) => this.marks.appendChild(h("span", { className: `mark ${halfStepBefore(index)}` })));
    this.#marks.forEach((mark, index) => mark.classList.toggle("done", index <= position));
  }
}
