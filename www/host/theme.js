// @ts-check
/* The theme: the one that the scenario names, or with `auto` the page's colour scheme around the lab; with the
   colours and fonts that the page has set, and for a projector the size of its type. The gauge is an invisible
   element with the page's own style: its computed style has these values, its transitions report changes. */

import { h, windowOf } from "../ui/dom.js";

/** Which property of the gauge has which of the page's colours. Its `color` is black in a light scheme and
 * white in a dark one. */
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

  /** The theme for pictures, as a string: its name, with what the page has set over it; or, where the
   * system forces its own colours on every page, `forced-` with those of the background and the text.
   * @param {string} named
   * @param {boolean} [unforced] for paper and files, whatever the system forces on screens */
  specFor(named, unforced = false) {
    const style = this.#style;
    if (!unforced && this.#forced.matches) return `forced-${hexOf(style.backgroundColor)}-${hexOf(style.borderRightColor)}${this.#size(named)}`;
    const set = Object.entries(COLOURS).filter(([, property]) => channels(style[property])[3] > 0);
    const colours = set.map(([name, property]) => `;${name}=${hexOf(style[property])}`);
    const font = style.fontFamily === NO_FONT ? "" : `;font=${style.fontFamily}`;
    return `${this.themeFor(named)}${this.#size(named)}${colours.join("")}${font}`;
  }

  /** On a projector the type of the pictures is as large as the page's.
   * @param {string} named */
  #size(named) {
    return named === "projector" ? `;size=${parseFloat(this.#style.fontSize)}` : "";
  }

  /** @param {() => void} changed
   * @param {AbortSignal} signal ends it */
  watch(changed, signal) {
    this.node.addEventListener("transitionend", changed, { signal });
    this.#forced.addEventListener("change", changed, { signal });
    // Once a font is loaded, it replaces the one that was used until then.
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
