// @ts-check
/* The model panel: how many components, the start, the assignment, what is fitted, and when to stop. */

import { BY_HAND } from "../lab/comparisons.js";
import { h } from "../ui/dom.js";
import { Field, Refusal, changing, dropDown, quietButton, row, strip } from "../ui/fields.js";

/** Starts in which nothing is random. */
const WITHOUT_SEED = new Set(["quantiles", BY_HAND]);

export class ModelPanel {
  /** @param {Controller} on
   * @param {{ [name: string]: string[] }} choices */
  constructor(on, choices) {
    this.on = on;
    this.refusal = new Refusal();
    /** @param {string} name */
    const set = (name) => (/** @type {string} */ word) => void on.change(name, word, this.refusal);
    this.k = dropDown("k", choices.k, set("k"));
    this.start = dropDown("start", choices.start, (word) => {
      if (word !== BY_HAND) on.change("start", word, this.refusal);
    });
    this.startSeed = this.#number("Seed of the start", "start-seed", 10);
    this.seedRow = h(
      "div",
      { className: "row" },
      h("label", { className: "pair" }, "seed", this.startSeed.input),
      changing("start-seed", quietButton("New start", () => this.#send("start-seed", on.freshSeed(), this.startSeed))),
    );
    this.assignment = strip("assignment", "points belong", choices.assignment, set("assignment"));
    this.vary = strip("vary", "fit", choices.vary, set("vary"));
    this.prior = strip("prior", "prior", choices.prior, set("prior"));
    for (const name of /** @type {const} */ (["k", "start", "assignment", "vary", "prior"])) changing(name, this[name].node);
    this.tol = this.#number("Tolerance", "tol", 8, "Stop when an iteration gains less than");
    this.max = this.#number("Most iterations", "max", 8);
    this.floor = this.#number("Floor of the sd", "floor", 8, "Least sd");
    this.node = h(
      "section",
      { className: "card panel", "aria-label": "Model" },
      h("h3", {}, "Model"),
      row("components k", this.k.node),
      row("start", this.start.node),
      this.seedRow,
      this.assignment.node,
      this.vary.node,
      this.prior.node,
      h(
        "details",
        {},
        h("summary", {}, "When to stop, and the least sd"),
        row("stop when an iteration gains less than", this.tol.input),
        row("most iterations", this.max.input),
        row("least sd, as a part of the data’s", this.floor.input),
      ),
      this.refusal.node,
    );
  }

  /** @param {Scene} scene */
  show({ settings }) {
    this.k.show(String(settings.k));
    this.start.show(settings.start);
    for (const option of [...this.start.node.options]) {
      if (option.value === BY_HAND && settings.start !== BY_HAND) option.remove();
    }
    this.seedRow.hidden = WITHOUT_SEED.has(settings.start);
    this.startSeed.show(String(settings.startSeed));
    this.assignment.show(settings.assignment);
    this.vary.show(settings.vary);
    this.prior.show(settings.prior);
    this.tol.show(String(settings.tol));
    this.max.show(String(settings.max));
    this.floor.show(String(settings.floor));
  }

  /** @param {string} label
   * @param {string} name
   * @param {number} size
   * @param {string} [called] its name in a refusal, where that is not its label */
  #number(label, name, size, called) {
    /** @type {Field} */
    const field = new Field({
      label,
      called,
      size,
      commit: () => {
        const number = field.number(this.on.plain, this.refusal);
        if (number !== null) void this.#send(name, number, field);
      },
    });
    changing(name, field.input);
    return field;
  }

  /** @param {string} name
   * @param {string} text
   * @param {Field} field */
  async #send(name, text, field) {
    if (await this.on.change(name, text, this.refusal)) field.settle();
    else field.refuse();
  }
}
