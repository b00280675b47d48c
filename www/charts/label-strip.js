// @ts-check
/* A strip of a hundred points in the order of the data: above, each one's true group; below, its
   responsibilities. A point between the peaks shows both colours. */

import { letterOf } from "../text/component-name.js";
import { decimal, decimalsFor } from "../text/format.js";
import { valueByKey } from "../ui/arrow-keys.js";
import { h, setText } from "../ui/dom.js";
import { keepCount } from "../ui/rows.js";

const DECIMALS_OF_A_SHARE = 2;

export class LabelStrip {
  /** @type {Cell[]} */
  #cells = [];
  /** @type {HTMLElement[]} One per cell. */
  #nodes = [];
  /** @type {(number | null)[]} */
  #matching = [];
  /** @type {string[]} */
  #names = [];
  /** The point whose numbers are shown; -1: none. */
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
    keepCount(this.#nodes, cells.length, () => this.grid.appendChild(h("span", { className: "cell" }, h("i", {}), h("b", {}))));
    this.grid.style.setProperty("--cells", String(cells.length));
    cells.forEach((cell, index) => {
      const node = this.#nodes[index];
      const of = matching[cell.group];
      node.style.setProperty("--true", of == null ? "var(--soft)" : colourOf(of));
      node.style.setProperty("--guess", stacked(cell.responsibilities));
      node.classList.toggle("wrong", of !== cell.component);
    });
    this.#read(Math.min(this.#at, cells.length - 1));
  }

  /** Shows the numbers of one point; for -1, how many are labelled right.
   * @param {number} at */
  #read(at) {
    this.#at = at;
    this.#nodes.forEach((node, index) => node.classList.toggle("chosen", index === at));
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

  /** @param {number} index */
  #inWords(index) {
    const { x, group, component, responsibilities } = this.#cells[index];
    const place = [x].flat().map((value, axis) => {
      const spread = this.#cells.map((cell) => [cell.x].flat()[axis]);
      return decimal(value, decimalsFor([(Math.max(...spread) - Math.min(...spread)) / 4]));
    });
    const at = place.length > 1 ? `(${place.join(", ")})` : place[0];
    const shares = responsibilities.map((share, k) => `${letterOf(k)} ${decimal(share, DECIMALS_OF_A_SHARE)}`).join(", ");
    const verdict = this.#matching[group] === component ? "right" : "wrong";
    return `Point ${index + 1} at ${at}: truly ${this.#names[group]}; ${shares}; ${verdict}.`;
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const { left, width } = this.grid.getBoundingClientRect();
    const at = Math.floor(((event.clientX - left) / width) * this.#cells.length);
    if (at !== this.#at) this.#read(Math.min(this.#cells.length - 1, Math.max(0, at)));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") {
      event.preventDefault(); // used here, it does not reach the page
      return this.#read(-1);
    }
    const to = valueByKey(event, { value: this.#at, least: 0, most: this.#cells.length - 1 });
    if (to !== null) this.#read(to);
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
