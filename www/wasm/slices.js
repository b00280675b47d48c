// @ts-check
/* Long work in slices: how a loop hands the page back to the person who is using it. */

/** How long a slice may hold the page: half a frame at 60 Hz, so that the other half can draw. */
export const SLICE_MS = 8;

/** @type {(() => void)[]} */
const waiting = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets input, drawing and timers go first. A message, since nested timeouts are held to 4 ms.
 * @returns {Promise<void>} */
export function yieldToPage() {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

/** What a cancelled promise rejects with. */
export function abortError() {
  return new DOMException("The work was cancelled; nothing has changed.", "AbortError");
}

/** @param {unknown} error */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/** The sentence within whatever was thrown.
 * @param {unknown} error */
export function sentenceOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** A promise and its two ends (`Promise.withResolvers` is younger than the oldest browser we serve).
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
