// @ts-check
/* Long work in slices, between which the page can react to input. */

/** The length of a slice: half a frame at 60 Hz, so that the other half is free for drawing. */
export const SLICE_MS = 8;

/** @type {(() => void)[]} */
const waiting = [];
/** Opened when it is first used: in Node, where the script may be imported, an open one keeps the process alive.
 * @type {MessagePort | undefined} */
let port;

/** Lets input, drawing and timers go first. By a message: nested timeouts take at least 4 ms.
 * @returns {Promise<void>} */
export function yieldToPage() {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port ??= openPort();
    port.postMessage(null);
  });
}

function openPort() {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return port2;
}

/** What a cancelled promise rejects with. */
export function abortError() {
  return new DOMException("The work was cancelled; nothing has changed.", "AbortError");
}

/** @param {unknown} error */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/** The message of whatever was thrown.
 * @param {unknown} error */
export function sentenceOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** A promise with its two functions (`Promise.withResolvers` is too new for the oldest supported browsers).
 * @returns {{ promise: Promise<void>, resolve: () => void, reject: (reason: unknown) => void }} */
export function openPromise() {
  let resolve = () => {};
  let reject = (/** @type {unknown} */ _reason) => {};
  /** @type {Promise<void>} */
  const promise = new Promise((kept, broken) => {
    resolve = kept;
    reject = broken;
  });
  return { promise, resolve, reject };
}
