// @ts-check
/* The climb: what EM raises, half-step by half-step, and the lower bound under it. A click goes to
   the half-step there; so do the arrow keys. */

import { ChartTable } from "../ui/chart-table.js";
import { CanvasView } from "../ui/canvas-view.js";
import { decimal, decimalsFor } from "../text/format.js";
import { h, quietOutput, setText } from "../ui/dom.js";
import { letterOf } from "../text/component-name.js";
import { nameOfHalfStep } from "../text/half-steps.js";

const PER_POINT = 6;
/** The table has the first half-steps, where most happens, and then so many more at most. */
const FIRST_ROWS = 20;
const MORE_ROWS = 40;

export class Climb {
  id = "climb";
  name = "Climb";
  part = /** @type {const} */ ("charts");
  /** @type {Scene | null} */
  #scene = null;

  /** @param {Controller} on */
  constructor(on) {
    this.on = on;
    this.picture = new CanvasView((canvas, width, height, ratio) => {
      on.ask((lab) => lab.drawClimb(canvas, width, height, ratio, on.theme()));
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
    // The chart's legend says the same to those who see it.
    const legend = h("div", { className: "unseen" }, this.objective.node, this.bound.node, this.likelihood.node);
    this.table = new ChartTable({ name: "The climb as a table", part: "climb-table" }, () => this.#inNumbers());
    this.node = h("div", {}, this.picture.node, legend, this.table.node);
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    this.#scene = scene;
    if (what.snapshot || what.settings) this.picture.invalidate();
    const { snapshot, settings, last, running } = scene;
    if (running) return; // the picture goes along, its words wait
    const { objective, meanLogLikelihood, lowerBound, position } = snapshot;
    this.objective.show(settings.objectiveName, objective);
    this.bound.show("lower bound", lowerBound);
    this.likelihood.show("log-likelihood", settings.objectiveName === "log-likelihood" ? null : meanLogLikelihood);
    this.likelihood.node.hidden = settings.objectiveName === "log-likelihood";
    const { canvas } = this.picture;
    canvas.setAttribute("aria-valuemin", "0");
    canvas.setAttribute("aria-valuemax", String(last));
    canvas.setAttribute("aria-valuenow", String(position));
    this.table.fill();
    const bound = lowerBound === null ? "no lower bound yet" : `lower bound ${decimal(lowerBound, PER_POINT)}`;
    canvas.setAttribute("aria-valuetext", `${nameOfHalfStep(position)}: ${settings.objectiveName} ${decimal(objective, PER_POINT)} per point, ${bound}`);
  }

  /** The half-steps taken, each with what it reached and where the means stood. */
  #inNumbers() {
    const history = this.on.ask((lab) => lab.history());
    const scene = this.#scene;
    if (!history || !scene) return null;
    const { components, position } = scene.snapshot;
    const decimals = decimalsFor(components.map(({ sd }) => sd));
    const every = Math.max(1, Math.ceil((history.length - FIRST_ROWS) / MORE_ROWS));
    const rows = history.filter((_, row) => row < FIRST_ROWS || (row - FIRST_ROWS) % every === 0 || row === position || row === history.length - 1);
    return {
      heads: ["half-step", `${scene.settings.objectiveName} per point`, "lower bound", ...components.map((_, k) => `mean of ${letterOf(k)}`)],
      rows: rows.map((row) => ({
        cells: [
          nameOfHalfStep(row.position),
          decimal(row.objective, PER_POINT),
          row.lowerBound === null ? "–" : decimal(row.lowerBound, PER_POINT),
          ...row.components.map(({ mean }) => decimal(mean, decimals)),
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
    if (!this.#scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const { snapshot, last } = this.#scene;
    const { position } = snapshot;
    const iteration = 2;
    /** @type {{ [key: string]: number }} */
    const places = {
      ArrowRight: position + 1,
      ArrowUp: position + 1,
      ArrowLeft: position - 1,
      ArrowDown: position - 1,
      PageUp: position + iteration,
      PageDown: position - iteration,
      Home: 0,
      End: last,
    };
    if (!(event.key in places)) return;
    event.preventDefault();
    const to = Math.min(last, Math.max(0, places[event.key]));
    if (to !== position) this.on.seek(to);
  }
}

/** A line's name and its value now: the chart's counterpart in words.
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
      setText(value, now === null ? "–" : decimal(now, PER_POINT));
    },
  };
}
