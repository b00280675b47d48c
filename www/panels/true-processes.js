// @ts-check
/* The true processes: of each its mean, its sd and how many points come from it. An edit sends all of
   them, as a link's `truth` has them: so one rule checks both. */

import { lockedAmong } from "../lab/lock.js";
import { processBeside, processInLink, processParametersOf } from "../text/parameters.js";
import { h, icon, setText, unseen } from "../ui/dom.js";
import { Field, Refusal, changing, quietButton } from "../ui/fields.js";
import { ParameterHeads, rowHead, signedCell } from "../ui/parameter-heads.js";
import { keepCount } from "../ui/rows.js";
import { scroller } from "../ui/scroller.js";
import { table, tableRow } from "../ui/table.js";

/** @typedef {import("../text/parameters.js").ProcessParameter} ProcessParameter */

export class TrueProcesses {
  /** @type {{ cells: { parameter: ProcessParameter, field: Field }[], remove: () => void }[]} */
  #rows = [];

  /** The settings as they are shown.
   * @type {Settings | null} */
  #settings = null;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.refusal = new Refusal();
    this.body = h("tbody", {});
    this.add = quietButton("Add a process", () => this.#send((texts) => [...texts, this.#another()]));
    this.adding = h("div", { className: "row" }, this.add);
    this.seed = new Field({
      label: "Seed of the sample",
      size: 10,
      commit: () => this.#change("seed", this.seed.number(on.plain, this.refusal), this.seed),
    });
    changing("seed", this.seed.input);
    this.hiding = h("p", { className: "note" }, "The processes are hidden: they are the truth that EM is to find.");
    this.unfold = h("button", { type: "button", className: "unfold", onclick: () => on.change("reveal", "1", this.refusal) });
    changing("reveal", this.unfold);
    this.heads = new ParameterHeads();
    const processes = table({ className: "entry" }, "The processes that the points are drawn from", ["process", this.heads.mean, this.heads.sd, "count", unseen("remove")], this.body);
    this.table = h("div", { className: "stack" }, scroller("The processes", processes), this.adding);
    this.node = h(
      "div",
      { className: "stack" },
      this.hiding,
      this.unfold,
      this.table,
      this.refusal.node,
      h(
        "div",
        { className: "row" },
        h("label", { className: "pair" }, "seed", this.seed.input),
        changing("seed", quietButton("New sample", () => this.#change("seed", on.freshSeed(this.refusal), this.seed))),
      ),
    );
  }

  /** @param {Settings} settings */
  show(settings) {
    const { truth, seed, reveal, hide, limits } = settings;
    const open = reveal && !hide.includes("truth");
    this.table.hidden = !open;
    this.hiding.hidden = !hide.includes("truth");
    this.unfold.hidden = reveal || !this.hiding.hidden;
    const processes = truth.length === 1 ? "1 process: show or change it" : `${truth.length} processes: show or change them`;
    setText(this.unfold, `Drawn from ${processes}`);
    this.#settings = settings;
    if (this.heads.show(settings)) keepCount(this.#rows, 0, (index) => this.#makeRow(index));
    keepCount(this.#rows, truth.length, (index) => this.#makeRow(index));
    truth.forEach((process, index) => {
      for (const { parameter, field } of this.#rows[index].cells) field.show(parameter.text(process));
    });
    const locked = lockedAmong(settings, "truth").length > 0;
    for (const button of this.body.querySelectorAll("button")) button.hidden = truth.length === 1 || locked;
    this.adding.hidden = locked;
    this.add.disabled = truth.length >= limits.processes;
    this.seed.show(String(seed));
  }

  /** @param {number} index */
  #makeRow(index) {
    const makeField = (/** @type {ProcessParameter} */ { label, size, signed }) =>
      new Field({ label: `${label} of process ${index + 1}`, commit: () => this.#send((texts) => texts, index), size, signed });
    const button = h(
      "button",
      {
        type: "button",
        className: "bare",
        title: "Remove this process",
        "aria-label": `Remove process ${index + 1}`,
        onclick: () => this.#send((texts) => texts.filter((_, other) => other !== index), undefined, index),
      },
      icon("close"),
    );
    const lines = processParametersOf(/** @type {Settings} */ (this.#settings)).map((parameters) =>
      parameters.map((parameter) => ({ parameter, field: makeField(parameter) })),
    );
    const rows = lines.map((cells, line) => {
      const inputs = cells.map(({ parameter, field }) => signedCell(parameter.sign, changing("truth", field.input)));
      return this.body.appendChild(tableRow(rowHead(line, lines.length, String(index + 1)), [...inputs, line === 0 && button]));
    });
    return { cells: lines.flat(), remove: () => rows.forEach((row) => row.remove()) };
  }

  /** Each process as a link has it; null where a field holds no number: then the refusal is shown.
   * @param {number} [removed] a row whose fields do not count any more */
  #texts(removed) {
    const texts = [];
    for (const [index, row] of this.#rows.entries()) {
      const numbers = index === removed ? {} : this.#numbersOf(row);
      if (numbers === null) return null;
      texts.push(index === removed ? "" : this.#text(numbers));
    }
    return texts;
  }

  /** What is written for a process; null where a field holds no number.
   * @param {{ cells: { parameter: ProcessParameter, field: Field }[] }} row */
  #numbersOf({ cells }) {
    /** @type {{ [name: string]: string }} */
    const numbers = {};
    for (const { parameter, field } of cells) {
      const number = field.number(this.on.plain, this.refusal);
      if (number === null) return null;
      numbers[parameter.name] = number;
    }
    return numbers;
  }

  /** @param {{ [name: string]: string | number }} numbers as they are shown */
  #text(numbers) {
    return processInLink(/** @type {Settings} */ (this.#settings), numbers);
  }

  /** Another process like the last, some of its sds to the right. */
  #another() {
    const settings = /** @type {Settings} */ (this.#settings);
    const last = this.#numbersOf(this.#rows[this.#rows.length - 1]) ?? {};
    return this.#text(processBeside(settings, last, settings.truth[settings.truth.length - 1]));
  }

  /** @param {(texts: string[]) => string[]} change
   * @param {number} [edited] the row that was edited
   * @param {number} [removed] the row that is removed */
  async #send(change, edited, removed) {
    const present = this.#texts(removed);
    if (present === null) return;
    const texts = change(present);
    if (await this.on.change("truth", texts.join("~"), this.refusal)) {
      for (const { field } of this.#rows.flatMap(({ cells }) => cells)) field.settle();
    } else if (edited !== undefined) {
      for (const { field } of this.#rows[edited].cells) if (field.edited) field.refuse();
    }
  }

  /** @param {string} name
   * @param {string | null} text null: refused already
   * @param {Field} field */
  async #change(name, text, field) {
    if (text !== null && (await this.on.change(name, text, this.refusal))) field.settle();
    else field.refuse();
  }
}
