// @ts-check
/* The one door to the wasm. Short calls go straight through; long work is advanced slice by slice
   and committed at the end, so that whoever cancels finds the state as it was. After a panic the
   wasm's memory cannot be trusted: the door is shut for every lab of the page. */

import { loadLab } from "./wasm.js";
import { SLICE_MS, abortError, yieldToPage } from "./slices.js";

/** Why the wasm, which all labs of a page share, must not be called again; empty while it may. */
let stoppedBecause = "";

export class Engine {
  /** @type {Lab | null} */
  #lab = null;
  /** @type {AbortController | null} */
  #pending = null;
  #toldStopped = false;

  /** @param {{ busy: (fraction: number | null) => void, stopped: (sentence: string) => void }} hear */
  constructor(hear) {
    this.hear = hear;
  }

  /** Loads the wasm, once a page, and opens a lab on the default scenario. */
  async load() {
    const { Lab } = await loadLab();
    this.#lab = this.#guard(() => new Lab());
  }

  get stopped() {
    return stoppedBecause !== "";
  }

  get busy() {
    return this.#pending !== null;
  }

  /** A call that changes nothing.
   * @template T
   * @param {(lab: Lab) => T} read
   * @returns {T} */
  ask(read) {
    const lab = this.#lab;
    if (!lab) throw new Error("The lab is still loading: await its `ready` first.");
    return this.#guard(() => read(lab));
  }

  /** A short action. It supersedes long work that is under way.
   * @template T
   * @param {(lab: Lab) => T} action
   * @returns {T} */
  act(action) {
    const result = this.ask(action);
    this.abort();
    return result;
  }

  /** Long work. What is malformed throws at once; the rest is the promise's.
   * @param {(lab: Lab) => Task} begin
   * @param {WorkOptions} [options]
   * @returns {Promise<void>} */
  work(begin, options = {}) {
    if (options.signal?.aborted) return Promise.reject(abortError());
    const task = this.ask(begin);
    this.abort();
    const control = new AbortController();
    this.#pending = control;
    return this.#advance(task, control, options);
  }

  /** Cancels the long work that is under way, if any. */
  abort() {
    this.#pending?.abort();
  }

  /** @param {Task} task
   * @param {AbortController} control
   * @param {WorkOptions} options */
  async #advance(task, control, { signal, onProgress }) {
    const cancel = () => control.abort();
    signal?.addEventListener("abort", cancel, { once: true });
    const refuseIfCancelled = () => {
      if (control.signal.aborted) throw abortError();
    };
    let ours = true;
    try {
      await null; // whoever cancels in the same breath finds nothing done
      refuseIfCancelled();
      while (!this.#slice(task)) {
        const fraction = this.#guard(() => task.progress());
        this.hear.busy(fraction);
        onProgress?.(fraction);
        await yieldToPage();
        refuseIfCancelled();
      }
      onProgress?.(1);
      refuseIfCancelled();
      ours = false; // commit consumes it, whatever comes of it
      this.ask((lab) => lab.commit(task));
    } finally {
      signal?.removeEventListener("abort", cancel);
      if (this.#pending === control) {
        this.#pending = null;
        this.hear.busy(null);
      }
      if (ours && !stoppedBecause) task.free();
    }
  }

  /** @param {Task} task
   * @returns {boolean} whether the work is done */
  #slice(task) {
    const deadline = performance.now() + SLICE_MS;
    do {
      if (this.#guard(() => task.advance())) return true;
    } while (performance.now() < deadline);
    return false;
  }

  /** @template T
   * @param {() => T} call
   * @returns {T} */
  #guard(call) {
    if (!stoppedBecause) {
      try {
        return call();
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) throw error;
        stoppedBecause = `The lab has stopped: its program met a fault of its own (${error.message}). Reload the page to go on.`;
      }
    }
    if (!this.#toldStopped) {
      this.#toldStopped = true;
      this.hear.stopped(stoppedBecause);
    }
    throw new Error(stoppedBecause);
  }
}
