// @ts-check
/* Exports: the picture as PNG or SVG, the points and the ledger as CSV. Each is made from the state as it was when it
   was asked for, and changes nothing. */

import { pictureInWords } from "../text/picture-in-words.js";
import { abortError } from "../wasm/slices.js";

/** Pixels to a CSS pixel: sharp on a slide. */
const PNG_RATIO = 2;
/** The picture's size where it is not laid out. */
const USUAL_SIZE = { width: 1000, height: 440 };
/** So many parts of a table become one blob, which a browser may move out of memory. */
const PARTS_AT_ONCE = 64;

export class Exports {
  /** @param {import("../wasm/engine.js").Engine} engine
   * @param {Pick<Page, "pictured">} page */
  constructor(engine, page) {
    this.engine = engine;
    this.page = page;
  }

  /** @param {WorkOptions} [options]
   * @returns {Promise<Blob>} */
  png(options = {}) {
    return atOnce(options, async () => {
      const { width, height, theme, bars } = this.#laidOut();
      const canvas = document.createElement("canvas");
      this.engine.ask((lab) => lab.draw({ canvas, width, height, ratio: PNG_RATIO }, theme, 0, 1, bars));
      /** @type {Blob | null} */
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      if (!blob) throw new Error("This browser could not make a PNG of the picture: save it as SVG instead.");
      return blob;
    });
  }

  /** @param {WorkOptions} [options]
   * @returns {Promise<Blob>} */
  svg(options = {}) {
    return atOnce(options, async () => {
      const { width, height, theme, bars, scene } = this.#laidOut();
      const { snapshot, settings } = scene;
      const title = `EM after ${snapshot.position} half-steps, k = ${snapshot.k}`;
      const svg = this.engine.ask((lab) => {
        const { name, words } = pictureInWords(snapshot, settings, lab.shape(), bars, lab.frame(width, height, theme));
        return lab.svg(width, height, theme, bars, title, `${name}. ${words}`);
      });
      return new Blob([svg], { type: "image/svg+xml" });
    });
  }

  /** @param {WorkOptions} [options]
   * @returns {Promise<Blob>} */
  async csv(options = {}) {
    /** @type {BlobPart[]} */
    let parts = [];
    for await (const part of this.engine.parts((lab) => lab.beginPoints(), options)) {
      parts.push(part);
      if (parts.length > PARTS_AT_ONCE) parts = [new Blob(parts)];
    }
    return new Blob(parts, { type: "text/csv" });
  }

  /** @param {WorkOptions} [options]
   * @returns {Promise<Blob>} */
  ledger(options = {}) {
    return atOnce(options, async () => new Blob([this.engine.ask((lab) => lab.ledgerCsv())], { type: "text/csv" }));
  }

  #laidOut() {
    const pictured = this.page.pictured();
    return pictured.width > 0 && pictured.height > 0 ? pictured : { ...pictured, ...USUAL_SIZE };
  }
}

/** Short work in one go, with the same options as long work.
 * @template T
 * @param {WorkOptions} options
 * @param {() => Promise<T>} make
 * @returns {Promise<T>} */
async function atOnce({ signal, onProgress }, make) {
  await null; // cancelled right after the call, nothing is done
  if (signal?.aborted) throw abortError();
  const made = await make();
  onProgress?.(1);
  if (signal?.aborted) throw abortError();
  return made;
}
