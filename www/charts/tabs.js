// @ts-check
/* The charts under the main picture, each behind its tab. Only the chosen one is updated and drawn. */

import { valueByKey } from "../ui/arrow-keys.js";
import { h } from "../ui/dom.js";
import { changing } from "../ui/fields.js";
import { Sight } from "../ui/sight.js";

/** For a chart that is shown for the first time, everything is new. */
const ALL = { snapshot: true, settings: true, compared: true };

export class Tabs {
  #chosen = 0;
  /** @type {Scene | null} */
  #scene = null;
  /** Whether the chosen chart is out of date: frames have passed while it was out of sight. */
  #outdated = false;

  /** @param {Actions} on
   * @param {Tab[]} charts */
  constructor(on, charts) {
    this.charts = charts;
    this.ask = (/** @type {number} */ index) => on.change("tab", charts[index].id);
    this.tabs = charts.map(({ id, name }, index) =>
      changing("tab", h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${id}`,
          "aria-controls": `chart-${id}`,
          onclick: () => this.ask(index),
          onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
        },
        name,
      )),
    );
    this.panels = charts.map(({ id, node }) => h("div", { role: "tabpanel", id: `chart-${id}`, "aria-labelledby": `tab-${id}` }, node));
    this.node = h(
      "section",
      { className: "card charts", part: "charts", "aria-label": "Charts" },
      h("div", { className: "tab-row" }, h("div", { role: "tablist", "aria-label": "Charts" }, ...this.tabs)),
      ...this.panels,
    );
    this.sight = new Sight(this.node, () => this.#outdated && this.redraw());
    this.#mark();
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    this.#scene = scene;
    const { hide } = scene.settings;
    this.charts.forEach((chart, index) => (this.tabs[index].hidden = hide.includes(chart.part) || chart.has?.(scene) === false));
    const first = this.tabs.findIndex((tab) => !tab.hidden);
    this.node.hidden = first < 0;
    if (this.node.hidden) return;
    const asked = this.charts.findIndex(({ id }) => id === scene.settings.tab);
    const chosen = asked < 0 || this.tabs[asked].hidden ? first : asked;
    if (chosen !== this.#chosen) this.#choose(chosen);
    else this.#update(this.#outdated ? ALL : what);
  }

  /** A frame of a run: shown only while in sight.
   * @param {Scene} scene
   * @param {Shown} what */
  follow(scene, what) {
    if (this.sight.inSight) return this.show(scene, what);
    this.#scene = scene;
    this.#outdated = true;
  }

  /** How far a comparison has come; null once it has ended.
   * @param {Comparison} kind
   * @param {number | null} fraction */
  comparing(kind, fraction) {
    for (const chart of this.charts) chart.comparing?.(kind, fraction);
  }

  /** Draws everything again, as for another theme. */
  redraw() {
    if (!this.node.hidden) this.#update(ALL);
  }

  /** @param {Shown} what */
  #update(what) {
    this.#outdated = false;
    if (this.#scene) this.charts[this.#chosen].show(this.#scene, what);
  }

  /** @param {number} sheet its width */
  print(sheet) {
    this.charts[this.#chosen].print?.(sheet);
  }

  backFromPrint() {
    this.charts[this.#chosen].backFromPrint?.();
  }

  watch() {
    for (const { pictures } of this.charts) for (const picture of pictures) picture.watch();
    this.sight.watch();
    this.redraw();
  }

  unwatch() {
    for (const { pictures } of this.charts) for (const picture of pictures) picture.unwatch();
    this.sight.unwatch();
    this.charts[this.#chosen].leave?.();
  }

  /** @param {number} chosen */
  #choose(chosen) {
    this.charts[this.#chosen].leave?.();
    this.#chosen = chosen;
    this.#mark();
    this.redraw();
  }

  #mark() {
    this.tabs.forEach((tab, index) => {
      const chosen = index === this.#chosen;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      this.panels[index].hidden = !chosen;
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const shown = this.tabs.map((_, index) => index).filter((index) => !this.tabs[index].hidden);
    const to = valueByKey(event, { value: shown.indexOf(this.#chosen), least: 0, most: shown.length - 1, large: 1, cyclic: true });
    if (to === null) return;
    void this.ask(shown[to]);
    this.tabs[shown[to]].focus();
  }
}
