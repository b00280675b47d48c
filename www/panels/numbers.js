// @ts-check
/* The numbers: each component's estimate, and under it the true process that it matches best. An estimate
   is a field: if another number is written into it, EM starts from there. */

import { letterOf } from "../text/component-name.js";
import { familyOf, meanShownAs, shownMean } from "../text/families.js";
import { PROBABILITY_DECIMALS, count, decimalsFor, decimalsOfSd, editable } from "../text/format.js";
import { h, letterTag, setText, unseen } from "../ui/dom.js";
import { Field, Refusal, changing } from "../ui/fields.js";
import { ParameterHeads } from "../ui/parameter-heads.js";
import { keepCount } from "../ui/rows.js";
import { Sight } from "../ui/sight.js";
import { table, tableRow } from "../ui/table.js";
import { setTerm, term } from "../ui/terms.js";
import { MEASURES, OBJECTIVE, measuresOf } from "./measures.js";

const PARAMETERS_OF_A_COMPONENT = /** @type {const} */ (["weight", "mean", "sd"]);

/** A parameter as it is shown. All means of the table have the same decimals.
 * @param {typeof PARAMETERS_OF_A_COMPONENT[number]} name
 * @param {{ weight: number, mean: number, sd: number }} of
 * @param {Settings} settings
 * @param {number} shared */
function shownText(name, { weight, mean, sd }, settings, shared) {
  if (name === "weight") return editable(weight, PROBABILITY_DECIMALS);
  if (name === "sd") return editable(sd, decimalsOfSd(sd, shared));
  return editable(shownMean(settings, mean), settings.trials ? PROBABILITY_DECIMALS : shared);
}

/** After the letter, the weight and the mean. */
const SD_CELL = 3;

export class Numbers {
  /** @type {{ estimate: HTMLElement, truth: HTMLElement, fields: Field[], points: HTMLElement, collapsed: HTMLElement,
   *   process: HTMLElement, truths: HTMLElement[], remove: () => void }[]} */
  #rows = [];

  /** The settings as they are shown.
   * @type {Settings | null} */
  #settings = null;

  /** A scene that is not shown yet, because the table was out of sight.
   * @type {Scene | null} */
  #missed = null;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.refusal = new Refusal();
    this.body = h("tbody", {});
    this.heads = new ParameterHeads();
    this.unmatched = h("p", { className: "note", hidden: true });
    this.measures = MEASURES.map(({ label, term: name }) => ({ name: term(name, label), value: h("dd", {}) }));
    this.node = h(
      "section",
      { className: "card panel numbers", "aria-label": "Numbers" },
      h("h3", {}, "Numbers"),
      table({ className: "entry" }, "Estimates, each above the truth it matches", [unseen("component"), term("weight"), this.heads.mean, this.heads.sd, term("effective count", "points")], this.body),
      this.unmatched,
      this.refusal.node,
      h("dl", {}, ...this.measures.flatMap(({ name, value }) => [h("dt", {}, name), value])),
    );
    this.sight = new Sight(this.node, () => this.#missed && this.show(this.#missed));
  }

  /** A frame of a run: shown only while in sight.
   * @param {Scene} scene */
  follow(scene) {
    if (this.sight.inSight) this.show(scene);
    else this.#missed = scene;
  }

  /** @param {Scene} scene */
  show({ snapshot, settings, pairs }) {
    this.#missed = null;
    const { components, effectiveCounts, onFloor } = snapshot;
    this.#settings = settings;
    if (this.heads.show(settings)) keepCount(this.#rows, 0, (k) => this.#makeRow(k));
    keepCount(this.#rows, components.length, (k) => this.#makeRow(k));
    const truth = settings.reveal && !settings.hide.includes("truth") ? snapshot.truth : null;
    const decimals = decimalsFor([...components, ...(truth ?? [])].map(({ sd }) => sd));
    components.forEach((component, k) => {
      const row = this.#rows[k];
      PARAMETERS_OF_A_COMPONENT.forEach((name, column) => {
        row.fields[column].show(shownText(name, component, settings, decimals));
      });
      setText(row.points, effectiveCounts ? count(effectiveCounts[k]) : "–");
      row.collapsed.hidden = !onFloor.includes(k);
    });
    this.#showTruth(truth, pairs ?? [], settings, decimals);
    const measured = measuresOf(snapshot);
    setTerm(this.measures[OBJECTIVE].name, settings.objectiveName);
    this.measures.forEach(({ name, value }, index) => {
      value.hidden = measured[index] === null;
      if (name.parentElement) name.parentElement.hidden = value.hidden;
      setText(value, measured[index] ?? "");
    });
  }

  /** @param {ProcessNumbers[] | null} truth
   * @param {(number | null)[]} pairs per process the component that is like it, where one is
   * @param {Settings} settings
   * @param {number} decimals */
  #showTruth(truth, pairs, settings, decimals) {
    this.#rows.forEach((row, k) => {
      const process = truth ? pairs.indexOf(k) : -1;
      row.truth.hidden = !truth || process < 0;
      row.estimate.classList.toggle("matched", !row.truth.hidden);
      if (!truth || process < 0) return;
      const own = truth[process];
      const texts = PARAMETERS_OF_A_COMPONENT.map((name) => shownText(name, own, settings, decimals));
      [...texts, count(own.count)].forEach((text, column) => setText(row.truths[column], text));
      setText(row.process, ` process ${process + 1}`);
      row.truth.title = `process ${process + 1}`;
    });
    const alone = (truth ?? [])
      .map((process, index) => ({ process, index }))
      .filter(({ index }) => !this.#rows[pairs[index] ?? -1]);
    this.unmatched.hidden = alone.length === 0;
    const named = alone.map(({ process, index }) => `${index + 1} (at ${shownText("mean", process, settings, decimals)})`);
    setText(this.unmatched, `Without a curve of its own: process ${named.join(", ")}.`);
  }

  /** @param {number} k */
  #makeRow(k) {
    const settings = /** @type {Settings} */ (this.#settings);
    const family = familyOf(settings);
    const fields = PARAMETERS_OF_A_COMPONENT.map((name) => {
      /** @type {Field} */
      const field = new Field({
        label: `${name === "mean" ? family.mean : name} of component ${letterOf(k)}`,
        size: 6,
        className: "inline",
        signed: name === "mean",
        commit: async () => {
          const number = field.number(this.on.plain, this.refusal);
          if (number === null) return;
          const value = name === "mean" ? meanShownAs(this.#settings ?? settings, Number(number)) : Number(number);
          if (await this.on.touch(k, name, value, this.refusal)) field.settle();
          else field.refuse();
        },
      });
      return field;
    });
    const points = h("span", {});
    const collapsed = h("span", { className: "collapsed", hidden: true, title: "The sd is at the floor, the least that it may be" }, "collapsed");
    const inputs = fields.map((field) => changing("start", field.input));
    const estimate = tableRow(letterTag(k), [...inputs, h("td", {}, points, collapsed)], { className: "estimate" });
    const process = unseen("");
    const truths = [...fields, points].map(() => h("td", {}));
    const truth = tableRow("true", truths, { className: "truth" });
    truth.cells[0].append(process);
    for (const row of [estimate, truth]) row.cells[SD_CELL].hidden = !family.hasSd;
    this.body.append(estimate, truth);
    const remove = () => [estimate, truth].forEach((row) => row.remove());
    return { estimate, truth, fields, points, collapsed, process, truths, remove };
  }
}
