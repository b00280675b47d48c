// @ts-check
/* For data whose true groups are known: how many points the fit labels right, which groups it confuses,
   and the responsibilities of the first points, of the last, and of a new one. */

import { count, decimal } from "../text/format.js";
import { wordsOf } from "../text/words.js";
import { h, letterTag, setText } from "../ui/dom.js";
import { columnHeads, tableRow } from "../ui/table.js";
import { LabelStrip } from "./label-strip.js";
import { NewPoint } from "./new-point.js";

export class Labels {
  id = "labels";
  name = "Labels";
  part = /** @type {const} */ ("labels");
  /** @type {{ invalidate(): void, paint(): void, watch(): void, unwatch(): void }[]} */
  pictures = [];
  #columns = -1;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.accuracy = h("p", { className: "verdict-of", part: "accuracy" });
    this.strips = ["first", "last"].map((end) => new LabelStrip(end));
    this.point = new NewPoint({ read: ([x, y]) => on.ask((lab) => (y === undefined ? lab.reading(x) : lab.readingAt(x, y))), plain: on.plain });
    this.head = h("tr", {});
    this.body = h("tbody", {});
    this.node = h(
      "div",
      { className: "tab labels" },
      this.accuracy,
      h("p", { className: "note" }, "A column is a point: above, its true group; below, its responsibilities. A notch: guessed wrong."),
      ...this.strips.map(({ node }) => node),
      h(
        "div",
        { className: "beside" },
        h(
          "table",
          { className: "compared confusion", part: "confusion" },
          h("caption", {}, "All points: the true group, by the component that most claims them"),
          h("thead", {}, this.head),
          this.body,
        ),
        this.point.node,
      ),
    );
  }

  /** @param {Scene} scene */
  has({ snapshot, settings }) {
    return snapshot.labels !== null && settings.reveal && !settings.hide.includes("truth");
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show({ snapshot, settings, matching }, what) {
    const { labels, k, n } = snapshot;
    if (!labels || !matching || (!what.snapshot && !what.settings)) return;
    const names = namesOf(settings, labels.confusion.length);
    setText(this.accuracy, judged(labels, n, names));
    if (this.#columns !== k) {
      this.#columns = k;
      const letters = Array.from({ length: k }, (_, index) => letterTag(index));
      this.head.replaceChildren(...columnHeads(["true", ...letters]));
    }
    this.body.replaceChildren(
      ...labels.confusion.map((row, process) => {
        const cells = row.map((points, index) => h("td", { className: matching[process] === index ? "right" : "" }, count(points)));
        return tableRow(names[process], cells);
      }),
    );
    const cells = this.on.ask((lab) => lab.strips());
    if (cells) this.strips.forEach((strip, end) => strip.show(end === 0 ? cells.first : cells.last, matching, names));
    this.point.show(settings, matching, names);
  }
}

/** @param {Settings} settings
 * @param {number} groups */
function namesOf({ groupNames, data }, groups) {
  const nameOf = (/** @type {number} */ index) => {
    if (data === "simulated") return `process ${index + 1}`;
    return wordsOf(data)?.[groupNames[index]] ?? groupNames[index] ?? String(index + 1);
  };
  return Array.from({ length: groups }, (_, index) => nameOf(index));
}

/** The accuracy, and for comparison that of giving every point to the largest group; alone it says little.
 * @param {NonNullable<Snapshot["labels"]>} labels
 * @param {number} n
 * @param {string[]} names */
function judged({ confusion, accuracy, adjustedRand }, n, names) {
  const right = Math.round(accuracy * n);
  const sizes = confusion.map((row) => row.reduce((sum, points) => sum + points, 0));
  const largest = sizes.indexOf(Math.max(...sizes));
  const percent = (/** @type {number} */ points) => `${decimal((100 * points) / n, 1)}\u00a0%`;
  const blind = `without looking at the data, “${names[largest]}” for every point would get ${percent(sizes[largest])}`;
  const verdict = right > sizes[largest] ? blind : `this is no better: ${blind}`;
  return `${percent(right)} of the points are guessed right, each given to the component with the largest responsibility; ${verdict}. The adjusted Rand index of both groupings is ${decimal(adjustedRand, 3)}: 1 for equal ones, about 0 by chance.`;
}
