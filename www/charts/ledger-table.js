// @ts-check
/* The table of the ledger: a row for each value or bar, the sums under them, and how the M step makes the next
   parameters of these. */

import { letterOf } from "../text/component-name.js";
import { inPlane } from "../text/dimension.js";
import { familyOf } from "../text/families.js";
import { decimal } from "../text/format.js";
import { h, letterTag } from "../ui/dom.js";
import { table, tableRow } from "../ui/table.js";
import { term } from "../ui/terms.js";
import { isOthers } from "./ledger-columns.js";
import { nextOf } from "./ledger-formulas.js";

/** @typedef {import("./ledger-cell.js").LedgerCell} LedgerCell */
/** @typedef {import("./ledger-cell.js").Place} Place */
/** @typedef {import("./ledger-columns.js").Group} Group */
/** @typedef {import("./ledger-columns.js").Content} Content */

/** @param {Content} content
 * @param {(place: Place, part: string) => LedgerCell} make makes the cell of a number that `part` of `hide` leaves out */
export function ledgerTable(content, make) {
  const { ledger, groups, names, often, settings } = content;
  const k = ledger.next.length;
  const columns = groups.flatMap((group, at) => Array.from({ length: group.alone ? 1 : k }, (_, j) => ({ group, at, k: j })));
  // One sd for all is one cell under the columns of all.
  const joined = columns.filter(({ group, k: j }) => !group.next?.alone || j === 0);

  /** A cell of one column; `spans`: of all columns of a group whose parameter is one for all.
   * @param {typeof columns[0]} column
   * @param {HTMLTableCellElement} node
   * @param {boolean} [spans] */
  const placed = ({ group, at, k: j }, node, spans = false) => {
    node.classList.toggle("first", j === 0);
    node.dataset.group = String(at);
    if (spans && group.next?.alone) node.colSpan = k;
    return node;
  };
  /** @param {Place["kind"]} kind
   * @param {typeof columns[0]} column
   * @param {string} part
   * @param {string} label
   * @param {number} [row] */
  const cell = (kind, { at, k: j }, part, label, row = -1) => make({ kind, group: at, k: j, row, label }, part).node;
  const of = (/** @type {typeof columns[0]} */ { group, k: j }) => (group.alone ? "" : ` of ${letterOf(j)}`);
  const empty = () => h("td", {});
  /** @param {string} name
   * @param {HTMLTableCellElement[]} cells
   * @param {string} [count]
   * @param {string} [className] */
  const line = (name, cells, count = "", className = "") => tableRow(name, [...(often ? [h("td", { className: "count" }, count)] : []), ...cells], { className });

  const body = ledger.rows.map(({ count }, row) =>
    line(
      names[row],
      columns.map((column) => {
        const { group, k: j } = column;
        // Points that have no row of their own have no density.
        if (group.of(ledger.rows[row])[j] === undefined) return placed(column, empty());
        return placed(column, cell("row", column, group.hidden, `${group.head}${of(column)} ${isOthers(ledger.rows[row]) ? "of" : "at"} ${names[row]}`, row));
      }),
      decimal(count, 0),
    ),
  );
  const sums = columns.map((column) => {
    const { group } = column;
    return placed(column, group.sum ? cell("sum", column, "ledger-sums", `${group.sum.name}${of(column)}`) : empty());
  });
  const makes = joined.map((column) => placed(column, h("td", {}, ...nextOf(column.group, column.k, content).slice(0, 1)), true));
  const next = joined.map((column) => {
    const { next } = column.group;
    return placed(column, next ? cell("next", column, "ledger-next", `next ${next.name}${next.alone ? "" : of(column)}`) : empty(), true);
  });
  const n = ledger.rows.reduce((sum, { count }) => sum + count, 0);

  const head = (/** @type {string} */ name) => h("th", { scope: "col", rowSpan: 2 }, name);
  const heads = groups.map((group, at) => {
    const scope = group.alone || k === 1 ? "col" : "colgroup";
    return h("th", { scope, colSpan: group.alone ? 1 : k, className: "first", "data-group": at }, group.term ? term(group.term, group.head) : group.head);
  });
  const node = table(
    { className: inPlane(settings) ? "ledger-table of-points" : "ledger-table" },
    "One iteration of EM",
    [head(ledger.bars ? "bar" : familyOf(settings).point), ...(often ? [head(ledger.bars ? "points" : "count")] : []), ...heads],
    h("tbody", {}, ...body),
    h("tfoot", {}, line("sum", sums, decimal(n, 0)), line("M step", makes, "", "makes"), line("next", next)),
  );
  const letters = columns.map((column) => placed(column, h("th", { scope: "col" }, column.group.alone ? `p(${familyOf(settings).x})` : letterTag(column.k))));
  node.tHead?.append(h("tr", {}, ...letters));
  return node;
}

/** The table in parts for paper, each with the columns of one group; the densities are with their sum.
 * @param {HTMLTableElement} table
 * @param {Group[]} groups */
export function inParts(table, groups) {
  for (const field of table.querySelectorAll("input")) field.setAttribute("value", field.value);
  const parts = groups.flatMap(({ alone }, at) => (alone ? [] : [groups[at + 1]?.alone ? [at, at + 1] : [at]]));
  return parts.map((part) => {
    const copy = /** @type {HTMLTableElement} */ (table.cloneNode(true));
    const others = [.../** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll("[data-group]"))].filter(({ dataset }) => !part.includes(Number(dataset.group)));
    for (const cell of others) cell.remove();
    return copy;
  });
}
