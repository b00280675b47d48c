// @ts-check
/* Messages that belong to no single control: mistakes in a link, how far long work has come, and a fatal
   error. */

import { withMenuWords } from "../text/words.js";
import { h, icon } from "../ui/dom.js";
import { WorkBar } from "../ui/work-bar.js";

export class Notices {
  /** @param {() => void} cancel
   * @param {(change: () => void) => void} keepFocus makes a change after which a button may be gone */
  constructor(cancel, keepFocus) {
    this.keepFocus = keepFocus;
    this.list = h("ul", {});
    this.close = h("button", { type: "button", className: "bare", "aria-label": "Dismiss", onclick: () => this.say([]) }, icon("close"));
    this.said = h("div", { className: "notices", hidden: true }, this.list, this.close);
    this.work = new WorkBar("Work under way", cancel);
    this.node = h("div", { role: "status" }, this.said, this.work.node);
  }

  /** @param {string[]} sentences */
  say(sentences) {
    this.keepFocus(() => (this.said.hidden = sentences.length === 0));
    this.close.hidden = false;
    this.list.replaceChildren(...sentences.map((sentence) => h("li", {}, withMenuWords(sentence))));
  }

  /** A fatal error: it cannot be dismissed.
   * @param {string} sentence */
  end(sentence) {
    this.say([sentence]);
    this.said.classList.add("fatal");
    this.close.hidden = true;
  }

  /** @param {number | null} fraction null: done */
  busy(fraction) {
    if (fraction === null) this.keepFocus(() => this.work.show(null));
    else this.work.show(fraction);
  }
}
