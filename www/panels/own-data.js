// @ts-check
/* The learner's own numbers, pasted or from a file. They stay in this page: nothing is sent. What
   was read is shown before it is used, with what was left out and assumed, and can be changed. */

import { inPlane } from "../text/dimension.js";
import { decimal } from "../text/format.js";
import { h, setText } from "../ui/dom.js";
import { Refusal, changing, quietButton } from "../ui/fields.js";
import { HowRead } from "./how-read.js";

/** A text or a file, and what to call it. */
/** @typedef {{ from: string | File, name: string }} Source */

export class OwnData {
  /** What was read last in this form: it is not used yet, or is in use and can be read again.
   * @type {Source | null} */
  #source = null;
  /** @type {Prepared | null} What was read and is not in use yet. */
  #prepared = null;
  /** Whether what was read is being made the lab's data. */
  #using = false;
  /** The reading that is in use, to notice when it changes.
   * @type {string | null} */
  #shown = null;
  /** @type {Scene | null} */
  #scene = null;
  /** What was refused last, while the refusal is shown: the source of what is shown, if only another reading of
   * it was refused.
   * @type {Source | null} */
  #refused = null;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.refusal = new Refusal();
    this.about = h("p", { className: "note", part: "own-data" });
    this.text = h("textarea", {
      rows: 4,
      spellcheck: false,
      oninput: (/** @type {InputEvent} */ { inputType }) => {
        if (inputType === "insertFromPaste" || inputType === "insertFromDrop") this.#readText();
      },
    });
    this.file = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain", onchange: () => this.#chosen() });
    this.how = new HowRead({
      wish: (wishes) => void (this.#source && this.#read(this.#source, wishes)),
      use: () => void this.#use(),
    });
    this.node = h(
      "fieldset",
      { className: "stack" },
      this.refusal.node,
      this.about,
      h("label", { className: "stack" }, h("span", { className: "unseen" }, "Your numbers"), this.text),
      h(
        "div",
        { className: "row" },
        quietButton("Read the numbers", () => this.#readText()),
        h("label", { className: "quiet file" }, "Open a file", this.file),
      ),
      h("p", { className: "note" }, "Or drop a file on the lab. Nothing is sent anywhere."),
      this.how.node,
    );
    changing("data values", this.node);
  }

  /** @param {Scene} scene */
  show(scene) {
    const { reading, data, dataName, ownDataMissing } = scene.settings;
    const plane = inPlane(scene.settings);
    this.text.placeholder = `${plane ? "Two numbers" : "One number"} a line, or a CSV with a header`;
    this.#scene = scene;
    const own = data === "own" && !ownDataMissing;
    if (own) {
      const shown = JSON.stringify([dataName, reading]);
      if (shown !== this.#shown && !this.#prepared && !this.#using) {
        this.#source = null; // another program's
        this.#refused = null;
        this.refusal.say("");
      }
      this.#shown = shown;
    }
    const missing = "This link does not carry its data: paste them here, or open their file. Until then the simulated points are shown.";
    const what = reading?.summary ?? `${decimal(scene.snapshot.n, 0)} ${plane ? "points" : "numbers"}${dataName === "own data" ? "" : ` from ${dataName}`}`;
    const none = "Your numbers stay in this page.";
    const still = this.#refused || this.#prepared;
    setText(this.about, ownDataMissing ? missing : own ? `${still ? "Still shown" : "Shown"}: ${what}. They stay in this page.` : none);
    const another = this.#refused && this.#refused !== this.#source;
    const inUse = own && !another ? reading : null;
    this.how.show(this.#prepared?.reading ?? inUse, { again: this.#source !== null, waits: this.#prepared !== null });
  }

  /** A file that was dropped on the lab.
   * @param {File} file */
  drop(file) {
    return this.#take({ from: file, name: file.name });
  }

  #readText() {
    // If nothing is written, the file or what was pasted before is used.
    if (this.text.value.trim() === "" && this.#prepared) this.how.button.focus();
    else void this.#take({ from: this.text.value, name: "the pasted text" });
  }

  /** Reads a new source, and brings what comes next into view: the button that uses it, or what was wrong.
   * @param {Source} source */
  async #take(source) {
    const read = await this.#read(source);
    (read ? this.how.button : this.refusal.node).scrollIntoView({ block: "nearest" });
  }

  /** Reads a source and shows it; what was read before and not used is dropped.
   * @param {Source} source
   * @param {Wishes} [wishes] */
  async #read(source, wishes = {}) {
    this.#say(source, "");
    this.how.button.disabled = true; // until the new reading can be used
    const prepared = await this.on.read(source.from, source.name, wishes, { say: (sentence) => this.#say(source, sentence) });
    if (prepared) {
      this.#source = source;
      this.#prepare(prepared);
    } else if (this.#refused && this.#refused !== this.#source) {
      this.#prepare(null);
    }
    if (this.#scene) this.show(this.#scene); // the choices go back too
    return prepared !== null;
  }

  async #use() {
    const [source, prepared] = [this.#source, this.#prepared];
    if (!source || !prepared) return;
    this.#prepared = null; // it can be used only once, even if it is refused
    this.#using = true;
    const used = await this.on.use(prepared, { say: (sentence) => this.#say(source, sentence) });
    this.#using = false;
    // If it is refused, it can be read in another way.
    if (!used) this.#prepare(await this.on.read(source.from, source.name, wishesOf(prepared.reading), { say() {} }));
    if (this.#scene) this.show(this.#scene);
  }

  /** @param {Prepared | null} prepared */
  #prepare(prepared) {
    this.#prepared?.task.free();
    this.#prepared = prepared;
  }

  /** @param {Source} source
   * @param {string} sentence */
  #say(source, sentence) {
    this.#refused = sentence === "" ? null : source;
    this.refusal.say(whole(sentence, source.name));
  }

  async #chosen() {
    const file = this.file.files?.[0];
    if (!file) return;
    await this.#take({ from: file, name: file.name });
    this.file.value = ""; // so that the same file can be opened again after a correction
  }
}

/** What makes the same reading again.
 * @param {ImportReport} reading
 * @returns {Wishes} */
function wishesOf({ column, second, labels, separator, decimal, firstLine, namesLine, skip }) {
  return { column, second: second ?? undefined, labels: labels ?? undefined, separator, decimal: decimal ?? "", firstLine, namesLine: namesLine ?? undefined, skip };
}

/** A refusal as a sentence by itself: with a capital letter, unless it begins with a name, and a full stop.
 * @param {string} sentence
 * @param {string} name */
function whole(sentence, name) {
  if (sentence === "") return "";
  const begun = sentence.startsWith(name) ? sentence : sentence[0].toUpperCase() + sentence.slice(1);
  return begun.endsWith(".") ? begun : `${begun}.`;
}
