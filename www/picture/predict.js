// @ts-check
/* Predict first: before an M step the learner marks, or writes, where they expect each mean to go, and
   after it sees how near that was. A guess makes the learner compare. */

import { letterOf } from "../text/component-name.js";
import { decimal, editable } from "../text/format.js";
import { decimalsOf } from "../text/parameters.js";
import { h, letterTag } from "../ui/dom.js";
import { Field, Refusal, changing } from "../ui/fields.js";
import { keepCount } from "../ui/rows.js";

/** @typedef {import("../ui/drag-handle.js").Pair} Pair */
/** @template {number | Pair} V
 * @typedef {import("../ui/drag-handle.js").AboutHandle<V>} AboutHandle */
/** @template {number | Pair} V
 * @typedef {import("../ui/drag-handle.js").DragHandle<V>} DragHandle */
/** @template {number | Pair} V
 * @typedef {{ grip: DragHandle<V>, arrow: HTMLElement, fields: Field[], remove: () => void }} Marker */

const ASKING = "Drag a marker to where you expect its mean to go, or write it here. Then take the M step.";
const WAITING = "Before the next M step you will be asked.";

/** @template {number | Pair} V a mean: a value, or both coordinates
 * @template A the axes that it is on */
export class Predict {
  /** @type {Marker<V>[]} */
  #markers = [];
  /** @type {Map<number, V>} per component, the mean that is expected */
  #guesses = new Map();
  /** The position at which the guesses were made; -1: none. */
  #at = -1;
  /** The means as they are.
   * @type {V[]} */
  #means = [];
  #decimals = [1, 1];
  #said = "";

  /** @param {Actions} on
   * @param {() => void} changed a guess has changed
   * @param {readonly string[]} axes what the coordinates of a mean are called */
  constructor({ change, plain }, changed, axes) {
    this.axes = axes;
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

  // What depends on the dimension.

  /** @param {AboutHandle<V>} _as
   * @returns {DragHandle<V>} */
  makeGrip(_as) {
    throw new Error("not made");
  }

  /** Places a marker at what is expected, and the arrow from there to the mean.
   * @param {Marker<V>} _marker
   * @param {V} _value
   * @param {V} _mean
   * @param {A} _axes */
  mark(_marker, _value, _mean, _axes) {}

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

  /** @param {Pick<Scene, "running"> & { snapshot: Pick<Snapshot, "next" | "position"> & { components: { mean: V, sd: V }[] } }} scene
   * @param {A} axes */
  show({ snapshot, running }, axes) {
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
    this.#means = components.map(({ mean }) => mean);
    // To about a hundredth of an sd; no guess is better than that.
    this.#decimals = decimalsOf(components).map((decimals) => Math.max(0, decimals - 1));
    this.#markers.forEach((marker, k) => {
      const { grip, arrow, fields } = marker;
      const mean = this.#means[k];
      const guess = this.#guesses.get(k);
      const value = guess ?? mean;
      coordinatesOf(value).forEach((coordinate, axis) => fields[axis].show(editable(coordinate, this.#decimals[axis])));
      grip.node.hidden = answered && guess === undefined;
      arrow.hidden = !answered || guess === undefined;
      this.mark(marker, value, mean, axes);
    });
    this.#say(answered ? this.#howNear() : [ASKING]);
  }

  /** @returns {(string | HTMLElement)[]} */
  #howNear() {
    const guessed = [...this.#guesses].sort(([a], [b]) => a - b);
    return guessed.flatMap(([k, guess]) => {
      // The difference of the rounded numbers, which are the ones that are shown.
      const [said, mean] = [guess, this.#means[k]].map((value) => coordinatesOf(value).map((coordinate, axis) => Number(coordinate.toFixed(this.#decimals[axis]))));
      const off = mean.map((coordinate, axis) => decimal(Math.abs(coordinate - said[axis]), this.#decimals[axis])).join(" and ");
      return [letterTag(k), ` you said ${this.#inWords(said)}, it went to ${this.#inWords(mean)}: ${off} off. `];
    });
  }

  /** @param {number[]} coordinates */
  #inWords(coordinates) {
    const words = coordinates.map((coordinate, axis) => decimal(coordinate, this.#decimals[axis])).join(", ");
    return coordinates.length === 1 ? words : `(${words})`;
  }

  /** @param {(string | HTMLElement)[]} parts */
  #say(parts) {
    const said = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
    if (said === this.#said) return;
    this.#said = said;
    this.verdict.replaceChildren(...parts);
  }

  /** @param {number} k
   * @returns {Marker<V>} */
  #makeMarker(k) {
    const letter = letterOf(k);
    const grip = this.makeGrip({
      name: `where will the mean of ${letter} go?`,
      className: `guess c${k}`,
      data: { component: k, handle: "guess" },
      move: (value) => {
        if (this.node.classList.contains("answered")) return;
        this.#guesses.set(k, value);
        this.changed();
      },
      words: (value) => `${letter}, expected mean, ${this.#inWords(coordinatesOf(value))}`,
    });
    grip.node.append(h("span", { "aria-hidden": "true" }, letter));
    const arrow = h("span", { className: `miss k${k}`, "aria-hidden": "true" });
    const fields = this.axes.map((name, axis) => {
      /** @type {Field} */
      const field = new Field({ label: ["expected mean", name, "of", letter].filter(Boolean).join(" "), signed: true, commit: () => this.#written(k, axis, field) });
      return field;
    });
    const entry = h("span", { className: "pair" }, ...fields.map(({ input }, axis) => h("label", { className: "pair" }, axis === 0 && letterTag(k), this.axes[axis], input)));
    this.node.append(arrow, grip.node);
    this.entries.append(entry);
    const remove = () => [grip.node, arrow, entry].forEach((node) => node.remove());
    return { grip, arrow, fields, remove };
  }

  /** @param {number} k
   * @param {number} axis
   * @param {Field} field */
  #written(k, axis, field) {
    this.refusal.say("");
    const written = field.number(this.plain, this.refusal);
    if (written === null) return;
    const coordinates = coordinatesOf(this.#guesses.get(k) ?? this.#means[k]).map((coordinate, other) => (other === axis ? Number(written) : coordinate));
    this.#guesses.set(k, /** @type {V} */ (coordinates.length === 1 ? coordinates[0] : coordinates));
    field.settle();
    this.changed();
  }
}

/** @param {number | Pair} mean
 * @returns {number[]} */
function coordinatesOf(mean) {
  return [mean].flat();
}
