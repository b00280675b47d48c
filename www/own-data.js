// @ts-check
/* The learner's own numbers, pasted or from a file. They stay in this page: nothing is sent. What
   was read is said, with what was left out and assumed, and every assumption can be set otherwise. */

import { HowRead } from "./how-read.js";
import { Refusal, quietButton } from "./fields.js";
import { decimal } from "./format.js";
import { changing } from "./lock.js";
import { h, setText } from "./dom.js";

/** A text or a file, and what to call it. */
/** @typedef {{ from: string | File, name: string }} Source */

export class OwnData {
  /** What the numbers shown were read from; null where the page has them from elsewhere.
   * @type {Source | null} */
  #source = null;
  /** The reading that was shown last, to tell another from the same.
   * @type {string | null} */
  #shown = null;
  /** @type {Scene | null} */
  #scene = null;
  /** What was refused last, and stands refused: the source of what is shown, if only another
   * reading of it was refused.
   * @type {Source | null} */
  #refused = null;

  /** @param {Desk["read"]} read */
  constructor(read) {
    this.read = read;
    this.refusal = new Refusal();
    this.about = h("p", { className: "note", part: "own-data" });
    this.text = h("textarea", { rows: 4, spellcheck: false, placeholder: "One number a line, or a CSV with a header" });
    this.file = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain", onchange: () => this.#chosen() });
    this.how = new HowRead((wishes) => void (this.#source && this.#send(this.#source, wishes)));
    this.node = h(
      "fieldset",
      { className: "stack" },
      this.refusal.node,
      this.about,
      this.how.node,
      h("label", { className: "stack" }, h("span", { className: "unseen" }, "Your numbers"), this.text),
      h(
        "div",
        { className: "row" },
        quietButton("Use these numbers", () => this.#send({ from: this.text.value, name: "the pasted text" })),
        h("label", { className: "quiet file" }, "Open a file", this.file),
      ),
      h("p", { className: "note" }, "Or drop a file on the lab. Nothing is sent anywhere."),
    );
    changing("data values", this.node);
  }

  /** @param {Scene} scene */
  show(scene) {
    const { reading, data, dataName, ownDataMissing } = scene.settings;
    this.#scene = scene;
    const own = data === "own" && !ownDataMissing;
    if (own) {
      const shown = JSON.stringify([dataName, reading]);
      if (shown !== this.#shown) {
        this.#source = null; // another program's; ours says so after this
        this.#forget();
      }
      this.#shown = shown;
    }
    const missing = "This link does not carry its data: paste them here, or open their file. Until then the simulated points are shown.";
    const what = reading?.summary ?? `${decimal(scene.snapshot.n, 0)} numbers${dataName === "own data" ? "" : ` from ${dataName}`}`;
    const none = "Your numbers stay in this page.";
    setText(this.about, ownDataMissing ? missing : own ? `${this.#refused ? "Still shown" : "Shown"}: ${what}. They stay in this page.` : none);
    const another = this.#refused && this.#refused !== this.#source;
    this.how.show(own && !another ? reading : null, this.#source !== null);
  }

  /** A file that was dropped on the lab.
   * @param {File} file */
  async drop(file) {
    if (!(await this.#send({ from: file, name: file.name }))) this.refusal.node.scrollIntoView({ block: "nearest" });
  }

  /** @param {Source} source
   * @param {Wishes} [wishes]
   * @returns {Promise<boolean>} */
  async #send(source, wishes = {}) {
    /** @param {string} sentence */
    const say = (sentence) => {
      this.#refused = sentence === "" ? null : source;
      this.refusal.say(whole(sentence, source.name));
    };
    const read = await this.read(source.from, source.name, wishes, { say });
    if (read) this.#source = source;
    if (this.#scene) this.show(this.#scene); // with what was refused, the choices go back too
    return read;
  }

  #forget() {
    this.#refused = null;
    this.refusal.say("");
  }

  async #chosen() {
    const file = this.file.files?.[0];
    if (!file) return;
    await this.#send({ from: file, name: file.name });
    this.file.value = ""; // so that the same file can be opened again, mended
  }
}

/** A refusal as it stands by itself: a sentence with a capital letter, unless it begins with a name,
 * and with a full stop.
 * @param {string} sentence
 * @param {string} name */
function whole(sentence, name) {
  if (sentence === "") return "";
  const begun = sentence.startsWith(name) ? sentence : sentence[0].toUpperCase() + sentence.slice(1);
  return begun.endsWith(".") ? begun : `${begun}.`;
}
