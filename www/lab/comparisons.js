// @ts-check
/* Comparisons of fits, by k and by start. They change nothing in the lab, and EM can run meanwhile. Results are
   valid for the data and the model that they were computed for; when either changes, they are dropped, and a
   comparison under way is cancelled. */

/** The defaults of `compareK()` and `restarts()`. */
export const DEFAULT_MOST_COMPONENTS = 8;
export const DEFAULT_STARTS = 100;

/** The start's name in the settings where the learner has set components by hand. */
export const BY_HAND = "by hand";

/** @type {Compared} */
const NOTHING = { fits: null, starts: null, optima: null };

export class Comparisons {
  found = NOTHING;
  /** @type {{ kind: Comparison } | null} */
  #underWay = null;

  /** @param {import("../wasm/engine.js").Engine} engine
   * @param {Pick<Page, "comparing">} page
   * @param {() => void} ended called when there are new results */
  constructor(engine, page, ended) {
    this.engine = engine;
    this.page = page;
    this.ended = ended;
  }

  /** @param {number} max
   * @param {WorkOptions} [options]
   * @returns {Promise<FitRow[]>} */
  compareK(max, options) {
    return this.#compare("k", (lab) => lab.beginCompareK(max), options, (lab, task) => {
      const fits = /** @type {FitRow[]} */ (lab.results(task));
      this.found = { ...this.found, fits: [...fits] }; // a copy: the caller may change the array
      return fits;
    });
  }

  /** @param {number} count
   * @param {WorkOptions} [options]
   * @returns {Promise<RestartRow[]>} */
  restarts(count, options) {
    return this.#compare("starts", (lab) => lab.beginRestarts(count), options, (lab, task) => {
      const starts = /** @type {RestartRow[]} */ (lab.results(task));
      this.found = { ...this.found, starts: [...starts], optima: lab.optima() };
      return starts;
    });
  }

  /** EM itself and k-means from the lab's start, each a lab of its own that has run to its end. The caller must
   * free them.
   * @returns {Promise<Sides>} */
  async sides() {
    const sides = this.engine.ask((lab) => ({ em: lab.fullEm(), kMeans: lab.kMeans() }));
    try {
      for (const side of [sides.em, sides.kMeans]) await this.engine.workOn(side, (lab) => lab.beginRunToConvergence());
      return sides;
    } catch (error) {
      this.free(sides);
      throw error;
    }
  }

  /** @param {Sides} sides */
  free({ em, kMeans }) {
    if (this.engine.stopped) return;
    em.free();
    kMeans.free();
  }

  cancel() {
    this.engine.abort("comparison");
  }

  /** Drops results that are no longer valid.
   * @param {"nothing" | "starts" | "all"} voided */
  forget(voided) {
    if (voided === "nothing") return;
    this.found = voided === "all" ? NOTHING : { ...NOTHING, fits: this.found.fits };
    if (voided === "all" || this.#underWay?.kind === "starts") this.cancel();
  }

  /** @template T
   * @param {Comparison} kind
   * @param {(lab: Lab) => Task} begin
   * @param {WorkOptions | undefined} options
   * @param {(lab: Lab, task: Task) => T} finish
   * @returns {Promise<T>} */
  async #compare(kind, begin, options, finish) {
    /** @param {number} fraction */
    const onProgress = (fraction) => {
      this.page.comparing(kind, fraction);
      options?.onProgress?.(fraction);
    };
    const work = this.engine.compare(begin, finish, { ...options, onProgress });
    const token = { kind };
    this.#underWay = token;
    this.page.comparing(kind, 0);
    try {
      const rows = await work;
      this.ended();
      return rows;
    } finally {
      const latest = this.#underWay;
      if (latest === token) this.#underWay = null;
      // A newer one of the same kind has its own progress to show.
      if (latest === token || latest?.kind !== kind) this.page.comparing(kind, null);
    }
  }
}
