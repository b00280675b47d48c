// @ts-check
/* The theme: what the scenario names, or, under `auto`, what the system prefers, followed live. */

const dark = matchMedia("(prefers-color-scheme: dark)");

/** @param {string} named
 * @returns {"light" | "dark" | "projector"} */
export function themeFor(named) {
  if (named === "light" || named === "dark" || named === "projector") return named;
  return dark.matches ? "dark" : "light";
}

/** @param {() => void} changed
 * @param {AbortSignal} signal ends it */
export function watchSystemTheme(changed, signal) {
  dark.addEventListener("change", changed, { signal });
}
