// @ts-check
/* The lab on one screen: it puts the parts together, shows each what has changed, and takes away
   what the scenario hides. */

import { DataPanel } from "./data-panel.js";
import { Header } from "./header.js";
import { LabelsPanel } from "./labels-panel.js";
import { ModelPanel } from "./model-panel.js";
import { Notices } from "./notices.js";
import { Numbers } from "./numbers.js";
import { Picture } from "./picture.js";
import { Sentence, pictureInWords } from "./sentence.js";
import { Transport } from "./transport.js";
import { h } from "./dom.js";
import { listenToKeys } from "./keys.js";

export class View {
  /** @param {ShadowRoot} root
   * @param {{ [name: string]: string[] }} choices
   * @param {Desk} on
   * @param {Notices} notices */
  constructor(root, choices, on, notices) {
    this.on = on;
    this.header = new Header({ theme: on.set("theme"), reveal: on.set("reveal"), link: on.link }, choices.theme);
    this.picture = new Picture(on.draw);
    this.transport = new Transport({ ...on, speed: on.set("speed") });
    this.sentence = new Sentence(on.undo);
    this.data = new DataPanel(on, choices.data);
    this.model = new ModelPanel(on, choices);
    this.numbers = new Numbers(on);
    this.labels = new LabelsPanel();
    this.side = h("aside", { "aria-label": "Settings and numbers" }, this.data.node, this.model.node, this.numbers.node);
    this.stage = h("section", { className: "card stage", "aria-label": "Picture" }, this.picture.node, this.transport.node, this.sentence.node);
    // The charts of the climb, the landscape, k and the starts have their place under the stage.
    this.charts = h("div", { className: "charts", hidden: true });
    this.node = h(
      "div",
      { className: "lab" },
      this.header.node,
      notices.node,
      h("div", { className: "columns" }, h("div", { className: "main" }, this.stage, this.charts), this.side, this.labels.node),
    );
    root.replaceChildren(this.node);
    listenToKeys(root, {
      ...on,
      forward: on.halfStep,
      help: () => this.header.help(),
      presents: (control) => this.stage.contains(control),
    });
  }

  /** @param {Scene} scene
   * @param {boolean} linked */
  show(scene, linked) {
    const hidden = new Set(scene.settings.hide);
    this.header.show(scene, linked);
    this.transport.show(scene);
    this.transport.node.hidden = hidden.has("transport");
    this.sentence.show(scene);
    this.data.node.hidden = hidden.has("data");
    this.data.show(scene);
    this.model.node.hidden = hidden.has("model");
    this.model.show(scene);
    this.numbers.node.hidden = hidden.has("numbers");
    this.numbers.show(scene);
    this.labels.node.hidden = !this.labels.show(scene) || hidden.has("labels");
    this.side.hidden = [...this.side.children].every((panel) => panel instanceof HTMLElement && panel.hidden);
    if (!scene.running) this.picture.describe(pictureInWords(scene.snapshot, scene.settings));
  }
}
