// @ts-check
/* The model panel: how many components, the start, the assignment, what is fitted, and when to stop. */

import { BY_HAND } from "../lab/comparisons.js";
import { familyOf } from "../text/families.js";
import { h, setText } from "../ui/dom.js";
import { Field, Refusal, changing, dropDown, quietButton, row, strip, termRow } from "../ui/fields.js";
import { term } from "../ui/terms.js";

/** Starts in which nothing is random. */
const WITHOUT_SEED = new Set(["quantiles", BY_HAND]);

export class ModelPanel {
  /** @param {Actions} on
   * @param {{ [name: string]: string[] }} choices */
  constructor(on, choices) {
    this.on = on;
    this.refusal = new Refusal();
    /** @param {string} name */
    const set = (name) => (/** @type {string} */ word) => void on.change(name, word, this.refusal);
    this.family = dropDown("family", choices.family, set("family"), "family");
    this.familyRow = termRow("family", "curves", this.family.node);
    this.trials = this.#number("Tosses for a value", "trials", 4);
    this.trialsRow = row("tosses for a value", this.trials.input);
    this.k = dropDown("k", choices.k, set("k"), "components k");
    this.start = dropDown("start", choices.start, (word) => {
      if (word !== BY_HAND) on.change("start", word, this.refusal);
    }, "start");
    this.startSeed = this.#number("Seed of the start", "start-seed", 10);
    this.seedRow = h(
      "div",
      { className: "row" },
      h("label", { className: "pair" }, "seed", this.startSeed.input),
      changing("start-seed", quietButton("New start", () => this.#send("start-seed", on.freshSeed(this.refusal), this.startSeed))),
    );
    this.assignment = strip("assignment", term("assignment", "points belong"), choices.assignment, set("assignment"));
    this.vary = strip("vary", term("fit"), choices.vary, set("vary"));
    this.covariance = dropDown("covariance", choices.covariance ?? [], set("covariance"), "covariance");
    this.covarianceRow = termRow("covariance", "ellipses", this.covariance.node);
    this.prior = strip("prior", term("prior"), choices.prior, set("prior"));
    for (const name of /** @type {const} */ (["family", "k", "start", "assignment", "vary", "covariance", "prior"])) changing(name, this[name].node);
    this.tol = this.#number("Tolerance", "tol", 8, "Stop when an iteration gains less than");
    this.max = this.#number("Most iterations", "max", 8);
    this.floor = this.#number("Floor of the sd", "floor", 8, "Least sd");
    this.floorRow = termRow("floor", "least sd, as a part of the data’s", this.floor.input);
    this.stopping = h("summary", {});
    this.node = h(
      "section",
      { className: "card panel", "aria-label": "Model" },
      h("h3", {}, "Model"),
      this.familyRow,
      this.trialsRow,
      termRow("component", "components k", this.k.node),
      termRow("start", "start", this.start.node),
      this.seedRow,
      this.assignment.node,
      this.vary.node,
      this.covarianceRow,
      this.prior.node,
      h(
        "details",
        {},
        this.stopping,
        termRow("tolerance", "stop when an iteration gains less than", this.tol.input),
        row("most iterations", this.max.input),
        this.floorRow,
      ),
      this.refusal.node,
    );
  }

  /** @param {Scene} scene */
  show({ settings }) {
    this.family.show(settings.family);
    this.trialsRow.hidden = settings.trials === null;
    this.trials.show(String(settings.trials));
    const { hasSd, collapses, chosen } = familyOf(settings);
    this.familyRow.hidden = !chosen;
    this.covarianceRow.hidden = !settings.covariance;
    if (settings.covariance) this.covariance.show(settings.covariance);
    this.floorRow.hidden = !collapses;
    setText(this.stopping, collapses ? "When to stop, and the least sd" : "When to stop");
    this.prior.node.hidden = !hasSd;
    this.vary.offer("shared-sd", settings.oneSd);
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
      commit: () => void this.#send(name, field.number(this.on.plain, this.refusal), field),
    });
    changing(name, field.input);
    return field;
  }

  /** @param {string} name
   * @param {string | null} text null: refused already
   * @param {Field} field */
  async #send(name, text, field) {
    if (text !== null && (await this.on.change(name, text, this.refusal))) field.settle();
    else field.refuse();
  }
}
