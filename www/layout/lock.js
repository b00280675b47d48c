// @ts-check
/* Disables the controls that change a locked name of the scenario; a field for a number becomes read-only. */

import { lockedAmong, whatIsLocked } from "../lab/lock.js";
import { h, setText } from "../ui/dom.js";

const WHY = "Locked here: it stays as it is.";

export class Lock {
  /** The titles of controls before they were locked.
   * @type {Map<HTMLElement, string>} */
  #titles = new Map();

  constructor() {
    this.note = h("p", { className: "note locked", part: "locked" });
  }

  /** @param {ParentNode} lab
   * @param {Settings} settings */
  show(lab, settings) {
    for (const control of /** @type {NodeListOf<HTMLElement>} */ (lab.querySelectorAll("[data-changes]"))) {
      const locked = lockedAmong(settings, ...(control.dataset.changes ?? "").split(" ")).length > 0;
      if (locked !== this.#titles.has(control)) this.#set(control, locked);
    }
    this.note.hidden = settings.locked.length === 0;
    setText(this.note, this.note.hidden ? "" : whatIsLocked(settings));
  }

  /** @param {HTMLElement} control
   * @param {boolean} locked */
  #set(control, locked) {
    if (locked) this.#titles.set(control, control.title);
    control.title = locked ? WHY : (this.#titles.get(control) ?? "");
    if (!locked) this.#titles.delete(control);
    Reflect.set(control, control.matches("[type=text]") ? "readOnly" : "disabled", locked);
  }
}
