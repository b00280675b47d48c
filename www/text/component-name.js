// @ts-check

/** A component's name: its letter, from A on.
 * @param {number} k */
export function letterOf(k) {
  return String.fromCharCode(65 + k);
}
