// @ts-check
/* On paper the lab is light, whatever its theme, and its picture as sharp as paper is. */

/** @param {{ begin: () => void, end: () => void }} on
 * @param {AbortSignal} signal ends it */
export function watchPrinting({ begin, end }, signal) {
  addEventListener("beforeprint", begin, { signal });
  addEventListener("afterprint", end, { signal });
}
