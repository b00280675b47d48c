// @ts-check
/* The stage: the view in which the lab fills its box. A link can ask for it, and full screen is a stage too.
   The button for full screen is hidden if the browser or a frame forbids full screen. */

import { h, icon } from "../ui/dom.js";

export class FullScreen {
  #view = "page";

  /** @param {HTMLElement} host the lab's element */
  constructor(host) {
    this.host = host;
    this.button = h("button", { type: "button", className: "quiet square full-screen", onclick: () => void this.#toggle() });
    host.addEventListener("fullscreenchange", () => {
      this.follow(this.#view);
      this.#show();
    });
    this.#show();
  }

  get #filled() {
    // Not `document.fullscreenElement`: within another component's shadow root, that is the component.
    return this.host.matches(":fullscreen");
  }

  /** The view that the scenario asks for. It is an attribute of the element, for the page's style.
   * @param {string} view */
  follow(view) {
    this.#view = view;
    this.host.dataset.view = this.#filled ? "stage" : view;
  }

  /** On paper there is no stage: the lab is as high as its content. */
  print() {
    this.host.dataset.view = "page";
  }

  backFromPrint() {
    this.follow(this.#view);
  }

  async #toggle() {
    try {
      if (this.#filled) await this.host.ownerDocument.exitFullscreen();
      else await this.host.requestFullscreen();
    } catch {
      this.button.hidden = true; // the browser has refused it
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
