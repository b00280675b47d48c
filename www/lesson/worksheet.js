// @ts-check
/* The worksheet that a link asks for by `task`: its tasks in one list, each on the data of the learner's
   own number, and a receipt of the answers. Nothing is sent: the learner copies the receipt. */

import { copyFrom } from "../dialogs/clipboard.js";
import { MOST_SEED } from "../lab/arguments.js";
import { h, setText } from "../ui/dom.js";
import { Question } from "./question.js";
import { writeReceipt } from "./receipt.js";

/** The names of a scenario that a link to the other lesson takes along; the rest is about this lab's data. */
const CARRIED = ["speed", "glide", "theme", "view", "title", "task", "hide", "lock"];

export class Worksheet {
  #shown = "";
  /** The scenario that named the tasks. */
  #scenario = "";
  /** @type {LessonTask[]} */
  #tasks = [];
  /** The number as it was typed when the tasks were asked. */
  #text = "";
  /** The learner's number; the lesson's own data where there is none.
   * @type {number | undefined} */
  #number;

  /** @param {{ lab: import("../element.js").EmMixture, answers: import("./answers.js").Answers, page: Document }} of */
  constructor({ lab, answers, page }) {
    this.lab = lab;
    this.answers = answers;
    this.page = page;
    this.field = h("input", { type: "text", inputMode: "numeric", autocomplete: "off", size: 8, value: answers.number, onchange: () => (answers.number = this.field.value.trim()) });
    this.refusal = h("p", { role: "alert", hidden: true });
    this.list = h("ol");
    this.elsewhere = h("p", { hidden: true });
    this.receipt = h("textarea", { readOnly: true, rows: 6, "aria-label": "Receipt" });
    this.copied = h("p", { role: "status" });
    const copy = h("button", { type: "button", onclick: async () => setText(this.copied, await copyFrom(this.receipt)) }, "Copy the receipt");
    this.handIn = h(
      "div",
      {},
      h("p", {}, "The receipt has your number, your answers and the verdicts. Copy it, and hand it in: this page sends nothing."),
      this.receipt,
      copy,
      this.copied,
    );
    this.node = h(
      "section",
      { className: "worksheet", id: "worksheet", "aria-label": "Worksheet" },
      h("h2", {}, "Worksheet"),
      h("p", {}, "Write your student number first, in digits: most tasks are on data that are made from it. Without a number they are on the lesson’s own data. Each task has a link that opens it in the lab."),
      h("label", {}, "Your number ", this.field),
      this.refusal,
      this.list,
      this.elsewhere,
      this.handIn,
    );
    /** The page's first link, which leads to the worksheet while there is one. */
    this.onward = page.querySelector(".onward a");
    this.toLesson = [this.onward?.textContent ?? "", this.onward?.getAttribute("href") ?? ""];
    answers.listen(() => this.#follow());
  }

  /** @param {string[]} ids the tasks that the scenario names */
  show(ids) {
    if (ids.join() === this.#shown) return;
    [this.#shown, this.#scenario] = [ids.join(), this.lab.scenario];
    this.node.remove();
    const [words, hash] = ids.length > 0 ? [`Your worksheet: ${ids.length === 1 ? "one task" : `${ids.length} tasks`}`, "#worksheet"] : this.toLesson;
    if (this.onward) setText(this.onward, words);
    this.onward?.setAttribute("href", hash);
    if (ids.length === 0) return;
    this.page.querySelector(".contents")?.prepend(this.node);
    this.#ask();
  }

  /** Something was answered, or the number was changed. */
  #follow() {
    if (!this.node.isConnected) return;
    if (this.answers.number === this.#text) this.#write();
    else this.#ask();
  }

  /** Asks every task under the number in the field. */
  #ask() {
    const text = this.answers.number;
    /** @type {LessonTask[]} */
    let tasks = [];
    const number = text === "" ? undefined : Number(text);
    try {
      tasks = this.lab.tasks(number);
      this.#refuse("");
    } catch {
      return this.#refuse(`Your number: expected a whole number from 0 to ${MOST_SEED}, not “${text}”.`);
    }
    [this.#number, this.#text] = [number, text];
    const ids = this.#shown.split(",");
    const asked = tasks.filter(({ id }) => ids.includes(id));
    this.#tasks = asked.filter(({ id }) => this.page.querySelector(`#${id} .question`));
    this.#lead(asked.length - this.#tasks.length);
    this.list.replaceChildren(...this.#tasks.map((task) => this.#item(task)));
    this.list.hidden = this.handIn.hidden = this.#tasks.length === 0;
    this.#write();
  }

  /** To the other lesson, where tasks are of that one.
   * @param {number} count how many */
  #lead(count) {
    this.elsewhere.hidden = count === 0;
    const page = this.page.querySelector(".other-lesson")?.getAttribute("href") ?? "";
    const more = this.#tasks.length > 0 ? " more" : "";
    const words = count === 1 ? `One${more} task is` : `${count}${more} tasks are`;
    const carried = this.#scenario.split("&").filter((part) => CARRIED.includes(part.split("=")[0]));
    this.elsewhere.replaceChildren(`${words} in `, h("a", { href: `${page}#${carried.join("&")}` }, "the other lesson"), ", with a receipt of its own.");
  }

  /** @param {string} sentence */
  #refuse(sentence) {
    this.refusal.hidden = sentence === "";
    setText(this.refusal, sentence);
  }

  /** @param {LessonTask} task */
  #item(task) {
    const asked = this.page.querySelector(`#${task.id} .question > p`)?.cloneNode(true);
    const chapter = this.page.querySelector(`#${task.id} :is(h2, h3)`)?.textContent ?? task.id;
    const open = h("a", { className: "show-me", href: `#${task.scenario}` }, h("strong", {}, "Show me"), ` ${chapter}`);
    const { node } = new Question(task, { lab: this.lab, answers: this.answers, number: this.#number });
    return h("li", { className: "question" }, /** @type {Node | undefined} */ (asked), open, node);
  }

  #write() {
    const lines = this.#tasks.flatMap(({ id }) => {
      const answered = this.answers.of(id, this.#number);
      return answered ? [{ id, answer: answered.answer, rating: answered.rating }] : [];
    });
    this.receipt.value = writeReceipt({ number: this.#number, tasks: this.#tasks.map(({ id }) => id), lines });
    setText(this.copied, "");
  }
}
