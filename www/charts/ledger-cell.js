// @ts-check
/* A cell of the ledger: a number, or a field in which somebody types it and learns whether it is right. */

import { h, setText } from "../ui/dom.js";

/** What is said beside a field. */
const WORDS = { right: "right", "too few digits": "more digits", "not yet": "not yet" };

/** Where a cell is: in a row, in the line of sums, or among the next parameters; `group` is a place among the groups.
 * @typedef {{ kind: "row" | "sum" | "next", group: number, k: number, row: number, label: string }} Place */

export class LedgerCell {
  /** @type {import("./ledger-columns.js").Shown | null} */
  #shown = null;
  /** What is said of the typed number; null while there is none.
   * @type {Typed | null} */
  verdict = null;

  /** @param {Place} place
   * @param {"shown" | "field" | "blank"} form
   * @param {(label: string, text: string, shown: import("./ledger-columns.js").Shown) => Typed | null} judge null: it is no number */
  constructor(place, form, judge) {
    this.place = place;
    this.form = form;
    this.judge = judge;
    this.field = form === "field" ? this.#makeField() : null;
    this.said = h("span", { className: "said", "aria-hidden": "true" });
    this.node = h("td", {}, this.field, this.field && this.said);
  }

  #makeField() {
    return h("input", {
      type: "text",
      inputMode: "text",
      autocomplete: "off",
      spellcheck: false,
      size: 6,
      "aria-label": this.place.label,
      onchange: () => this.check(),
      oninput: () => this.#say(null),
      onopened: () => this.clear(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.clear(),
    });
  }

  /** @param {import("./ledger-columns.js").Shown} shown
   * @param {boolean} there whether the half-step that makes the number has been taken */
  show(shown, there) {
    this.#shown = shown;
    if (this.form === "shown") setText(this.node, there ? shown.text : "");
  }

  /** Whether its number can be read. */
  get open() {
    return this.form === "shown" && this.node.textContent !== "";
  }

  /** Judges what is typed. */
  check() {
    const text = this.field?.value.trim() ?? "";
    const verdict = text === "" || !this.#shown ? null : this.judge(this.place.label, text, this.#shown);
    this.#say(verdict);
    if (text !== "" && verdict === null) this.field?.setAttribute("aria-invalid", "true");
  }

  /** Takes away what was typed. */
  clear() {
    if (!this.field || this.field.value === "") return;
    this.field.value = "";
    this.#say(null);
  }

  /** @param {Typed | null} verdict */
  #say(verdict) {
    this.verdict = verdict;
    this.field?.removeAttribute("aria-invalid");
    this.node.dataset.verdict = verdict ?? "";
    setText(this.said, verdict ? WORDS[verdict] : "");
  }
}
