// @ts-check
/* What a learner may not change here: the scenario's `lock`. A control says which names it changes;
   while one of them is locked it is disabled, or, where it holds a number, can only be read. The desk
   refuses what comes by another way. The page around the lab may still change everything. */

import { NAMES } from "./words.js";
import { h, setText } from "./dom.js";

const WHY = "Locked here: it stays as it is.";
const ALL_BUT = new Set(["step", "speed"]);

/** @template {HTMLElement} N
 * @param {string} names those that the control changes, between blanks
 * @param {N} control
 * @returns {N} */
export function changing(names, control) {
  control.dataset.changes = names;
  return control;
}

/** Which of these names are locked.
 * @param {Settings | undefined} settings
 * @param {string[]} names */
export function lockedAmong(settings, ...names) {
  return names.filter((name) => settings?.locked.includes(name));
}

/** Throws where one of these names is locked.
 * @param {Settings | undefined} settings
 * @param {string[]} names */
export function allow(settings, ...names) {
  const locked = lockedAmong(settings, ...names);
  if (locked.length > 0) throw new Error(`Locked here: ${named(locked)}.`);
}

export class Lock {
  /** What a control that is locked was called before.
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
    setText(this.note, this.note.hidden ? "" : whatIsLocked(settings.locked));
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

/** @param {string[]} locked */
function whatIsLocked(locked) {
  const open = Object.keys(NAMES).filter((name) => !locked.includes(name));
  if (open.every((name) => ALL_BUT.has(name))) return "All is locked here but the buttons that step and run.";
  return `Locked here: ${named(locked)}.`;
}

/** @param {string[]} names */
function named(names) {
  return names.map((name) => NAMES[name] ?? name).join(", ");
}
