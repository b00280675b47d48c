// @ts-check
/* On paper the lab is light, whatever its theme, and its picture as sharp as paper is. */

import { windowOf } from "./dom.js";

/** @param {Node} lab
 * @param {{ begin: () => void, end: () => void }} on
 * @param {AbortSignal} signal ends it */
export function watchPrinting(lab, { begin, end }, signal) {
  const shown = windowOf(lab);
  shown.addEventListener("beforeprint", begin, { signal });
  shown.addEventListener("afterprint", end, { signal });
}
