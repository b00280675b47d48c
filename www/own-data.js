// @ts-check
/* The learner's own numbers, pasted or from a file. They stay in this page: nothing is sent. */

import { Refusal, quietButton, row } from "./fields.js";
import { h, setText } from "./dom.js";

export class OwnData {
  /** @param {(text: string, column: string, labels: string, name: string, refusal: Refusal) => Promise<boolean>} load */
  constructor(load) {
    this.load = load;
    this.refusal = new Refusal();
    this.about = h("p", { className: "note" });
    this.text = h("textarea", { rows: 4, spellcheck: false, placeholder: "One number a line, or a CSV with a header" });
    this.column = h("input", { type: "text", size: 10, autocomplete: "off" });
    this.labels = h("input", { type: "text", size: 10, autocomplete: "off" });
    this.file = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain", onchange: () => this.#fromFile() });
    this.node = h(
      "div",
      { className: "stack" },
      this.about,
      h("label", { className: "stack" }, h("span", { className: "unseen" }, "Your numbers"), this.text),
      h(
        "details",
        {},
        h("summary", {}, "Several columns?"),
        row("values stand in column", this.column),
        row("true labels, if any, in", this.labels),
      ),
      h(
        "div",
        { className: "row" },
        quietButton("Use these numbers", () => this.#send(this.text.value, "pasted numbers")),
        h("label", { className: "quiet file" }, "Open a file", this.file),
      ),
      this.refusal.node,
    );
  }

  /** @param {Settings} settings */
  show({ data, dataName, ownDataMissing }) {
    const missing = "This link does not carry its data: paste them here, or open their file. Until then the simulated points are shown.";
    const loaded = `Shown: ${dataName}. They stay in this page.`;
    setText(this.about, ownDataMissing ? missing : data === "own" ? loaded : "Your numbers stay in this page.");
  }

  /** @param {string} text
   * @param {string} name */
  #send(text, name) {
    return this.load(text, this.column.value.trim(), this.labels.value.trim(), name, this.refusal);
  }

  async #fromFile() {
    const file = this.file.files?.[0];
    if (!file) return;
    try {
      await this.#send(await file.text(), file.name);
    } catch {
      this.refusal.say(`${file.name} could not be read: choose it again, or paste its numbers.`);
    }
    this.file.value = ""; // so that the same file can be opened again, mended
  }
}
