// @ts-check
/* The whole lab: builds all parts, shows each of them what has changed, and hides what the scenario hides. */

import { Climb } from "../charts/climb.js";
import { CompareK } from "../charts/compare-k.js";
import { Labels } from "../charts/labels.js";
import { Landscape } from "../charts/landscape.js";
import { Ledger } from "../charts/ledger.js";
import { Restarts } from "../charts/restarts.js";
import { SoftAndHard } from "../charts/soft-and-hard.js";
import { Tabs } from "../charts/tabs.js";
import { StepButtons } from "../controls/step-buttons.js";
import { StepFormulas } from "../controls/step-formulas.js";
import { StepSentence } from "../controls/step-sentence.js";
import { DataPanel } from "../panels/data.js";
import { ModelPanel } from "../panels/model.js";
import { Numbers } from "../panels/numbers.js";
import { MainPicture } from "../picture/main-picture.js";
import { h, setText } from "../ui/dom.js";
import { Explainer } from "../ui/terms.js";
import { yieldToPage } from "../wasm/slices.js";
import { takeDrops } from "./file-drop.js";
import { focusByClicks, keepFocus } from "./focus.js";
import { Header } from "./header.js";
import { listenToKeys } from "./keyboard.js";
import { Lock } from "./lock.js";
import { Notices } from "./notices.js";
import { SHEET, fitOntoSheet } from "./printing.js";

/** The longest address that is printed: nobody would type a longer one. */
const LONGEST_PRINTED = 300;

/** Up to so many iterations a second, the half-steps can be read one by one: the texts show all of them. */
const FASTEST_READ = 5;
/** The least time between two changes of texts in a faster run, so that they can be read. */
const LEAST_TEXT_GAP_MS = 200;

export class LabView {
  /** When a frame of a run last changed texts. */
  #lastTexts = -Infinity;

  /** Builds the lab, in steps between which the page can react to input.
   * @param {ShadowRoot} root
   * @param {Actions} on
   * @param {Notices} notices */
  static async build(root, on, notices) {
    const ledger = new Ledger(on);
    const charts = new Tabs(on, [new Climb(on), new Landscape(on), new CompareK(on), new Restarts(on), new SoftAndHard(on), new Labels(on), ledger]);
    await yieldToPage();
    const panels = { data: new DataPanel(on, on.choices), model: new ModelPanel(on, on.choices), numbers: new Numbers(on) };
    await yieldToPage();
    const lab = new LabView(root, on, notices, charts, panels);
    ledger.light = (place) => lab.mainPicture.point(place);
    return lab;
  }

  /** @param {ShadowRoot} root
   * @param {Actions} on
   * @param {Notices} notices
   * @param {Tabs} charts
   * @param {{ data: DataPanel, model: ModelPanel, numbers: Numbers }} panels */
  constructor(root, on, notices, charts, { data, model, numbers }) {
    this.on = on;
    this.root = root;
    this.transport = new StepButtons(on);
    this.sentence = new StepSentence(on);
    this.formulas = new StepFormulas(() => on.ask((lab) => lab.lastM()));
    this.data = data;
    this.model = model;
    this.numbers = numbers;
    this.mainPicture = new MainPicture(on, this.numbers.refusal);
    this.data.own.node.before(this.mainPicture.drawing.toggle);
    this.header = new Header(on, /** @type {HTMLElement} */ (root.host), this.mainPicture.bars.node);
    this.charts = charts;
    this.lock = new Lock();
    this.side = h("aside", { "aria-label": "Settings and numbers" }, this.lock.note, this.data.node, this.model.node, this.numbers.node);
    this.foot = h("div", { className: "foot" }, this.formulas.node, h("div", { className: "foot-tools" }, this.sentence.undo, this.sentence.clear, this.mainPicture.tools));
    this.card = h(
      "section",
      { className: "card stage", part: "stage", "aria-label": "Picture" },
      // Before the picture, for Tab; the style sheet shows it under the picture.
      this.transport.node,
      this.mainPicture.node,
      this.sentence.node,
      this.mainPicture.below,
      this.foot,
    );
    this.printed = h("p", { className: "printed" });
    this.node = h(
      "div",
      { className: "lab", part: "lab", lang: "en" },
      this.header.node,
      notices.node,
      h("div", { className: "columns" }, h("div", { className: "main" }, this.card, this.header.tools, this.charts.node), this.side),
      this.printed,
      ...this.header.dialogs,
    );
    this.explainer = new Explainer(this.node);
    takeDrops(this.node, {
      allowed: () => !this.data.node.hidden && !this.data.own.node.disabled,
      dropped: (file) => this.data.drop(file),
      refused: (sentence) => notices.say([sentence]),
    });
    listenToKeys(root, on, {
      help: () => this.header.tellKeys(root.activeElement ?? this.header.help),
      onStage: () => /** @type {HTMLElement} */ (root.host).dataset.view === "stage",
      picture: this.card,
    });
    focusByClicks(root, { transport: this.transport.node, picture: this.mainPicture.picture.canvas });
  }

  /** @param {Scene} scene
   * @param {boolean} linked
   * @param {Shown} what */
  show(scene, linked, what) {
    if (what.inFrame) return this.#follow(scene, what);
    const hidden = new Set(scene.settings.hide);
    this.keepFocus(() => {
      if (what.opened) this.#clear();
      this.header.show(scene, linked);
      this.transport.show(scene);
      this.#hideTransport(hidden.has("transport"));
      this.sentence.show(scene);
      this.sentence.node.hidden = this.formulas.node.hidden = hidden.has("sentence");
      this.formulas.show(scene);
      this.data.node.hidden = hidden.has("data");
      this.data.show(scene);
      this.model.node.hidden = hidden.has("model");
      this.model.show(scene);
      this.numbers.node.hidden = hidden.has("numbers");
      this.numbers.show(scene);
      this.side.hidden = [this.data, this.model, this.numbers].every(({ node }) => node.hidden);
      this.mainPicture.show(scene, what);
      this.charts.show(scene, what);
      if (what.settings || what.compared) this.lock.show(this.node, scene.settings);
    });
    this.explainer.follow();
  }

  /** The way back to the lesson remains: without the transport, right after the picture.
   * @param {boolean} hidden */
  #hideTransport(hidden) {
    const { node, wayBack, due } = this.transport;
    this.mainPicture.tools.hidden = hidden;
    if (node.hidden === hidden) return;
    node.hidden = hidden;
    if (hidden) this.mainPicture.node.after(wayBack);
    else due.after(wayBack);
  }

  /** A frame of a run: the settings are the same, no control appears or disappears, and what is out of sight is
   * not updated. The picture is drawn first: for its font a canvas needs the page's styles, which would be
   * computed again after a change of text. Then the texts change, if they could be read since the last change.
   * When the run stops, everything is shown again.
   * @param {Scene} scene
   * @param {Shown} what */
  #follow(scene, what) {
    this.mainPicture.show(scene, what);
    this.charts.follow(scene, what);
    const now = performance.now();
    const { speed } = scene.settings;
    const fast = speed === "max" || speed > FASTEST_READ;
    if (fast && now - this.#lastTexts < LEAST_TEXT_GAP_MS) return;
    this.#lastTexts = now;
    this.header.follow(scene);
    this.transport.follow(scene);
    this.sentence.show(scene);
    this.formulas.show(scene);
    this.numbers.follow(scene);
    this.explainer.follow();
  }

  /** Clears what belonged to the scenario before: text that was typed and not accepted, refusals, the reading. */
  #clear() {
    this.mainPicture.close();
    for (const node of this.node.querySelectorAll("input, .refusal, .panel")) node.dispatchEvent(new Event("opened"));
  }

  /** Makes a change that may take away the control that has the focus.
   * @param {() => void} change */
  keepFocus(change) {
    keepFocus(this.root, { stage: this.card, due: this.transport.due }, change);
  }

  /** Draws all pictures again, as for another theme. */
  redraw() {
    this.mainPicture.redraw();
    this.charts.redraw();
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    const first = this.transport.node.hidden || this.transport.due.disabled ? this.mainPicture.picture.canvas : this.transport.due;
    first.focus(options);
  }

  /** What an export needs from the picture besides the scene: its size, and what colours its bars. */
  pictured() {
    return this.mainPicture.pictured();
  }

  /** Before printing: draws the picture for paper, unfolds the formulas, and writes the link.
   * @param {boolean} linked */
  print(linked) {
    this.header.fullScreen.print();
    this.mainPicture.print();
    this.formulas.print();
    this.charts.print(SHEET.width);
    const scenario = linked ? this.on.scenarioWith({}) : null;
    const address = scenario === null ? "" : this.on.page.link(scenario);
    setText(this.printed, address.length <= LONGEST_PRINTED ? address : "");
    fitOntoSheet(this.root, this.node);
  }

  backFromPrint() {
    this.header.fullScreen.backFromPrint();
    this.formulas.backFromPrint();
    this.charts.backFromPrint();
    this.mainPicture.redraw();
  }

  /** Measures the picture's box, now that the lab is in the page. */
  measure() {
    this.mainPicture.picture.measure();
  }

  /** Draws now, for the first time; the charts draw once they are in sight. */
  paint() {
    this.mainPicture.picture.paint();
  }

  watch() {
    this.mainPicture.picture.watch();
    this.numbers.sight.watch();
    this.charts.watch();
  }

  unwatch() {
    this.mainPicture.picture.unwatch();
    this.numbers.sight.unwatch();
    this.charts.unwatch();
  }
}
