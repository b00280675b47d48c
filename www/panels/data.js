// @ts-check
/* The data panel: simulated points, a real data set, or the learner's own numbers; and the number of bins. */

import { familyOf } from "../text/families.js";
import { decimal } from "../text/format.js";
import { wordFor } from "../text/words.js";
import { h, quietOutput, setText } from "../ui/dom.js";
import { Refusal, changing, dropDown, row, strip } from "../ui/fields.js";
import { OwnData } from "./own-data.js";
import { TrueProcesses } from "./true-processes.js";

export class DataPanel {
  /** The kind of data that is chosen but not loaded: own data before any are read; else empty. */
  #picked = "";
  /** @type {Scene | null} */
  #scene = null;

  /** @param {Actions} on
   * @param {{ [name: string]: string[] }} choices */
  constructor(on, { data, dim, mass }) {
    this.words = data.filter((word) => word !== "simulated" && word !== "own");
    this.refusal = new Refusal();
    this.source = strip("data-source", "source", ["simulated", "real", "own"], (source) => {
      this.#picked = source;
      if (source === "simulated") on.change("data", "simulated", this.refusal);
      if (source === "real") on.change("data", this.real.node.value, this.refusal);
      this.#showKind();
    });
    this.dim = strip("dim", "a point is", dim, (word) => this.#toDimension(word));
    changing("dim data", this.dim.node);
    this.real = dropDown("data", [], (word) => on.change("data", word, this.refusal), "Data set");
    for (const { node } of [this.source, this.real]) changing("data", node);
    this.on = on;
    this.mass = strip("mass", "an ellipse holds", mass, (word) => on.change("mass", word, this.refusal));
    changing("mass", this.mass.node);
    this.about = h("p", { className: "note", part: "source" });
    this.processes = new TrueProcesses(on);
    this.own = new OwnData(on);
    this.bins = h("input", {
      type: "range",
      min: "1",
      oninput: () => on.change("bins", this.bins.value, this.refusal),
    });
    changing("bins", this.bins);
    this.binsOut = quietOutput();
    this.node = h(
      "section",
      { className: "card panel", "aria-label": "Data", onopened: () => (this.#picked = "") },
      h("h3", {}, "Data"),
      this.dim.node,
      this.source.node,
      this.processes.node,
      this.real.node,
      this.about,
      this.own.node,
      row("bins", this.bins, this.binsOut),
      this.mass.node,
      this.refusal.node,
    );
  }

  /** @param {Scene} scene */
  show(scene) {
    const { settings } = scene;
    if (this.#scene?.settings.data !== settings.data) {
      this.#picked = "";
      const source = this.on.ask((lab) => lab.source());
      setText(this.about, "");
      if (source?.hidden) setText(this.about, `${decimal(scene.snapshot.n, 0)} ${familyOf(settings).point}s: ${settings.units.join(", ")}. Hidden in them: ${source.hidden}. Source: ${source.reference}.`);
    }
    this.#scene = scene;
    this.processes.show(settings);
    this.dim.show(String(settings.dim));
    this.#fillReal(settings.realData);
    if (sourceOf(settings) === "real") this.real.show(settings.data);
    this.mass.node.hidden = !settings.mass;
    if (settings.mass) this.mass.show(settings.mass);
    this.own.show(scene);
    this.bins.max = String(settings.limits.bins);
    this.bins.value = String(settings.bins);
    setText(this.binsOut, decimal(settings.bins, 0));
    this.#showKind();
  }

  /** Real data have a dimension of their own: the first set of the other one is opened.
   * @param {string} word */
  async #toDimension(word) {
    const settings = this.#scene?.settings;
    if (!settings) return;
    const picked = this.#picked;
    const [other] = this.words.filter((name) => !settings.realData.includes(name));
    await (sourceOf(settings) === "real" ? this.on.change("data", other, this.refusal) : this.on.change("dim", word, this.refusal));
    if (picked !== "own") return;
    this.#picked = picked; // the form for own data stays open
    this.#showKind();
  }

  /** @param {string[]} words */
  #fillReal(words) {
    const present = [...this.real.node.options].map(({ value }) => value);
    if (String(present) === String(words)) return;
    this.real.node.replaceChildren(...words.map((word) => h("option", { value: word }, wordFor("data", word))));
  }

  /** A file that was dropped on the lab.
   * @param {File} file */
  drop(file) {
    this.#picked = "own";
    this.#showKind();
    void this.own.drop(file);
  }

  #showKind() {
    if (!this.#scene) return;
    const source = this.#picked || sourceOf(this.#scene.settings);
    this.source.show(source);
    this.processes.node.hidden = source !== "simulated";
    this.real.node.hidden = source !== "real";
    this.about.hidden = source !== "real" || sourceOf(this.#scene.settings) !== "real" || this.about.textContent === "";
    this.own.node.hidden = source !== "own";
  }
}

/** @param {Settings} settings */
function sourceOf({ data, ownDataMissing }) {
  if (data === "own" || ownDataMissing) return "own";
  return data === "simulated" ? "simulated" : "real";
}
