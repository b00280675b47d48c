// @ts-check
/* How a text of numbers was read: its first lines, from which column, with which signs, what was
   assumed, what was left out; controls to change each of them; and a button that uses it.
   Names and labels come from the user, and are shown as text. */

import { decimal } from "../text/format.js";
import { h, setText } from "../ui/dom.js";
import { row } from "../ui/fields.js";
import { FirstLines } from "./first-lines.js";

/** The choices that can be changed, each with its words and what they mean. */
const SIGNS = {
  separator: [["comma", "comma"], ["semicolon", "semicolon"], ["tab", "tab"], ["bar", "vertical bar"], ["ampersand", "ampersand"], ["space", "space"], ["fixed", "none: columns of fixed width"], ["none", "none: one a line"]],
  decimal: [["point", "point: 3.7"], ["comma", "comma: 3,7"]],
};
const EVERY_COLUMN = "every column";
const NO_LABELS = "";
const NO_NAMES = "";

export class HowRead {
  /** @type {ImportReport | null} */
  #reading = null;

  /** @param {{ wish: (wishes: Wishes) => void, use: () => void }} on */
  constructor(on) {
    const pick = () => on.wish(this.#wishes());
    this.lines = new FirstLines({
      choose: (column) => on.wish(this.#wishes(column)),
      skip: (skip) => on.wish({ ...this.#wishes(), skip }),
    });
    this.column = select(pick);
    this.second = select(pick);
    this.labels = select(pick);
    this.separator = select(pick);
    this.decimal = select(pick);
    this.names = select(pick);
    this.columnName = h("span", {});
    this.columnRow = h("label", { className: "row" }, this.columnName, this.column);
    this.secondRow = row("y in column", this.second);
    this.labelsRow = row("true labels in", this.labels);
    this.signs = h(
      "details",
      {},
      h("summary", {}, "How it was read"),
      row("separator", this.separator),
      row("decimal sign", this.decimal),
      row("names in line", this.names),
    );
    this.summary = h("p", { className: "note", role: "status" });
    this.hint = h("p", { className: "note" }, "The buttons over a column say what it holds. A line’s number leaves the line out.");
    this.button = h("button", { type: "button", className: "use", part: "use-own", onclick: on.use });
    this.assumed = h("ul", { className: "note assumed" });
    this.count = h("summary", {});
    this.examples = h("ul", { className: "note" });
    this.leftOut = h("details", { part: "left-out" }, this.count, this.examples);
    this.node = h(
      "div",
      { className: "stack how-read" },
      this.summary,
      this.hint,
      this.lines.node,
      this.button,
      this.columnRow,
      this.secondRow,
      this.labelsRow,
      this.assumed,
      this.leftOut,
      this.signs,
    );
  }

  /** @param {ImportReport | null} reading
   * @param {{ again: boolean, waits: boolean }} may whether the text can be read again in another
   *   way; whether it is not in use yet */
  show(reading, { again, waits }) {
    this.node.hidden = !reading;
    this.#reading = reading;
    if (!reading) return setText(this.summary, "");
    const { numeric, columns, column, second, labels, separator, decimal: sign, lines, namesLine, count } = reading;
    const what = second === null ? "number" : "point";
    setText(this.summary, waits ? `Read, and not used yet: ${reading.summary}.` : "");
    this.summary.hidden = this.button.hidden = !waits;
    this.button.disabled = false;
    setText(this.button, `Use ${count === 1 ? `this ${what}` : `these ${decimal(count, 0)} ${what}s`}`);
    this.lines.node.hidden = this.hint.hidden = !again;
    if (again) this.lines.show(reading);
    const unnamed = namesLine === null && columns.length > 1 && second === null;
    const numbers = unnamed ? [...numeric, EVERY_COLUMN] : numeric;
    fill(this.column, numbers.map((name) => [name, name]), column);
    setText(this.columnName, second === null ? "numbers in column" : "x in column");
    if (second !== null) fill(this.second, numeric.map((name) => [name, name]), second);
    const others = columns.filter((name) => name !== column && name !== second).map((name) => [name, name]);
    fill(this.labels, [[NO_LABELS, "none"], ...others], labels ?? NO_LABELS);
    fill(this.separator, SIGNS.separator, separator);
    fill(this.decimal, sign ? SIGNS.decimal : [["", "none found"], ...SIGNS.decimal], sign ?? "");
    const shown = lines.map(({ line, cells }) => [String(line), `${line}: ${cells.join(", ").slice(0, 40)}`]);
    fill(this.names, [[NO_NAMES, "none"], ...shown], namesLine === null ? NO_NAMES : String(namesLine));
    this.columnRow.hidden = !again || numbers.length < 2;
    this.secondRow.hidden = this.columnRow.hidden || second === null;
    this.labelsRow.hidden = !again || columns.length < 2 || column === EVERY_COLUMN;
    this.signs.hidden = !again;
    list(this.assumed, reading.assumed);
    this.leftOut.hidden = reading.leftOut === 0;
    setText(this.count, reading.leftOutSentence ?? "");
    const more = reading.leftOut - reading.examples.length;
    list(this.examples, more > 0 ? [...reading.examples, `and ${decimal(more, 0)} more`] : reading.examples);
  }

  /** The columns of x and y. Who chooses one for the other exchanges them.
   * @param {{ column?: string, second?: string }} chosen
   * @returns {[string, string | undefined]} */
  #coordinates({ column = this.column.value, second = this.second.value }) {
    const before = this.#reading;
    if (!before || before.second === null) return [column, undefined];
    if (column !== second) return [column, second];
    return column === before.column ? [before.second, second] : [column, before.column];
  }

  /** What is chosen now. Another separator or first line makes other columns: those are then found again; and a
   * sign that was found, and not chosen, is found again too.
   * @param {{ column?: string, second?: string, labels?: string }} [chosen] the columns, where they are not those of the lists
   * @returns {Wishes} */
  #wishes(chosen = {}) {
    const before = this.#reading;
    const { labels = this.labels.value } = chosen;
    const [column, second] = this.#coordinates(chosen);
    const names = this.names.value;
    const signs = {
      separator: this.separator.value,
      skip: before?.skip ?? [],
      ...(names === NO_NAMES ? { firstLine: "numbers" } : { namesLine: Number(names) }),
    };
    const sameColumns = signs.separator === before?.separator && names === String(before?.namesLine ?? NO_NAMES);
    if (!sameColumns) return { ...signs, decimal: this.decimal.value === before?.decimal ? "" : this.decimal.value };
    const labelled = labels !== NO_LABELS && labels !== column && labels !== second && column !== EVERY_COLUMN;
    const anew = column !== before?.column || (second ?? null) !== (before?.second ?? null) || (labels !== (before?.labels ?? NO_LABELS) && !before?.decimal);
    return { ...signs, decimal: anew ? "" : this.decimal.value, column, ...(second !== undefined && { second }), labels: labelled ? labels : undefined };
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
