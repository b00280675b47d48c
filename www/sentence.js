// @ts-check
/* One sentence that says what the last half-step did, then why EM stands where it stands. Spoken
   by a screen reader after each step, and left unspoken while EM runs. */

import { h, letterOf, letterTag } from "./dom.js";
import { count, decimal, decimalsFor } from "./format.js";

/** Above so many components the sentence names none: the table does. */
const MOST_NAMED = 4;

export class Sentence {
  #said = "";

  /** @param {() => void} undo */
  constructor(undo) {
    this.text = h("p", { className: "say", role: "status" });
    this.undo = h("button", { type: "button", className: "quiet undo", onclick: undo }, "Undo the change by hand");
    this.node = h("div", { className: "sentence" }, this.text, this.undo);
  }

  /** @param {Scene} scene */
  show({ snapshot, settings, running, canUndo }) {
    this.undo.hidden = !canUndo;
    this.text.setAttribute("aria-live", running ? "off" : "polite");
    const parts = whatHappened(snapshot, settings);
    const said = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
    if (said === this.#said) return;
    this.#said = said;
    this.text.replaceChildren(...parts);
  }
}

/** @param {Snapshot} snapshot
 * @param {Settings} settings
 * @returns {(string | HTMLElement)[]} */
function whatHappened(snapshot, settings) {
  const { position, next, iteration, status, onFloor } = snapshot;
  if (position === 0) return [snapshot.reason];
  const parts = next === "M" ? afterE(snapshot, settings) : afterM(snapshot);
  // Within the first iteration there is no gain to speak of yet.
  const plain = iteration === 0 && status === "running" && onFloor.length === 0;
  if (!plain) parts.push(" ", h("span", { className: status === "running" ? "reason" : "reason told" }, snapshot.reason));
  return parts;
}

/** @param {Snapshot} snapshot
 * @param {Settings} settings */
function afterE({ effectiveCounts, k }, settings) {
  const soft = settings.assignment === "soft";
  /** @type {(string | HTMLElement)[]} */
  const parts = [
    h("strong", {}, "E step."),
    soft
      ? " Each point is shared out by how well each curve explains it"
      : " Each point goes to the curve that explains it best",
  ];
  if (!effectiveCounts || k > MOST_NAMED) return [...parts, "."];
  parts.push(": ");
  effectiveCounts.forEach((held, index) => {
    const unit = index > 0 ? "" : soft ? " points’ worth" : " points";
    parts.push(index > 0 ? ", " : "", named(index, `${index > 0 ? "" : "now holds "}${count(held)}`), unit);
  });
  return [...parts, "."];
}

/** @param {Snapshot} snapshot */
function afterM({ components, k }) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [h("strong", {}, "M step."), " Each curve has moved to the points it holds"];
  if (k > MOST_NAMED) return [...parts, "."];
  const decimals = decimalsFor(components.map((component) => component.sd));
  parts.push(": ");
  components.forEach((component, index) => {
    const place = `${index > 0 ? "" : "now stands at "}${decimal(component.mean, decimals)}`;
    parts.push(index > 0 ? ", " : "", named(index, place));
  });
  return [...parts, "."];
}

/** A letter and what is said of it, on one line.
 * @param {number} k
 * @param {string} said */
function named(k, said) {
  return h("span", { className: "named" }, letterTag(k), ` ${said}`);
}

/** The picture in words: what stands in for it where it cannot be seen.
 * @param {Snapshot} snapshot
 * @param {Settings} settings */
export function pictureInWords(snapshot, settings) {
  const decimals = decimalsFor(snapshot.components.map((component) => component.sd));
  const curves = snapshot.components.map(
    ({ weight, mean, sd }, k) =>
      `${letterOf(k)} with weight ${decimal(weight, 2)}, mean ${decimal(mean, decimals)}, sd ${decimal(sd, decimals)}`,
  );
  const bars = snapshot.effectiveCounts ? ", its bars coloured by whose points they are" : "";
  return `Histogram of ${decimal(snapshot.n, 0)} points${bars}, over ${settings.unit || "the values"}; the curves of the mixture and of its components: ${curves.join("; ")}.`;
}
