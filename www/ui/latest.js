// @ts-check
/* Moving hands send more than a page can use: of all that arrives, the newest counts. */

import { nextFrame } from "./dom.js";

/** Once a frame of the window where that node is shown, with the newest arguments.
 * @template {any[]} A
 * @param {() => Node} where
 * @param {(...newest: A) => void} act
 * @returns {(...next: A) => void} */
export function onceAFrame(where, act) {
  /** @type {A | null} */
  let newest = null;
  return (...next) => {
    if (newest === null) {
      nextFrame(where(), () => {
        const taken = newest;
        newest = null;
        if (taken) act(...taken);
      });
    }
    newest = next;
  };
}

/** One at a time: what comes while one is under way waits, and gives way to what comes later. Each
 * is told when none is under way any more.
 * @template T
 * @param {(value: T) => Promise<unknown>} act
 * @returns {(value: T) => Promise<void>} */
export function oneAtATime(act) {
  /** @type {{ value: T } | null} */
  let waiting = null;
  /** @type {Promise<void> | null} */
  let underWay = null;
  const work = async () => {
    try {
      while (waiting) {
        const { value } = waiting;
        waiting = null;
        await act(value);
      }
    } finally {
      underWay = null;
    }
  };
  return (value) => {
    waiting = { value };
    underWay ??= work();
    return underWay;
  };
}
