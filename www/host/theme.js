// @ts-check
/* The theme: the one that the scenario names, or, under `auto`, the colour scheme that the page around
   the lab has at this place; and over that the colours and the fonts that the page has set. A gauge, an
   unseen element in the page's own style, has the browser compute all that; its transitions say when
   any of it has changed. */

import { h, windowOf } from "../ui/dom.js";

/** Where the gauge holds what the page may set: its `color` is black in a light scheme, white in a dark one. */
const COLOURS = /** @type {const} */ ({
  paper: "backgroundColor",
  card: "borderTopColor",
  ink: "borderRightColor",
  soft: "borderBottomColor",
  line: "borderLeftColor",
  accent: "outlineColor",
});
/** The gauge's font where the page has set none. */
const NO_FONT = "em-none";

export class Gauge {
  node = h("div", { className: "gauge", "aria-hidden": "true" });

  /** @param {string} named
   * @returns {"light" | "dark" | "projector"} */
  themeFor(named) {
    if (named === "light" || named === "dark" || named === "projector") return named;
    return channels(this.#style.color)[0] > 0.5 ? "dark" : "light";
  }

  /** What the pictures are told: a theme, with what the page has set over it; or, where the system
   * forces its own colours on every page, `forced-` with the ground's and the ink's.
   * @param {string} named
   * @param {boolean} [onPaper] paper has its own colours, whatever the system forces on screens */
  specFor(named, onPaper = false) {
    const style = this.#style;
    if (!onPaper && this.#forced.matches) return `forced-${hexOf(style.backgroundColor)}-${hexOf(style.borderRightColor)}`;
    const set = Object.entries(COLOURS).filter(([, held]) => channels(style[held])[3] > 0);
    const colours = set.map(([name, held]) => `;${name}=${hexOf(style[held])}`);
    const font = style.fontFamily === NO_FONT ? "" : `;font=${style.fontFamily}`;
    return `${this.themeFor(named)}${colours.join("")}${font}`;
  }

  /** @param {() => void} changed
   * @param {AbortSignal} signal ends it */
  watch(changed, signal) {
    this.node.addEventListener("transitionend", changed, { signal });
    this.#forced.addEventListener("change", changed, { signal });
    // A font that has just come is another than the one that stood in for it.
    this.node.ownerDocument.fonts?.addEventListener("loadingdone", changed, { signal });
  }

  get #style() {
    return windowOf(this.node).getComputedStyle(this.node);
  }

  get #forced() {
    return windowOf(this.node).matchMedia("(forced-colors: active)");
  }
}

/** Red, green, blue and alpha, 0 to 1, of a colour as browsers print it: `rgb(255 0 16 / 0.5)`, or
 * `color(srgb 1 0 0.06)` where it was given in another way.
 * @param {string} colour */
function channels(colour) {
  const numbers = (colour.replace("srgb", "").match(/[0-9.]+(?:e-?[0-9]+)?/g) ?? ["0", "0", "0", "0"]).map(Number);
  const most = colour.startsWith("color(") ? 1 : 255;
  return [...numbers.slice(0, 3).map((channel) => Math.min(1, channel / most)), numbers[3] ?? 1];
}

/** As `ff0010`.
 * @param {string} colour */
function hexOf(colour) {
  return channels(colour).slice(0, 3).map((channel) => Math.round(255 * channel).toString(16).padStart(2, "0")).join("");
}
