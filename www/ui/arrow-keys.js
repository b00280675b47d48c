// @ts-check
/* The keys that move a value: of a slider, of a chart's cursor, of a row of tabs. */

/** The small steps in a large one, with Shift or the page keys. */
const LARGE_STEP = 10;

/** The value that a key leads to, within the range; null for a key that is none of these. The browser does
 * nothing more with a key that is used.
 * @param {KeyboardEvent} event
 * @param {{ value: number, least: number, most: number, step?: number, large?: number, cyclic?: boolean }} range
 *   `cyclic`: after the last comes the first, and only the keys along a row count */
export function valueByKey(event, { value, least, most, step = 1, large = LARGE_STEP * step, cyclic = false }) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const by = event.shiftKey ? large : step;
  /** @type {{ [key: string]: number }} */
  const values = { ArrowRight: value + by, ArrowLeft: value - by, Home: least, End: most };
  if (!cyclic) Object.assign(values, { ArrowUp: value + by, ArrowDown: value - by, PageUp: value + large, PageDown: value - large });
  if (!(event.key in values)) return null;
  event.preventDefault();
  const to = values[event.key];
  if (cyclic && to > most) return least;
  if (cyclic && to < least) return most;
  return Math.min(most, Math.max(least, to));
}
