// @ts-check
/* Soft and hard: EM itself beside k-means, on the same data from the same start, whatever the lab is set
   to. Each runs to its own end; a slider goes through the half-steps of both. */

import { letterOf } from "../text/component-name.js";
import { familyOf } from "../text/families.js";
import { count, decimal } from "../text/format.js";
import { nameOfHalfStep } from "../text/half-steps.js";
import { decimalsOf, meansOf, parametersOf, textOf } from "../text/parameters.js";
import { CanvasView } from "../ui/canvas-view.js";
import { h, letterTag, quietOutput, setText } from "../ui/dom.js";
import { Refusal } from "../ui/fields.js";
import { ParameterHeads, rowHead } from "../ui/parameter-heads.js";
import { keepCount } from "../ui/rows.js";
import { scroller } from "../ui/scroller.js";
import { table, tableRow } from "../ui/table.js";
import { term } from "../ui/terms.js";

const WAYS = /** @type {const} */ (["em", "kMeans"]);
const NAMES = { em: "EM: soft", kMeans: "k-means: hard" };
/** Columns of the table: weight, mean, sd and points of EM; mean and points of k-means. */
const COLUMNS = { em: 4, kMeans: 2 };
const SD = 3;

export class SoftAndHard {
  id = "soft-and-hard";
  name = "Soft and hard";
  part = /** @type {const} */ ("charts");
  /** Both runs, while the tab is shown.
   * @type {Sides | null} */
  #sides = null;
  /** The number of the last call for them: the results of older calls are dropped. */
  #asked = 0;
  /** The half-step that is shown; null: each at its end. */
  #position = /** @type {number | null} */ (null);
  /** Rows to a component. */
  #lines = 1;
  /** @type {Scene | null} */
  #scene = null;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.refusal = new Refusal();
    this.views = WAYS.map((way) => {
      const picture = new CanvasView((to) => this.#draw(way, to));
      picture.canvas.tabIndex = -1;
      picture.canvas.setAttribute("part", `picture-${way}`);
      picture.node.classList.add("side");
      const node = h("div", {}, h("h3", { className: "way" }, NAMES[way]), picture.node);
      return { way, picture, node };
    });
    this.pictures = this.views.map(({ picture }) => picture);
    this.slider = h("input", { type: "range", min: "0", step: "1", part: "both", "aria-label": "Half-steps of both", oninput: () => this.#go(Number(this.slider.value)) });
    this.at = quietOutput();
    this.apart = h("span", {});
    this.counted = h("span", { className: "counted" });
    this.verdict = h("p", { className: "verdict-of", part: "apart" }, this.apart, this.counted);
    this.body = h("tbody", {});
    /** @type {HTMLTableRowElement[]} One per component, in the plane one for each axis. */
    this.rows = [];
    this.wrong = WAYS.map((way) => h("td", { colSpan: COLUMNS[way] }));
    this.judged = tableRow("labelled wrong", this.wrong);
    this.heads = { em: new ParameterHeads(), kMeans: new ParameterHeads() };
    const { em, kMeans } = this.heads;
    const heads = [h("td", {}), term("weight"), em.mean, em.sd, term("effective count", "points"), kMeans.mean, "points"];
    const beside = table({ className: "compared sides-table", part: "sides" }, "Each component, by EM and by k-means", heads, this.body, h("tfoot", {}, this.judged));
    this.ways = WAYS.map((way) => h("th", { scope: "colgroup", colSpan: COLUMNS[way] }, NAMES[way]));
    beside.tHead?.prepend(h("tr", {}, h("td", {}), ...this.ways));
    this.moved = h("span", {});
    this.shapes = h("span", {});
    this.node = h(
      "div",
      { className: "tab" },
      h("div", { className: "sides" }, ...this.views.map(({ node }) => node)),
      h("div", { className: "row through" }, h("span", { "aria-hidden": "true" }, "half-step"), this.slider, this.at),
      this.verdict,
      this.refusal.node,
      scroller("EM beside k-means", beside),
      h(
        "p",
        { className: "note" },
        "Same data, same starting means. EM shares points out, and moves ",
        this.moved,
        ". ",
        term("k-means"),
        " gives each point to the nearest mean, and moves the means alone: of ",
        this.shapes,
        " it knows only their middles, and the border halfway between.",
      ),
    );
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    this.#scene = scene;
    if (what.opened) this.#position = null;
    if (!what.settings) return;
    // The table has its height at once, so that nothing under it moves once its numbers are there.
    const lines = parametersOf(scene.settings).length;
    if (this.#lines !== lines) keepCount(this.rows, 0, () => this.body.insertRow());
    this.#lines = lines;
    keepCount(this.rows, lines * scene.snapshot.k, (index) => {
      const [k, line] = [Math.floor(index / lines), index % lines];
      return this.body.appendChild(tableRow(rowHead(line, lines, letterTag(k)), Array(COLUMNS.em + COLUMNS.kMeans).fill("–")));
    });
    this.#fit(scene.settings);
    this.judged.hidden = !scene.snapshot.labels || scene.settings.hide.includes("truth");
    void this.#begin();
  }

  /** Without a column of sds where the family has none of its own.
   * @param {Settings} settings */
  #fit(settings) {
    const { hasSd, shape } = familyOf(settings);
    setText(this.shapes, `${shape}s`);
    WAYS.forEach((way) => this.heads[way].show(settings));
    for (const row of this.rows) /** @type {HTMLElement} */ (row.children[SD]).hidden = !hasSd;
    for (const cell of [this.ways[0], this.wrong[0]]) cell.colSpan = COLUMNS.em - (hasSd ? 0 : 1);
    setText(this.moved, hasSd ? "weights, means and sds" : "weights and means");
  }

  async #begin() {
    const asked = ++this.#asked;
    const sides = await this.on.sides(this.refusal);
    if (!sides) return;
    if (asked !== this.#asked) return this.on.comparisons.free(sides);
    this.#free();
    this.#sides = sides;
    this.#go(this.#position);
  }

  leave() {
    this.#asked += 1;
    this.#free();
  }

  #free() {
    if (this.#sides) this.on.comparisons.free(this.#sides);
    this.#sides = null;
  }

  /** Moves both to a half-step, or to the end if that comes before.
   * @param {number | null} position */
  #go(position) {
    const sides = this.#sides;
    const scene = this.#scene;
    if (!sides || !scene) return;
    const ends = this.on.ask(() => WAYS.map((way) => sides[way].last()));
    if (!ends) return;
    const longest = Math.max(...ends);
    this.#position = position === null || position >= longest ? null : position;
    const here = this.#position ?? longest;
    const shown = this.on.ask(() =>
      WAYS.map((way, index) => {
        sides[way].seek(Math.min(here, ends[index]));
        return sides[way].snapshot();
      }),
    );
    if (!shown) return;
    const [em, kMeans] = shown;
    this.slider.max = String(longest);
    this.slider.value = String(here);
    const words = this.#position === null ? "each at its end" : nameOfHalfStep(here);
    this.slider.setAttribute("aria-valuetext", words);
    setText(this.at, words);
    const counts = this.#position === null && em.k > 1 && em.labels && !scene.settings.hide.includes("truth");
    const decimals = decimalsOf(em.components);
    setText(this.apart, verdictOn(em, kMeans, scene.settings, this.#position, decimals));
    this.verdict.classList.toggle("judged", Boolean(counts));
    setText(this.counted, counts ? ` EM labels ${wrongIn(em)} points wrong, k-means ${wrongIn(kMeans)}.` : "");
    this.views.forEach(({ way, picture }) => {
      picture.describe(`The picture ${this.#position === null ? "at its end" : `after ${here} half-steps`}, ${NAMES[way]}.`);
      picture.invalidate();
    });
    this.#fill(em, kMeans, scene.settings, decimals);
    this.wrong.forEach((cell, index) => setText(cell, wrongIn(shown[index])));
  }

  /** @param {Snapshot} em
   * @param {Snapshot} kMeans
   * @param {Settings} settings
   * @param {number[]} decimals those of each axis */
  #fill(em, kMeans, settings, decimals) {
    const lines = parametersOf(settings);
    this.rows.forEach((row, index) => {
      const [k, line] = [Math.floor(index / lines.length), index % lines.length];
      const held = (/** @type {Snapshot} */ { effectiveCounts }) => (line > 0 ? "" : effectiveCounts ? count(effectiveCounts[k]) : "–");
      const [first, mean, sd] = lines[line];
      const written = `${first.sign ? `${first.sign} ` : ""}${textOf(first, em.components[k], decimals)}`;
      const ofSd = sd ? decimal(sd.of(em.components[k]), decimals[line]) : "";
      const texts = [written, textOf(mean, em.components[k], decimals), ofSd, held(em), textOf(mean, kMeans.components[k], decimals), held(kMeans)];
      texts.forEach((text, column) => setText(row.children[column + 1], text));
    });
  }

  /** @param {"em" | "kMeans"} way
   * @param {PageCanvas} to */
  #draw(way, to) {
    const sides = this.#sides;
    if (sides) this.on.ask(() => sides[way].draw(to, this.on.theme(), 0, 1, "estimate"));
    return false;
  }
}

/** How many points are labelled wrong.
 * @param {Snapshot} snapshot */
function wrongIn({ labels, n }) {
  if (!labels) return "";
  return `${decimal(n - Math.round(labels.accuracy * n), 0)} of ${decimal(n, 0)}`;
}

/** The sentence: how long each took, and where they differ most.
 * @param {Snapshot} em
 * @param {Snapshot} kMeans
 * @param {Settings} settings
 * @param {number | null} position
 * @param {number[]} decimals those of each axis */
function verdictOn(em, kMeans, settings, position, decimals) {
  const { k } = em;
  if (k === 1) return "With one component every point is its own, softly or not: there is nothing to part over.";
  if (position === 0) return "Both stand at the same means. The first E step parts them.";
  if (position === 1) {
    const [soft, hard] = [em.effectiveCounts ?? [], kMeans.effectiveCounts ?? []];
    const most = largest(k, (index) => Math.abs(soft[index] - hard[index]));
    return `After the first E step the means are still the same, and the points are shared out otherwise: ${letterOf(most)} holds ${count(soft[most])} points’ worth by EM, ${count(hard[most])} whole points by k-means.`;
  }
  const means = meansOf(settings);
  // in the last digits shown, so that the axes can be compared
  const gap = (/** @type {number} */ index) => Math.max(...means.map(({ of }, axis) => Math.abs(of(em.components[index]) - of(kMeans.components[index])) * 10 ** decimals[axis]));
  const most = largest(k, gap);
  const [soft, hard] = [em, kMeans].map(({ components }) => {
    const texts = means.map((mean) => textOf(mean, components[most], decimals));
    return texts.length > 1 ? `(${texts.join(", ")})` : texts[0];
  });
  const apart = soft === hard ? "they agree to the last digit shown" : `they are furthest apart at ${letterOf(most)}: its ${familyOf(settings).mean} is ${soft} by EM and ${hard} by k-means`;
  if (position !== null) return `After ${decimal(position, 0)} half-steps ${apart}.`;
  return `EM stops after ${iterations(em)}, k-means after ${iterations(kMeans)}; ${apart}.`;
}

/** @param {Snapshot} snapshot */
function iterations({ iteration }) {
  return `${decimal(iteration, 0)} iteration${iteration === 1 ? "" : "s"}`;
}

/** The component with the largest measure.
 * @param {number} k
 * @param {(index: number) => number} measure */
function largest(k, measure) {
  return Array.from({ length: k }, (_, index) => index).reduce((most, index) => (measure(index) > measure(most) ? index : most), 0);
}
