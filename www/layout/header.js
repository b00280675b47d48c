// @ts-check
/* The header: what is shown, in one line; and the buttons for the lab as a whole, which come after the
   picture in the tab order. */

import { dialog, openDialog } from "../dialogs/dialog.js";
import { Save } from "../dialogs/save.js";
import { Share } from "../dialogs/share.js";
import { familyOf } from "../text/families.js";
import { decimal, inWords } from "../text/format.js";
import { KEYS } from "../text/words.js";
import { h, setText } from "../ui/dom.js";
import { changing, dropDown, quietButton } from "../ui/fields.js";
import { FullScreen } from "./full-screen.js";

export class Header {
  #revealed = false;

  /** @param {Actions} on
   * @param {HTMLElement} host the lab's element
   * @param {HTMLElement} bars what colours the picture's bars: the truth, once it is revealed */
  constructor(on, host, bars) {
    /** The scenario's title; else the page's, or the lab's own. */
    this.named = h("h2", { part: "title" });
    this.unnamed = h("slot", { name: "title" }, h("h2", {}, "EM, step by step"));
    this.about = h("p", { className: "about" });
    this.reveal = changing("reveal", quietButton("", () => on.change("reveal", this.#revealed ? "0" : "1")));
    this.share = new Share(on);
    this.save = new Save(on.exports);
    this.theme = dropDown("theme", on.choices.theme, (word) => on.change("theme", word), "Theme");
    changing("theme", this.theme.node);
    this.fullScreen = new FullScreen(host);
    this.keys = keysDialog();
    /** @type {HTMLButtonElement} */
    this.help = quietButton("?", () => this.tellKeys(this.help), { title: "The keys", "aria-label": "The keys" });
    this.node = h(
      "header",
      {},
      h("div", { className: "title" }, this.named, this.unnamed, this.about),
    );
    this.tools = h(
      "div",
      { className: "tools", role: "group", "aria-label": "Tools" },
      h("div", {}, this.reveal, bars),
      h("div", {}, this.share.button, this.save.button, this.theme.node, this.fullScreen.button, this.help),
    );
    this.dialogs = [this.keys, this.share.node, this.save.node];
  }

  /** @param {Element} asked the control that asked for them */
  tellKeys(asked) {
    openDialog(this.keys, asked);
  }

  /** A frame of a run: here only the dialogs change.
   * @param {Scene} scene */
  follow(scene) {
    this.share.follow(scene.snapshot);
    this.save.show(scene);
  }

  /** @param {Scene} scene
   * @param {boolean} linked whether the page's address opens this lab */
  show(scene, linked) {
    const { snapshot, settings } = scene;
    this.follow(scene);
    setText(this.about, describe(snapshot, settings));
    const known = snapshot.truth !== null || snapshot.labels !== null;
    this.#revealed = settings.reveal;
    this.reveal.hidden = !known || settings.hide.includes("truth");
    setText(this.reveal, settings.reveal ? "Hide the truth" : "Reveal the truth");
    this.share.button.hidden = !linked;
    this.share.show(scene);
    this.theme.show(settings.theme);
    this.fullScreen.follow(settings.view);
    setText(this.named, settings.title);
    this.named.hidden = settings.title === "";
    this.unnamed.hidden = settings.title !== "";
  }
}

/** @param {Snapshot} snapshot
 * @param {Settings} settings */
function describe({ n, k }, settings) {
  const { data, truth, reveal, hide, dataName, ownDataMissing } = settings;
  const { point, shape } = familyOf(settings);
  if (data !== "simulated" && !ownDataMissing) return `${dataName}: ${decimal(n, 0)} ${point}s, ${inWords(k)} ${k === 1 ? shape : `${shape}s`}`;
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
