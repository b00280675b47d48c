// @ts-check
/* A new point: type its value, or its x and y, and read its responsibilities under the present mixture. */

import { letterOf } from "../text/component-name.js";
import { inPlane } from "../text/dimension.js";
import { PROBABILITY_DECIMALS, decimal } from "../text/format.js";
import { h, letterTag } from "../ui/dom.js";
import { Field, Refusal } from "../ui/fields.js";
import { keepCount } from "../ui/rows.js";

export class NewPoint {
  /** @type {number[] | null} */
  #at = null;
  #numbers = 1;
  /** @type {(number | null)[]} */
  #matching = [];
  /** @type {string[]} */
  #names = [];
  /** @type {HTMLElement[]} One to a component: its part of the bar. */
  #parts = [];

  /** @param {{ read: (at: number[]) => ReadingAt | ReadingAtPoint | null, plain: Actions["plain"] }} on */
  constructor({ read, plain }) {
    this.read = read;
    this.plain = plain;
    this.refusal = new Refusal();
    this.fields = ["x", "y"].map((axis) => {
      const field = new Field({ label: `A new point at ${axis}`, size: 8, signed: true, commit: () => this.#take() });
      field.input.setAttribute("part", "new-point");
      field.input.addEventListener("opened", () => this.#take());
      field.input.addEventListener("keydown", (event) => event.key === "Enter" && this.#take());
      return field;
    });
    const [x, y] = this.fields;
    this.first = h("label", { className: "pair" }, h("span", {}, "a new point at x ="), x.input);
    // On a line it is not in the document.
    this.second = h("label", { className: "pair" }, h("span", {}, "y ="), y.input);
    this.shares = h("div", { className: "shares", "aria-hidden": "true" });
    this.said = h("p", { className: "note", part: "new-point-words", role: "status" });
    this.node = h(
      "div",
      { className: "stack new-point" },
      this.first,
      this.refusal.node,
      this.shares,
      this.said,
    );
  }

  /** @param {Settings} settings
   * @param {(number | null)[]} matching
   * @param {string[]} names */
  show(settings, matching, names) {
    this.#numbers = inPlane(settings) ? 2 : 1;
    if (this.#at && this.#at.length !== this.#numbers) this.#at = null;
    if (this.#numbers === 1) this.second.remove();
    else if (!this.second.parentNode) this.first.after(this.second);
    this.#matching = matching;
    this.#names = names;
    this.#say();
  }

  #take() {
    this.refusal.say("");
    const typed = this.fields.slice(0, this.#numbers).map((field) => (field.text === "" ? null : field.number(this.plain, this.refusal)));
    this.#at = typed.includes(null) ? null : typed.map(Number);
    this.#say();
  }

  #say() {
    const reading = this.#at === null ? null : this.read(this.#at);
    this.shares.hidden = !reading;
    if (!reading) {
      this.said.replaceChildren(this.#numbers === 1 ? "Its group is not known. Type its value: the curves say how likely each group is." : "Its group is not known. Type its x and y: the ellipses say how likely each group is.");
      return;
    }
    const { responsibilities } = reading;
    keepCount(this.#parts, responsibilities.length, (k) => this.shares.appendChild(h("span", { className: `c${k}` })));
    const most = responsibilities.indexOf(Math.max(...responsibilities));
    const words = responsibilities.flatMap((share, k) => {
      this.#parts[k].style.setProperty("--share", String(share));
      return [letterTag(k), ` ${decimal(share, PROBABILITY_DECIMALS)}${k === responsibilities.length - 1 ? ". " : ", "}`];
    });
    const group = this.#matching.indexOf(most);
    const named = group < 0 ? "which stands for no true group" : `which stands for ${this.#names[group]}`;
    this.said.replaceChildren(...words, `So it would be called ${letterOf(most)}, ${named}.`);
  }
}
