// @ts-check
/* A chart's numbers as a table, for screen readers. It follows its chart in the tab order, and is not
   visible until it has the focus or is open. It is filled only while it is open. */

import { h, setCurrent } from "./dom.js";
import { scroller } from "./scroller.js";
import { columnHeads, table, tableRow } from "./table.js";

/** @typedef {{ heads: string[], rows: { cells: string[], current?: boolean }[] }} TableNumbers */

export class ChartTable {
  /** @param {{ name: string, part: string }} as
   * @param {() => TableNumbers | null} read the first cell of a row is its head */
  constructor({ name, part }, read) {
    this.read = read;
    this.body = h("tbody", {});
    this.table = table({ className: "compared" }, name, [], this.body);
    this.node = h("details", { className: "as-table", part, ontoggle: () => this.fill() }, h("summary", {}, name), scroller(name, this.table, "scrolls"));
  }

  /** Writes the present numbers. */
  fill() {
    const numbers = this.node.open ? this.read() : null;
    if (!numbers) return;
    this.table.rows[0].replaceChildren(...columnHeads(numbers.heads));
    this.body.replaceChildren(
      ...numbers.rows.map(({ cells: [first, ...rest], current = false }) => {
        const row = tableRow(first, rest);
        setCurrent(row, current);
        return row;
      }),
    );
  }
}
