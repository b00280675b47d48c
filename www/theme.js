// @ts-check
/* The theme: what the scenario names, or, under `auto`, what the system prefers, followed live. And
   the look of the pictures, which is the theme's unless the system forces its own colours on every
   page: then they are drawn in those. */

import { h } from "./dom.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const forced = matchMedia("(forced-colors: active)");

/** @param {string} named
 * @returns {"light" | "dark" | "projector"} */
export function themeFor(named) {
  if (named === "light" || named === "dark" || named === "projector") return named;
  return dark.matches ? "dark" : "light";
}

/** What the pictures are told: a theme, or `forced-` with the colours of the ground and the ink.
 * @param {string} named
 * @param {ShadowRoot} root where the system's colours can be read */
export function lookFor(named, root) {
  if (!forced.matches) return themeFor(named);
  const probe = root.appendChild(h("span", { className: "system-colours" }));
  const { color, backgroundColor } = getComputedStyle(probe);
  const look = `forced-${hexOf(backgroundColor)}-${hexOf(color)}`;
  probe.remove();
  return look;
}

/** `rgb(255, 0, 16)` as `ff0010`.
 * @param {string} colour */
function hexOf(colour) {
  const channels = colour.match(/[0-9.]+/g) ?? [];
  return channels.slice(0, 3).map((channel) => Math.round(Number(channel)).toString(16).padStart(2, "0")).join("");
}

/** @param {() => void} changed
 * @param {AbortSignal} signal ends it */
export function watchSystemTheme(changed, signal) {
  for (const query of [dark, forced]) query.addEventListener("change", changed, { signal });
}
