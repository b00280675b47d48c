// @ts-check
/* What the lab has to say that belongs to no single control: mistakes in a link, how far long work
   has come, and that it has stopped for good. */

import { withMenuWords } from "../text/words.js";
import { h, icon } from "../ui/dom.js";

/** Work shorter than this shows no bar: it would only flicker. */
const UNSEEN_MS = 150;

export class Notices {
  /** @type {number | null} */
  #since = null;

  /** @param {() => void} cancel
   * @param {(change: () => void) => void} keepFocus makes a change that may take a button away */
  constructor(cancel, keepFocus) {
    this.keepFocus = keepFocus;
    this.list = h("ul", {});
    this.close = h("button", { type: "button", className: "bare", "aria-label": "Dismiss", onclick: () => this.say([]) }, icon("close"));
    this.said = h("div", { className: "notices", hidden: true }, this.list, this.close);
    this.bar = h("progress", { max: 1, "aria-label": "Work under way" });
    this.cancel = h("button", { type: "button", className: "quiet", onclick: cancel }, "Cancel");
    this.work = h("div", { className: "work", hidden: true }, this.bar, this.cancel);
    this.node = h("div", { role: "status" }, this.said, this.work);
  }

  /** @param {string[]} sentences */
  say(sentences) {
    this.keepFocus(() => (this.said.hidden = sentences.length === 0));
    this.close.hidden = false;
    this.list.replaceChildren(...sentences.map((sentence) => h("li", {}, withMenuWords(sentence))));
  }

  /** The last words: they cannot be dismissed.
   * @param {string} sentence */
  end(sentence) {
    this.say([sentence]);
    this.said.classList.add("fatal");
    this.close.hidden = true;
  }

  /** @param {number | null} fraction null: done */
  busy(fraction) {
    if (fraction === null) {
      this.#since = null;
      this.keepFocus(() => (this.work.hidden = true));
      return;
    }
    this.#since ??= performance.now();
    this.bar.value = fraction;
    this.work.hidden = performance.now() - this.#since < UNSEEN_MS;
  }
}
