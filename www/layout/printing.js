// @ts-check
/* Printing: the lab in the light theme, with a picture sharp enough for paper, on one sheet.
   Whatever the fonts of the machine, formulas and tables are made small enough for that. The ledger is printed
   too where it is open; it may need another sheet, and is made small enough for its width. */

import { windowOf } from "../ui/dom.js";

/** What can be printed on, in CSS pixels, with margins of 10 mm: the width of A4, which is the narrower,
 * and the height of US Letter, which is the lower, less a heading above the lab. */
export const SHEET = { width: 718, height: 930 };
/** The factor from one try to the next. */
const SMALLER = 0.95;
/** Smaller type cannot be read. */
const LEAST_FIT = 0.35;
/** A table is measured so many times. */
const MOST_TRIES = 4;

/** @param {Node} lab
 * @param {{ begin: () => void, end: () => void }} on
 * @param {AbortSignal} signal ends it */
export function watchPrinting(lab, { begin, end }, signal) {
  const view = windowOf(lab);
  view.addEventListener("beforeprint", begin, { signal });
  view.addEventListener("afterprint", end, { signal });
}

/** Lays the lab out as it is printed, and finds how small its formulas and tables must be.
 * @param {ShadowRoot} root
 * @param {HTMLElement} lab its outermost box */
export function fitOntoSheet({ adoptedStyleSheets, styleSheets }, lab) {
  const rules = [...adoptedStyleSheets, ...styleSheets].flatMap(({ cssRules }) => [...cssRules]);
  const forPrint = rules.filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === "print");
  const { style } = lab;
  for (const rule of forPrint) /** @type {CSSMediaRule} */ (rule).media.mediaText = "all";
  style.width = `${SHEET.width}px`;
  const charts = /** @type {HTMLElement} */ (lab.querySelector(".charts"));
  for (let fit = 1; fit > LEAST_FIT; fit *= SMALLER) {
    style.setProperty("--fit", String(fit));
    if (lab.getBoundingClientRect().height - charts.offsetHeight <= SHEET.height) break;
  }
  for (const table of /** @type {NodeListOf<HTMLElement>} */ (charts.querySelectorAll(".ledger-table"))) fitAcross(table);
  style.removeProperty("width");
  for (const rule of forPrint) /** @type {CSSMediaRule} */ (rule).media.mediaText = "print";
}

/** Makes a table as small as its box is wide: several times, since its lines do not become thinner.
 * @param {HTMLElement} table */
function fitAcross(table) {
  for (let across = 1, tries = 0; tries < MOST_TRIES && table.offsetWidth > 0; tries += 1) {
    table.style.setProperty("--across", String(across));
    across *= Math.min(1, (table.parentElement?.clientWidth ?? 0) / table.offsetWidth);
  }
}
