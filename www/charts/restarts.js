// @ts-check
/* Restarts: the optima that EM reaches from many starts, how many starts reach each, and a button that
   replays one of them in the lab. */

import { BY_HAND, DEFAULT_STARTS } from "../lab/comparisons.js";
import { PER_POINT_DECIMALS, count, decimal } from "../text/format.js";
import { CanvasView } from "../ui/canvas-view.js";
import { h, setCurrent, setText, unseen } from "../ui/dom.js";
import { Field, Refusal, changing, quietButton } from "../ui/fields.js";
import { scroller } from "../ui/scroller.js";
import { table, tableRow } from "../ui/table.js";
import { setTerm, term, withTerms } from "../ui/terms.js";
import { ComparisonHead, kindOfStart } from "./comparison-head.js";
import { onFewPoints } from "./few-points.js";

/** The chart shows all optima up to this height, then as many as fit. */
const MOST_PX = 380;
const LEAST_PX = 150;

export class Restarts {
  id = "restarts";
  name = "Restarts";
  part = /** @type {const} */ ("charts");
  /** @type {Compared} */
  #compared = { fits: null, starts: null, optima: null };
  /** @type {Scene | null} */
  #scene = null;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.refusal = new Refusal();
    /** @type {Field} */
    this.field = new Field({ label: "How many starts", size: 5, commit: () => this.head.name(this.#label) });
    this.field.show(String(DEFAULT_STARTS));
    this.head = new ComparisonHead(
      { label: this.#label, part: "restarts", begin: () => this.#begin(), cancel: on.cancelComparison },
      h("label", { className: "pair" }, h("span", {}, "starts"), this.field.input),
    );
    this.about = h("p", { className: "note" });
    this.picture = new CanvasView((to) => {
      if (this.#compared.optima) on.ask((lab) => lab.drawRestarts(to, on.theme(), this.#chosen));
      return false;
    });
    this.pictures = [this.picture];
    const { canvas, node } = this.picture;
    canvas.tabIndex = -1; // the table beside it has a button for each optimum
    canvas.setAttribute("part", "optima");
    canvas.addEventListener("click", (event) => {
      const row = on.ask((lab) => lab.restartsAt(event.offsetY, node.clientWidth, node.clientHeight, on.theme()));
      if (row !== null && row !== undefined) this.#replay(row);
    });
    node.classList.add("optima");
    this.objective = term("log-likelihood");
    /** @type {HTMLTableSectionElement[]} One per optimum. */
    this.bodies = [];
    const caption = "The optima, best first; replay one to watch it climb in the lab";
    this.table = table({ className: "compared", part: "optima-table" }, caption, [unseen("replay"), "starts", this.objective, term("iteration", "iterations")]);
    this.found = h("div", { className: "stack" }, node, scroller("The optima", this.table, "scrolls"));
    this.verdict = h("p", { className: "verdict-of", part: "restarts-verdict" });
    this.node = h("div", { className: "tab restarts" }, this.head.node, this.refusal.node, this.verdict, this.found, this.about);
  }

  /** The button's label; a count that is no number is not in it. */
  get #label() {
    const { text } = this.field;
    return /^[0-9]+$/.test(text) ? `Run ${text} starts` : "Run the starts";
  }

  #begin() {
    const starts = Number(this.field.number(this.on.plain, this.refusal) ?? NaN);
    if (Number.isNaN(starts)) return;
    if (Number.isSafeInteger(starts) && starts > 0) void this.on.restarts(starts, this.refusal);
    else this.refusal.say(`How many starts: expected a whole number from 1 on, not ${this.field.text}`);
  }

  /** The best restart of the optimum that the lab's own start leads to; -1 where that is not known. */
  get #chosen() {
    const { settings } = this.#scene ?? {};
    if (!settings || settings.start === BY_HAND) return -1;
    const at = this.#compared.starts?.findIndex(({ startSeed }) => startSeed === settings.startSeed) ?? -1;
    const optimum = this.#compared.starts?.[at]?.optimum;
    return this.#compared.optima?.find(({ best }) => this.#compared.starts?.[best].optimum === optimum)?.best ?? -1;
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    const { settings, compared } = scene;
    this.#scene = scene;
    this.head.name(this.#label);
    if (compared.optima !== this.#compared.optima || what.compared) this.#fill(compared, settings);
    this.found.hidden = this.verdict.hidden = !compared.optima;
    const best = this.#chosen;
    compared.optima?.forEach((optimum, index) => setCurrent(this.bodies[index], optimum.best === best));
    if (what.settings || what.compared) setText(this.about, aboutStarts(settings, compared.optima !== null));
    if (!compared.optima || !(what.settings || what.compared)) return;
    const height = this.on.ask((lab) => lab.restartsHeight(this.on.theme())) ?? MOST_PX;
    this.picture.node.style.setProperty("--tall", `${Math.min(MOST_PX, Math.max(LEAST_PX, height)).toFixed(0)}px`);
    this.picture.invalidate();
  }

  /** @param {Comparison} kind
   * @param {number | null} fraction */
  comparing(kind, fraction) {
    if (kind === "starts") this.head.show(fraction);
  }

  /** @param {number} index an optimum's */
  #replay(index) {
    const { starts, optima } = this.#compared;
    const row = optima && starts?.[optima[index].best];
    if (row && this.#scene) void this.on.choose({ ...row, k: this.#scene.settings.k, covariance: null }, "run", this.refusal);
  }

  /** @param {Compared} compared
   * @param {Settings} settings */
  #fill(compared, settings) {
    this.#compared = compared;
    const { starts, optima } = compared;
    if (!starts || !optima) return;
    setTerm(this.objective, settings.objectiveName);
    for (const body of this.bodies) body.remove();
    this.bodies = optima.map((optimum, index) => this.#bodyOf(optimum, index, starts[optimum.best].objective));
    this.table.append(...this.bodies);
    const words = verdictOn(starts.length, optima);
    this.verdict.replaceChildren(...withTerms(words, ["optimum", "optima"]));
    this.head.announce(words);
    this.picture.describe(`The optima that the starts reached, best first. ${words}`);
  }

  /** @param {Optimum} optimum
   * @param {number} index
   * @param {number} objective */
  #bodyOf(optimum, index, objective) {
    const [, median] = optimum.iterations;
    const name = optimum.onFloor ? "this collapsed fit" : `optimum ${index + 1}`;
    const replay = quietButton("Replay", () => this.#replay(index), { "aria-label": `Replay ${name} from its start`, "data-optimum": index });
    const notes = noteOn(optimum);
    return h(
      "tbody",
      {},
      tableRow(changing("start-seed", replay), [count(optimum.reached), decimal(objective, PER_POINT_DECIMALS), count(median)]),
      notes.length > 0 && h("tr", { className: "noted" }, h("td", { colSpan: 4 }, ...notes)),
    );
  }
}

/** What is unusual about an optimum.
 * @param {Optimum} optimum
 * @returns {(Node | string)[]} */
function noteOn({ onFloor, standsOn }) {
  const notes = onFewPoints(standsOn);
  return onFloor ? [h("strong", {}, "collapsed"), ", not compared. ", ...notes] : notes;
}

/** @param {number} starts
 * @param {Optimum[]} optima */
function verdictOn(starts, optima) {
  const sound = optima.filter(({ onFloor }) => !onFloor);
  const collapsed = optima.filter(({ onFloor }) => onFloor).reduce((sum, { reached }) => sum + reached, 0);
  const apart = collapsed === 0 ? "" : ` ${count(collapsed)} collapsed onto a point or a few, where the likelihood has no bound: they are counted apart and never called best.`;
  if (sound.length === 0) return `All ${count(starts)} starts ended with a component collapsed: there is no best one among them.`;
  const [best] = sound;
  if (sound.length === 1) return `All ${count(best.reached)} of the ${collapsed ? `${count(starts)} starts that did not collapse` : "starts"} reached the same optimum: from these starts, at least, it does not matter which one is taken.${apart}`;
  return `The starts reached ${count(sound.length)} different optima. The best was reached by ${count(best.reached)} of ${count(starts)}.${apart}`;
}

/** @param {Settings} settings
 * @param {boolean} found */
function aboutStarts({ start, k }, found) {
  if (start === "quantiles") return "The start “quantiles” is always the same one: for many different starts choose another kind under Model.";
  if (!found) return `Runs EM with k = ${k} from so many starts, of ${kindOfStart(start)}, and says which optima they reached. The lab stays as it is.`;
  return "EM climbs to a top, not to the highest one: which it is depends on the start. The iterations are those after which the lab stops, by its own limit; to tell the optima apart each start was then followed to its top. Replay one and the lab runs it again from its own start, at the lab’s own speed.";
}
