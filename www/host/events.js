// @ts-check
/* What programs receive: the events `em-change` and `em-error` of the element, and each change in a
   message to the page around its frame. */

import { postChange } from "./parent-frame.js";

export class Events {
  #host;

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
  }

  /** The first state, before anything changes: for the page around a frame, which cannot await `ready`.
   * @param {Scene} scene */
  begun(scene) {
    this.#post({ ...scene.snapshot, cause: "scenario" }, scene);
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  changed(scene, what) {
    this.#change({ ...scene.snapshot, cause: causeOf(what) }, scene);
  }

  /** An answer to a task was judged.
   * @param {Scene} scene
   * @param {NonNullable<Change["task"]>} task */
  judged(scene, task) {
    this.#change({ ...scene.snapshot, cause: "task", task }, scene);
  }

  /** @param {string} message */
  refused(message) {
    this.#send("em-error", { message });
  }

  /** @param {Change} change
   * @param {Scene} scene */
  #change(change, scene) {
    this.#send("em-change", change);
    this.#post(change, scene);
  }

  /** @param {Change} change
   * @param {Scene} scene */
  #post(change, scene) {
    if (this.#host.hasAttribute("messages")) postChange(change, scene.settings.hide);
  }

  /** @param {string} name
   * @param {unknown} detail */
  #send(name, detail) {
    this.#host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** What a change is: another scenario or data, another chart, a setting by hand, or a half-step.
 * @param {Shown} what
 * @returns {Cause} */
function causeOf({ opened, tab, settings, from }) {
  if (opened) return "scenario";
  if (tab) return "tab";
  return settings && typeof from !== "number" ? "setting" : "step";
}
