// @ts-check
/* The first lines of a text as they were understood, as a table: a click on a column's head takes it,
   a click on a line's number leaves the line out. All texts are a person's own, shown as text. */

import { h, unseen } from "../ui/dom.js";
import { scroller } from "../ui/scroller.js";

/** What a line was taken for, in a word beside its number. */
const ROLES = { above: "above the table", names: "names", skipped: "left out by hand", numbers: "", "left-out": "left out: no number" };
/** As many columns as a person looks through; the list of columns has all. */
const SHOWN = 40;

export class FirstLines {
  /** @param {{ take: (column: string) => void, skip: (lines: number[]) => void }} on */
  constructor(on) {
    this.on = on;
    this.table = h("table", {});
    this.node = scroller("The first lines, as they were read", this.table, "first-lines scrolls");
  }

  /** @param {ImportReport} reading */
  show(reading) {
    const { lines, columns, place, labels } = reading;
    const root = /** @type {Document | ShadowRoot} */ (this.node.getRootNode());
    const focused = root.activeElement instanceof HTMLElement && this.node.contains(root.activeElement) ? root.activeElement.dataset.key : undefined;
    const width = Math.min(SHOWN, Math.max(...lines.map(({ cells }) => cells.length), 0));
    const heads = columns.slice(0, place === null ? 0 : width).map((name, j) =>
      h("th", { scope: "col", className: j === place ? "taken" : "" }, this.#head(name, j === place), name === labels && h("small", {}, "labels")),
    );
    this.table.replaceChildren(
      h("caption", { className: "unseen" }, "The first lines, as they were read"),
      ...(heads.length > 0 ? [h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "line"), ...heads))] : []),
      h("tbody", {}, ...lines.map((line) => this.#row(line, reading, width))),
    );
    const buttons = /** @type {HTMLElement[]} */ ([...this.table.querySelectorAll("[data-key]")]);
    buttons.find(({ dataset }) => focused && dataset.key === focused)?.focus();
  }

  /** @param {string} name
   * @param {boolean} taken */
  #head(name, taken) {
    const title = taken ? "These numbers are taken" : "Take the numbers of this column";
    return h("button", { type: "button", className: "head", "aria-pressed": String(taken), title, "data-key": `column ${name}`, onclick: () => taken || this.on.take(name) }, name);
  }

  /** @param {ImportReport["lines"][number]} line
   * @param {ImportReport} reading
   * @param {number} width */
  #row({ line, role, cells, read }, { skip, place }, width) {
    const skipped = role === "skipped";
    const lines = skipped ? skip.filter((other) => other !== line) : [...skip, line];
    const button = h(
      "button",
      { type: "button", className: "head", "aria-pressed": String(skipped), "data-key": `line ${line}`, title: skipped ? "Take this line in again" : "Leave this line out", onclick: () => this.on.skip(lines) },
      unseen(skipped ? "Take in line " : "Leave out line "),
      String(line),
    );
    const blanks = Array.from({ length: width - Math.min(width, cells.length) }, () => "");
    const fields = [...cells.slice(0, width), ...blanks].map((text, j) => {
      const otherwise = j === place && read !== null && read !== text;
      return h("td", { className: j === place ? "taken" : "" }, text, otherwise && h("small", {}, unseen("read as "), h("span", { "aria-hidden": "true" }, "= "), read));
    });
    return h("tr", { className: role }, h("th", { scope: "row" }, button, ROLES[role] !== "" && h("small", {}, ROLES[role])), ...fields);
  }
}
