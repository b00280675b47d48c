// @ts-check
/* One sentence: what the last half-step did, with its numbers, and why EM has stopped, if it has. A
   screen reader says it after each step, and not while EM runs. */

import { letterOf } from "../text/component-name.js";
import { familyOf } from "../text/families.js";
import { h, letterTag } from "../ui/dom.js";
import { changing } from "../ui/fields.js";
import { withTerms } from "../ui/terms.js";

/** The beginning of a sentence about a half-step. */
const NAME_OF_STEP = /^[EM] step[.:]/;

/** The terms that are explained in it. */
const TERMS_SAID = ["log-likelihood", "log posterior", "classification likelihood", "classification posterior", "per point", "points’ worth"];

export class StepSentence {
  #said = "";
  #wasRunning = false;

  /** @param {Actions} on */
  constructor({ undo, clearGuess }) {
    this.text = h("p", { className: "say", part: "sentence", role: "status" });
    this.undo = h("button", { type: "button", className: "quiet undo", part: "undo", onclick: undo }, "Undo the change by hand");
    changing("start", this.undo);
    this.clear = h("button", { type: "button", className: "quiet", part: "clear-guess", onclick: clearGuess }, "Clear the guess");
    this.node = h("div", { className: "sentence" }, this.text);
  }

  /** @returns {HTMLElement[]} */
  get terms() {
    return [...this.text.querySelectorAll("button")];
  }

  /** @param {Scene} scene */
  show({ sentence, settings, running, canUndo, hasGuess }) {
    this.clear.title = `Takes away the thin ${familyOf(settings).shape}s, which are those placed by hand`;
    this.undo.classList.toggle("away", !canUndo);
    this.clear.hidden = !hasGuess;
    this.text.setAttribute("aria-live", running ? "off" : "polite");
    const said = sentence.parts.map(({ text, component }) => text ?? letterOf(component ?? 0)).join("");
    // The end of a run is announced, although its last frame has written the same.
    const stopped = this.#wasRunning && !running;
    this.#wasRunning = running;
    if (said === this.#said && !stopped) return;
    this.#said = said;
    const focused = this.terms.findIndex((node) => node.matches(":focus"));
    this.text.replaceChildren(...sentence.parts.flatMap(inThePage));
    if (focused >= 0) this.terms[Math.min(focused, this.terms.length - 1)]?.focus({ preventScroll: true });
  }
}

/** A component is shown as its badge; the name of the step is strong.
 * @param {{ text?: string, component?: number }} part */
function inThePage({ text, component }) {
  if (component !== undefined) return [letterTag(component)];
  const [name] = NAME_OF_STEP.exec(text ?? "") ?? [""];
  const rest = withTerms((text ?? "").slice(name.length), TERMS_SAID);
  return name ? [h("strong", {}, name), ...rest] : rest;
}
