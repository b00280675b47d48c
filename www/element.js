// @ts-check
/* <em-mixture>: the lab as an element. Attributes in, events out; what it can do is what a course
   page may call. Several may stand on a page, and one may be taken out and put back. */

import { AddressBar, addressOf, frameFor, scenarioIn } from "./link.js";
import { CHARTS_CSS } from "./charts.css";
import { Conductor } from "./conductor.js";
import { DEFAULT_MOST_COMPONENTS, DEFAULT_STARTS } from "./comparisons.js";
import { Exports } from "./exports.js";
import { LAB_CSS } from "./lab.css";
import { LEAVING_CSS } from "./leaving.css";
import { Notices } from "./notices.js";
import { View } from "./view.js";
import { isAbort, openPromise, sentenceOf } from "./slices.js";
import { makeDesk } from "./desk.js";
import { countAndOptions, numbersIn, tableOf, wholeNumber } from "./arguments.js";
import { obeyParent, tellChange } from "./messages.js";
import { lookFor, themeFor, watchSystemTheme } from "./theme.js";
import { watchPrinting } from "./printing.js";

/** One sheet for all labs of the page, made when the first of them is. */
const makeSheet = () => {
  const made = new CSSStyleSheet();
  made.replaceSync(LAB_CSS + CHARTS_CSS + LEAVING_CSS);
  return made;
};
/** @type {CSSStyleSheet | null} */
let labSheet = null;

export class EmMixture extends HTMLElement {
  static observedAttributes = ["scenario"];

  #ready = openPromise();
  /** @type {AbortController | null} While it stands in a page, what ends its listening. */
  #standing = null;
  #begun = false;
  #wasRunning = false;
  #printing = false;
  /** What the pictures are drawn in. */
  #look = "";
  /** Why there is no lab to act on. */
  #absent = "The lab is still loading: await its `ready` first.";
  /** @type {View | null} */
  #view = null;
  #root = this.attachShadow({ mode: "open" });
  #notices = new Notices(
    () => this.#conductor.engine.abort(),
    (change) => (this.#view ? this.#view.keepFocus(change) : change()),
  );
  #conductor = new Conductor({
    shown: (what) => this.#shown(what),
    refused: (sentence) => this.#refused(sentence),
    busy: (fraction) => this.#notices.busy(fraction),
    comparing: (kind, fraction) => this.#view?.charts.comparing(kind, fraction),
    stopped: (sentence) => this.#ended(sentence),
    noticed: (sentences) => this.#noticed(sentences),
  });
  #address = new AddressBar(
    () => this.scenario,
    (link) => this.#follow(link),
  );

  constructor() {
    super();
    labSheet ??= makeSheet();
    this.#root.adoptedStyleSheets = [labSheet];
    this.#root.append(this.#notices.node);
    this.#ready.promise.catch(() => {}); // said in the page; a page that awaits `ready` hears it too
  }

  get #live() {
    if (!this.#view) throw new Error(this.#absent);
    return this.#conductor;
  }

  /** Resolves when the first picture is drawn; rejects with the reason. */
  get ready() {
    return this.#ready.promise;
  }

  /** The canonical string of the present state. */
  get scenario() {
    if (!this.#view) return this.getAttribute("scenario") ?? "";
    return this.#live.engine.ask((lab) => lab.scenario());
  }

  set scenario(text) {
    const opened = this.#view ? this.#live.work((lab) => lab.beginOpen(String(text))) : this.open(text);
    opened.catch((error) => isAbort(error) || this.#refused(sentenceOf(error)));
  }

  /** Loads a scenario.
   * @param {string} scenario
   * @param {WorkOptions} [options] */
  async open(scenario, options) {
    await this.ready;
    await this.#live.work((lab) => lab.beginOpen(String(scenario)), options);
  }

  /** The caller's own data: finite numbers, or CSV text. Resolves, where it was text, to how it was read.
   * @param {string | ArrayLike<number>} values
   * @param {AboutData} [about]
   * @param {WorkOptions} [options]
   * @returns {Promise<Reading | null>} */
  async load(values, about = {}, options = about) {
    await this.ready;
    const { begin, pieces } = tableOf(values, about);
    await this.#live.work(begin, options, pieces);
    return this.#live.engine.ask((lab) => lab.settings().reading);
  }

  eStep() {
    this.#live.act((lab) => lab.eStep());
  }

  mStep() {
    this.#live.act((lab) => lab.mStep());
  }

  /** Whole iterations; with M due, finishing the one begun is the first. */
  step(n = 1) {
    const iterations = wholeNumber("step", n, 1);
    this.#live.act((lab) => lab.step(iterations));
  }

  /** One half-step back; nothing at the start. */
  back() {
    this.#live.act((lab) => lab.back());
  }

  /** To a half-step already taken.
   * @param {number} position */
  seek(position) {
    const halfSteps = wholeNumber("seek", position, 0);
    this.#live.act((lab) => lab.seek(halfSteps));
  }

  /** To the start, keeping the future. */
  reset() {
    this.#live.act((lab) => lab.reset());
  }

  /** On the animation frames, until EM stops. */
  run() {
    this.#live.run();
  }

  pause() {
    this.#live.pause();
  }

  /** @param {WorkOptions} [options] */
  async runToConvergence(options) {
    await this.ready;
    await this.#live.converge(options);
  }

  /** @returns {Snapshot} */
  snapshot() {
    return this.#live.engine.ask((lab) => lab.snapshot());
  }

  /** @returns {HistoryRow[]} */
  history() {
    return this.#live.engine.ask((lab) => lab.history());
  }

  /** Per x the k posterior probabilities under the present parameters.
   * @param {ArrayLike<number>} xs
   * @returns {number[][]} */
  responsibilities(xs) {
    const places = numbersIn("responsibilities", xs);
    const flat = this.#live.engine.ask((lab) => lab.responsibilities(places));
    const k = flat.length / places.length;
    return Array.from(places, (_, i) => Array.from(flat.subarray(i * k, (i + 1) * k)));
  }

  /** The best of several starts for each k, to be held against one another.
   * @param {number} [max]
   * @param {WorkOptions} [options]
   * @returns {Promise<FitRow[]>} */
  async compareK(max, options) {
    await this.ready;
    const [most, under] = countAndOptions("compareK", max, options, DEFAULT_MOST_COMPONENTS);
    return this.#live.comparisons.compareK(most, under);
  }

  /** Where so many starts lead, best first.
   * @param {number} [count]
   * @param {WorkOptions} [options]
   * @returns {Promise<RestartRow[]>} */
  async restarts(count, options) {
    await this.ready;
    const [starts, under] = countAndOptions("restarts", count, options, DEFAULT_STARTS);
    return this.#live.comparisons.restarts(starts, under);
  }

  /** The picture as it is shown, two pixels to each of the page's.
   * @param {WorkOptions} [options] */
  async exportPng(options) {
    await this.ready;
    return this.#exports.png(options);
  }

  /** The picture as it is shown, as vectors.
   * @param {WorkOptions} [options] */
  async exportSvg(options) {
    await this.ready;
    return this.#exports.svg(options);
  }

  /** The points from the lowest on, each with its responsibilities.
   * @param {WorkOptions} [options] */
  async exportCsv(options) {
    await this.ready;
    return this.#exports.csv(options);
  }

  /** The focus goes to what one would press first.
   * @param {FocusOptions} [options] */
  focus(options) {
    if (this.#view) this.#view.focus(options);
    else super.focus(options);
  }

  connectedCallback() {
    this.#standing = new AbortController();
    const { signal } = this.#standing;
    watchSystemTheme(() => this.#dress(), signal);
    watchPrinting({ begin: () => this.#print(true), end: () => this.#print(false) }, signal);
    if (this.hasAttribute("linked")) this.#address.listen(signal);
    if (this.hasAttribute("messages")) obeyParent(/** @type {any} */ (this), signal);
    this.#view?.watch();
    this.#dress();
    if (!this.#begun) void this.#begin();
  }

  disconnectedCallback() {
    this.#standing?.abort();
    this.#standing = null;
    this.#conductor.engine.abort();
    this.#conductor.comparisons.cancel();
    this.#conductor.pause();
    this.#view?.unwatch();
  }

  /** @param {string} _name
   * @param {string | null} _old
   * @param {string | null} link */
  attributeChangedCallback(_name, _old, link) {
    if (this.#view) void this.#follow(link ?? "");
  }

  async #begin() {
    this.#begun = true;
    try {
      // A `scenario` set before the script came hides the class's own: taken over here.
      if (Object.hasOwn(this, "scenario")) {
        const early = String(Reflect.get(this, "scenario"));
        Reflect.deleteProperty(this, "scenario");
        this.scenario = early;
      }
      const linked = this.hasAttribute("linked") ? scenarioIn(location) : null;
      await this.#conductor.load(linked ?? this.getAttribute("scenario"));
      const desk = makeDesk(() => this.#conductor, {
        refused: (sentence) => this.#refused(sentence, false),
        failed: (sentence) => this.#refused(sentence),
        theme: () => this.#look,
        link: addressOf,
        frame: (scenario) => frameFor(scenario, this.hasAttribute("messages")),
        exports: () => this.#exports,
      });
      this.#view = new View(this.#root, this.#conductor.choices, desk, this.#notices);
      this.#shown({ settings: true });
      this.#view.paint();
      if (this.isConnected) this.#view.watch();
      this.#ready.resolve();
      this.#tell(); // a page that frames the lab learns what it shows before anything changes
    } catch (error) {
      this.#begun = !isAbort(error); // taken out while it loaded: once back, it begins again
      if (isAbort(error) && this.isConnected) return void this.#begin();
      if (isAbort(error)) return;
      this.#ended(sentenceOf(error));
      this.#ready.reject(error);
    }
  }

  /** @param {string} link */
  async #follow(link) {
    try {
      await this.ready;
      await this.#conductor.follow(link);
    } catch (error) {
      if (!isAbort(error)) this.#refused(sentenceOf(error));
    }
  }

  /** @param {Shown} what */
  #shown(what) {
    const { scene } = this.#conductor;
    if (!scene || !this.#view) return;
    const { snapshot, settings } = what;
    if (settings) this.#dress();
    this.#view.show(scene, this.hasAttribute("linked"), what);
    const stepped = snapshot || settings;
    const paused = this.#wasRunning && !scene.running;
    this.#wasRunning = scene.running;
    if (this.hasAttribute("linked") && (stepped || paused)) this.#address.write(paused);
    if (!snapshot) return;
    this.dispatchEvent(new CustomEvent("em-change", { detail: scene.snapshot, bubbles: true, composed: true }));
    this.#tell();
  }

  #tell() {
    const { scene } = this.#conductor;
    if (scene && this.hasAttribute("messages")) tellChange(scene.snapshot, scene.settings.hide);
  }

  /** The theme stands on the host, where the page's own style can see it. */
  #dress() {
    const named = this.#printing ? "light" : (this.#conductor.scene?.settings.theme ?? "auto");
    this.dataset.theme = themeFor(named);
    // Paper has its own colours, whatever the system forces on screens.
    const look = this.#printing ? "light" : lookFor(named, this.#root);
    if (this.#look === look) return;
    this.#look = look;
    this.#view?.redraw();
  }

  get #exports() {
    const { engine, scene } = this.#live;
    return new Exports(engine, () => ({ .../** @type {View} */ (this.#view).pictured(), theme: themeFor(scene?.settings.theme ?? "auto"), scene: /** @type {Scene} */ (scene) }));
  }

  /** @param {boolean} begins whether it goes onto paper now, or comes back from it */
  #print(begins) {
    this.#printing = begins;
    this.#dress();
    if (begins) this.#view?.print(this.hasAttribute("linked"));
    else this.#view?.backFromPrint();
  }

  /** @param {string} sentence
   * @param {boolean} [here] whether no control says it */
  #refused(sentence, here = true) {
    if (here && !this.#conductor.engine.stopped) this.#notices.say([sentence]);
    this.dispatchEvent(new CustomEvent("em-error", { detail: { message: sentence }, bubbles: true, composed: true }));
  }

  /** @param {string[]} sentences */
  #noticed(sentences) {
    this.#notices.say(sentences);
    for (const message of sentences) {
      this.dispatchEvent(new CustomEvent("em-error", { detail: { message }, bubbles: true, composed: true }));
    }
  }

  /** @param {string} sentence */
  #ended(sentence) {
    this.#absent = sentence;
    this.#notices.end(sentence);
    this.#refused(sentence, false);
  }
}
