// @ts-check
/* The lab as a widget of a notebook or a book: an anywidget front-end module. Its other side in Python is
   python/em_mixture/; a book that is made of Markdown gives it a model without one. A page may evaluate this module
   many times, so it keeps nothing of its own but the element's registration. */

import { EmMixture } from "./element.js";
import { sentenceOf } from "./wasm/slices.js";

/** What a notebook gives a widget; all views of one widget share it.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes sends to Python what was set
 * @property {(content: unknown) => void} send
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} off */

/** Milliseconds between two messages to Python while EM runs. */
const PAUSE = 250;
/** Milliseconds after the last change until a picture for the notebook's file is made. */
const REST = 500;
/** A message may take this part of the time, so that long histories do not slow a run down. */
const PART = 1 / 20;

/** @param {{ model: Model, el: HTMLElement, signal?: AbortSignal }} given */
export function render({ model, el, signal }) {
  if (!customElements.get("em-mixture")) customElements.define("em-mixture", EmMixture);
  const view = new View(model, el);
  const end = () => view.end();
  signal?.addEventListener("abort", end, { once: true });
  return end;
}

class View {
  #lab = /** @type {EmMixture} */ (document.createElement("em-mixture"));
  #wish = "";
  /** The timer of the next message, and milliseconds until then. */
  #timer = 0;
  #pause = PAUSE;
  #resting = 0;
  /** While it follows another view, its changes are not new. */
  #following = false;
  #listeners = { "change:_command": () => void this.#obey(), "change:scenario": () => void this.#follow(), "change:_pictured": () => this.#rest() };

  /** @param {Model} model
   * @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    // Within the lab, JupyterLab and marimo leave the keys to it: `a` in a field makes no new cell.
    el.dataset.lmSuppressShortcuts = "true";
    for (const type of ["keydown", "keypress", "keyup"]) this.#lab.addEventListener(type, (event) => event.stopPropagation());
    this.#lab.addEventListener("em-change", () => this.#changed());
    for (const [event, listener] of Object.entries(this.#listeners)) model.on(event, listener);
    this.begun = this.#begin(el);
    // Without its numbers the lab would show others.
    this.begun.catch((error) => el.replaceChildren(alertOf(error))).then(() => this.#obey());
  }

  /** It is closed, or Python has gone. */
  end() {
    for (const [event, listener] of Object.entries(this.#listeners)) this.model.off(event, listener);
    clearTimeout(this.#timer);
    clearTimeout(this.#resting);
    this.#lab.remove();
  }

  /** @param {HTMLElement} el */
  async #begin(el) {
    const lab = this.#lab;
    const values = valuesIn(this.model);
    this.#wish = this.model.get("scenario") ?? "";
    this.#following = true;
    if (!values.length && this.#wish) lab.setAttribute("scenario", this.#wish);
    el.append(lab);
    await lab.ready;
    if (values.length) {
      await lab.load(values, { column: this.model.get("_column") || undefined });
      if (this.#wish) await lab.open(this.#wish);
    }
    this.#following = false;
    if (this.model.get("_serial")) void this.#follow(); // another view was first
    else this.#tell();
  }

  /** Does what Python has asked for, unless another view of this page has begun to. */
  async #obey() {
    const { id, action, given } = this.model.get("_command") ?? {};
    if (!id || this.model.get("_taken") === id) return;
    this.model.set("_taken", id);
    const answer = { id, value: /** @type {unknown} */ (null), error: "", state: {} };
    try {
      await this.begun;
      answer.value = (await Reflect.get(this.#lab, action).apply(this.#lab, given)) ?? null;
    } catch (error) {
      answer.error = sentenceOf(error);
    }
    // By a message of its own: a notebook keeps changes back while its kernel works, and the kernel waits for this.
    this.model.send({ ...answer, state: this.#lab.isConnected ? this.#tell() : {} });
  }

  /** Another view has another state: shows the same one. */
  async #follow() {
    if (this.#following) return;
    this.#following = true;
    try {
      await this.begun;
      for (let next; (next = this.model.get("scenario")) !== this.#wish && next !== this.#lab.scenario; ) {
        this.#wish = next;
        await this.#lab.open(next);
      }
    } catch (error) {
      console.error(sentenceOf(error)); // the lab stays as it was
    }
    this.#following = false;
  }

  /** Something has changed here: Python is told soon. */
  #changed() {
    if (this.#following) return;
    this.#timer ||= setTimeout(() => this.#tell(), this.#pause);
  }

  /** @returns {Record<string, unknown>} the state, as Python now has it */
  #tell() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const before = performance.now();
    const { scenario } = this.#lab;
    this.#wish = scenario;
    const state = { _serial: (this.model.get("_serial") ?? 0) + 1, scenario, snapshot: this.#lab.snapshot(), history: this.#lab.history() };
    for (const [name, value] of Object.entries(state)) this.model.set(name, value);
    this.model.save_changes();
    this.#pause = Math.max(PAUSE, (performance.now() - before) / PART);
    this.#rest();
    return state;
  }

  /** A notebook's file keeps the picture of a lab that has come to rest. */
  #rest() {
    clearTimeout(this.#resting);
    if (this.model.get("_pictured")) this.#resting = setTimeout(() => void this.#keepPicture(), REST);
  }

  async #keepPicture() {
    const picture = await this.#lab.exportPng().then(urlOf).catch(() => null); // none while it is out of sight
    if (!picture || !this.#lab.isConnected) return;
    this.model.set("_picture", picture);
    this.model.save_changes();
  }
}

/** @param {Model} model
 * @returns {ArrayLike<number>} */
function valuesIn(model) {
  const bytes = model.get("_values");
  if (!bytes?.byteLength) return model.get("values") ?? [];
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** @param {Blob} blob
 * @returns {Promise<string>} */
function urlOf(blob) {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = reject;
    reader.readAsDataURL(blob);
  });
}

/** @param {unknown} error */
function alertOf(error) {
  return Object.assign(document.createElement("p"), { role: "alert", textContent: sentenceOf(error) });
}
