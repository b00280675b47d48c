// @ts-check
/* The first lines of a text as they were understood, as a table. Over each column buttons say whether it
   holds the numbers, in the plane x or y, or the labels; a line's number is a button that leaves the line out.
   All texts come from the user, and are shown as text. */

import { h, unseen } from "../ui/dom.js";
import { scroller } from "../ui/scroller.js";
import { columnHeads, table, tableRow } from "../ui/table.js";

/** What a line was read as, in words beside its number. */
const ROLES = { above: "above the table", names: "names", skipped: "left out by hand", numbers: "", "left-out": "left out: no number" };
/** The most columns that are shown; the list of columns has all. */
const SHOWN = 40;

export class FirstLines {
  /** @param {{ choose: (column: { column: string } | { second: string } | { labels: string }) => void, skip: (lines: number[]) => void }} on `labels` is empty for none */
  constructor(on) {
    this.on = on;
    const name = "The first lines, as they were read";
    this.body = h("tbody", {});
    this.table = table({}, name, [], this.body);
    this.node = scroller(name, this.table, "first-lines scrolls");
  }

  /** @param {ImportReport} reading */
  show(reading) {
    const { lines, columns, place, secondPlace, labels } = reading;
    const root = /** @type {Document | ShadowRoot} */ (this.node.getRootNode());
    const focused = root.activeElement instanceof HTMLElement && this.node.contains(root.activeElement) ? root.activeElement.dataset.key : undefined;
    const width = Math.min(SHOWN, Math.max(...lines.map(({ cells }) => cells.length), 0));
    const heads = columns.slice(0, columns.length < 2 ? 0 : width).map((name, j) =>
      h("th", { scope: "col", abbr: name, className: j === place || j === secondPlace ? "taken" : "" }, name, h("span", { className: "uses" }, ...this.#uses(name, j, reading, name === labels))),
    );
    const [headRow] = this.table.rows;
    headRow.hidden = heads.length === 0;
    headRow.replaceChildren(...columnHeads(["line", ...heads]));
    this.body.replaceChildren(...lines.map((line) => this.#row(line, reading, width)));
    const buttons = /** @type {HTMLElement[]} */ ([...this.table.querySelectorAll("[data-key]")]);
    buttons.find(({ dataset }) => focused && dataset.key === focused)?.focus();
  }

  /** The buttons over a column. The labels can be switched off again, the numbers cannot.
   * @param {string} name
   * @param {number} j its place
   * @param {ImportReport} reading
   * @param {boolean} labels */
  #uses(name, j, { place, second, secondPlace }, labels) {
    /** @param {string} use
     * @param {boolean} chosen
     * @param {() => void} choose */
    const button = (use, chosen, choose) =>
      h("button", { type: "button", "aria-pressed": String(chosen), "data-key": `${use} ${name}`, onclick: choose }, use, unseen(` in ${name}`));
    const [first, other] = [j === place, j === secondPlace];
    return [
      button(second === null ? "numbers" : "x", first, () => first || this.on.choose({ column: name })),
      second !== null && button("y", other, () => other || this.on.choose({ second: name })),
      !first && !other && button("labels", labels, () => this.on.choose({ labels: labels ? "" : name })),
    ];
  }

  /** @param {ImportReport["lines"][number]} line
   * @param {ImportReport} reading
   * @param {number} width */
  #row({ line, role, cells, read, readSecond }, { skip, place, secondPlace }, width) {
    const skipped = role === "skipped";
    const lines = skipped ? skip.filter((other) => other !== line) : [...skip, line];
    const button = h(
      "button",
      { type: "button", "aria-pressed": String(skipped), "data-key": `line ${line}`, title: skipped ? "Take this line in again" : "Leave this line out", onclick: () => this.on.skip(lines) },
      unseen(skipped ? "Take in line " : "Leave out line "),
      String(line),
    );
    const blanks = Array.from({ length: width - Math.min(width, cells.length) }, () => "");
    const fields = [...cells.slice(0, width), ...blanks].map((text, j) => {
      const taken = j === place || j === secondPlace;
      const number = j === place ? read : readSecond;
      const otherwise = taken && number !== null && number !== text;
      return h("td", { className: taken ? "taken" : "" }, text, otherwise && h("small", {}, unseen("read as "), h("span", { "aria-hidden": "true" }, "= "), number));
    });
    const head = h("th", { scope: "row" }, button, ROLES[role] !== "" && h("small", {}, ROLES[role]));
    return tableRow(head, fields, { className: role });
  }
}
