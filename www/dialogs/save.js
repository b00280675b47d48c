// @ts-check
/* Saves the picture, the points or the ledger as a download. A frame may forbid downloads, and gives no error: where
   it might, the result is shown as well, to be saved or copied by hand. */

import { h, setText } from "../ui/dom.js";
import { quietButton } from "../ui/fields.js";
import { WorkBar } from "../ui/work-bar.js";
import { isAbort, sentenceOf } from "../wasm/slices.js";
import { dialog, openDialog } from "./dialog.js";

/** How long a download may take to begin. */
const KEPT_MS = 60_000;
/** A longer text is not shown to be copied by hand. */
const MOST_SHOWN = 2_000_000;

/** @typedef {"png" | "svg" | "csv" | "ledger"} Kind */

/** @type {{ kind: Kind, name: string, what: string }[]} */
const KINDS = [
  { kind: "png", name: "PNG", what: "the picture for a slide, two pixels to each here" },
  { kind: "svg", name: "SVG", what: "the picture for print, sharp at any size" },
  { kind: "csv", name: "CSV", what: "the points, each with its responsibilities" },
  { kind: "ledger", name: "Ledger", what: "the table of this iteration, as it is shown, as CSV" },
];

export class Save {
  /** @type {AbortController | null} */
  #working = null;
  #position = 0;

  /** @param {Actions["exports"]} exports */
  constructor(exports) {
    this.exports = exports;
    this.said = h("p", { className: "note", role: "status" });
    this.work = new WorkBar("Writing", () => this.#working?.abort());
    this.shown = h("div", { className: "made", hidden: true });
    this.rows = KINDS.map(({ kind, name, what }) =>
      h("div", { className: "choice" }, quietButton(name, () => this.#save(kind), { "aria-label": `Save as ${name}` }), h("span", {}, what)),
    );
    this.node = dialog("Save", ...this.rows, this.work.node, this.said, this.shown);
    this.node.addEventListener("close", () => this.#clear());
    /** @type {HTMLButtonElement} */
    this.button = quietButton("Save", () => openDialog(this.node, this.button), { title: "Save the picture, the points or the ledger", className: "quiet save" });
  }

  /** @param {Scene} scene */
  show({ snapshot }) {
    this.#position = snapshot.position;
  }

  /** @param {Kind} kind */
  async #save(kind) {
    this.#clear();
    const working = new AbortController();
    this.#working = working;
    const onProgress = (/** @type {number} */ fraction) => {
      if (working === this.#working) this.work.show(fraction);
    };
    const name = kind === "csv" ? "em-points.csv" : `em-${kind === "ledger" ? "ledger" : "step"}-${this.#position}.${kind === "ledger" ? "csv" : kind}`;
    try {
      const blob = await this.exports[kind]({ signal: working.signal, onProgress });
      download(blob, name);
      setText(this.said, `The browser saves ${name}.`);
      if (mayForbidDownloads()) await this.#showResult(kind, blob, name);
    } catch (error) {
      if (!isAbort(error)) setText(this.said, sentenceOf(error));
    } finally {
      if (this.#working === working) {
        this.#working = null;
        this.work.show(null);
      }
    }
  }

  /** Shows the result, to be saved or copied by hand.
   * @param {Kind} kind
   * @param {Blob} blob
   * @param {string} name */
  async #showResult(kind, blob, name) {
    this.shown.hidden = false;
    if (kind === "png" || kind === "svg") {
      const picture = h("img", { src: await dataUrl(blob), alt: "The picture, as it was saved" });
      this.shown.replaceChildren(picture);
      setText(this.said, `The browser saves ${name}, unless this frame forbids it: then keep the picture below (a right click, or a long press).`);
    } else if (blob.size <= MOST_SHOWN) {
      const text = h("textarea", { readOnly: true, rows: 8, value: await blob.text(), "aria-label": kind === "csv" ? "The points as CSV" : "The ledger as CSV" });
      this.shown.replaceChildren(text);
      setText(this.said, `The browser saves ${name}, unless this frame forbids it: then copy the selected text.`);
      text.select();
    } else {
      setText(this.said, `The browser saves ${name}, unless this frame forbids it: then open the lab on a page of its own, and save there.`);
    }
  }

  #clear() {
    this.#working?.abort();
    this.#working = null;
    this.work.show(null);
    this.shown.hidden = true;
    this.shown.replaceChildren();
    setText(this.said, "");
  }
}

/** @param {Blob} blob
 * @param {string} name */
function download(blob, name) {
  const href = URL.createObjectURL(blob);
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}

/** A sandboxed frame has no origin, and cannot find out what else is forbidden. */
function mayForbidDownloads() {
  return self.origin === "null" && window.parent !== window;
}

/** A page without an origin cannot show a `blob:` URL in every browser; a `data:` URL it can.
 * @param {Blob} blob
 * @returns {Promise<string>} */
function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error("What was made could not be shown: open the lab on a page of its own."));
    reader.readAsDataURL(blob);
  });
}
