// @ts-check
/* Soft and hard assignment side by side, half-step by half-step: the same data and the same start, with
   the points shared by responsibilities, or each given to one component. Where only the means move, hard
   assignment is k-means. */

import { BY_HAND } from "../lab/comparisons.js";
import { letterOf } from "../text/component-name.js";
import { PROBABILITY_DECIMALS, count, decimal, decimalsFor } from "../text/format.js";
import { CanvasView } from "../ui/canvas-view.js";
import { h, letterTag, setText } from "../ui/dom.js";
import { Refusal, changing, quietButton } from "../ui/fields.js";
import { keepCount } from "../ui/rows.js";
import { scroller } from "../ui/scroller.js";
import { table, tableRow } from "../ui/table.js";

const WAYS = /** @type {const} */ (["soft", "hard"]);

export class SoftAndHard {
  id = "soft-and-hard";
  name = "Soft and hard";
  part = /** @type {const} */ ("charts");
  /** A copy of the lab with the other assignment, while the tab is shown.
   * @type {Lab | null} */
  #twin = null;
  /** @type {Scene | null} */
  #scene = null;

  /** @param {Controller} on */
  constructor(on) {
    this.on = on;
    this.refusal = new Refusal();
    this.sides = WAYS.map((way) => {
      const picture = new CanvasView((to) => this.#draw(way, to));
      picture.canvas.tabIndex = -1;
      picture.canvas.setAttribute("part", `picture-${way}`);
      picture.node.classList.add("side");
      const name = h("h3", { className: "way" });
      return { way, picture, name, node: h("div", {}, name, picture.node) };
    });
    this.pictures = this.sides.map(({ picture }) => picture);
    this.apart = h("p", { className: "verdict-of", part: "apart" });
    this.columns = WAYS.map(() => h("th", { scope: "colgroup", colSpan: 3 }));
    this.body = h("tbody", {});
    /** @type {HTMLTableRowElement[]} One to a component. */
    this.rows = [];
    this.means = quietButton("Let only the means move: k-means", () => void on.change("vary", "means", this.refusal), { part: "make-kmeans" });
    changing("vary", this.means);
    this.about = h("p", { className: "note" });
    const heads = [h("td", {}), ...WAYS.flatMap(() => ["weight", "mean", "sd"])];
    const beside = table({ className: "compared sides-table", part: "sides" }, "Weight, mean and sd of each component, soft beside hard", heads, this.body);
    beside.tHead?.prepend(h("tr", {}, h("td", {}), ...this.columns));
    this.node = h(
      "div",
      { className: "tab" },
      h("div", { className: "sides" }, ...this.sides.map(({ node }) => node)),
      this.apart,
      scroller("Soft beside hard", beside),
      this.refusal.node,
      h("div", { className: "row" }, this.about, this.means),
    );
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    this.#scene = scene;
    if (!what.snapshot && !what.settings) return;
    const { snapshot, settings } = scene;
    if (what.settings || !this.#twin) {
      this.leave();
      this.#twin = this.on.ask((lab) => lab.twin());
    } else {
      this.on.ask(() => this.#twin?.follow(snapshot.position));
    }
    const other = this.on.ask(() => this.#twin?.snapshot() ?? null);
    if (!other) return;
    const [soft, hard] = settings.assignment === "hard" ? [other, snapshot] : [snapshot, other];
    const names = { soft: "soft: EM", hard: `hard: ${nameOfHard(settings)}` };
    const own = settings.assignment === "hard" ? "hard" : "soft";
    this.sides.forEach(({ way, name, picture }, column) => {
      setText(name, way === own ? `${names[way]} (the lab’s)` : names[way]);
      setText(this.columns[column], names[way]);
      picture.describe(`The picture after ${snapshot.position} half-steps, ${names[way]}.`);
      picture.invalidate();
    });
    setText(this.apart, furthestApart(soft, hard, settings));
    this.#fill(soft, hard);
    this.means.hidden = settings.vary === "means";
    setText(this.about, aboutSides(settings));
  }

  leave() {
    const twin = this.#twin;
    this.#twin = null;
    if (twin) this.on.ask(() => twin.free());
  }

  /** @param {Snapshot} soft
   * @param {Snapshot} hard */
  #fill(soft, hard) {
    const decimals = decimalsFor([...soft.components, ...hard.components].map(({ sd }) => sd));
    keepCount(this.rows, soft.k, (k) => this.body.appendChild(tableRow(letterTag(k), Array(6).fill(""))));
    this.rows.forEach((row, k) => {
      const texts = [soft, hard].flatMap(({ components }) => {
        const { weight, mean, sd } = components[k];
        return [decimal(weight, PROBABILITY_DECIMALS), decimal(mean, decimals), decimal(sd, decimals)];
      });
      texts.forEach((text, column) => setText(row.children[column + 1], text));
    });
  }

  /** @param {"soft" | "hard"} way
   * @param {PageCanvas} to */
  #draw(way, to) {
    const scene = this.#scene;
    const twin = this.#twin;
    if (!scene || !twin) return false;
    const own = way === (scene.settings.assignment === "hard" ? "hard" : "soft");
    const { position } = scene.snapshot;
    this.on.ask((lab) => (own ? lab : twin).draw(to, this.on.theme(), position, 1, "estimate"));
    return false;
  }
}

/** In k-means weights and sds are equal and fixed; these two starts do not make them equal.
 * @param {Settings} settings */
function nameOfHard({ vary, start }) {
  return vary === "means" && start !== "kmeans" && start !== BY_HAND ? "k-means" : "classification EM";
}

/** Where the two differ most, in numbers.
 * @param {Snapshot} soft
 * @param {Snapshot} hard
 * @param {Settings} settings */
function furthestApart(soft, hard, settings) {
  const name = nameOfHard(settings);
  const { k, position } = soft;
  if (k === 1) return "With one component every point belongs to it, softly or not: both ways are the same.";
  if (position === 0) return "Both begin at the same start. They differ from the first E step on.";
  const steps = position === 1 ? "After the first E step" : `After ${decimal(position, 0)} half-steps`;
  const [softCounts, hardCounts] = [soft.effectiveCounts ?? [], hard.effectiveCounts ?? []];
  if (position === 1) {
    const most = largest(k, (index) => Math.abs(softCounts[index] - hardCounts[index]));
    return `${steps} the curves are still the same, and only the shares of the points differ: ${letterOf(most)} has ${count(softCounts[most])} points’ worth by EM, ${count(hardCounts[most])} whole points by ${name}.`;
  }
  const decimals = decimalsFor([...soft.components, ...hard.components].map(({ sd }) => sd));
  const gap = (/** @type {number} */ index) => Math.abs(soft.components[index].mean - hard.components[index].mean);
  const most = largest(k, gap);
  const [a, b] = [soft.components[most], hard.components[most]];
  const letter = letterOf(most);
  const sds = settings.vary === "means" ? "" : `; ${letter}’s sd is ${decimal(a.sd, decimals)} by EM, ${decimal(b.sd, decimals)} by ${name}`;
  if (decimal(gap(most), decimals) === decimal(0, decimals)) return `${steps} their means agree to the last digit shown${sds}.`;
  return `${steps} they are furthest apart at ${letter}: its mean is ${decimal(a.mean, decimals)} by EM and ${decimal(b.mean, decimals)} by ${name}, ${decimal(gap(most), decimals)} apart${sds}.`;
}

/** The component with the largest measure.
 * @param {number} k
 * @param {(index: number) => number} measure */
function largest(k, measure) {
  return Array.from({ length: k }, (_, index) => index).reduce((most, index) => (measure(index) > measure(most) ? index : most), 0);
}

/** @param {Settings} settings */
function aboutSides({ vary, start }) {
  if (vary !== "means") return "Same data, same start. Hard assignment cuts the groups’ tails off at the border, and so makes sds too small and sets means too far apart.";
  if (start === "kmeans" || start === BY_HAND) return "Same data, same start; only the means move. With equal weights and one sd, as the other starts have them, hard would be k-means.";
  return "Same data, same start; only the means move, weights and sds are equal and stay. So hard gives each point to the nearest mean, and moves each mean to the middle of its points: that is k-means.";
}
