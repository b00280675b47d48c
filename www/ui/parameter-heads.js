// @ts-check
/* The heads of two columns of a table, for a component's mean and sd, as the family has them. */

import { familyOf } from "../text/families.js";
import { h, setText } from "./dom.js";

export class ParameterHeads {
  mean = h("th", { scope: "col" });
  sd = h("th", { scope: "col" }, "sd");
  #family = "";

  /** Returns whether the family is another one than before: then the rows need other fields.
   * @param {{ family: string }} settings */
  show(settings) {
    const { mean, hasSd } = familyOf(settings);
    setText(this.mean, mean);
    this.sd.hidden = !hasSd;
    const changed = settings.family !== this.#family;
    this.#family = settings.family;
    return changed;
  }
}
