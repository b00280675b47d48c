// @ts-check
/* The dialog with a link to the present state, and with a teacher's choices: at which half-step it
   opens, which parts it leaves out, what it locks; and the same in a frame, or as an element, for a course page. */

import { inPlane } from "../text/dimension.js";
import { count } from "../text/format.js";
import { wordFor } from "../text/words.js";
import { h, setText } from "../ui/dom.js";
import { dropDown, quietButton, row } from "../ui/fields.js";
import { copyFrom } from "./clipboard.js";
import { QrCode } from "./qr-code.js";
import { dialog, openDialog } from "./dialog.js";

/** What a scenario takes. */
const LONGEST_TITLE = 100;

export class Share {
  /** @type {Snapshot | null} */
  #snapshot = null;

  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    const write = () => this.#write();
    this.step = check("step", write);
    this.reveal = check("show the truth at once", write);
    this.theme = dropDown("theme", on.choices.theme, write);
    this.hide = on.choices.hide.map((part) => ({ part, ...check(wordFor("hide", part), write) }));
    this.lock = check("lock all but the buttons that step", write);
    this.view = dropDown("view", on.choices.view, write);
    this.title = h("input", { type: "text", maxLength: LONGEST_TITLE, oninput: write });
    this.ownData = check("", write);
    this.link = h("input", { type: "text", readOnly: true, "aria-label": "The link" });
    this.frame = h("textarea", { readOnly: true, rows: 4, spellcheck: false, "aria-label": "The frame for a course page" });
    this.element = h("textarea", { readOnly: true, rows: 5, spellcheck: false, "aria-label": "The element for a course page" });
    const published = on.page.element("") !== null;
    this.carries = h("p", { className: "note" }, "This link does not carry your data: they are too many for an address. Whoever opens it is asked for them.");
    this.code = new QrCode(on);
    this.said = h("p", { className: "note", role: "status" });
    this.node = dialog(
      "Link",
      h("div", { className: "copied" }, this.link, this.#copies(this.link, "Copy the link")),
      this.carries,
      this.ownData.node,
      this.code.node,
      row("Title", this.title),
      h("div", { className: "wishes" }, this.step.node, this.reveal.node, this.lock.node, row("Theme of the link", this.theme.node), row("It shows", this.view.node)),
      h("fieldset", { className: "wishes parts" }, h("legend", {}, "Leave out"), ...this.hide.map(({ node }) => node)),
      h("div", { className: "copied" }, this.frame, this.#copies(this.frame, "Copy the frame")),
      h("p", { className: "note" }, "The frame is for a course page: embed.html, which lies beside this page, is all that it loads."),
      h("div", { className: "copied", hidden: !published }, this.element, this.#copies(this.element, "Copy the element")),
      h("p", { className: "note", hidden: !published }, "Or the element itself. By the hash in its first line the browser loads this version of the script and no other."),
      this.said,
    );
    this.node.addEventListener("close", () => setText(this.said, ""));
    this.button = quietButton("Copy link", () => this.#open(), { title: "A link or a frame that opens exactly this" });
  }

  /** The lab is at another half-step; the choices stay.
   * @param {Snapshot} snapshot */
  follow(snapshot) {
    this.#snapshot = snapshot;
    if (this.node.open) this.#write();
  }

  /** @param {Scene} scene */
  show({ snapshot, settings }) {
    const own = settings.data === "own" && !settings.ownDataMissing;
    this.carries.hidden = snapshot.dataInLink;
    this.ownData.node.hidden = !(own && snapshot.dataInLink);
    setText(this.ownData.name, `This link carries your ${count(snapshot.n)} ${inPlane(settings) ? "points" : "numbers"}: whoever opens it can read them. Without this tick they are left out.`);
    this.follow(snapshot);
    if (this.node.open) return;
    this.step.input.checked = true;
    this.reveal.input.checked = settings.reveal;
    this.theme.show(settings.theme);
    this.view.show(settings.view);
    this.title.value = settings.title;
    this.ownData.input.checked = true;
    this.lock.input.checked = settings.allLocked;
    this.lock.input.disabled = settings.locked.length > 0;
    for (const { part, input } of this.hide) input.checked = settings.hide.includes(part);
  }

  #open() {
    this.#write();
    openDialog(this.node, this.button);
    this.link.focus({ preventScroll: true });
    this.link.select();
  }

  #write() {
    const position = this.#snapshot?.position ?? 0;
    setText(this.step.name, position === 0 ? "open at the start" : `open at half-step ${position}, as now`);
    this.step.input.disabled = position === 0;
    const hidden = this.hide.filter(({ input }) => input.checked).map(({ part }) => part);
    const scenario = this.on.scenarioWith({
      ...(this.step.input.checked ? {} : { step: "0" }),
      reveal: this.reveal.input.checked ? "1" : "0",
      ...(this.lock.input.disabled ? {} : { lock: this.lock.input.checked ? "all" : "" }),
      theme: this.theme.node.value,
      view: this.view.node.value,
      title: this.title.value.replace(/[~_]/g, (mark) => (mark === "~" ? "~7E" : "~5F")), // as a link writes them
      hide: hidden.join(","),
    }, this.ownData.input.checked);
    if (scenario === null || this.link.value === this.on.page.link(scenario)) return;
    this.link.value = this.on.page.link(scenario);
    this.frame.value = this.on.page.frame(scenario);
    this.element.value = this.on.page.element(scenario) ?? "";
    this.code.show(this.link.value);
    setText(this.said, "");
  }

  /** @param {HTMLInputElement | HTMLTextAreaElement} field
   * @param {string} name */
  #copies(field, name) {
    return quietButton("Copy", async () => setText(this.said, await copyFrom(field)), { "aria-label": name });
  }
}

/** @param {string} words
 * @param {() => void} onchange */
function check(words, onchange) {
  const input = h("input", { type: "checkbox", onchange });
  const name = h("span", {}, words);
  return { input, name, node: h("label", { className: "check" }, input, name) };
}
