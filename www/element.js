// @ts-check
/* The custom element <em-mixture>: its public members are what a course page may call. host/mount.js
   connects it to the page. */

import { Mount } from "./host/mount.js";
import { countAndOptions, numbersIn, ownNumber, pairsIn, tableOf, wholeNumber } from "./lab/arguments.js";
import { DEFAULT_MOST_COMPONENTS, DEFAULT_STARTS } from "./lab/comparisons.js";
import { inPlane } from "./text/dimension.js";
import { CSS as CHARTS_CSS } from "./styles/charts.css";
import { CSS as DIALOGS_CSS } from "./styles/dialogs.css";
import { CSS as DOCKED_CSS } from "./styles/docked.css";
import { CSS as LAB_CSS } from "./styles/lab.css";
import { CSS as OWN_DATA_CSS } from "./styles/own-data.css";
import { CSS as PRINT_CSS } from "./styles/print.css";
import { CSS as STAGE_CSS } from "./styles/stage.css";

/** One style sheet for all labs of a document, made with the first of them: another document cannot use it.
 * @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** @param {Document} page
 * @returns {CSSStyleSheet[]} none where nothing is shown */
function sheetsFor(page) {
  if (!page.defaultView) return [];
  const sheet = sheets.get(page) ?? new page.defaultView.CSSStyleSheet();
  if (!sheets.has(page)) sheet.replaceSync(LAB_CSS + CHARTS_CSS + OWN_DATA_CSS + STAGE_CSS + DOCKED_CSS + DIALOGS_CSS + PRINT_CSS);
  sheets.set(page, sheet);
  return [sheet];
}

/** Without a browser, as where a server renders a page, the class can be imported and nothing more. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class EmMixture extends Base {
  static observedAttributes = ["scenario"];

  #root = this.attachShadow({ mode: "open" });
  #mount = new Mount(this, this.#root);

  constructor() {
    super();
    this.adoptedCallback();
  }

  /** Whether EM runs in this lab; for widget.js alone.
   * @param {EmMixture} lab */
  static isRunning(lab) {
    return lab.#mount.controller.scene?.running ?? false;
  }

  /** Resolves when the first picture is drawn; rejects with the reason. */
  get ready() {
    return this.#mount.ready;
  }

  /** The canonical string of the present state. */
  get scenario() {
    return this.#mount.scenario;
  }

  set scenario(text) {
    this.#mount.set(String(text));
  }

  /** Loads a scenario.
   * @param {string} scenario
   * @param {WorkOptions} [options] */
  async open(scenario, options) {
    await this.#mount.open(String(scenario), options);
  }

  /** The caller's own data: finite numbers, points [x, y], or CSV text. Resolves, where it was text, to how it was read.
   * @param {string | ArrayLike<number> | ArrayLike<[number, number]>} values
   * @param {AboutData} [about]
   * @param {WorkOptions} [options]
   * @returns {Promise<ImportReport | null>} */
  async load(values, about = {}, options = about) {
    await this.ready;
    const { begin, pieces } = tableOf(values, about);
    await this.#mount.controller.work(begin, options, pieces);
    return this.#mount.controller.engine.ask((lab) => lab.settings().reading);
  }

  eStep() {
    this.#mount.controller.act((lab) => lab.eStep());
  }

  mStep() {
    this.#mount.controller.act((lab) => lab.mStep());
  }

  /** Whole iterations; where an M step is next, the first is the one that is half done. */
  step(n = 1) {
    const iterations = wholeNumber("step", n, 1);
    this.#mount.controller.act((lab) => lab.step(iterations));
  }

  /** One half-step back; nothing at the start. */
  back() {
    this.#mount.controller.act((lab) => lab.back());
  }

  /** To a half-step already taken.
   * @param {number} position */
  seek(position) {
    const halfSteps = wholeNumber("seek", position, 0);
    this.#mount.controller.act((lab) => lab.seek(halfSteps));
  }

  /** To the start; the later half-steps are kept. */
  reset() {
    this.#mount.controller.act((lab) => lab.reset());
  }

  /** Runs on animation frames, until EM stops. */
  run() {
    this.#mount.controller.run();
  }

  pause() {
    this.#mount.controller.pause();
  }

  /** @param {WorkOptions} [options] */
  async runToConvergence(options) {
    await this.ready;
    await this.#mount.controller.runToConvergence(options);
  }

  /** @returns {Snapshot} */
  snapshot() {
    return this.#mount.controller.engine.ask((lab) => lab.snapshot());
  }

  /** @returns {HistoryRow[]} */
  history() {
    return this.#mount.controller.engine.ask((lab) => lab.history());
  }

  /** Per x, in the plane per point [x, y], the k posterior probabilities under the present parameters.
   * @param {ArrayLike<number> | ArrayLike<[number, number]>} xs
   * @returns {number[][]} */
  responsibilities(xs) {
    const plane = inPlane(this.#mount.controller.scene?.settings ?? {});
    const places = plane ? pairsIn("responsibilities", xs) : numbersIn("responsibilities", xs);
    const n = places.length / (plane ? 2 : 1);
    const flat = this.#mount.controller.engine.ask((lab) => lab.responsibilities(places));
    const k = flat.length / n;
    return Array.from({ length: n }, (_, i) => Array.from(flat.subarray(i * k, (i + 1) * k)));
  }

  /** The best of several starts for each k.
   * @param {number} [max]
   * @param {WorkOptions} [options]
   * @returns {Promise<FitRow[]>} */
  async compareK(max, options) {
    await this.ready;
    const [most, under] = countAndOptions("compareK", max, options, DEFAULT_MOST_COMPONENTS);
    return this.#mount.controller.comparisons.compareK(most, under);
  }

  /** The results of so many starts, best first.
   * @param {number} [count]
   * @param {WorkOptions} [options]
   * @returns {Promise<RestartRow[]>} */
  async restarts(count, options) {
    await this.ready;
    const [starts, under] = countAndOptions("restarts", count, options, DEFAULT_STARTS);
    return this.#mount.controller.comparisons.restarts(starts, under);
  }

  /** The questions of the lesson that take an answer; with a learner's own number, each on data of its own.
   * @param {number} [number] */
  tasks(number) {
    return this.#mount.controller.engine.ask((lab) => lab.tasks(ownNumber(number)));
  }

  /** Whether an answer to a task is right: a number as typed, a choice's word, or a state as its scenario.
   * @param {string} id
   * @param {string} answer
   * @param {number} [number] the learner's own
   * @param {WorkOptions} [options]
   * @returns {Promise<Verdict>} */
  async judge(id, answer, number, options) {
    await this.ready;
    const verdict = await this.#mount.controller.engine.judge((lab) => lab.beginJudge(String(id), String(answer), ownNumber(number)), options);
    this.#mount.judged(String(id), verdict.rating);
    return verdict;
  }

  /** The picture as it is shown, two pixels to each of the page's.
   * @param {WorkOptions} [options] */
  async exportPng(options) {
    await this.ready;
    return this.#mount.controller.exports.png(options);
  }

  /** The picture as it is shown, as vectors.
   * @param {WorkOptions} [options] */
  async exportSvg(options) {
    await this.ready;
    return this.#mount.controller.exports.svg(options);
  }

  /** The points from the lowest on, each with its responsibilities.
   * @param {WorkOptions} [options] */
  async exportCsv(options) {
    await this.ready;
    return this.#mount.controller.exports.csv(options);
  }

  /** Focuses the strong button, or the picture where there is none.
   * @param {FocusOptions} [options] */
  focus(options) {
    if (!this.#mount.focus(options)) super.focus(options);
  }

  connectedCallback() {
    this.#mount.connect();
  }

  adoptedCallback() {
    this.#root.adoptedStyleSheets = sheetsFor(this.ownerDocument);
  }

  disconnectedCallback() {
    this.#mount.disconnect();
  }

  /** @param {string} _name
   * @param {string | null} old
   * @param {string | null} link */
  attributeChangedCallback(_name, old, link) {
    if (link !== old) this.#mount.linkChanged(link ?? "");
  }
}
