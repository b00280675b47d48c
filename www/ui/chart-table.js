// @ts-check
/* A picture's numbers as a table, for those who hear the page. It stands beside its picture in the
   order of Tab, unseen until the focus comes to it or somebody has opened it; only while it is open
   is it filled. */

import { h, setCurrent } from "./dom.js";
import { scroller } from "./scroller.js";

/** @typedef {{ heads: string[], rows: { cells: string[], current?: boolean }[] }} TableNumbers */

export class ChartTable {
  /** @param {{ name: string, part: string }} as
   * @param {() => TableNumbers | null} read the first cell of a row is its head */
  constructor({ name, part }, read) {
    this.read = read;
    this.head = h("tr", {});
    this.body = h("tbody", {});
    const table = h("table", { className: "compared" }, h("caption", { className: "unseen" }, name), h("thead", {}, this.head), this.body);
    this.node = h("details", { className: "as-table", part, ontoggle: () => this.fill() }, h("summary", {}, name), scroller(name, table, "scrolls"));
  }

  /** Its numbers, as they are now. */
  fill() {
    const numbers = this.node.open ? this.read() : null;
    if (!numbers) return;
    this.head.replaceChildren(...numbers.heads.map((head) => h("th", { scope: "col" }, head)));
    this.body.replaceChildren(
      ...numbers.rows.map(({ cells: [first, ...rest], current = false }) => {
        const row = h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", {}, cell)));
        setCurrent(row, current);
        return row;
      }),
    );
  }
}
