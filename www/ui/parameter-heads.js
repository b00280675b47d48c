// @ts-check
/* The heads of two columns of a table, for a component's mean and sd, as the family has them. */

import { familyOf } from "../text/families.js";
import { h, setText } from "./dom.js";

export class ParameterHeads {
  mean = h("th", { scope: "col" });
  sd = h("th", { scope: "col" }, "sd");
  #shown = "";

  /** Returns whether a component has other parameters than before: then the rows need other fields.
   * @param {Pick<Settings, "family" | "trials">} settings */
  show(settings) {
    const { mean, hasSd } = familyOf(settings);
    setText(this.mean, mean);
    this.sd.hidden = !hasSd;
    const now = `${settings.family} ${settings.trials}`;
    const changed = now !== this.#shown;
    this.#shown = now;
    return changed;
  }
}
