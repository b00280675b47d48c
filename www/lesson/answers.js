// @ts-check
/* What a learner has answered: kept in the page, and in the browser's storage where it lets the page have
   one. A frame without an origin has none, and nothing here needs it. */

/** @typedef {{ answer: string } & Verdict} Answered */

/** The name under which the storage has them. */
const NAME = "em-mixture answers";

export class Answers {
  /** By task, and by the learner's number where there is one.
   * @type {Map<string, Answered>} */
  #kept = new Map();
  /** The learner's number in a worksheet, as typed. */
  #number = "";
  /** Whether it was typed on this page. */
  #typed = false;
  /** @type {(() => void)[]} */
  #listeners = [];

  /** @param {() => Storage} storage throws where there is none */
  constructor(storage) {
    this.storage = storage;
    const { number, kept } = this.#stored();
    if (kept) this.#kept = kept;
    this.#number = number ?? "";
  }

  #stored() {
    try {
      const { number, kept } = JSON.parse(this.storage().getItem(NAME) ?? "{}");
      return { number: typeof number === "string" ? number : null, kept: Array.isArray(kept) ? new Map(kept) : null };
    } catch {
      return { number: null, kept: null }; // no storage, or something else under this name: nothing was answered yet
    }
  }

  /** @param {() => void} act called when something was answered or forgotten */
  listen(act) {
    this.#listeners.push(act);
  }

  get number() {
    return this.#number;
  }

  set number(text) {
    [this.#number, this.#typed] = [text, true];
    this.#changed();
  }

  /** @param {string} id
   * @param {number} [number] */
  of(id, number) {
    return this.#kept.get(key(id, number));
  }

  /** Keeps an answer; one that is right is kept for good.
   * @param {string} id
   * @param {number | undefined} number
   * @param {Answered} answered */
  keep(id, number, answered) {
    // Another page may have added to the storage meanwhile.
    const kept = this.#stored().kept ?? new Map();
    for (const [name, one] of [...this.#kept, /** @type {const} */ ([key(id, number), answered])]) {
      if (kept.get(name)?.rating !== "right" || one.rating === "right") kept.set(name, one);
    }
    this.#kept = kept;
    this.#changed();
  }

  forget() {
    this.#kept.clear();
    this.#changed();
  }

  #changed() {
    // A number that was typed on another page stays, unless one was typed here.
    const number = (this.#typed ? null : this.#stored().number) ?? this.#number;
    try {
      this.storage().setItem(NAME, JSON.stringify({ number, kept: [...this.#kept] }));
    } catch {
      // No storage, or none left: the page still has them.
    }
    for (const act of this.#listeners) act();
  }
}

/** @param {string} id
 * @param {number} [number] */
function key(id, number) {
  return number === undefined ? id : `${id} ${number}`;
}
