// @ts-check
/* A lab's life in a page: it begins once, stands, is taken out and put back; it follows links, goes
   onto paper, changes its dress, and tells the page what happened. Several may stand on one page. */

import { Controller } from "../lab/controller.js";
import { makeDesk } from "../lab/desk.js";
import { Exports } from "../lab/exports.js";
import { LabView } from "../layout/lab-view.js";
import { Notices } from "../layout/notices.js";
import { watchPrinting } from "../layout/printing.js";
import { h } from "../ui/dom.js";
import { isAbort, openPromise, sentenceOf, yieldToPage } from "../wasm/slices.js";
import { AddressBar, addressOf, frameFor, scenarioIn } from "./address-bar.js";
import { obeyParent, tellChange } from "./parent-frame.js";
import { Gauge } from "./theme.js";

export class Life {
  #ready = openPromise();
  /** @type {AbortController | null} While it stands in a page, what ends its listening. */
  #standing = null;
  #begun = false;
  #wasRunning = false;
  #printing = false;
  /** The scenario that was asked for last: asked for again, as a framework that renders anew asks, it
   * is no news.
   * @type {string | null} */
  #asked = null;
  /** What the pictures are drawn in. */
  #look = "";
  /** Why there is no lab to act on. */
  #absent = "The lab is still loading: await its `ready` first.";
  /** @type {LabView | null} */
  #view = null;
  #gauge = new Gauge();
  #notices = new Notices(
    () => this.#conductor.engine.abort(),
    (change) => (this.#view ? this.#view.keepFocus(change) : change()),
  );
  /** Where there is no lab to see yet, or none: what is said. */
  #said = h("div", { className: "lab" }, this.#notices.node);
  #conductor = new Controller(
    {
      shown: (what) => this.#shown(what),
      refused: (sentence) => this.#refused(sentence),
      busy: (fraction) => this.#notices.busy(fraction),
      comparing: (kind, fraction) => this.#view?.charts.comparing(kind, fraction),
      stopped: (sentence) => this.#ended(sentence),
      noticed: (sentences) => this.#noticed(sentences),
    },
    () => this.host,
  );
  #address = new AddressBar(
    () => this.scenario,
    (link) => this.#follow(link),
    () => this.live.engine.ask((lab) => lab.searchSays(location.search)),
  );

  /** @param {HTMLElement} host
   * @param {ShadowRoot} root */
  constructor(host, root) {
    this.host = host;
    this.root = root;
    // Until the lab stands, what the page has written into the element is shown, and keeps its place.
    root.append(this.#gauge.node, h("slot", { name: "title" }), h("slot"), this.#said);
    this.#ready.promise.catch(() => {}); // said in the page; a page that awaits `ready` hears it too
  }

  /** What acts, once there is a lab to act on. */
  get live() {
    if (!this.#view) throw new Error(this.#absent);
    return this.#conductor;
  }

  /** Resolves when the first picture is drawn; rejects with the reason. */
  get ready() {
    return this.#ready.promise;
  }

  /** The canonical string of the present state. */
  get scenario() {
    if (!this.#view) return this.host.getAttribute("scenario") ?? "";
    return this.live.engine.ask((lab) => lab.scenario());
  }

  /** Starts to open a scenario, unless it is the one asked for last or the one shown; throws at once
   * if it is malformed and the lab is there to know it.
   * @param {string} scenario */
  set(scenario) {
    if (scenario === this.#asked || (this.#view && scenario === this.scenario)) return;
    const opened = this.#view ? this.live.work((lab) => lab.beginOpen(scenario)) : this.open(scenario);
    this.#asked = scenario;
    opened.catch((error) => isAbort(error) || this.#refused(sentenceOf(error)));
  }

  /** @param {string} scenario
   * @param {WorkOptions} [options] */
  async open(scenario, options) {
    this.#asked = scenario;
    await this.ready;
    await this.live.work((lab) => lab.beginOpen(scenario), options);
  }

  /** What can be taken out of the lab. */
  get exports() {
    const { engine, scene } = this.live;
    const view = /** @type {LabView} */ (this.#view);
    const theme = () => this.#gauge.lookFor(scene?.settings.theme ?? "auto", true);
    return new Exports(engine, () => ({ ...view.pictured(), theme: theme(), scene: /** @type {Scene} */ (scene) }));
  }

  /** Whether there was something to take the focus.
   * @param {FocusOptions} [options] */
  focus(options) {
    this.#view?.focus(options);
    return this.#view !== null;
  }

  /** It stands in a page from here on. */
  stand() {
    this.#standing = new AbortController();
    const { signal } = this.#standing;
    this.#gauge.watch(() => this.#dress(), signal);
    watchPrinting(this.host, { begin: () => this.#print(true), end: () => this.#print(false) }, signal);
    if (this.host.hasAttribute("linked")) this.#address.listen(signal);
    if (this.host.hasAttribute("messages")) obeyParent(/** @type {any} */ (this.host), signal);
    this.#view?.watch();
    this.#dress();
    if (!this.#begun) void this.#begin();
  }

  /** It was taken out: what it was doing ends. */
  leave() {
    this.#standing?.abort();
    this.#standing = null;
    this.#conductor.engine.abort();
    this.#conductor.comparisons.cancel();
    this.#conductor.pause();
    this.#view?.unwatch();
  }

  /** @param {string} link */
  linkChanged(link) {
    if (link === this.#asked) return;
    if (this.#view) void this.#follow(link);
    else this.#asked = link; // it is read when the lab begins
  }

  async #begin() {
    this.#begun = true;
    try {
      // A `scenario` set before the script came hides the class's own: taken over here.
      if (Object.hasOwn(this.host, "scenario")) {
        const early = String(Reflect.get(this.host, "scenario"));
        Reflect.deleteProperty(this.host, "scenario");
        this.set(early);
      }
      const linked = this.host.hasAttribute("linked") ? scenarioIn(location) : null;
      const link = linked ?? this.host.getAttribute("scenario");
      this.#asked ??= link;
      // In steps, between which the page may answer; the lab is put in place when it is whole.
      await this.#conductor.load(link);
      await yieldToPage();
      const desk = makeDesk(() => this.#conductor, {
        refused: (sentence) => this.#refused(sentence, false),
        failed: (sentence) => this.#refused(sentence),
        theme: () => this.#look,
        link: (scenario) => addressOf(scenario, this.#address.searchSays),
        frame: (scenario) => frameFor(scenario, this.host.hasAttribute("messages")),
        exports: () => this.exports,
      });
      this.#view = new LabView(this.root, this.#conductor.choices, desk, this.#notices);
      await yieldToPage();
      this.#shown({ settings: true });
      await yieldToPage();
      this.root.replaceChildren(this.#gauge.node, this.#view.node);
      this.#view.measure();
      await yieldToPage();
      this.#view.paint();
      if (this.host.isConnected) this.#view.watch();
      this.#ready.resolve();
      this.#tell(); // a page that frames the lab learns what it shows before anything changes
    } catch (error) {
      this.#begun = !isAbort(error); // taken out while it loaded: once back, it begins again
      if (isAbort(error) && this.host.isConnected) return void this.#begin();
      if (isAbort(error)) return;
      this.#ended(sentenceOf(error));
      this.#ready.reject(error);
    }
  }

  /** @param {string} link */
  async #follow(link) {
    this.#asked = link;
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
    this.#view.show(scene, this.host.hasAttribute("linked"), what);
    const stepped = snapshot || settings;
    const paused = this.#wasRunning && !scene.running;
    this.#wasRunning = scene.running;
    // A run is written down once it rests.
    if (this.host.hasAttribute("linked") && !scene.running && (stepped || paused)) this.#address.write(paused);
    if (!snapshot) return;
    this.#send("em-change", scene.snapshot);
    this.#tell();
  }

  /** @param {string} name
   * @param {unknown} detail */
  #send(name, detail) {
    this.host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #tell() {
    const { scene } = this.#conductor;
    if (scene && this.host.hasAttribute("messages")) tellChange(scene.snapshot, scene.settings.hide);
  }

  /** The theme stands on the host, where the page's own style can see it. */
  #dress() {
    const named = this.#printing ? "light" : (this.#conductor.scene?.settings.theme ?? "auto");
    this.host.dataset.theme = this.#gauge.themeFor(named);
    const look = this.#gauge.lookFor(named, this.#printing);
    if (this.#look === look) return;
    this.#look = look;
    this.#view?.redraw();
  }

  /** @param {boolean} begins whether it goes onto paper now, or comes back from it */
  #print(begins) {
    this.#printing = begins;
    this.#dress();
    if (begins) this.#view?.print(this.host.hasAttribute("linked"));
    else this.#view?.backFromPrint();
  }

  /** @param {string} sentence
   * @param {boolean} [here] whether no control says it */
  #refused(sentence, here = true) {
    if (here && !this.#conductor.engine.stopped) this.#notices.say([sentence]);
    this.#send("em-error", { message: sentence });
  }

  /** @param {string[]} sentences */
  #noticed(sentences) {
    this.#notices.say(sentences);
    for (const message of sentences) this.#send("em-error", { message });
  }

  /** @param {string} sentence */
  #ended(sentence) {
    this.#absent = sentence;
    if (!this.#view) this.root.replaceChildren(this.#gauge.node, this.#said);
    this.#notices.end(sentence);
    this.#refused(sentence, false);
  }
}
