// @ts-check
/* Moving hands send more than a page can use: of all that arrives, the newest counts. */

/** Once a frame, with the newest arguments.
 * @template {any[]} A
 * @param {(...newest: A) => void} act
 * @returns {(...next: A) => void} */
export function onceAFrame(act) {
  /** @type {A | null} */
  let newest = null;
  return (...next) => {
    if (newest === null) {
      requestAnimationFrame(() => {
        const taken = newest;
        newest = null;
        if (taken) act(...taken);
      });
    }
    newest = next;
  };
}

/** One at a time: what comes while one is under way waits, and gives way to what comes later.
 * @template T
 * @param {(value: T) => Promise<unknown>} act
 * @returns {(value: T) => void} */
export function oneAtATime(act) {
  let busy = false;
  /** @type {{ value: T } | null} */
  let waiting = null;
  /** @param {T} value */
  const send = async (value) => {
    busy = true;
    try {
      await act(value);
    } finally {
      busy = false;
      const next = waiting;
      waiting = null;
      if (next) void send(next.value);
    }
  };
  return (value) => {
    if (busy) waiting = { value };
    else void send(value);
  };
}
