// @ts-check
/* The climb: the objective and the lower bound at each half-step. A click, or the arrow keys, go to a
   half-step. */

import { letterOf } from "../text/component-name.js";
import { PER_POINT_DECIMALS, decimal } from "../text/format.js";
import { nameOfHalfStep } from "../text/half-steps.js";
import { decimalsOf, meansOf, textOf } from "../text/parameters.js";
import { valueByKey } from "../ui/arrow-keys.js";
import { CanvasView } from "../ui/canvas-view.js";
import { ChartTable } from "../ui/chart-table.js";
import { h, quietOutput, setText } from "../ui/dom.js";
import { setTerm, term } from "../ui/terms.js";

/** Half-steps in an iteration. */
const ITERATION = 2;
/** The table has the first half-steps, where most happens, and at most so many of the others. */
const FIRST_ROWS = 20;
const MORE_ROWS = 40;

export class Climb {
  id = "climb";
  name = "Climb";
  part = /** @type {const} */ ("charts");
  /** @type {Scene | null} */
  #scene = null;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.picture = new CanvasView((to) => {
      on.ask((lab) => lab.drawClimb(to, on.theme()));
      return false;
    });
    this.pictures = [this.picture];
    const { canvas } = this.picture;
    canvas.setAttribute("role", "slider");
    canvas.setAttribute("aria-label", "The climb, half-step by half-step");
    canvas.setAttribute("part", "climb");
    canvas.addEventListener("click", (event) => this.#clicked(event));
    canvas.addEventListener("keydown", (event) => this.#key(event));
    this.picture.node.classList.add("climb");
    this.objective = entry("objective");
    this.bound = entry("bound");
    this.likelihood = entry("likelihood");
    // For screen readers; the chart's legend says the same.
    const legend = h("div", { className: "unseen" }, this.objective.node, this.bound.node, this.likelihood.node);
    this.table = new ChartTable({ name: "The climb as a table", part: "climb-table" }, () => this.#inNumbers());
    this.objectiveTerm = term("log-likelihood");
    const words = h("p", { className: "note of-chart" }, "At each half-step, in ", term("nats per point"), ": the ", this.objectiveTerm, " and its ", term("lower bound"), ".");
    this.node = h("div", {}, this.picture.node, legend, words, this.table.node);
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    this.#scene = scene;
    if (what.snapshot || what.settings) this.picture.invalidate();
    const { snapshot, settings, last, running } = scene;
    if (running) return; // in a run only the picture follows
    const { objective, meanLogLikelihood, lowerBound, position } = snapshot;
    setTerm(this.objectiveTerm, settings.objectiveName);
    this.objective.show(settings.objectiveName, objective);
    this.bound.show("lower bound", lowerBound);
    this.likelihood.show("log-likelihood", settings.objectiveName === "log-likelihood" ? null : meanLogLikelihood);
    this.likelihood.node.hidden = settings.objectiveName === "log-likelihood";
    const { canvas } = this.picture;
    canvas.setAttribute("aria-valuemin", "0");
    canvas.setAttribute("aria-valuemax", String(last));
    canvas.setAttribute("aria-valuenow", String(position));
    this.table.fill();
    const bound = lowerBound === null ? "no lower bound yet" : `lower bound ${decimal(lowerBound, PER_POINT_DECIMALS)}`;
    canvas.setAttribute("aria-valuetext", `${nameOfHalfStep(position)}: ${settings.objectiveName} ${decimal(objective, PER_POINT_DECIMALS)} per point, ${bound}`);
  }

  /** The objective, the lower bound and the means at each half-step. */
  #inNumbers() {
    const history = this.on.ask((lab) => lab.history());
    const scene = this.#scene;
    if (!history || !scene) return null;
    const { settings, snapshot } = scene;
    const { components, position } = snapshot;
    const decimals = decimalsOf(components);
    const means = meansOf(settings);
    const every = Math.max(1, Math.ceil((history.length - FIRST_ROWS) / MORE_ROWS));
    const rows = history.filter((_, row) => row < FIRST_ROWS || (row - FIRST_ROWS) % every === 0 || row === position || row === history.length - 1);
    return {
      heads: ["half-step", `${settings.objectiveName} per point`, "lower bound", ...components.flatMap((_, k) => means.map(({ label }) => `${label} of ${letterOf(k)}`))],
      rows: rows.map((row) => ({
        cells: [
          nameOfHalfStep(row.position),
          decimal(row.objective, PER_POINT_DECIMALS),
          row.lowerBound === null ? "–" : decimal(row.lowerBound, PER_POINT_DECIMALS),
          ...row.components.flatMap((component) => means.map((mean) => textOf(mean, component, decimals))),
        ],
        current: row.position === position,
      })),
    };
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const { clientWidth, clientHeight } = this.picture.node;
    const position = this.on.ask((lab) => lab.climbAt(event.offsetX, clientWidth, clientHeight, this.on.theme()));
    if (position !== null) this.on.seek(position);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.#scene) return;
    const { snapshot, last } = this.#scene;
    const to = valueByKey(event, { value: snapshot.position, least: 0, most: last, large: ITERATION });
    if (to !== null && to !== snapshot.position) this.on.seek(to);
  }
}

/** The name of a line of the chart, and its present value.
 * @param {string} line */
function entry(line) {
  const name = h("span", {});
  const value = quietOutput();
  return {
    node: h("span", { className: "entry-of", "data-line": line }, name, value),
    /** @param {string} label
     * @param {number | null} now */
    show(label, now) {
      setText(name, label);
      setText(value, now === null ? "–" : decimal(now, PER_POINT_DECIMALS));
    },
  };
}
