// @ts-check
/* Runs EM on animation frames. At the speed `max`, one iteration per frame; else a number of half-steps per
   second, at any frame rate. */

import { nextFrame } from "../ui/dom.js";

/** After a pause (a hidden tab, a slow frame) at most so many half-steps are taken at once. */
const MOST_AT_ONCE = 4;

export class Player {
  /** Cancels the requested frame; null while nothing runs.
   * @type {(() => void) | null} */
  #frame = null;
  #last = 0;

  /** @param {{
   *   speed: () => number | "max",
   *   waiting: () => boolean,
   *   iterate: () => boolean,
   *   halfSteps: (count: number) => boolean,
   *   changed: () => void,
   *   where: () => Node,
   * }} hooks `iterate` and `halfSteps` say whether to continue; while `waiting`, frames pass unused;
   *   `where`: a node in the window whose frames count */
  constructor(hooks) {
    this.hooks = hooks;
  }

  get running() {
    return this.#frame !== null;
  }

  run() {
    if (this.running) return;
    this.#last = -Infinity; // the first half-step comes with the first frame
    this.#ask();
    this.hooks.changed();
  }

  pause() {
    if (this.#frame === null) return;
    this.#frame();
    this.#frame = null;
    this.hooks.changed();
  }

  #ask() {
    this.#frame = nextFrame(this.hooks.where(), (now) => this.#tick(now));
  }

  /** @param {number} now */
  #tick(now) {
    // Requested first, so that what this frame calls can pause the run.
    this.#ask();
    if (this.hooks.waiting()) return;
    const speed = this.hooks.speed();
    if (speed === "max") {
      if (!this.hooks.iterate()) this.pause();
      return;
    }
    const interval = 1000 / (2 * speed);
    const due = Math.floor((now - this.#last) / interval);
    if (due < 1) return;
    const count = this.#last === -Infinity ? 1 : Math.min(due, MOST_AT_ONCE);
    this.#last = due > MOST_AT_ONCE ? now : this.#last + count * interval;
    if (!this.hooks.halfSteps(count)) this.pause();
  }
}
