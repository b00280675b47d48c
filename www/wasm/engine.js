// @ts-check
/* Calls the wasm. A short call is made at once. Long work is advanced slice by slice and
   committed at the end, so that cancelling it leaves the state as it was. After a panic the wasm's
   memory cannot be trusted: no lab of the page calls it again. */

import { loadLab } from "./load.js";
import { SLICE_MS, abortError, yieldToPage } from "./slices.js";

/** Why the wasm, which all labs of a page share, must not be called again; empty while it may be. */
let stoppedBecause = "";

/** @typedef {"state" | "comparison" | "beside" | "verdict"} Work */

export class Engine {
  /** @type {Lab | null} Null until it is loaded. */
  #lab = null;
  /** Long work under way, by its kind.
   * @type {{ state: AbortController | null, comparison: AbortController | null, beside: AbortController | null, verdict: AbortController | null }} */
  #pending = { state: null, comparison: null, beside: null, verdict: null };
  #saidStopped = false;

  /** @param {Pick<Page, "busy" | "stopped">} page */
  constructor(page) {
    this.page = page;
  }

  /** Loads the wasm, once a page, and opens a lab on the default scenario. */
  async load() {
    const Lab = await loadLab();
    await yieldToPage();
    this.#lab = this.ask(() => new Lab());
  }

  get stopped() {
    return stoppedBecause !== "";
  }

  get busy() {
    return this.#pending.state !== null;
  }

  /** Calls the wasm, unless an earlier call has ended in an error of the wasm itself, such as a panic.
   * @template T
   * @param {(lab: Lab) => T} call
   * @returns {T} */
  ask(call) {
    if (!stoppedBecause) {
      try {
        return call(/** @type {Lab} */ (this.#lab));
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) throw error;
        stoppedBecause = `The lab has stopped: its program met a fault of its own (${error.message}). Reload the page to go on.`;
      }
    }
    if (!this.#saidStopped) {
      this.#saidStopped = true;
      this.page.stopped(stoppedBecause);
    }
    throw new Error(stoppedBecause);
  }

  /** Throws once the wasm must not be called again. */
  refuseIfStopped() {
    this.ask(() => {});
  }

  /** Long work on the state. What is malformed throws at once; a later failure rejects the promise.
   * @param {(lab: Lab) => Task} begin
   * @param {WorkOptions} [options]
   * @param {Pieces} [pieces] what the task takes in first
   * @returns {Promise<void>} */
  work(begin, options = {}, pieces) {
    return this.#begin("state", begin, (lab, task) => lab.commit(task), options, pieces);
  }

  /** Long work that is not committed: the caller gets the finished task.
   * @param {(lab: Lab) => Task} begin
   * @param {Pieces} pieces what the task takes in
   * @returns {Promise<Task>} */
  prepare(begin, pieces) {
    return this.#begin("state", begin, (_, task) => task, {}, pieces);
  }

  /** Long work that leaves the state as it is, and ends in rows. Actions on the state do not cancel it.
   * @template T
   * @param {(lab: Lab) => Task} begin
   * @param {(lab: Lab, task: Task) => T} finish
   * @param {WorkOptions} [options]
   * @returns {Promise<T>} */
  compare(begin, finish, options = {}) {
    return this.#begin("comparison", begin, finish, options);
  }

  /** Long work of another lab, whose result becomes that lab's state.
   * @param {Lab} other
   * @param {(lab: Lab) => Task} begin
   * @returns {Promise<void>} */
  workOn(other, begin) {
    return this.#begin("beside", () => begin(other), (_, task) => other.commit(task), {});
  }

  /** Judges an answer to a task of the lesson. A newer one takes its place.
   * @param {(lab: Lab) => Task} begin
   * @param {WorkOptions} [options]
   * @returns {Promise<Verdict>} */
  judge(begin, options = {}) {
    return this.#begin("verdict", begin, (lab, task) => lab.verdict(task), options);
  }

  /** The parts of a file that is written from the present state. Later actions do not cancel it.
   * @template T
   * @param {(lab: Lab) => { advance(): T | undefined, progress(): number, free(): void }} begin
   * @param {WorkOptions} options
   * @returns {AsyncGenerator<T, void>} */
  async *parts(begin, { signal, onProgress }) {
    await null; // as in #advance
    if (signal?.aborted) throw abortError();
    const writing = this.ask(begin);
    try {
      for (;;) {
        const deadline = performance.now() + SLICE_MS;
        do {
          const part = this.ask(() => writing.advance());
          if (part === undefined) {
            onProgress?.(1);
            if (signal?.aborted) throw abortError();
            return;
          }
          yield part;
        } while (performance.now() < deadline);
        onProgress?.(this.ask(() => writing.progress()));
        await yieldToPage();
        if (signal?.aborted) throw abortError();
      }
    } finally {
      if (!stoppedBecause) writing.free();
    }
  }

  /** Cancels the long work of that kind that is under way, if any.
   * @param {Work} kind */
  abort(kind = "state") {
    this.#pending[kind]?.abort();
  }

  /** @template T
   * @param {Work} kind
   * @param {(lab: Lab) => Task} begin
   * @param {(lab: Lab, task: Task) => T} finish
   * @param {WorkOptions} options
   * @param {Pieces} [pieces]
   * @returns {Promise<T>} */
  #begin(kind, begin, finish, options, pieces) {
    if (options.signal?.aborted) return Promise.reject(abortError());
    const task = this.ask(begin);
    this.abort(kind);
    const control = new AbortController();
    this.#pending[kind] = control;
    return this.#advance(kind, task, finish, control, options, pieces);
  }

  /** @template T
   * @param {Work} kind
   * @param {Task} task
   * @param {(lab: Lab, task: Task) => T} finish
   * @param {AbortController} control
   * @param {WorkOptions} options
   * @param {Pieces} [pieces]
   * @returns {Promise<T>} */
  async #advance(kind, task, finish, control, { signal, onProgress }, pieces) {
    /** @param {number | null} fraction */
    const busy = (fraction) => kind === "state" && this.page.busy(fraction);
    const cancel = () => control.abort();
    signal?.addEventListener("abort", cancel, { once: true });
    const refuseIfCancelled = () => {
      if (control.signal.aborted) throw abortError();
    };
    const rest = async () => {
      const fraction = this.ask(() => task.progress());
      busy(fraction);
      onProgress?.(fraction);
      await yieldToPage();
      refuseIfCancelled();
    };
    let ours = true;
    try {
      await null; // cancelled right after the call, nothing is done
      refuseIfCancelled();
      if (pieces) await this.#feed(task, pieces, rest);
      while (!this.#slice(task)) await rest();
      onProgress?.(1);
      refuseIfCancelled();
      ours = false; // `finish` takes the task over, even if it fails
      return this.ask((lab) => finish(lab, task));
    } finally {
      signal?.removeEventListener("abort", cancel);
      if (this.#pending[kind] === control) {
        this.#pending[kind] = null;
        busy(null);
      }
      if (ours && !stoppedBecause) task.free();
    }
  }

  /** @param {Task} task
   * @param {Pieces} pieces
   * @param {() => Promise<void>} rest returns once the page has had time to react to input */
  async #feed(task, pieces, rest) {
    let deadline = 0;
    for await (const { text, values, labels, fraction } of pieces) {
      this.ask(() => (values ? task.feedValues(values, labels, fraction) : task.feedText(text ?? "", fraction)));
      if (performance.now() < deadline) continue;
      await rest();
      deadline = performance.now() + SLICE_MS;
    }
    await rest();
    this.ask(() => task.endOfInput());
  }

  /** @param {Task} task
   * @returns {boolean} whether the work is done */
  #slice(task) {
    const deadline = performance.now() + SLICE_MS;
    do {
      if (this.ask(() => task.advance())) return true;
    } while (performance.now() < deadline);
    return false;
  }
}
