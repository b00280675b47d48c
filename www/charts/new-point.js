// @ts-check
/* A new point: type its value, and read its responsibilities under the present mixture. */

import { letterOf } from "../text/component-name.js";
import { PROBABILITY_DECIMALS, decimal } from "../text/format.js";
import { h, letterTag } from "../ui/dom.js";
import { Field, Refusal } from "../ui/fields.js";
import { keepCount } from "../ui/rows.js";

export class NewPoint {
  /** @type {number | null} */
  #x = null;
  /** @type {(number | null)[]} */
  #matching = [];
  /** @type {string[]} */
  #names = [];
  /** @type {HTMLElement[]} One to a component: its part of the bar. */
  #parts = [];

  /** @param {{ read: (x: number) => ReadingAt | null, plain: Actions["plain"] }} on */
  constructor({ read, plain }) {
    this.read = read;
    this.plain = plain;
    this.refusal = new Refusal();
    this.field = new Field({ label: "A new point at x", size: 8, signed: true, commit: () => this.#take() });
    this.field.input.setAttribute("part", "new-point");
    this.field.input.addEventListener("opened", () => this.#take());
    this.field.input.addEventListener("keydown", (event) => event.key === "Enter" && this.#take());
    this.shares = h("div", { className: "shares", "aria-hidden": "true" });
    this.said = h("p", { className: "note", part: "new-point-words", role: "status" });
    this.node = h(
      "div",
      { className: "stack new-point" },
      h("label", { className: "pair" }, h("span", {}, "a new point at x ="), this.field.input),
      this.refusal.node,
      this.shares,
      this.said,
    );
  }

  /** @param {(number | null)[]} matching
   * @param {string[]} names */
  show(matching, names) {
    this.#matching = matching;
    this.#names = names;
    this.#say();
  }

  #take() {
    this.refusal.say("");
    const typed = this.field.text === "" ? null : this.field.number(this.plain, this.refusal);
    this.#x = typed === null ? null : Number(typed);
    this.#say();
  }

  #say() {
    const reading = this.#x === null ? null : this.read(this.#x);
    this.shares.hidden = !reading;
    if (!reading) {
      this.said.replaceChildren("Its group is not known. Type its value: the curves say how likely each group is.");
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
