// @ts-check
/* The lab on the whole screen, for a room; where a frame or a browser forbids it there is no button. */

import { h, icon } from "../ui/dom.js";

export class FullScreen {
  /** @param {Element} host the lab's element, which outlives this button's listening */
  constructor(host) {
    this.host = host;
    this.button = h("button", { type: "button", className: "quiet square", onclick: () => void this.#toggle() });
    host.addEventListener("fullscreenchange", () => this.#show());
    this.#show();
  }

  get #filled() {
    // Not by the document's element: within another component's shadow root that is the component.
    return this.host.matches(":fullscreen");
  }

  async #toggle() {
    try {
      if (this.#filled) await this.host.ownerDocument.exitFullscreen();
      else await this.host.requestFullscreen();
    } catch {
      this.button.hidden = true; // refused after all
    }
  }

  #show() {
    const name = this.#filled ? "Leave full screen" : "Full screen";
    this.button.hidden = !this.host.ownerDocument.fullscreenEnabled;
    this.button.title = name;
    this.button.setAttribute("aria-label", name);
    this.button.replaceChildren(icon(this.#filled ? "unfill" : "fill"));
  }
}
