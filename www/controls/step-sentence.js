// @ts-check
/* One sentence that says what the last half-step did, with its numbers, and why EM stands where it
   stands. Spoken by a screen reader after each step, and left unspoken while EM runs. */

import { letterOf } from "../text/component-name.js";
import { h, letterTag } from "../ui/dom.js";
import { changing } from "../ui/fields.js";

/** How a sentence begins that tells of a half-step. */
const NAME_OF_STEP = /^[EM] step[.:]/;

export class StepSentence {
  #said = "";
  #unspoken = false;

  /** @param {() => void} undo */
  constructor(undo) {
    this.text = h("p", { className: "say", part: "sentence", role: "status" });
    this.undo = h("button", { type: "button", className: "quiet undo", part: "undo", onclick: undo }, "Undo the change by hand");
    changing("start", this.undo);
    this.node = h("div", { className: "sentence" }, this.text);
  }

  /** @param {Scene} scene */
  show({ sentence, running, canUndo }) {
    this.undo.classList.toggle("away", !canUndo);
    this.text.setAttribute("aria-live", running ? "off" : "polite");
    const said = sentence.parts.map(({ text, component }) => text ?? letterOf(component ?? 0)).join("");
    // A run that has come to rest is told of, though its last frame has written the same already.
    const owed = this.#unspoken && !running;
    this.#unspoken = running;
    if (said === this.#said && !owed) return;
    this.#said = said;
    this.text.replaceChildren(...sentence.parts.flatMap(inThePage));
  }
}

/** A letter stands on its colour; the step's name is strong.
 * @param {{ text?: string, component?: number }} part */
function inThePage({ text, component }) {
  if (component !== undefined) return [letterTag(component)];
  const [name] = NAME_OF_STEP.exec(text ?? "") ?? [""];
  return name ? [h("strong", {}, name), (text ?? "").slice(name.length)] : [text ?? ""];
}
