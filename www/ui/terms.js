// @ts-check
/* Terms that explain themselves: a button, dotted underneath, that shows one sentence while it has the
   focus, by a tap, a click or a key. No `popover`: it is younger than the oldest browsers that we support. */

import { ALIASES, TERMS } from "../text/terms.js";
import { h, setText, windowOf } from "./dom.js";
import { putAt, scaleOf } from "./position.js";

/** The distance of the sentence from its term and from the lab's sides, in pixels. */
const GAP = 5;

/** The longest first, so that no term hides a longer one. */
const WORDS = [...Object.keys(TERMS), ...Object.keys(ALIASES)].sort((a, b) => b.length - a.length);

/** @param {string} name a key of `TERMS`
 * @param {string} [label] */
export function term(name, label = name) {
  const button = h("button", { type: "button", className: "term" }, label);
  button.dataset.term = name;
  return button;
}

/** Makes a term's button another term's.
 * @param {HTMLButtonElement} button
 * @param {string} name */
export function setTerm(button, name) {
  button.dataset.term = name;
  setText(button, name);
}

/** A text in which each wanted term explains itself where it is first used.
 * @param {string} text
 * @param {string[]} [wanted]
 * @returns {(Node | string)[]} */
export function withTerms(text, wanted = WORDS) {
  const places = wanted.map((words) => ({ words, at: text.indexOf(words) })).filter(({ at }) => at >= 0);
  if (places.length === 0) return text ? [text] : [];
  const { words, at } = places.reduce((first, next) => (next.at < first.at ? next : first));
  const name = ALIASES[words] ?? words;
  const others = wanted.filter((other) => (ALIASES[other] ?? other) !== name);
  return [text.slice(0, at), term(name, words), ...withTerms(text.slice(at + words.length), others)].filter((part) => part !== "");
}

/** Shows the sentence of the term that has the focus, within the lab. */
export class Explainer {
  /** @type {HTMLElement | null} */
  #term = null;
  #resized = () => {
    this.follow();
    if (this.#term) this.#place(this.#term);
  };

  /** @param {HTMLElement} lab */
  constructor(lab) {
    this.lab = lab;
    this.node = h("p", { className: "explains", id: "explains", role: "tooltip", hidden: true });
    lab.append(this.node);
    lab.addEventListener("focusin", ({ target }) => this.#explain(termOf(target)));
    lab.addEventListener("focusout", () => this.#explain(null));
    // Not every browser focuses a button by a click, nor takes the focus away by a touch elsewhere.
    lab.addEventListener("click", ({ target }) => termOf(target)?.focus());
    lab.addEventListener("pointerdown", ({ target }) => this.#term && termOf(target) !== this.#term && this.#explain(null));
    lab.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#term) return;
      event.preventDefault();
      this.#explain(null);
    });
  }

  /** A term that is no longer there explains nothing. */
  follow() {
    if (this.#term && !this.#term.isConnected) this.#explain(null);
  }

  /** @param {HTMLElement | null} term */
  #explain(term) {
    if (term === this.#term) return;
    this.#term?.removeAttribute("aria-describedby");
    this.#term = term;
    this.node.hidden = term === null;
    const view = windowOf(this.lab);
    view.removeEventListener("resize", this.#resized);
    if (!term) return;
    view.addEventListener("resize", this.#resized);
    setText(this.node, TERMS[term.dataset.term ?? ""] ?? "");
    term.setAttribute("aria-describedby", this.node.id);
    this.#place(term);
  }

  /** Under its term, or above it where the window ends, and within the lab.
   * @param {HTMLElement} term */
  #place(term) {
    const scale = scaleOf(this.lab);
    const [lab, at] = [this.lab, term].map((node) => node.getBoundingClientRect());
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const left = Math.min((at.left - lab.left) / scale, this.lab.clientWidth - width - GAP);
    const fits = at.bottom + (height + GAP) * scale < this.lab.ownerDocument.documentElement.clientHeight;
    const top = fits ? (at.bottom - lab.top) / scale + GAP : (at.top - lab.top) / scale - height - GAP;
    putAt(this.node, Math.max(GAP, left), Math.max(GAP, top));
  }
}

/** @param {EventTarget | null} target
 * @returns {HTMLElement | null} */
function termOf(target) {
  return target instanceof Element ? target.closest(".term") : null;
}
