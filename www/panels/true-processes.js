// @ts-check
/* The true processes: of each its mean, its sd and how many points come from it. An edit sends all of
   them, as a link's `truth` has them: so one rule checks both. */

import { lockedAmong } from "../lab/lock.js";
import { familyOf, meanShownAs, shownMean } from "../text/families.js";
import { h, icon, setText, unseen } from "../ui/dom.js";
import { Field, Refusal, changing, quietButton } from "../ui/fields.js";
import { ParameterHeads } from "../ui/parameter-heads.js";
import { keepCount } from "../ui/rows.js";
import { scroller } from "../ui/scroller.js";
import { table, tableRow } from "../ui/table.js";

const PARAMETERS = /** @type {const} */ (["mean", "sd", "count"]);

/** Another process is so many sds to the right of the last. */
const GAP = 4;

/** After the number and the mean. */
const SD_CELL = 2;

export class TrueProcesses {
  /** @type {{ fields: Field[], remove: () => void }[]} */
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
    truth.forEach(({ mean, sd, count }, index) =>
      [shownMean(settings, mean), sd, count].forEach((value, column) => this.#rows[index].fields[column].show(String(value))),
    );
    const locked = lockedAmong(settings, "truth").length > 0;
    for (const button of this.body.querySelectorAll("button")) button.hidden = truth.length === 1 || locked;
    this.adding.hidden = locked;
    this.add.disabled = truth.length >= limits.processes;
    this.seed.show(String(seed));
  }

  /** @param {number} index */
  #makeRow(index) {
    const { mean, hasSd } = familyOf(/** @type {Settings} */ (this.#settings));
    const fields = PARAMETERS.map(
      (name) => new Field({ label: `${name === "mean" ? mean : name} of process ${index + 1}`, commit: () => this.#send((texts) => texts, index), size: name === "count" ? 7 : 5, signed: name === "mean" }),
    );
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
    const row = this.body.appendChild(tableRow(String(index + 1), [...fields.map((field) => changing("truth", field.input)), button]));
    row.cells[SD_CELL].hidden = !hasSd;
    return { fields, remove: () => row.remove() };
  }

  /** Each process as a link has it; null where a field holds no number: then the refusal is shown.
   * @param {number} [removed] a row whose fields do not count any more */
  #texts(removed) {
    const texts = [];
    for (const [index, { fields }] of this.#rows.entries()) {
      const numbers = [];
      for (const field of fields) {
        const number = index === removed ? "" : field.number(this.on.plain, this.refusal);
        if (number === null) return null;
        numbers.push(number);
      }
      texts.push(this.#text(numbers));
    }
    return texts;
  }

  /** A process as a link has it; where the sd follows from the mean, without it.
   * @param {(string | number)[]} parameters its mean as it is shown, its sd, and its count */
  #text([shown, sd, count]) {
    const settings = /** @type {Settings} */ (this.#settings);
    const mean = settings.trials ? meanShownAs(settings, Number(shown)) : shown;
    return (familyOf(settings).hasSd ? [mean, sd, count] : [mean, count]).join(",");
  }

  /** Another process like the last, some of its sds to the right. */
  #another() {
    const [mean, sd, count] = this.#rows[this.#rows.length - 1].fields.map((field) => Number(field.number(this.on.plain, this.refusal)));
    // A chance of heads has no room to the right of 1.
    return this.#text([this.#settings?.trials ? (mean + 1) / 2 : mean + GAP * sd, sd, count]);
  }

  /** @param {(texts: string[]) => string[]} change
   * @param {number} [edited] the row that was edited
   * @param {number} [removed] the row that is removed */
  async #send(change, edited, removed) {
    const present = this.#texts(removed);
    if (present === null) return;
    const texts = change(present);
    if (await this.on.change("truth", texts.join("~"), this.refusal)) {
      for (const field of this.#rows.flatMap(({ fields }) => fields)) field.settle();
    } else if (edited !== undefined) {
      for (const field of this.#rows[edited].fields) if (field.edited) field.refuse();
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
