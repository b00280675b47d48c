// @ts-check
/* The comparison of k: for each number of components the best fit, its log-likelihood, AIC and BIC, and
   a button that takes it into the lab. */

import { DEFAULT_MOST_COMPONENTS } from "../lab/comparisons.js";
import { familyOf } from "../text/families.js";
import { decimal, inWords } from "../text/format.js";
import { CanvasView } from "../ui/canvas-view.js";
import { h, setCurrent, setText } from "../ui/dom.js";
import { Refusal } from "../ui/fields.js";
import { scroller } from "../ui/scroller.js";
import { columnHeads, table } from "../ui/table.js";
import { ComparisonHead, kindOfStart } from "./comparison-head.js";
import { areTyped, headsOf, nameOf, rowsOf } from "./fit-rows.js";

const FEW_POINTS = " A component on few points, two or three that are nearly equal, gains by being narrow: it need not be a group.";
/** AIC's penalty for a parameter; BIC's is ln n. */
const AIC_PENALTY = 2;

export class CompareK {
  id = "compare-k";
  name = "Compare k";
  part = /** @type {const} */ ("charts");
  /** @type {FitRow[] | null} */
  #fits = null;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.refusal = new Refusal();
    this.head = new ComparisonHead({
      label: `Compare k = 1 to ${DEFAULT_MOST_COMPONENTS}`,
      part: "compare-k",
      begin: () => on.compareK(DEFAULT_MOST_COMPONENTS, this.refusal),
      cancel: on.cancelComparison,
    });
    this.about = h("p", { className: "note" });
    this.picture = new CanvasView((to) => {
      if (this.#fits) on.ask((lab) => lab.drawCompareK(to, on.theme()));
      return false;
    });
    this.pictures = [this.picture];
    const { canvas, node } = this.picture;
    canvas.tabIndex = -1; // the table beside it has a button for each k
    canvas.setAttribute("part", "criteria");
    canvas.addEventListener("click", (event) => {
      const { offsetX, offsetY } = event;
      const index = on.ask((lab) => lab.compareKAt(offsetX, offsetY, node.clientWidth, node.clientHeight, on.theme()));
      if (index !== undefined && index !== null) this.#take(this.#fits?.[index]);
    });
    node.classList.add("criteria");
    this.verdict = h("p", { className: "verdict-of", part: "compare-k-verdict" });
    this.rows = h("tbody", {});
    const fits = table({ className: "compared", part: "fits" }, "The best fit of each k; choose one to take it into the lab", headsOf([]), this.rows);
    this.heads = /** @type {HTMLTableRowElement} */ (fits.tHead?.rows[0]);
    this.found = h("div", { className: "beside" }, node, scroller("The fits", fits));
    this.node = h("div", { className: "tab compare-k" }, this.head.node, this.refusal.node, this.found, this.verdict, this.about);
  }

  /** @param {Scene} scene
   * @param {Shown} what */
  show(scene, what) {
    const { settings, snapshot, compared } = scene;
    if (compared.fits !== this.#fits || what.compared) this.#fill(compared.fits, snapshot.n);
    this.found.hidden = this.verdict.hidden = !this.#fits;
    for (const row of this.rows.children) {
      const here = Number(row.getAttribute("data-k")) === snapshot.k;
      const cells = row.querySelectorAll("[data-covariance]");
      setCurrent(row, here && cells.length === 0);
      for (const cell of cells) setCurrent(cell, here && cell.getAttribute("data-covariance") === settings.covariance);
    }
    if (what.settings || what.compared) setText(this.about, aboutCriteria(settings, snapshot.n, this.#fits));
    if (this.#fits) this.picture.invalidate();
  }

  /** @param {Comparison} kind
   * @param {number | null} fraction */
  comparing(kind, fraction) {
    if (kind === "k") this.head.show(fraction);
  }

  /** @param {FitRow | undefined} fit */
  #take(fit) {
    if (fit) void this.on.choose(fit, "converge", this.refusal);
  }

  /** @param {FitRow[] | null} fits
   * @param {number} n */
  #fill(fits, n) {
    this.#fits = fits;
    if (!fits) return;
    const best = this.on.ask((lab) => lab.bestFits());
    const [aic, bic, next] = [best?.aic, best?.bic, best?.nextByBic].map((index) => fits[index ?? -1] ?? null);
    this.heads.replaceChildren(...columnHeads(headsOf(fits)));
    this.rows.replaceChildren(...rowsOf({ fits, n, aic, bic, take: (fit) => this.#take(fit) }));
    this.node.classList.toggle("grid", areTyped(fits));
    const words = verdictOf(aic, bic, next);
    setText(this.verdict, words);
    this.head.announce(words);
    const what = areTyped(fits) ? "BIC of each type of covariance" : "Log-likelihood, AIC and BIC";
    this.picture.describe(`${what} against k, from 1 to ${fits[fits.length - 1]?.k ?? 0}. ${words}`);
  }
}

/** @param {FitRow | null} aic
 * @param {FitRow | null} bic
 * @param {FitRow | null} next */
function verdictOf(aic, bic, next) {
  if (!aic || !bic) return "Every fit has a component that collapsed: none can be called the best.";
  const verdict =
    aic === bic
      ? `AIC and BIC are both lowest at ${nameOf(aic)}; they ask different questions, and need not agree.`
      : `AIC is lowest at ${nameOf(aic)}, BIC at ${nameOf(bic)}: they ask different questions, and need not agree.`;
  return next ? `${verdict} Next by BIC is ${nameOf(next)}, ${decimal(next.bic - bic.bic, 1)} higher.` : verdict;
}

/** @param {Settings} settings
 * @param {number} n
 * @param {FitRow[] | null} fits */
function aboutCriteria(settings, n, fits) {
  const { parametersPerComponent: more, start, mostIdentifiable, trials } = settings;
  const { shape } = familyOf(settings);
  if (!fits) return `For each k the best of 20 starts, of ${kindOfStart(start)}. The lab stays as it is until you choose one.`;
  const penalty = decimal(Math.log(n), 1);
  const doubtful = fits.some(({ standsOn }) => standsOn.length > 0);
  if (areTyped(fits)) {
    return (
      `Lower is better: in each cell BIC, and under it AIC. Both charge for each parameter, AIC ${AIC_PENALTY} and BIC ln n = ${penalty}: ` +
      (settings.vary === "means"
        ? "with k components all types have 2k, since the means alone move. "
        : "with k components any ellipses have 6k − 1, one shape for all 3k + 2, ellipses along the axes 5k − 1, circles 4k − 1. ") +
      "R’s mclust calls these types VVV, EEE, VVI and VII, and turns BIC’s sign. Choose a cell to take its fit into the lab." +
      (doubtful ? FEW_POINTS : "")
    );
  }
  return (
    `Lower is better. The log-likelihood alone would always ask for one ${shape} more, so both criteria charge for it: ` +
    `each brings ${inWords(more)} parameter${more === 1 ? "" : "s"}, and AIC charges ${AIC_PENALTY} for each, BIC ln n = ${penalty}. ` +
    `AIC looks for the ${shape}s that predict new points best, BIC for the number that is true, if one is. ` +
    `R’s mclust turns BIC’s sign: there higher is better. Choose a k to take its fit into the lab.` +
    (mostIdentifiable && fits.length > mostIdentifiable ? ` From ${inWords(trials ?? 0)} toss${trials === 1 ? "" : "es"} for a value, no more than ${inWords(mostIdentifiable)} coin${mostIdentifiable === 1 ? "" : "s"} can be told apart: with a larger k many fits are equally good.` : "") +
    (doubtful ? FEW_POINTS : "")
  );
}
