// @ts-check
/* Rows of a table, marks of a scale, handles: as many as there are things to show. Existing ones are
   kept, so that the focus stays. */

/** Makes a list `count` long: removes the last rows, or makes more.
 * @template {{ remove(): void }} R an element, or an object that removes its own elements
 * @param {R[]} rows
 * @param {number} count
 * @param {(index: number) => R} make makes a row and puts it into the page */
export function keepCount(rows, count, make) {
  for (const row of rows.splice(count)) row.remove();
  while (rows.length < count) rows.push(make(rows.length));
}
