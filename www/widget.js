// @ts-check
/* The lab as a widget of a notebook or a book: an anywidget front-end module. Its other side in Python is
   python/em_mixture/; a book that is made of Markdown gives it a model without one. A page may evaluate this module
   many times, so it keeps nothing of its own but the element's registration. */

import { EmMixture } from "./element.js";
import { isAbort, sentenceOf } from "./wasm/slices.js";

/** What a notebook gives a widget; all views of one widget share it.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes sends to Python what was set
 * @property {(content: unknown) => void} send
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} off */

/** Milliseconds from one message to the next, at least. */
const PAUSE = 250;
/** Milliseconds after the last change until a picture for the notebook's file is made. */
const REST = 500;
/** At most 1/20 of the time is spent on messages. */
const PART = 1 / 20;
/** What the model has of the lab. */
const STATE = ["scenario", "snapshot", "history", "_serial"];
/** Two log-likelihoods that differ by a larger part are not of the same numbers. */
const TOLERANCE = 1e-6;
const OTHER_NUMBERS =
  "This view does not show the latest numbers of this widget: they were loaded in another view, and are too many for a link. Load them here too.";

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
  /** @type {"opening" | "open" | "failed" | "closed"} */
  #phase = "opening";
  /** The number of the state that was last sent or shown here. */
  #serial = 0;
  /** @type {Promise<void> | null} While this view opens the state of another one. */
  #following = null;
  /** The timer of the next message; 0 while nothing is to be sent. */
  #timer = 0;
  /** The earliest time of the next message. */
  #earliest = 0;
  #pictureTimer = 0;
  /** In the page while this view has other numbers than the latest state. */
  #note = Object.assign(document.createElement("p"), { role: "status", textContent: OTHER_NUMBERS });
  #listeners = { "change:_command": () => void this.#carryOut(), "change:_serial": () => this.#follow(), "change:_pictured": () => this.#savePictureLater() };

  /** @param {Model} model
   * @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    // Within the lab, JupyterLab and marimo leave the keys to it: `a` in a field makes no new cell.
    el.dataset.lmSuppressShortcuts = "true";
    for (const type of ["keydown", "keypress", "keyup"]) this.#lab.addEventListener(type, (event) => event.stopPropagation());
    this.#lab.addEventListener("em-change", () => this.#changed());
    for (const [event, listener] of Object.entries(this.#listeners)) model.on(event, listener);
    this.ready = this.#open(el);
    this.ready.catch((error) => this.#failed(el, error)).then(() => this.#carryOut());
  }

  /** The view is closed, or the kernel has ended. */
  end() {
    this.#phase = "closed";
    for (const [event, listener] of Object.entries(this.#listeners)) this.model.off(event, listener);
    this.#cancelMessage();
    clearTimeout(this.#pictureTimer);
    this.#lab.remove();
    this.#note.remove();
  }

  /** @param {HTMLElement} el */
  async #open(el) {
    const lab = this.#lab;
    const values = valuesIn(this.model);
    const scenario = this.model.get("scenario");
    if (!values.length && scenario) lab.setAttribute("scenario", scenario);
    el.append(lab);
    await lab.ready;
    if (values.length) {
      const [column, second] = ["_column", "_second"].map((name) => this.model.get(name) || undefined);
      await lab.load(this.model.get("_pairs") ? pairsOf(values) : values, { column, second });
      if (scenario) await lab.open(scenario);
    }
    if (this.#phase === "closed") return;
    this.#phase = "open";
    if (this.model.get("_serial")) this.#follow(); // another view already has a state
    else this.#send();
  }

  /** Without its numbers the lab would show others.
   * @param {HTMLElement} el
   * @param {unknown} error */
  #failed(el, error) {
    if (this.#phase === "closed") return;
    this.#phase = "failed";
    el.replaceChildren(alertOf(error));
  }

  /** Carries out Python's command, unless another view does. */
  async #carryOut() {
    const { id, action, given } = this.model.get("_command") ?? {};
    if (!id) return;
    if (this.#timer) this.#send(); // so that no view works on an older state
    await this.ready.catch(() => {});
    await this.#followed();
    if (this.#note.isConnected) await new Promise((resolve) => setTimeout(resolve)); // a view with the latest numbers goes first
    const late = this.#phase === "closed" || this.model.get("_command")?.id !== id;
    if (late || this.model.get("_taken") === id) return;
    this.model.set("_taken", id);
    const answer = { id, value: /** @type {unknown} */ (null), error: "" };
    try {
      await this.ready;
      this.#earliest = performance.now() + PAUSE; // the state goes with the answer
      answer.value = (await Reflect.get(this.#lab, action).apply(this.#lab, given)) ?? null;
    } catch (error) {
      answer.error = sentenceOf(error);
    }
    await this.#followed();
    if (this.#phase === "open") this.#send();
    const state = Object.fromEntries(STATE.map((name) => [name, this.model.get(name)]));
    // A trait change would be held back by JupyterLab until the cell ends, but the cell waits for this answer.
    this.model.send({ ...answer, state });
  }

  /** The page may have the element from another version of the script. */
  get #isRunning() {
    return /** @type {typeof EmMixture} */ (this.#lab.constructor).isRunning?.(this.#lab) ?? false;
  }

  async #followed() {
    while (this.#following) await this.#following;
  }

  /** Another view may have sent a newer state: shows the same one. */
  #follow() {
    if (this.#phase !== "open" || this.#following || this.model.get("_serial") === this.#serial) return;
    // What a person has just done here is later than what a run in another view has sent.
    if (this.#timer && !this.#isRunning) return this.#send();
    this.#cancelMessage();
    this.#following = this.#openLatest();
  }

  async #openLatest() {
    await null; // `#following` is set first
    let aborted = false;
    while (!aborted && this.#phase === "open" && this.#serial !== this.model.get("_serial")) {
      this.#serial = this.model.get("_serial");
      const scenario = this.model.get("scenario");
      try {
        if (scenario !== this.#lab.scenario) await this.#lab.open(scenario);
        this.#compareNumbers();
      } catch (error) {
        if (!isAbort(error)) console.error(sentenceOf(error)); // the lab stays as it was
        else if (this.#lab.isConnected) aborted = true;
        else this.#serial = 0; // a host has taken the cell out of the page: once more
      }
    }
    this.#following = null;
    if (aborted) this.#changed(); // a person does something else here
  }

  /** Shows the note if own numbers were loaded in another view, and the link does not have them. */
  #compareNumbers() {
    const [here, latest] = [this.#lab.snapshot(), this.model.get("snapshot")];
    const difference = Math.abs(here.logLikelihood - latest?.logLikelihood);
    const same = here.n === latest?.n && difference <= TOLERANCE * Math.abs(here.logLikelihood);
    if (latest?.dataInLink === false && !same) this.#lab.before(this.#note);
    else this.#note.remove();
  }

  /** Something has changed in the lab: sends the change to Python at once, or soon after the last message. */
  #changed() {
    if (this.#phase !== "open" || this.#following || this.#timer) return;
    const wait = this.#earliest - performance.now();
    if (wait > 0) this.#timer = setTimeout(() => this.#send(), wait);
    else this.#send();
  }

  #cancelMessage() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  /** Sends the state to Python and to the other views. */
  #send() {
    this.#cancelMessage();
    this.#note.remove();
    const before = performance.now();
    const lab = this.#lab;
    this.#serial = (this.model.get("_serial") ?? 0) + 1;
    // The number comes last: the other views follow when it changes.
    const state = { scenario: lab.scenario, snapshot: lab.snapshot(), history: lab.history(), _serial: this.#serial };
    for (const [name, value] of Object.entries(state)) this.model.set(name, value);
    this.model.save_changes();
    const after = performance.now();
    this.#earliest = after + Math.max(PAUSE, (after - before) / PART);
    this.#savePictureLater();
  }

  /** A notebook's file keeps the picture of a lab in which nothing changes. */
  #savePictureLater() {
    clearTimeout(this.#pictureTimer);
    if (this.model.get("_pictured")) this.#pictureTimer = setTimeout(() => void this.#savePicture(), REST);
  }

  async #savePicture() {
    const picture = await this.#lab.exportPng().then(urlOf).catch(() => null); // none while it is out of sight
    if (!picture || this.#phase === "closed") return;
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

/** x and y of one point after the other, as points.
 * @param {ArrayLike<number>} values
 * @returns {[number, number][]} */
function pairsOf(values) {
  return Array.from({ length: values.length / 2 }, (_, index) => [values[2 * index], values[2 * index + 1]]);
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
