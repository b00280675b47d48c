// @ts-check
/* Where each point's true process is known: how many the fit guesses right, and which it confuses. */

import { count, decimal } from "./format.js";
import { h, letterTag, setText } from "./dom.js";

export class LabelsPanel {
  #columns = -1;

  constructor() {
    this.accuracy = h("p", { className: "note" });
    this.head = h("tr", {});
    this.body = h("tbody", {});
    this.node = h(
      "section",
      { className: "card panel labels", "aria-label": "Labels" },
      h("h3", {}, "Labels"),
      this.accuracy,
      h(
        "table",
        { className: "confusion" },
        h("caption", { className: "unseen" }, "Points of each true process, by the component that most claims them"),
        h("thead", {}, this.head),
        this.body,
      ),
    );
  }

  /** @param {Scene} scene
   * @returns {boolean} whether there is anything to show */
  show({ snapshot, settings }) {
    const { labels, k } = snapshot;
    if (!labels || !settings.reveal || settings.hide.includes("truth")) return false;
    const percent = decimal(100 * labels.accuracy, 1);
    setText(this.accuracy, `${percent}\u00a0% of the points are guessed right: each is given to the component that most claims it.`);
    if (this.#columns !== k) {
      this.#columns = k;
      const letters = Array.from({ length: k }, (_, index) => h("th", { scope: "col" }, letterTag(index)));
      this.head.replaceChildren(h("th", { scope: "col" }, "true"), ...letters);
    }
    this.body.replaceChildren(
      ...labels.confusion.map((row, process) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, settings.groupNames[process] ?? String(process + 1)),
          ...row.map((points, index) =>
            h("td", { className: labels.matching[process] === index ? "right" : "" }, count(points)),
          ),
        ),
      ),
    );
    return true;
  }
}
