// @ts-check
/* The heads of two columns of a table, for a component's mean and sd, as the family has them; and what stands before
   the rows of a component that has more than one. */

import { AXES } from "../text/dimension.js";
import { familyOf } from "../text/families.js";
import { h, setText, unseen } from "./dom.js";

export class ParameterHeads {
  mean = h("th", { scope: "col" });
  sd = h("th", { scope: "col" }, "sd");
  #shown = "";

  /** Returns whether a component has other parameters than before: then the rows need other fields.
   * @param {Pick<Settings, "family" | "trials" | "dim" | "covariance">} settings */
  show(settings) {
    const { mean, hasSd } = familyOf(settings);
    setText(this.mean, mean);
    this.sd.hidden = !hasSd;
    const now = JSON.stringify([settings.family, settings.trials, settings.dim, settings.covariance]);
    const changed = now !== this.#shown;
    this.#shown = now;
    return changed;
  }
}

/** The head of a row: whose it is, and of which axis, where there are two.
 * @param {number} line
 * @param {number} lines
 * @param {Node | string} whose
 * @returns {HTMLTableCellElement} */
export function rowHead(line, lines, whose) {
  const axis = lines > 1 && h("span", { className: "axis" }, AXES[line]);
  return h("th", { scope: "row", className: line > 0 ? "again" : "" }, line > 0 ? unseen(typeof whose === "string" ? whose : (whose.textContent ?? "")) : whose, axis);
}

/** A cell with the sign of its parameter, where the head of its column does not say it.
 * @param {string | undefined} sign
 * @param {Node} content */
export function signedCell(sign, content) {
  if (!sign) return h("td", {}, content);
  return h("td", {}, h("span", { className: "signed" }, h("span", { "aria-hidden": "true" }, sign), content));
}
