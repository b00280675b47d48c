// @ts-check
/* Controls whose value the lab may refuse. A field keeps what was typed until the lab accepts it, the
   lab's value changes, or another scenario is opened: then each control gets the event `opened` (see
   layout/lab-view.js). A sentence beside the control says what was refused. */

import { meaningOf, wordFor } from "../text/words.js";
import { h, setText } from "./dom.js";
import { term } from "./terms.js";

/** A text field for one number. The lab reads its text, or refuses it. */
export class Field {
  #shown = "";
  #edited = false;
  #called = "";
  /** Whether it has the focus and was not clicked since. */
  #fresh = false;

  /** @param {{ label: string, called?: string, commit: (text: string) => void, size?: number, className?: string, signed?: boolean }} as
   *   `called`: what a refusal calls it, where that is not its label; `signed`: it may be negative */
  constructor({ label, called = label, commit, size = 6, className = "", signed = false }) {
    this.#called = called;
    this.input = h("input", {
      type: "text",
      // The decimal keypad of iPhones has no minus; the keyboard for text has one.
      inputMode: signed ? "text" : "decimal",
      autocomplete: "off",
      spellcheck: false,
      size,
      className,
      "aria-label": label,
      oninput: () => (this.#edited = true),
      onchange: () => commit(this.text),
      onopened: () => this.settle(),
      onfocus: () => (this.#fresh = true),
      onclick: () => this.#selectAll(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Escape") this.settle();
      },
    });
  }

  /** A first click selects the number, as Tab does: what is typed then takes its place. */
  #selectAll() {
    if (this.#fresh && this.input.selectionStart === this.input.selectionEnd) this.input.select();
    this.#fresh = false;
  }

  /** Whether something was typed here that the lab has not accepted. */
  get edited() {
    return this.#edited;
  }

  get text() {
    return this.input.value.trim();
  }

  /** What was typed, as a program writes the number; null where it is none: then the refusal is shown.
   * @param {Actions["plain"]} plain
   * @param {Refusing} refusal */
  number(plain, refusal) {
    const number = plain(this.#called, this.text, refusal);
    if (number === null) this.refuse();
    else this.input.removeAttribute("aria-invalid");
    return number;
  }

  /** @param {string} text the value as the lab has it */
  show(text) {
    if (text === this.#shown) return;
    this.#shown = text;
    if (!(this.#edited && this.input.matches(":focus"))) this.settle();
  }

  /** Shows the lab's value again, whatever was typed. */
  settle() {
    this.#edited = false;
    this.input.value = this.#shown;
    this.input.removeAttribute("aria-invalid");
  }

  refuse() {
    this.input.setAttribute("aria-invalid", "true");
  }
}

/** The sentence beside a group of controls, when something in it was refused. */
export class Refusal {
  constructor() {
    this.node = h("p", { className: "refusal", role: "alert", hidden: true, onopened: () => this.say("") });
  }

  /** @param {string} sentence empty: nothing to say */
  say(sentence) {
    this.node.hidden = sentence === "";
    setText(this.node, sentence);
  }
}

/** A label and its control on one line.
 * @param {string} label
 * @param {...Node} controls */
export function row(label, ...controls) {
  return h("label", { className: "row" }, h("span", {}, label), ...controls);
}

/** The same where the label is a term. A button within a label would be what it labels: so the control has
 * its own name.
 * @param {string} name
 * @param {string} label
 * @param {...Node} controls */
export function termRow(name, label, ...controls) {
  return h("div", { className: "row" }, term(name, label), ...controls);
}

/** A few words to choose from, side by side: radio buttons drawn as one strip.
 * @param {string} name the scenario's name
 * @param {string | Node} legend
 * @param {string[]} words
 * @param {(word: string) => void} pick */
export function strip(name, legend, words, pick) {
  const inputs = words.map((word) =>
    h("input", { type: "radio", name, value: word, title: meaningOf(word), onchange: () => pick(word) }),
  );
  const node = h(
    "fieldset",
    { className: "row strip" },
    h("legend", {}, legend),
    h(
      "span",
      { className: "words" },
      ...inputs.map((input) =>
        h("label", {}, input, h("span", {}, wordFor(name, input.value))),
      ),
    ),
  );
  return {
    node,
    /** @param {string} word */
    show(word) {
      for (const input of inputs) input.checked = input.value === word;
    },
    /** Offers a word, or leaves it out.
     * @param {string} word
     * @param {boolean} offered */
    offer(word, offered) {
      const label = inputs.find((input) => input.value === word)?.parentElement;
      if (label) label.hidden = !offered;
    },
  };
}

/** A drop-down of words; one that the lab shows and the list lacks is added.
 * @param {string} name
 * @param {string[]} words
 * @param {(word: string) => void} pick
 * @param {string} [label] where no visible label stands beside it */
export function dropDown(name, words, pick, label) {
  const node = h("select", { onchange: () => pick(node.value) });
  if (label) node.setAttribute("aria-label", label);
  /** @param {string} word */
  const add = (word) => node.append(h("option", { value: word }, wordFor(name, word)));
  for (const word of words) add(word);
  return {
    node,
    /** @param {string} word */
    show(word) {
      if (![...node.options].some((option) => option.value === word)) add(word);
      node.value = word;
    },
  };
}

/** @param {string} label
 * @param {() => void} onclick
 * @param {{ [name: string]: any }} [props] */
export function quietButton(label, onclick, props = {}) {
  return h("button", { type: "button", className: "quiet", onclick, ...props }, label);
}

/** Says which of the scenario's names a control changes, for the lock.
 * @template {HTMLElement} N
 * @param {string} names those that the control changes, between blanks
 * @param {N} control
 * @returns {N} */
export function changing(names, control) {
  control.dataset.changes = names;
  return control;
}
