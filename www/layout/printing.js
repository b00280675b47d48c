// @ts-check
/* On paper the lab is light, whatever its theme, and its picture as sharp as paper is. It is one
   sheet, whatever the letters of the machine: formulas and tables get as small as that takes. */

/** Room, in CSS pixels, within margins of 10 mm: A4 is narrower than an American sheet, which is
 * shorter; and a heading may stand above the lab. */
const SHEET = { width: 718, height: 930 };
/** From one try to the next. */
const SMALLER = 0.95;
/** What is smaller nobody can read. */
const LEAST_FIT = 0.35;

import { windowOf } from "../ui/dom.js";

/** @param {Node} lab
 * @param {{ begin: () => void, end: () => void }} on
 * @param {AbortSignal} signal ends it */
export function watchPrinting(lab, { begin, end }, signal) {
  const shown = windowOf(lab);
  shown.addEventListener("beforeprint", begin, { signal });
  shown.addEventListener("afterprint", end, { signal });
}

/** Lays the lab out as on paper, and finds the share of their size that its formulas take.
 * @param {ShadowRoot} root
 * @param {HTMLElement} lab its outermost box */
export function fitOntoSheet({ adoptedStyleSheets, styleSheets }, lab) {
  const rules = [...adoptedStyleSheets, ...styleSheets].flatMap(({ cssRules }) => [...cssRules]);
  const onPaper = rules.filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === "print");
  const { style } = lab;
  for (const rule of onPaper) /** @type {CSSMediaRule} */ (rule).media.mediaText = "all";
  style.width = `${SHEET.width}px`;
  for (let fit = 1; fit > LEAST_FIT; fit *= SMALLER) {
    style.setProperty("--fit", String(fit));
    if (lab.getBoundingClientRect().height <= SHEET.height) break;
  }
  style.removeProperty("width");
  for (const rule of onPaper) /** @type {CSSMediaRule} */ (rule).media.mediaText = "print";
}
