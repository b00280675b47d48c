// @ts-check
/* Tables. A cell is given by its content, or as an element where it has attributes of its own. */

import { h, unseen } from "./dom.js";

/** @typedef {import("./dom.js").Child} Child */

/** A table with a caption for screen readers alone, and one row of heads.
 * @param {{ [name: string]: any }} props
 * @param {string} caption
 * @param {Child[]} heads
 * @param {...HTMLTableSectionElement} sections its body, and its foot */
export function table(props, caption, heads, ...sections) {
  const row = h("tr", {}, ...columnHeads(heads));
  return h("table", props, h("caption", { className: "unseen" }, caption), h("thead", {}, row), ...sections);
}

/** @param {Child[]} heads */
export function columnHeads(heads) {
  return heads.map((head) => (isCell(head) ? head : h("th", { scope: "col" }, head)));
}

/** @param {Child} head
 * @param {Child[]} cells
 * @param {{ [name: string]: any }} [props] */
export function tableRow(head, cells, props = {}) {
  return h("tr", props, isCell(head) ? head : h("th", { scope: "row" }, head), ...cells.map((cell) => (isCell(cell) ? cell : h("td", {}, cell))));
}

/** @param {Child} content
 * @returns {content is HTMLTableCellElement} */
function isCell(content) {
  return content instanceof HTMLTableCellElement;
}
