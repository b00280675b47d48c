// @ts-check
/* The lab's head: what is shown, in one line, and the tools that concern the whole lab. */

import { decimal, inWords } from "./format.js";
import { dropDown, quietButton } from "./fields.js";
import { h, icon, setText } from "./dom.js";
import { KEYS } from "./words.js";

/** How long the copy button says that it has copied. */
const SAID_MS = 2000;

export class Header {
  #revealed = true;

  /** @param {{ theme: (word: string) => void, reveal: (value: string) => void, link: () => string }} on
   * @param {string[]} themes */
  constructor(on, themes) {
    this.link = on.link;
    this.about = h("p", { className: "about" });
    this.reveal = quietButton("", () => on.reveal(this.#revealed ? "0" : "1"));
    this.copy = quietButton("Copy link", () => this.#copy());
    this.theme = dropDown("theme", themes, on.theme, "Theme");
    this.keys = keysDialog();
    this.address = h("input", { type: "text", readOnly: true, "aria-label": "The link" });
    this.carries = h("p", { className: "note" }, "This link does not carry your data: they are too many for an address.");
    this.linkDialog = dialog("Copy this link", this.address, this.carries);
    this.node = h(
      "header",
      {},
      h("div", { className: "title" }, h("slot", { name: "title" }, h("h2", {}, "EM, step by step")), this.about),
      h(
        "div",
        { className: "tools" },
        this.reveal,
        this.copy,
        this.theme.node,
        quietButton("?", () => this.help(), { title: "The keys", "aria-label": "The keys" }),
      ),
      this.keys,
      this.linkDialog,
    );
  }

  help() {
    this.keys.showModal();
  }

  /** @param {Scene} scene
   * @param {boolean} linked whether the page's address opens this lab */
  show({ snapshot, settings }, linked) {
    setText(this.about, describe(snapshot, settings));
    const known = snapshot.truth !== null || snapshot.labels !== null;
    this.#revealed = settings.reveal;
    this.reveal.hidden = !known || settings.hide.includes("truth");
    setText(this.reveal, settings.reveal ? "Hide the truth" : "Reveal the truth");
    this.copy.hidden = !linked;
    this.carries.hidden = snapshot.dataInLink;
    this.theme.show(settings.theme);
  }

  /** Where the frame forbids the clipboard, and where the link needs a word, the text is shown, selected. */
  async #copy() {
    const link = this.link();
    try {
      await navigator.clipboard.writeText(link);
      setText(this.copy, "Link copied");
      setTimeout(() => setText(this.copy, "Copy link"), SAID_MS);
      if (this.carries.hidden) return;
    } catch {
      // No clipboard here.
    }
    this.address.value = link;
    this.linkDialog.showModal();
    this.address.select();
  }
}

/** @param {Snapshot} snapshot
 * @param {Settings} settings */
function describe({ n, k }, { data, truth, reveal, hide, dataName, ownDataMissing }) {
  if (data !== "simulated" && !ownDataMissing) return `${dataName}: ${decimal(n, 0)} values, ${inWords(k)} ${k === 1 ? "curve" : "curves"}`;
  const points = `${decimal(n, 0)} points`;
  if (!reveal || hide.includes("truth")) return `${points}, hidden groups. Whose is whose?`;
  const groups = truth.length;
  if (groups === 1) return `${points}, one group`;
  return `${points}, ${inWords(groups)} hidden groups. Whose is whose?`;
}

function keysDialog() {
  const list = KEYS.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)]);
  return dialog("Keys", h("dl", { className: "keys" }, ...list), h("p", { className: "note" }, "They act while the focus is within the lab."));
}

/** @param {string} title
 * @param {...Node} children */
function dialog(title, ...children) {
  const close = () => node.close();
  const node = h(
    "dialog",
    // A click beside it closes it: the backdrop is the dialog's own.
    { "aria-label": title, onclick: (/** @type {Event} */ event) => event.target === node && close() },
    h(
      "div",
      { className: "sheet" },
      h("div", { className: "row" }, h("h3", {}, title), h("button", { type: "button", className: "bare", "aria-label": "Close", onclick: close }, icon("close"))),
      ...children,
    ),
  );
  return node;
}
