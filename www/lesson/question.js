// @ts-check
/* A question that takes an answer: a field, a choice, or the state of the lab; *Check*; and the verdict,
   which the engine works out. */

import { h, setText } from "../ui/dom.js";
import { isAbort, sentenceOf } from "../wasm/slices.js";

/** @typedef {import("../element.js").EmMixture} EmMixture */

/** @type {Record<Rating, string>} */
export const RATINGS = { right: "Right.", nearly: "Nearly.", wrong: "Not yet." };

export class Question {
  /** @type {HTMLInputElement[]} */
  #inputs = [];

  /** @param {LessonTask} task
   * @param {{ lab: EmMixture, answers: import("./answers.js").Answers, number?: number }} of */
  constructor(task, { lab, answers, number }) {
    this.task = task;
    this.lab = lab;
    this.answers = answers;
    this.number = number;
    this.rating = h("strong");
    this.sentence = h("span");
    this.verdict = h("p", { className: "verdict", role: "status" }, this.rating, " ", this.sentence);
    this.button = h("button", { type: "submit" }, task.takes === "lab" ? "Check the lab" : "Check");
    this.node = h("form", { className: "answer", noValidate: true }, this.#entry(), this.button, this.verdict);
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#check();
    });
    this.node.addEventListener("input", () => this.#say(null, ""));
    this.show();
  }

  /** What takes the answer; nothing where the lab does.
   * @returns {HTMLElement | null} */
  #entry() {
    const { id, takes, choices } = this.task;
    if (takes === "lab") return null;
    if (takes === "number") {
      this.#inputs = [h("input", { type: "text", inputMode: "decimal", autocomplete: "off", spellcheck: false, size: 8 })];
      return h("label", {}, "Your answer ", this.#inputs[0]);
    }
    const name = `answer ${id} ${this.number ?? ""}`;
    this.#inputs = choices.map(({ word }) => h("input", { type: "radio", name, value: word }));
    const labels = choices.map(({ read }, i) => h("label", {}, this.#inputs[i], ` ${read}`));
    return h("fieldset", {}, h("legend", {}, "Your answer"), ...labels);
  }

  /** The answer as the engine reads it. */
  get #answer() {
    const { takes } = this.task;
    if (takes === "lab") return this.lab.scenario;
    const input = takes === "number" ? this.#inputs[0] : this.#inputs.find((one) => one.checked);
    return input?.value.trim() ?? "";
  }

  /** Its field is described by what is asked.
   * @param {Element} asked */
  isAsked(asked) {
    asked.id ||= `${this.task.id}-asked`;
    this.node.querySelector("fieldset, input, button")?.setAttribute("aria-describedby", asked.id);
  }

  /** What was answered before. */
  show() {
    const before = this.answers.of(this.task.id, this.number);
    for (const input of this.#inputs) {
      if (input.type === "radio") input.checked = input.value === before?.answer;
      else input.value = before?.answer ?? "";
    }
    this.#say(before?.rating ?? null, before?.sentence ?? "");
  }

  async #check() {
    const answer = this.#answer;
    this.node.ariaBusy = "true";
    try {
      const onProgress = () => this.#say(null, "Checking …");
      const verdict = await this.lab.judge(this.task.id, answer, this.number, { onProgress });
      this.answers.keep(this.task.id, this.number, { answer, ...verdict });
      if (this.task.takes !== "lab" && this.#answer !== answer) return this.#say(null, ""); // meanwhile it was changed
      this.#say(verdict.rating, verdict.sentence);
      this.verdict.scrollIntoView({ block: "nearest" });
    } catch (error) {
      if (isAbort(error)) return this.#say(null, ""); // another answer is being checked
      this.#say(null, sentenceOf(error));
      if (this.task.takes === "number") this.#inputs[0].setAttribute("aria-invalid", "true");
    } finally {
      this.node.ariaBusy = null;
    }
  }

  /** @param {Rating | null} rating null: nothing was judged
   * @param {string} sentence */
  #say(rating, sentence) {
    this.#inputs.forEach((input) => input.removeAttribute("aria-invalid"));
    this.verdict.dataset.rating = rating ?? "";
    setText(this.rating, rating ? RATINGS[rating] : "");
    setText(this.sentence, sentence);
  }
}
