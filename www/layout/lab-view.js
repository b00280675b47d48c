// @ts-check
/* The lab on one screen: it puts the parts together, shows each what has changed, and takes away
   what the scenario hides. */

import { Climb } from "../charts/climb.js";
import { CompareK } from "../charts/compare-k.js";
import { Labels } from "../charts/labels.js";
import { Landscape } from "../charts/landscape.js";
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
import { takeDrops } from "./file-drop.js";
import { focusByClicks, keepFocus } from "./focus.js";
import { Header } from "./header.js";
import { listenToKeys } from "./keyboard.js";
import { Lock } from "./lock.js";
import { Notices } from "./notices.js";
import { fitOntoSheet } from "./printing.js";

/** Nobody types a longer address from paper. */
const LONGEST_PRINTED = 300;

/** While EM runs, words are changed no more often: so those of the fastest run whose half-steps can
 * be read one by one, 5 iterations a second, are all there. */
const LEAST_WORDED_MS = 66;

export class LabView {
  /** When a frame of a run last changed words. */
  #worded = -Infinity;

  /** @param {ShadowRoot} root
   * @param {Controller} on
   * @param {Notices} notices */
  constructor(root, on, notices) {
    this.on = on;
    this.root = root;
    this.header = new Header(on, root.host);
    this.transport = new StepButtons(on);
    this.sentence = new StepSentence(on.undo);
    this.formulas = new StepFormulas(() => on.ask((lab) => lab.lastM()));
    this.data = new DataPanel(on, on.choices.data);
    this.model = new ModelPanel(on, on.choices);
    this.numbers = new Numbers(on);
    this.stage = new MainPicture(on, this.numbers.refusal);
    this.charts = new Tabs([new Climb(on), new Landscape(on), new CompareK(on), new Restarts(on), new SoftAndHard(on), new Labels(on)]);
    this.lock = new Lock();
    this.side = h("aside", { "aria-label": "Settings and numbers" }, this.lock.note, this.data.node, this.model.node, this.numbers.node);
    this.foot = h("div", { className: "foot" }, this.formulas.node, h("div", { className: "foot-tools" }, this.sentence.undo, this.stage.predict.toggle));
    this.card = h(
      "section",
      { className: "card stage", part: "stage", "aria-label": "Picture" },
      this.stage.node,
      this.transport.node,
      this.sentence.node,
      this.stage.predict.asked,
      this.foot,
    );
    this.printed = h("p", { className: "printed" });
    this.node = h(
      "div",
      { className: "lab", part: "lab", lang: "en" },
      this.header.node,
      notices.node,
      h("div", { className: "columns" }, h("div", { className: "main" }, this.card, this.charts.node), this.side),
      this.printed,
      ...this.header.dialogs,
    );
    takeDrops(this.node, {
      allowed: () => !this.data.node.hidden && !this.data.own.node.disabled,
      dropped: (file) => this.data.drop(file),
      refused: (sentence) => notices.say([sentence]),
    });
    listenToKeys(root, on, {
      help: () => this.header.tellKeys(root.activeElement ?? this.header.help),
      presents: (control) => this.card.contains(control),
    });
    focusByClicks(root, { transport: this.transport.node, picture: this.stage.picture.canvas });
  }

  /** @param {Scene} scene
   * @param {boolean} linked
   * @param {Shown} what */
  show(scene, linked, what) {
    if (what.inFrame) return this.#follow(scene, what);
    const hidden = new Set(scene.settings.hide);
    this.keepFocus(() => {
      if (what.opened) this.#forget();
      this.header.show(scene, linked);
      this.transport.show(scene);
      this.transport.node.hidden = hidden.has("transport");
      this.sentence.show(scene);
      this.formulas.show(scene);
      this.data.node.hidden = hidden.has("data");
      this.data.show(scene);
      this.model.node.hidden = hidden.has("model");
      this.model.show(scene);
      this.numbers.node.hidden = hidden.has("numbers");
      this.numbers.show(scene);
      this.side.hidden = [this.data, this.model, this.numbers].every(({ node }) => node.hidden);
      this.stage.show(scene, what);
      this.charts.show(scene, what);
      if (what.settings || what.compared) this.lock.show(this.node, scene.settings);
    });
  }

  /** A frame of a run: the settings are what they were, no control comes or goes, and what is out of
   * sight is not written. The picture first: to choose its type a canvas asks for the page's styles,
   * which after a write would all be worked out once more. Then, at a pace at which they can be read,
   * the words; when the run rests all is shown anew.
   * @param {Scene} scene
   * @param {Shown} what */
  #follow(scene, what) {
    this.stage.show(scene, what);
    this.charts.follow(scene, what);
    const now = performance.now();
    if (now - this.#worded < LEAST_WORDED_MS) return;
    this.#worded = now;
    this.header.follow(scene);
    this.transport.follow(scene);
    this.sentence.show(scene);
    this.formulas.show(scene);
    this.numbers.follow(scene);
  }

  /** What belonged to the scenario before: what was typed and not taken, its refusals, the reading. */
  #forget() {
    this.stage.reading.close();
    for (const node of this.node.querySelectorAll("input, .refusal, .panel")) node.dispatchEvent(new Event("opened"));
  }

  /** Makes a change that may take away the control that has the focus.
   * @param {() => void} change */
  keepFocus(change) {
    keepFocus(this.root, { stage: this.card, due: this.transport.due }, change);
  }

  /** All pictures anew, as in another theme. */
  redraw() {
    this.stage.redraw();
    this.charts.redraw();
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    const first = this.transport.node.hidden || this.transport.due.disabled ? this.stage.picture.canvas : this.transport.due;
    first.focus(options);
  }

  /** What the picture shows beside the lab's state, and its size. */
  pictured() {
    return this.stage.pictured();
  }

  /** Onto paper: the picture sharp, the formulas unfolded, the link that brings it back.
   * @param {boolean} linked */
  print(linked) {
    this.stage.print();
    this.formulas.print();
    const scenario = linked ? this.on.scenarioWith({}) : null;
    const address = scenario === null ? "" : this.on.page.link(scenario);
    setText(this.printed, address.length <= LONGEST_PRINTED ? address : "");
    fitOntoSheet(this.root, this.node);
  }

  backFromPrint() {
    this.formulas.backFromPrint();
    this.stage.redraw();
  }

  /** It stands in the page: the picture's box has a size. */
  measure() {
    this.stage.picture.measure();
  }

  /** Draws now, for the first time; the charts draw once they are in sight. */
  paint() {
    this.stage.picture.paint();
  }

  watch() {
    this.stage.picture.watch();
    this.numbers.sight.watch();
    this.charts.watch();
  }

  unwatch() {
    this.stage.picture.unwatch();
    this.numbers.sight.unwatch();
    this.charts.unwatch();
  }
}
