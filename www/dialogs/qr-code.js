// @ts-check
/* The link as a QR code, for an audience with phones. */

import { h, setText } from "../ui/dom.js";
import { quietButton } from "../ui/fields.js";

const SVG = "http://www.w3.org/2000/svg";
/** The width of the empty border that a code needs, in squares (ISO/IEC 18004). */
const QUIET = 4;
/** With more squares per side, a phone must be near. */
const COARSE = 93;

export class QrCode {
  /** @param {Actions} on */
  constructor(on) {
    this.on = on;
    this.squares = document.createElementNS(SVG, "path");
    this.picture = document.createElementNS(SVG, "svg");
    this.picture.setAttribute("role", "img");
    this.picture.setAttribute("aria-label", "The link above as a QR code");
    this.picture.setAttribute("part", "qr-code");
    this.picture.append(this.squares);
    this.about = h("p", { className: "note" });
    this.larger = quietButton("", () => this.#enlarge(!this.node.classList.contains("large")));
    this.node = h("div", { className: "qr" }, this.picture, h("div", { className: "stack" }, this.about, this.larger));
    this.#enlarge(false);
  }

  /** @param {string} link */
  show(link) {
    const code = this.on.qrCode(link);
    this.picture.classList.toggle("gone", !code);
    this.larger.hidden = !code;
    if (!code) return setText(this.about, "For a QR code this link is too long.");
    const side = code.size + 2 * QUIET;
    this.picture.setAttribute("viewBox", `${-QUIET} ${-QUIET} ${side} ${side}`);
    this.squares.setAttribute("d", code.path);
    const near = code.size > COARSE ? " It is a long link: a phone must come near. A shorter one leaves something out." : "";
    setText(this.about, `A phone’s camera opens the link from this.${near}`);
    code.free();
  }

  /** @param {boolean} large */
  #enlarge(large) {
    this.node.classList.toggle("large", large);
    this.larger.setAttribute("aria-pressed", String(large));
    setText(this.larger, large ? "Smaller" : "Large, for a room");
  }
}
