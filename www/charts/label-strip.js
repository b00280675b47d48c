// @ts-check
/* A strip of a hundred points in the order in which they came: above, the group that each is truly
   of; below, its responsibilities. A point between the peaks shows both colours. */

import { letterOf } from "../text/component-name.js";
import { decimal, decimalsFor } from "../text/format.js";
import { h, setText } from "../ui/dom.js";

const DECIMALS_OF_A_SHARE = 2;
/** A large step, with the page keys. */
const LARGE_STEP = 10;

export class LabelStrip {
  /** @type {Cell[]} */
  #cells = [];
  /** @type {(number | null)[]} */
  #matching = [];
  /** @type {string[]} */
  #names = [];
  /** The point that is read. */
  #at = -1;

  /** @param {string} end "first" or "last" */
  constructor(end) {
    this.end = end;
    this.grid = h("div", {
      className: "cells",
      part: `strip-${end}`,
      dir: "ltr",
      tabIndex: 0,
      role: "slider",
      "aria-label": `The ${end} points, one by one`,
      onpointermove: (/** @type {PointerEvent} */ event) => this.#point(event),
      onpointerdown: (/** @type {PointerEvent} */ event) => this.#point(event),
      onpointerleave: () => this.grid.matches(":focus") || this.#read(-1),
      onblur: () => this.#read(-1),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.said = h("span", { className: "of-cells", part: `strip-${end}-words` });
    this.node = h("div", { className: "strip-of" }, this.said, this.grid);
  }

  /** @param {Cell[]} cells
   * @param {(number | null)[]} matching
   * @param {string[]} names */
  show(cells, matching, names) {
    this.#cells = cells;
    this.#matching = matching;
    this.#names = names;
    while (this.grid.children.length > cells.length) this.grid.lastChild?.remove();
    while (this.grid.children.length < cells.length) this.grid.append(h("span", { className: "cell" }, h("i", {}), h("b", {})));
    this.grid.style.setProperty("--cells", String(cells.length));
    cells.forEach((cell, index) => {
      const node = /** @type {HTMLElement} */ (this.grid.children[index]);
      const of = matching[cell.group];
      node.style.setProperty("--true", of == null ? "var(--soft)" : colourOf(of));
      node.style.setProperty("--guess", stacked(cell.responsibilities));
      node.classList.toggle("wrong", of !== cell.component);
    });
    this.#read(Math.min(this.#at, cells.length - 1));
  }

  /** Of how many it is right, or what stands at the point that is read.
   * @param {number} at */
  #read(at) {
    this.#at = at;
    for (const chosen of this.grid.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
    this.grid.children[at]?.classList.add("chosen");
    const words = at < 0 ? this.#inAll() : this.#inWords(at);
    setText(this.said, words);
    this.grid.setAttribute("aria-valuemin", "0");
    this.grid.setAttribute("aria-valuemax", String(this.#cells.length));
    this.grid.setAttribute("aria-valuenow", String(at + 1));
    this.grid.setAttribute("aria-valuetext", words);
  }

  #inAll() {
    const right = this.#cells.filter((cell) => this.#matching[cell.group] === cell.component).length;
    return `${right} of the ${this.end} ${this.#cells.length} points are guessed right.`;
  }

  /** @param {number} at */
  #inWords(at) {
    const { x, group, component, responsibilities } = this.#cells[at];
    const spread = this.#cells.map((cell) => cell.x);
    const decimals = decimalsFor([(Math.max(...spread) - Math.min(...spread)) / 4]);
    const shares = responsibilities.map((share, k) => `${letterOf(k)} ${decimal(share, DECIMALS_OF_A_SHARE)}`).join(", ");
    const verdict = this.#matching[group] === component ? "right" : "wrong";
    return `Point ${at + 1} at ${decimal(x, decimals)}: truly ${this.#names[group]}; ${shares}; ${verdict}.`;
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const { left, width } = this.grid.getBoundingClientRect();
    const at = Math.floor(((event.clientX - left) / width) * this.#cells.length);
    if (at !== this.#at) this.#read(Math.min(this.#cells.length - 1, Math.max(0, at)));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#cells.length - 1;
    /** @type {{ [key: string]: number }} */
    const places = {
      ArrowRight: this.#at + 1,
      ArrowUp: this.#at + 1,
      ArrowLeft: this.#at - 1,
      ArrowDown: this.#at - 1,
      PageUp: this.#at + LARGE_STEP,
      PageDown: this.#at - LARGE_STEP,
      Home: 0,
      End: last,
    };
    if (event.key === "Escape") {
      event.preventDefault(); // used here, it does not travel on
      return this.#read(-1);
    }
    if (!(event.key in places)) return;
    event.preventDefault();
    this.#read(Math.min(last, Math.max(0, places[event.key])));
  }
}

/** @param {number} k */
function colourOf(k) {
  return `var(--${letterOf(k).toLowerCase()})`;
}

/** The responsibilities as one bar, from the bottom up.
 * @param {number[]} shares */
function stacked(shares) {
  let from = 0;
  const parts = shares.map((share, k) => {
    const to = from + 100 * share;
    const part = `${colourOf(k)} ${from.toFixed(1)}% ${to.toFixed(1)}%`;
    from = to;
    return part;
  });
  return parts.length === 1 ? colourOf(0) : `linear-gradient(to top, ${parts.join(", ")})`;
}
