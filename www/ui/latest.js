// @ts-check
/* Limits how often a function is called: a pointer moves more often than the page can follow. Only the
   latest arguments are kept. */

import { nextFrame } from "./dom.js";

/** Calls a function at most once a frame, with the latest arguments.
 * @template {any[]} A
 * @param {() => Node} where a node in the window whose frames count
 * @param {(...latest: A) => void} act
 * @returns {(...next: A) => void} */
export function onceAFrame(where, act) {
  /** @type {A | null} */
  let latest = null;
  return (...next) => {
    if (latest === null) {
      nextFrame(where(), () => {
        const args = latest;
        latest = null;
        if (args) act(...args);
      });
    }
    latest = next;
  };
}

/** Runs an asynchronous function one call at a time. A call made meanwhile waits, and is dropped if another
 * one is made. Each returned promise resolves once no call is left.
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
