// @ts-check
/* How a text of numbers was read: from which column, with which signs, what was assumed, what was
   left out; and controls to say each of them otherwise. Names and labels are a person's own text,
   shown as text. */

import { h, setText } from "./dom.js";
import { row } from "./fields.js";

/** The signs that may be set otherwise, each with its words and what they mean. */
const SIGNS = {
  separator: [["comma", "comma"], ["semicolon", "semicolon"], ["tab", "tab"], ["bar", "vertical bar"], ["space", "space"], ["none", "none: one a line"]],
  decimal: [["point", "point: 3.7"], ["comma", "comma: 3,7"]],
  firstLine: [["names", "names"], ["numbers", "numbers"]],
};
const EVERY_COLUMN = "every column";
const NO_LABELS = "";

export class HowRead {
  /** @type {Reading | null} */
  #reading = null;

  /** @param {(wishes: Wishes) => void} wish */
  constructor(wish) {
    const pick = () => wish(this.#wishes());
    this.column = select(pick);
    this.labels = select(pick);
    this.separator = select(pick);
    this.decimal = select(pick);
    this.firstLine = select(pick);
    this.columnRow = row("numbers in column", this.column);
    this.labelsRow = row("true labels in", this.labels);
    this.signs = h(
      "details",
      {},
      h("summary", {}, "How it was read"),
      row("separator", this.separator),
      row("decimal sign", this.decimal),
      row("first line holds", this.firstLine),
    );
    this.assumed = h("ul", { className: "note assumed" });
    this.count = h("summary", {});
    this.examples = h("ul", { className: "note" });
    this.leftOut = h("details", { part: "left-out" }, this.count, this.examples);
    this.node = h("div", { className: "stack how-read" }, this.columnRow, this.labelsRow, this.assumed, this.leftOut, this.signs);
  }

  /** @param {Reading | null} reading
   * @param {boolean} again whether the text is at hand, to be read in another way */
  show(reading, again) {
    this.node.hidden = !reading;
    this.#reading = reading;
    if (!reading) return;
    const { numeric, columns, column, labels, separator, decimal, firstLine } = reading;
    const unnamed = firstLine === "numbers" && columns.length > 1;
    const numbers = unnamed ? [...numeric, EVERY_COLUMN] : numeric;
    fill(this.column, numbers.map((name) => [name, name]), column);
    const others = columns.filter((name) => name !== column).map((name) => [name, name]);
    fill(this.labels, [[NO_LABELS, "none"], ...others], labels ?? NO_LABELS);
    fill(this.separator, SIGNS.separator, separator);
    fill(this.decimal, decimal ? SIGNS.decimal : [["", "none found"], ...SIGNS.decimal], decimal ?? "");
    fill(this.firstLine, SIGNS.firstLine, firstLine);
    this.columnRow.hidden = !again || numbers.length < 2;
    this.labelsRow.hidden = !again || columns.length < 2 || column === EVERY_COLUMN;
    this.signs.hidden = !again;
    list(this.assumed, reading.assumed);
    this.leftOut.hidden = reading.leftOut === 0;
    setText(this.count, reading.leftOutSentence ?? "");
    const more = reading.leftOut - reading.examples.length;
    list(this.examples, more > 0 ? [...reading.examples, `and ${more.toLocaleString("en-US")} more`] : reading.examples);
  }

  /** What is chosen now. Another separator or first line makes other columns: those are then found
   * anew; and a sign that was found, and not chosen, is left to be found again.
   * @returns {Wishes} */
  #wishes() {
    const { column, labels, separator, decimal, firstLine } = this.#reading ?? {};
    const chosen = { separator: this.separator.value, decimal: this.decimal.value, firstLine: this.firstLine.value };
    const sameColumns = chosen.separator === separator && chosen.firstLine === firstLine;
    const otherColumn = this.column.value !== column;
    const signs = { separator: chosen.separator, firstLine: chosen.firstLine };
    if (!sameColumns) return { ...signs, decimal: chosen.decimal === decimal ? "" : chosen.decimal };
    const labelled = this.labels.value !== NO_LABELS && this.labels.value !== this.column.value && this.column.value !== EVERY_COLUMN;
    return {
      ...signs,
      decimal: otherColumn || (this.labels.value !== (labels ?? NO_LABELS) && !decimal) ? "" : chosen.decimal,
      column: this.column.value,
      labels: labelled ? this.labels.value : undefined,
    };
  }
}

/** @param {() => void} onchange */
function select(onchange) {
  return h("select", { onchange });
}

/** @param {HTMLSelectElement} node
 * @param {string[][]} options each a value and its words
 * @param {string} chosen */
function fill(node, options, chosen) {
  const known = options.some(([value]) => value === chosen) ? options : [[chosen, chosen], ...options];
  node.replaceChildren(...known.map(([value, words]) => h("option", { value }, words)));
  node.value = chosen;
}

/** @param {HTMLElement} node
 * @param {string[]} sentences */
function list(node, sentences) {
  node.hidden = sentences.length === 0;
  node.replaceChildren(...sentences.map((sentence) => h("li", {}, sentence)));
}
