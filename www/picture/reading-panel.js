// @ts-check
/* What is read at a place of the picture: each component's weighted density, their sum, and by Bayes' rule the
   responsibilities, with the numbers in the formula. */

import { letterOf } from "../text/component-name.js";
import { PROBABILITY_DECIMALS, decimal, figures } from "../text/format.js";
import { density } from "../ui/density.js";
import { h, icon, letterTag, setProperty, setText, unseen } from "../ui/dom.js";
import { formula, fraction, group, ofComponent } from "../ui/math.js";
import { inPixels } from "../ui/position.js";
import { keepCount } from "../ui/rows.js";
import { table, tableRow } from "../ui/table.js";
import { term } from "../ui/terms.js";

/** @typedef {import("../ui/math.js").Term} Term */
/** @typedef {Pick<ReadingAt, "weighted" | "density" | "responsibilities">} Read */

/** With more components, the sum under the fraction is not written out. */
const MOST_SUMMED = 2;
/** So many digits that the fraction, computed from its numbers, agrees with the result beside it. */
const READ_DIGITS = 4;

export class ReadingPanel {
  /** While it is open: ends listening for Escape.
   * @type {AbortController | null} */
  #escape = null;
  /** @type {{ height: HTMLElement, share: HTMLElement, part: HTMLElement, remove: () => void }[]} One to a component. */
  #rows = [];

  /** @param {{ close: () => void, dismiss: () => void }} on `dismiss` also gives the focus back to the picture */
  constructor(on) {
    this.on = on;
    this.where = h("strong", {});
    this.shares = h("div", { className: "shares", "aria-hidden": "true" });
    this.body = h("tbody", {});
    this.total = h("td", {});
    this.formulas = h("div", { className: "formulas" });
    this.verdict = h("p", { className: "note" });
    // For touch, where no pointer leaves the picture.
    this.closeButton = h("button", { type: "button", className: "bare", "aria-label": "Close the reading", onclick: on.dismiss }, icon("close"));
    this.node = h(
      "div",
      { className: "reading", part: "reading", hidden: true },
      h("div", { className: "row" }, this.where, this.closeButton),
      this.shares,
      table(
        {},
        "Weighted density and responsibility of each component at this place",
        [unseen("component"), term("weighted density"), term("responsibility")],
        this.body,
        h("tfoot", {}, tableRow("mixture", [this.total, "1"])),
      ),
      this.formulas,
      this.verdict,
    );
  }

  /** While it is open, Escape closes it wherever the focus is: what appears under a pointer must be
   * dismissable without moving the pointer (WCAG 1.4.13).
   * @param {boolean} open */
  open(open) {
    this.node.hidden = !open;
    if (open === (this.#escape !== null)) return;
    this.#escape?.abort();
    this.#escape = open ? new AbortController() : null;
    const close = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.on.close();
    if (this.#escape) this.node.ownerDocument.addEventListener("keydown", close, { signal: this.#escape.signal });
  }

  /** Beside a place of the picture, on the side where there is more room.
   * @param {Plot} plot
   * @param {number} x from the left, in CSS pixels
   * @param {boolean} pinned whether it stays when the pointer leaves */
  place({ left, right, top }, x, pinned) {
    for (const [name, length] of Object.entries({ x, y: top, end: right })) setProperty(this.node, `--${name}`, inPixels(length));
    this.closeButton.hidden = !pinned;
    this.node.classList.toggle("before", x > (left + right) / 2);
  }

  /** @param {Read} read
   * @param {Scene} scene
   * @param {{ where: string, x: string, withNumbers?: (k: number) => Term }} as the place in words and its letter in
   *   formulas; a component's density with its numbers, where those are few */
  write({ weighted, density: sum, responsibilities }, { settings, snapshot }, { where, x, withNumbers }) {
    setText(this.where, `at ${where}`);
    keepCount(this.#rows, weighted.length, (k) => this.#makeRow(k));
    this.#rows.forEach(({ height, share, part }, k) => {
      setText(height, figures(weighted[k], READ_DIGITS));
      setText(share, decimal(responsibilities[k], PROBABILITY_DECIMALS));
      share.dataset.value = String(responsibilities[k]);
      part.style.setProperty("--share", String(responsibilities[k]));
    });
    setText(this.total, figures(sum, READ_DIGITS));
    const likeliest = responsibilities.indexOf(Math.max(...responsibilities));
    const curve = density(settings, x, (letter) => ofComponent(letter, likeliest));
    const formulas = [bayes(likeliest, curve, x), bayesWith(likeliest, weighted, sum, responsibilities[likeliest])];
    if (withNumbers) formulas.push(...heightWith(likeliest, withNumbers(likeliest), snapshot.components[likeliest].weight, weighted[likeliest]));
    this.formulas.replaceChildren(...formulas);
    const hard = settings.assignment === "hard";
    this.verdict.hidden = !hard;
    if (settings.kMeans) setText(this.verdict, `k-means: ${letterOf(likeliest)}’s mean is the nearest here.`);
    else if (hard) setText(this.verdict, `Each point to one: here it is ${letterOf(likeliest)}’s, whose responsibility is the largest.`);
  }

  /** @param {number} k */
  #makeRow(k) {
    const [height, share] = [h("td", {}), h("td", { "data-responsibility": k })];
    const row = this.body.appendChild(tableRow(letterTag(k), [height, share]));
    const part = this.shares.appendChild(h("span", { className: `c${k}` }));
    const remove = () => [row, part].forEach((node) => node.remove());
    return { height, share, part, remove };
  }
}

/** A reading as a screen reader says it.
 * @param {string} where
 * @param {Read | null} read */
export function readingInWords(where, read) {
  const shares = (read?.responsibilities ?? []).map((share, k) => `${letterOf(k)} ${decimal(100 * share, 0)} %`);
  return [where, ...shares].join(", ");
}

/** r_A = w_A f_A(x) / p(x)
 * @param {number} k
 * @param {Term} curve f_A(x)
 * @param {string} x */
function bayes(k, curve, x) {
  return formula(ofComponent("r", k), "(", x, ")", "=", fraction(group(ofComponent("w", k), curve), group("p", "(", x, ")")));
}

/** w_A f_A(x) with its numbers: its row of the table. The line may break before the result.
 * @param {number} k
 * @param {Term} curve f_A(x)
 * @param {number} weight
 * @param {number} weighted */
function heightWith(k, curve, weight, weighted) {
  const height = group(ofComponent("w", k), ofComponent("f", k));
  return [formula(height, "=", decimal(weight, PROBABILITY_DECIMALS), "·", curve), formula("=", figures(weighted, READ_DIGITS))];
}

/** The same with its numbers.
 * @param {number} k
 * @param {number[]} weighted
 * @param {number} density
 * @param {number} share */
function bayesWith(k, weighted, density, share) {
  const summed = weighted.length <= MOST_SUMMED;
  const below = summed ? group(...weighted.flatMap((height, j) => (j > 0 ? ["+", figures(height, READ_DIGITS)] : [figures(height, READ_DIGITS)]))) : figures(density, READ_DIGITS);
  return formula("=", fraction(figures(weighted[k], READ_DIGITS), below), "=", decimal(share, PROBABILITY_DECIMALS));
}
