// @ts-check
/* Connects a lab to its page: loads it once, handles connect and disconnect, follows links, applies
   the theme, and prints. A page may hold several labs. */

import { Actions } from "../lab/actions.js";
import { Controller } from "../lab/controller.js";
import { LabView } from "../layout/lab-view.js";
import { Notices } from "../layout/notices.js";
import { watchPrinting } from "../layout/printing.js";
import { h } from "../ui/dom.js";
import { isAbort, openPromise, sentenceOf, yieldToPage } from "../wasm/slices.js";
import { AddressBar, elementFor, frameFor, scenarioIn } from "./address-bar.js";
import { Events } from "./events.js";
import { obeyParent } from "./parent-frame.js";
import { Gauge } from "./theme.js";

/** @implements {Page} */
export class Mount {
  /** The theme that pictures are drawn in, with what the page has set over it. */
  themeSpec = "";
  #ready = openPromise();
  /** @type {AbortController | null} Ends its listeners; null while it is not connected. */
  #connected = null;
  #begun = false;
  #wasRunning = false;
  #printing = false;
  /** The scenario that was set last. A framework that renders again sets it again, which has no effect.
   * @type {string | null} */
  #asked = null;
  /** Why the lab cannot be used now. */
  #absent = "The lab is still loading: await its `ready` first.";
  /** @type {LabView | null} */
  #view = null;
  #events;
  #gauge = new Gauge();
  #notices = new Notices(
    () => this.#controller.engine.abort(),
    (change) => (this.#view ? this.#view.keepFocus(change) : change()),
  );
  /** The notices alone, while there is no lab to show. */
  #noticesAlone = h("div", { className: "lab" }, this.#notices.node);
  #controller = new Controller(this);
  #address = new AddressBar(
    () => this.scenario,
    (link) => this.#follow(link),
    () => this.host.getAttribute("scenario") ?? "",
    () => this.controller.engine.ask((lab) => lab.searchSays(location.search)),
  );

  /** @param {HTMLElement} host
   * @param {ShadowRoot} root */
  constructor(host, root) {
    this.host = host;
    this.root = root;
    this.#events = new Events(host);
    // Until the lab is there, the element shows its own content, which takes the lab's space.
    root.append(this.#gauge.node, h("slot", { name: "title" }), h("slot"), this.#noticesAlone);
    this.#ready.promise.catch(() => {}); // shown in the page; a page that awaits `ready` gets it too
  }

  /** What the element's methods call; throws while there is no lab. */
  get controller() {
    if (!this.#view) throw new Error(this.#absent);
    return this.#controller;
  }

  /** Resolves when the first picture is drawn; rejects with the reason. */
  get ready() {
    return this.#ready.promise;
  }

  /** The canonical string of the present state. */
  get scenario() {
    if (!this.#view) return this.#asked ?? this.#link ?? "";
    return this.controller.engine.ask((lab) => lab.scenario());
  }

  /** What a lab that is not there yet will open: the address's scenario, or the attribute's. */
  get #link() {
    const linked = this.host.hasAttribute("linked") ? scenarioIn(location) : null;
    return linked ?? this.host.getAttribute("scenario");
  }

  /** Starts to open a scenario, unless it is the one asked for last or the one shown; throws at once
   * if it is malformed and the lab is there to know it.
   * @param {string} scenario */
  set(scenario) {
    if (scenario === this.#asked || (this.#view && scenario === this.scenario)) return;
    const opened = this.#view ? this.controller.work((lab) => lab.beginOpen(scenario)) : this.open(scenario);
    this.#asked = scenario;
    opened.catch((error) => this.#failed(error));
  }

  /** @param {string} scenario
   * @param {WorkOptions} [options] */
  async open(scenario, options) {
    this.#asked = scenario;
    await this.ready;
    await this.controller.work((lab) => lab.beginOpen(scenario), options);
  }

  /** Whether there was something to take the focus.
   * @param {FocusOptions} [options] */
  focus(options) {
    this.#view?.focus(options);
    return this.#view !== null;
  }

  connect() {
    this.#connected = new AbortController();
    const { signal } = this.#connected;
    this.#gauge.watch(() => this.#applyTheme(), signal);
    watchPrinting(this.host, { begin: () => this.#print(true), end: () => this.#print(false) }, signal);
    if (this.host.hasAttribute("linked")) this.#address.listen(signal);
    if (this.host.hasAttribute("messages")) obeyParent(/** @type {any} */ (this.host), signal);
    this.#view?.watch();
    this.#applyTheme();
    if (!this.#begun) void this.#begin();
  }

  /** Ends whatever is under way. */
  disconnect() {
    this.#connected?.abort();
    this.#connected = null;
    this.#controller.engine.abort();
    this.#controller.comparisons.cancel();
    this.#controller.pause();
    this.#view?.unwatch();
  }

  /** The element's attribute `scenario` has changed.
   * @param {string} link */
  linkChanged(link) {
    if (link === this.#asked) return;
    if (this.#view) void this.#follow(link);
    else this.#asked = link; // read when the lab begins
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
      const link = this.#link;
      this.#asked ??= link;
      // In steps, between which the page can react to input; the lab is shown when it is complete.
      await yieldToPage();
      await this.#controller.load(link);
      await yieldToPage();
      this.#view = await LabView.build(this.root, new Actions(this.#controller), this.#notices);
      await yieldToPage();
      this.show({ settings: true, first: true });
      await yieldToPage();
      this.root.replaceChildren(this.#gauge.node, this.#view.node);
      this.#view.measure();
      await yieldToPage();
      this.#view.paint();
      if (this.host.isConnected) this.#view.watch();
      this.#takeFocus();
      this.#ready.resolve();
      this.#events.begun(this.#scene);
    } catch (error) {
      this.#begun = !isAbort(error); // disconnected while it loaded: it will begin again
      if (isAbort(error) && this.host.isConnected) return void this.#begin();
      if (isAbort(error)) return;
      this.stopped(sentenceOf(error));
      this.#ready.reject(error);
    }
  }

  /** A stage that is the whole page has the keys at once, for a presenter's clicker. */
  #takeFocus() {
    const { parent, document } = window;
    const whole = this.host.hasAttribute("linked") && this.host.dataset.view === "stage" && parent === window;
    if (whole && document.activeElement === document.body) this.focus({ preventScroll: true });
  }

  /** @param {string} link */
  async #follow(link) {
    this.#asked = link;
    try {
      await this.ready;
      await this.#controller.follow(link);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Shows the scene, and notifies the page.
   * @param {Shown} what */
  show(what) {
    const { scene } = this.#controller;
    if (!scene || !this.#view) return;
    const { snapshot, settings, first } = what;
    const linked = this.host.hasAttribute("linked");
    if (settings) this.#applyTheme();
    this.#view.show(scene, linked, what);
    const paused = this.#wasRunning && !scene.running;
    this.#wasRunning = scene.running;
    // While EM runs, the address stays as it was.
    if (linked && !scene.running && (snapshot || settings || paused)) this.#address.write(paused);
    if (snapshot || (settings && !first)) this.#events.changed(scene, what);
  }

  /** An answer to a task was judged.
   * @param {string} id
   * @param {Rating} rating */
  judged(id, rating) {
    this.#events.judged(this.#scene, { id, rating });
  }

  /** What is shown; there is one once the lab stands. */
  get #scene() {
    return /** @type {Scene} */ (this.#controller.scene);
  }

  /** Writes the theme on the host element, where the page's own style sheet can use it. */
  #applyTheme() {
    const named = this.#printing ? "light" : (this.#controller.scene?.settings.theme ?? "auto");
    this.host.dataset.theme = this.#gauge.themeFor(named);
    const spec = this.#gauge.specFor(named, this.#printing);
    if (this.themeSpec === spec) return;
    this.themeSpec = spec;
    this.#view?.redraw();
  }

  /** @param {boolean} begins before printing; else after it */
  #print(begins) {
    this.#printing = begins;
    this.#applyTheme();
    if (begins) this.#view?.print(this.host.hasAttribute("linked"));
    else this.#view?.backFromPrint();
  }

  /** What an export is made of; in the theme itself, whatever colours the system forces on screens.
   * @returns {Pictured} */
  pictured() {
    const { scene } = this.#controller;
    if (!scene || !this.#view) throw new Error(this.#absent);
    return { ...this.#view.pictured(), theme: this.#gauge.specFor(scene.settings.theme, true), scene };
  }

  /** @param {string} scenario */
  link(scenario) {
    return this.#address.link(scenario);
  }

  /** @param {string} scenario */
  frame(scenario) {
    return frameFor(scenario, this.host.hasAttribute("messages"));
  }

  /** @param {string} scenario */
  element(scenario) {
    return elementFor(scenario);
  }

  /** @param {number | null} fraction */
  busy(fraction) {
    this.#notices.busy(fraction);
  }

  /** @param {Comparison} kind
   * @param {number | null} fraction */
  comparing(kind, fraction) {
    this.#view?.charts.comparing(kind, fraction);
  }

  /** @param {string} sentence */
  say(sentence) {
    if (!this.#controller.engine.stopped) this.#notices.say([sentence]);
  }

  /** @param {string} message */
  refused(message) {
    this.#events.refused(message);
  }

  /** @param {unknown} error */
  #failed(error) {
    if (isAbort(error)) return;
    this.say(sentenceOf(error));
    this.refused(sentenceOf(error));
  }

  /** @param {string[]} sentences */
  noticed(sentences) {
    this.#notices.say(sentences);
    for (const sentence of sentences) this.refused(sentence);
  }

  /** A fatal error: the lab could not be loaded, or its wasm has failed.
   * @param {string} sentence */
  stopped(sentence) {
    this.#controller.pause();
    this.#absent = sentence;
    if (!this.#view) this.root.replaceChildren(this.#gauge.node, this.#noticesAlone);
    this.#notices.end(sentence);
    this.refused(sentence);
  }
}
