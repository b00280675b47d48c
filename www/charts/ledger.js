// @ts-check
/* The ledger: one iteration as a table. An E step fills its columns; an M step makes the next parameters of their
   sums. A part that is hidden is left blank, to be worked out and typed in. */

import { inPlane } from "../text/dimension.js";
import { wordFor } from "../text/words.js";
import { h, setText } from "../ui/dom.js";
import { Refusal, changing } from "../ui/fields.js";
import { watchScroller } from "../ui/scroller.js";
import { LedgerCell } from "./ledger-cell.js";
import { contentOf, isOthers } from "./ledger-columns.js";
import { isThere, madeOf } from "./ledger-formulas.js";
import { inParts, ledgerTable } from "./ledger-table.js";

/** The parts that may be hidden. */
const PARTS = ["ledger-densities", "ledger-responsibilities", "ledger-products", "ledger-sums", "ledger-next"];
/** The settings that the columns depend on. */
const SHAPING = /** @type {const} */ (["dim", "covariance", "family", "trials", "assignment", "vary", "prior", "kMeans"]);
/** A table that is wider than so many sheets is printed in parts. */
const MOST_SHEETS = 1.6;
/** Up to so many iterations a second the table follows a run. */
const FASTEST_READ = 2;

/** @type {{ [done: string]: string }} */
const SAID = {
  start: "No E step yet, so there are no responsibilities: the E step fills the columns.",
  E: "The E step has filled the columns. The M step will make the next parameters of their sums.",
  M: "The M step has made the next parameters of the sums. The rows are those of the E step before it.",
};
const OF_BARS = "There are too many values: a row is a bar of the histogram. Its densities are those at its middle, its responsibilities the means of its points’.";
const OF_OTHERS = "There are many points: the first have a row each, and all others one row, with their sums.";
const HINT = "At a number, by pointer or by the arrow keys: how it is made, and where it is in the picture.";

export class Ledger {
  id = "ledger";
  name = "Ledger";
  part = /** @type {const} */ ("charts");
  /** @type {Tab["pictures"]} */
  pictures = [];
  /** Shows a value, a bar or a point in the picture.
   * @type {(place: LedgerRow | null) => void} */
  light = () => {};
  /** @type {import("./ledger-columns.js").Content | null} */
  #content = null;
  /** @type {LedgerCell[]} */
  #cells = [];
  /** What the table was built for, and what the typed numbers belong to. */
  #shape = "";
  #iteration = "";
  /** Whether a fast run has gone on since: it is shown when the run stops. */
  #late = false;
  /** The cell under the pointer or with the focus.
   * @type {LedgerCell | null} */
  #at = null;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.said = h("p", { className: "note", part: "ledger-words" });
    this.box = h("div", { className: "wide", part: "ledger" });
    this.watch = watchScroller(this.box, "The ledger");
    this.made = h("p", {}, HINT);
    const made = h("div", { className: "wide made-of", part: "ledger-formula" }, this.made);
    this.watchMade = watchScroller(made, "The formula of the number");
    this.parts = h("div", { className: "in-parts" });
    this.refusal = new Refusal();
    this.judged = h("p", { className: "note", part: "ledger-judged", role: "status" });
    this.hides = PARTS.map((part) => {
      const input = changing("hide", h("input", { type: "checkbox", value: part, onchange: () => this.#hide() }));
      const name = h("span", {});
      return { part, input, name, node: h("label", { className: "check" }, input, name) };
    });
    const hides = h("fieldset", { className: "hides" }, h("legend", {}, "Leave blank"), ...this.hides.map(({ node }) => node));
    // A stage does not scroll, and a table with every number of an iteration is wider than its half of it.
    const wide = h("p", { className: "note too-wide" }, "The ledger needs the width of the page, so it is not on a stage.");
    this.node = h("div", { className: "tab ledger" }, wide, this.said, this.box, this.parts, made, this.refusal.node, this.judged, hides);
    const cellAt = (/** @type {Event} */ { target }) => this.#cells.find(({ node }) => node.contains(/** @type {Node} */ (target))) ?? null;
    const focused = () => this.#point(this.#cells.find(({ node }) => node.matches(":focus-within")) ?? null);
    this.box.addEventListener("pointerover", (event) => this.#point(cellAt(event)));
    this.box.addEventListener("pointerleave", focused);
    this.box.addEventListener("focusout", () => this.#point(null));
    this.box.addEventListener("focusin", (event) => {
      this.#reachBy(cellAt(event));
      this.#point(cellAt(event));
    });
    this.box.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    if (!what.snapshot && !what.settings && !this.#late) return;
    const { settings } = scene;
    const { speed, hide } = settings;
    this.#late = what.inFrame === true && (speed === "max" || speed > FASTEST_READ);
    if (this.#late) return;
    const ledger = this.on.ask((lab) => lab.ledger());
    if (!ledger) return;
    const content = contentOf(ledger, scene);
    this.#content = content;
    for (const { part, input } of this.hides) input.checked = hide.includes(part);
    const others = ledger.rows.some(isOthers);
    setText(this.said, [SAID[ledger.done], ...(ledger.bars ? [OF_BARS] : []), ...(others ? [OF_OTHERS] : [])].join(" "));
    for (const { name, part } of this.hides) setText(name, wordFor(inPlane(settings) ? "ledger-in-plane" : "ledger", part));
    const counts = ledger.rows.map(({ count }) => count);
    const empty = ledger.sums.count.map((count) => count <= 0);
    const shape = JSON.stringify([content.names, counts, empty, ledger.hasSquares, PARTS.map((part) => hide.includes(part)), SHAPING.map((name) => settings[name])]);
    if (shape !== this.#shape) this.#build(content);
    const iteration = JSON.stringify([ledger.entering, content.names]);
    for (const cell of this.#cells) {
      if (iteration !== this.#iteration) cell.clear();
      const { kind, group } = cell.place;
      cell.show(this.#numberOf(cell, content), kind === "next" ? ledger.done === "M" : isThere(content.groups[group].kind, content));
    }
    [this.#shape, this.#iteration] = [shape, iteration];
    this.#count();
    this.#write();
  }

  leave() {
    this.#point(null);
  }

  /** Before printing on a sheet of this width.
   * @param {number} sheet */
  print(sheet) {
    const table = this.box.querySelector("table");
    const wide = table !== null && table.offsetWidth > MOST_SHEETS * sheet;
    this.parts.replaceChildren(...(wide ? inParts(table, this.#content?.groups ?? []) : []));
    this.box.classList.toggle("parted", wide);
  }

  backFromPrint() {
    this.parts.replaceChildren();
    this.box.classList.remove("parted");
  }

  /** @param {LedgerCell} cell
   * @param {import("./ledger-columns.js").Content} content */
  #numberOf({ place: { kind, group, k, row } }, { ledger, groups }) {
    const { of, shown, sum, next } = groups[group];
    if (kind === "sum" && sum) return sum.shown(sum.of[k]);
    if (kind === "next" && next) return next.shown(next.of[k]);
    return shown(of(ledger.rows[row])[k]);
  }

  /** @param {import("./ledger-columns.js").Content} content */
  #build(content) {
    const { ledger, settings } = content;
    this.#at = null;
    this.#cells = [];
    const table = ledgerTable(content, (place, part) => {
      // What is of many points is to be read: only what is under a table of bars can be typed.
      const long = place.kind === "row" && (ledger.bars || isOthers(ledger.rows[place.row]));
      const blank = long ? "blank" : "field";
      const cell = new LedgerCell(place, settings.hide.includes(part) ? blank : "shown", (label, text, shown) => this.#judge(label, text, shown));
      this.#cells.push(cell);
      return cell;
    });
    this.box.replaceChildren(table);
    this.watch([table]);
    this.#reachBy(this.#cells[0]);
  }

  /** @param {string} label
   * @param {string} text
   * @param {import("./ledger-columns.js").Shown} shown */
  #judge(label, text, { value, decimals }) {
    this.refusal.say("");
    const verdict = this.on.ask((lab) => lab.judgeTyped(label, text, value, decimals), this.refusal);
    queueMicrotask(() => this.#count(verdict === null ? "" : `${label}: ${verdict}. `));
    return verdict;
  }

  /** Says how many of the typed numbers are right.
   * @param {string} [first] what is said before */
  #count(first = "") {
    const fields = this.#cells.filter(({ field }) => field);
    const right = fields.filter(({ verdict }) => verdict === "right").length;
    setText(this.judged, fields.length === 0 ? "" : `${first}${right} of ${fields.length} right.`);
  }

  #hide() {
    const chosen = this.hides.filter(({ input }) => input.checked).map(({ part }) => part);
    const others = (this.#content?.settings.hide ?? []).filter((part) => !PARTS.includes(part));
    return this.on.change("hide", [...others, ...chosen].join(","), this.refusal);
  }

  /** @param {LedgerCell | null} cell */
  #point(cell) {
    if (cell === this.#at) return;
    this.#at = cell;
    this.#write();
  }

  /** Shows how the cell is made, and its place: in the picture, and among the formulas under the columns. */
  #write() {
    const content = this.#content;
    if (!content) return;
    const cell = this.#at;
    for (const { node } of this.#cells) node.classList.toggle("lit", node === cell?.node);
    const { kind, group, k, row } = cell?.place ?? { kind: null, group: 0, k: 0, row: -1 };
    const column = kind === null || kind === "next" ? "" : content.groups[group].name;
    for (const term of this.box.querySelectorAll("[data-sum]")) {
      const sum = term.getAttribute("data-sum");
      term.classList.toggle("lit", column !== "" && (sum === `${column}-${k}` || sum === column));
    }
    const lit = row < 0 ? null : content.ledger.rows[row];
    this.light(lit && !isOthers(lit) ? lit : null);
    this.made.classList.toggle("note", cell === null);
    this.made.replaceChildren(...(cell ? madeOf(cell.place, content) : [HINT]));
    this.watchMade([this.made]);
  }

  /** The arrow keys go from cell to cell; in a field those to the left and right move within its text.
   * @param {KeyboardEvent} event */
  #key(event) {
    const cell = this.#at;
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!cell || !by || event.ctrlKey || event.metaKey || event.altKey) return;
    if (cell.field && by[0] === 0) return;
    event.preventDefault();
    const next = neighbour(cell.node, by[0], by[1], (node) => this.#cells.find((cell) => cell.node === node) ?? null);
    if (!next) return;
    (next.field ?? next.node).focus();
  }

  /** Tab comes to one of the cells that are no fields, and the arrow keys lead on from there.
   * @param {LedgerCell | null} cell */
  #reachBy(cell) {
    const plain = this.#cells.filter(({ field }) => !field);
    const first = cell && !cell.field ? cell : plain[0];
    for (const { node } of plain) node.tabIndex = node === first.node ? 0 : -1;
  }
}

/** The next cell with a number in a direction.
 * @param {HTMLTableCellElement} from
 * @param {number} down
 * @param {number} right
 * @param {(node: Element) => LedgerCell | null} cellAt */
function neighbour(from, down, right, cellAt) {
  const rows = [.../** @type {HTMLTableElement} */ (from.closest("table")).rows];
  let row = rows.indexOf(/** @type {HTMLTableRowElement} */ (from.parentElement));
  let column = from.cellIndex;
  for (;;) {
    [row, column] = [row + down, column + right];
    const node = rows[row]?.cells[column];
    if (!node) return null;
    const cell = cellAt(node);
    if (cell) return cell;
  }
}
