// @ts-check
/* The numbers: each component's estimate, and under it the true process that it matches best. An estimate
   is a field: if another number is written into it, EM starts from there. */

import { letterOf } from "../text/component-name.js";
import { AXES } from "../text/dimension.js";
import { familyOf } from "../text/families.js";
import { aOrAn, count, editable } from "../text/format.js";
import { decimalsOf, meansOf, parametersOf, textOf } from "../text/parameters.js";
import { h, letterTag, setText, unseen } from "../ui/dom.js";
import { Field, Refusal, changing } from "../ui/fields.js";
import { ParameterHeads, rowHead, signedCell } from "../ui/parameter-heads.js";
import { keepCount } from "../ui/rows.js";
import { Sight } from "../ui/sight.js";
import { table, tableRow } from "../ui/table.js";
import { setTerm, term } from "../ui/terms.js";
import { MEASURES, OBJECTIVE, measuresOf } from "./measures.js";

/** @typedef {import("../text/parameters.js").ComponentParameter} ComponentParameter */

export class Numbers {
  /** One to a component: the rows of its estimate, and those of the process that it matches.
   * @type {{ estimates: HTMLElement[], truths: HTMLElement[], cells: { parameter: ComponentParameter, field: { show(text: string): void }, true: HTMLElement }[],
   *   points: HTMLElement, truePoints: HTMLElement, collapsed: HTMLElement, process: HTMLElement, remove: () => void }[]} */
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
    this.units = h("span", {});
    this.axes = h("p", { className: "note", hidden: true }, this.units, "ρ: their ", term("correlation"));
    this.unmatched = h("p", { className: "note", hidden: true });
    this.table = table({ className: "entry" }, "Estimates, each above the truth it matches", [unseen("component"), term("weight"), this.heads.mean, this.heads.sd, term("effective count", "points")], this.body);
    this.measures = MEASURES.map(({ label, term: name }) => ({ name: term(name, label), value: h("dd", {}) }));
    this.node = h(
      "section",
      { className: "card panel numbers", "aria-label": "Numbers" },
      h("h3", {}, "Numbers"),
      this.table,
      this.axes,
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
    if (this.heads.show(settings)) {
      keepCount(this.#rows, 0, (k) => this.#makeRow(k));
      this.table.classList.toggle("two-lines", parametersOf(settings).length > 1);
    }
    this.axes.hidden = settings.units.length < 2;
    if (!this.axes.hidden) setText(this.units, settings.units.map((unit, axis) => (unit === "" || unit === AXES[axis] ? "" : `${AXES[axis]}: ${unit}; `)).join(""));
    keepCount(this.#rows, components.length, (k) => this.#makeRow(k));
    const truth = settings.reveal && !settings.hide.includes("truth") ? snapshot.truth : null;
    const decimals = decimalsOf([...components, ...(truth ?? [])]);
    components.forEach((component, k) => {
      const row = this.#rows[k];
      for (const { parameter, field } of row.cells) field.show(textOf(parameter, component, decimals, editable));
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
   * @param {number[]} decimals */
  #showTruth(truth, pairs, settings, decimals) {
    this.#rows.forEach((row, k) => {
      const process = truth ? pairs.indexOf(k) : -1;
      const matched = truth !== null && process >= 0;
      for (const node of row.truths) node.hidden = !matched;
      for (const node of row.estimates) node.classList.toggle("matched", matched);
      if (!matched) return;
      const own = truth[process];
      for (const { parameter, true: cell } of row.cells) setText(cell, textOf(parameter, own, decimals, editable));
      setText(row.truePoints, count(own.count));
      setText(row.process, ` process ${process + 1}`);
      for (const node of row.truths) node.title = `process ${process + 1}`;
    });
    const alone = (truth ?? [])
      .map((process, index) => ({ process, index }))
      .filter(({ index }) => !this.#rows[pairs[index] ?? -1]);
    this.unmatched.hidden = alone.length === 0;
    const at = (/** @type {ProcessNumbers} */ process) => meansOf(settings).map((mean) => textOf(mean, process, decimals, editable)).join(", ");
    const named = alone.map(({ process, index }) => `${index + 1} (at ${at(process)})`);
    setText(this.unmatched, `Without ${aOrAn(familyOf(settings).shape)} of its own: process ${named.join(", ")}.`);
  }

  /** @param {number} k */
  #makeRow(k) {
    const points = h("span", {});
    const collapsed = h("span", { className: "collapsed", hidden: true, title: "The sd is at the floor, the least that it may be" }, "collapsed");
    const process = unseen("");
    const truePoints = h("td", {});
    const lines = parametersOf(/** @type {Settings} */ (this.#settings));
    const rows = lines.map((parameters, line) => {
      const first = line === 0;
      const cells = parameters.map((parameter) => this.#makeCell(parameter, k));
      const estimate = tableRow(rowHead(line, lines.length, letterTag(k)), [...cells.map(({ own }) => own), first && h("td", {}, points, collapsed)], { className: "estimate" });
      const truth = tableRow(rowHead(line, lines.length, "true"), [...cells.map(({ trueCell }) => trueCell), first && truePoints], { className: "truth" });
      if (first) truth.cells[0].append(process);
      return { cells, estimate, truth };
    });
    const [estimates, truths] = [rows.map(({ estimate }) => estimate), rows.map(({ truth }) => truth)];
    this.body.append(...estimates, ...truths);
    const remove = () => [...estimates, ...truths].forEach((row) => row.remove());
    return { estimates, truths, cells: rows.flatMap(({ cells }) => cells), points, truePoints, collapsed, process, remove };
  }

  /** Where a parameter is shown: in a field, unless it follows from the model; and the same of the truth.
   * @param {ComponentParameter} parameter
   * @param {number} k */
  #makeCell(parameter, k) {
    const { sign, follows } = parameter;
    const said = h("span", {});
    const field = follows ? { show: (/** @type {string} */ text) => setText(said, text), input: said } : this.#makeField(parameter, k);
    const truth = h("span", {});
    return { parameter, field, own: signedCell(sign, follows ? said : changing("start", field.input)), true: truth, trueCell: signedCell(sign, truth) };
  }

  /** @param {ComponentParameter} parameter
   * @param {number} k */
  #makeField({ name, label, signed, from }, k) {
    /** @type {Field} */
    const field = new Field({
      label: `${label} of component ${letterOf(k)}`,
      size: 6,
      className: "inline",
      signed,
      commit: async () => {
        const number = field.number(this.on.plain, this.refusal);
        if (number === null) return;
        if (await this.on.touch(k, name, from(Number(number)), this.refusal)) field.settle();
        else field.refuse();
      },
    });
    return field;
  }
}
