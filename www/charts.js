// @ts-check
/* The charts under the stage, one at a time, each behind its tab. */

import { h } from "./dom.js";

/** What a chart is: a name, a picture, and what stands beside the tabs while it is shown.
 * @typedef {{ id: string, name: string, node: HTMLElement, legend: HTMLElement }} Chart */

export class Charts {
  #chosen = 0;

  /** @param {Chart[]} charts
   * @param {() => void} changed */
  constructor(charts, changed) {
    this.charts = charts;
    this.changed = changed;
    this.tabs = charts.map(({ id, name }, index) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${id}`,
          "aria-controls": `chart-${id}`,
          onclick: () => this.#choose(index),
          onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
        },
        name,
      ),
    );
    this.panels = charts.map(({ id, node }) => h("div", { role: "tabpanel", id: `chart-${id}`, "aria-labelledby": `tab-${id}` }, node));
    this.node = h(
      "section",
      { className: "card charts", part: "charts", "aria-label": "Charts" },
      h("div", { className: "tab-row" }, h("div", { role: "tablist", "aria-label": "Charts" }, ...this.tabs), ...charts.map(({ legend }) => legend)),
      ...this.panels,
    );
    this.#choose(0);
  }

  /** @param {number} chosen */
  #choose(chosen) {
    this.#chosen = chosen;
    this.tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      this.panels[index].hidden = this.charts[index].legend.hidden = index !== chosen;
    });
    this.changed();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.tabs.length - 1;
    /** @type {{ [key: string]: number }} */
    const places = {
      ArrowRight: this.#chosen === last ? 0 : this.#chosen + 1,
      ArrowLeft: this.#chosen === 0 ? last : this.#chosen - 1,
      Home: 0,
      End: last,
    };
    if (!(event.key in places)) return;
    event.preventDefault();
    this.#choose(places[event.key]);
    this.tabs[this.#chosen].focus();
  }
}
