// @ts-check
/* Predict first: before an M step the learner marks, or writes, where they expect each mean to go, and
   after it sees how near that was. A guess makes the learner compare. */

import { letterOf } from "../text/component-name.js";
import { decimal, decimalsFor, editable } from "../text/format.js";
import { h, letterTag, setProperty } from "../ui/dom.js";
import { KEY_PART } from "../ui/drag-handle.js";
import { DragSlider } from "../ui/drag-slider.js";
import { Field, Refusal, changing } from "../ui/fields.js";
import { inPixels, putAt } from "../ui/position.js";
import { keepCount } from "../ui/rows.js";

/** @typedef {import("./plot-axes.js").PlotAxes} PlotAxes */
/** @typedef {{ grip: DragSlider, arrow: HTMLElement, field: Field, remove: () => void }} Marker */

const ASKING = "Drag a marker to where you expect its mean to go, or write it here. Then take the M step.";
const WAITING = "Before the next M step you will be asked.";

export class Predict {
  /** @type {Marker[]} */
  #markers = [];
  /** @type {Map<number, number>} per component, the mean that is expected */
  #guesses = new Map();
  /** The position at which the guesses were made; -1: none. */
  #at = -1;
  #decimals = 1;
  #said = "";

  /** @param {Actions} on
   * @param {() => void} changed a guess has changed */
  constructor({ change, plain }, changed) {
    this.changed = changed;
    this.plain = plain;
    this.box = changing("predict", h("input", { type: "checkbox", part: "predict", onchange: () => change("predict", this.box.checked ? "1" : "0") }));
    this.toggle = h("label", { className: "check" }, this.box, "predict first");
    this.verdict = h("p", { className: "verdict", part: "verdict", role: "status", hidden: true });
    this.entries = h("div", { className: "guess-entries", role: "group", "aria-label": "Expected means", hidden: true });
    this.refusal = new Refusal();
    /** Under the picture: the question, and how near the guesses were. */
    this.asked = h("div", {}, this.verdict, this.entries, this.refusal.node);
    this.node = h("div", { className: "guesses", role: "group", "aria-label": "Predictions", hidden: true });
  }

  /** @param {Settings} settings */
  follow({ predict }) {
    this.box.checked = predict;
    if (this.verdict.hidden !== predict) return;
    this.#forget();
    this.verdict.hidden = !predict;
    this.asked.classList.toggle("expected", predict);
  }

  #forget() {
    this.#guesses.clear();
    this.#at = -1;
  }

  /** @param {Scene} scene
   * @param {PlotAxes} places */
  show({ snapshot, running }, places) {
    const { components, next, position } = snapshot;
    const asking = this.box.checked && next === "M" && !running;
    const answered = this.box.checked && next === "E" && position === this.#at + 1 && this.#guesses.size > 0;
    if (asking && this.#at !== position) {
      this.#forget();
      this.#at = position;
    } else if (!asking && !answered) this.#forget();
    this.node.hidden = !asking && !answered;
    this.entries.hidden = !asking;
    if (!asking) this.refusal.say("");
    if (!asking && !answered) return this.#say([WAITING]);
    this.node.classList.toggle("answered", answered);
    keepCount(this.#markers, components.length, (k) => this.#makeMarker(k));
    // To about a hundredth of an sd; no guess is better than that.
    this.#decimals = Math.max(0, decimalsFor(components.map(({ sd }) => sd)) - 1);
    const step = KEY_PART * places.span;
    const { xMin, xMax, bottom } = places.frame;
    this.#markers.forEach(({ grip, arrow, field }, k) => {
      const guess = this.#guesses.get(k);
      const value = guess ?? components[k].mean;
      field.show(editable(value, this.#decimals));
      grip.node.hidden = answered && guess === undefined;
      grip.show({ value, least: xMin, most: xMax, step, perPixel: places.perPixel });
      const [from, to] = [places.across(value), places.across(components[k].mean)];
      grip.place(from, bottom);
      arrow.hidden = !answered || guess === undefined;
      arrow.classList.toggle("leftward", to < from);
      putAt(arrow, Math.min(from, to), bottom);
      setProperty(arrow, "--w", inPixels(Math.abs(to - from)));
    });
    this.#say(answered ? this.#howNear(components, this.#decimals) : [ASKING]);
  }

  /** @param {ComponentNumbers[]} components
   * @param {number} decimals
   * @returns {(string | HTMLElement)[]} */
  #howNear(components, decimals) {
    const guessed = [...this.#guesses].sort(([a], [b]) => a - b);
    return guessed.flatMap(([k, guess]) => {
      // The difference of the rounded numbers, which are the ones that are shown.
      const [said, mean] = [guess, components[k].mean].map((value) => Number(value.toFixed(decimals)));
      const off = decimal(Math.abs(mean - said), decimals);
      return [letterTag(k), ` you said ${decimal(said, decimals)}, it went to ${decimal(mean, decimals)}: ${off} off. `];
    });
  }

  /** @param {(string | HTMLElement)[]} parts */
  #say(parts) {
    const said = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
    if (said === this.#said) return;
    this.#said = said;
    this.verdict.replaceChildren(...parts);
  }

  /** @param {number} k
   * @returns {Marker} */
  #makeMarker(k) {
    const letter = letterOf(k);
    const grip = new DragSlider({
      name: `where will the mean of ${letter} go?`,
      className: `guess c${k}`,
      data: { component: k, handle: "guess" },
      move: (value) => {
        if (this.node.classList.contains("answered")) return;
        this.#guesses.set(k, value);
        this.changed();
      },
      words: (value) => `${letter}, expected mean, ${decimal(value, this.#decimals)}`,
    });
    grip.node.append(h("span", { "aria-hidden": "true" }, letter));
    const arrow = h("span", { className: `miss k${k}`, "aria-hidden": "true" });
    /** @type {Field} */
    const field = new Field({ label: `expected mean of ${letter}`, signed: true, commit: () => this.#written(k, field) });
    const entry = h("label", { className: "pair" }, letterTag(k), field.input);
    this.node.append(arrow, grip.node);
    this.entries.append(entry);
    const remove = () => [grip.node, arrow, entry].forEach((node) => node.remove());
    return { grip, arrow, field, remove };
  }

  /** @param {number} k
   * @param {Field} field */
  #written(k, field) {
    this.refusal.say("");
    const written = field.number(this.plain, this.refusal);
    if (written === null) return;
    this.#guesses.set(k, Number(written));
    field.settle();
    this.changed();
  }
}
