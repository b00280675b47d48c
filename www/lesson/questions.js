// @ts-check
/* The lesson's questions take answers: a form at each, a tick per chapter in the contents, a link to the
   next chapter, and at the end what was answered. Without this script the questions stand with their
   answers one click away. */

import { h, setText } from "../ui/dom.js";
import { isAbort, sentenceOf } from "../wasm/slices.js";
import { Answers } from "./answers.js";
import { Question, RATINGS } from "./question.js";
import { checkReceipt, readReceipt } from "./receipt.js";
import { Worksheet } from "./worksheet.js";

/** So long after its last change the lab rests. */
const REST_MS = 100;

/** @param {Document} page */
export async function askQuestions(page) {
  /** @type {import("../element.js").EmMixture | null} */
  const lab = page.querySelector("em-mixture[linked]");
  const closing = page.querySelector("#closing");
  if (!lab || !closing) return;
  linkChapters(page);
  await customElements.whenDefined("em-mixture");
  try {
    await lab.ready;
  } catch {
    return; // the lab says why it is not there, and nothing can be checked
  }
  const answers = new Answers(() => localStorage);
  const questions = lab.tasks().map((task) => {
    const question = new Question(task, { lab, answers });
    page.querySelector(`#${task.id} .question details`)?.before(question.node);
    return question;
  });
  const summary = new Summary(page, questions, answers);
  closing.querySelector(".summary")?.append(summary.node);
  closing.append(receiptCheck(lab));
  answers.listen(() => summary.show());
  summary.show();
  const worksheet = new Worksheet({ lab, answers, page });
  const follow = () => worksheet.show(new URLSearchParams(lab.scenario).get("task")?.split(",") ?? []);
  // Once it rests: the scenario may be long, and a run changes the lab in every frame.
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  lab.addEventListener("em-change", () => {
    clearTimeout(resting);
    resting = setTimeout(follow, REST_MS);
  });
  follow();
}

/** At the end of each chapter a link to the next one, by the list of contents.
 * @param {Document} page */
function linkChapters(page) {
  const entries = /** @type {HTMLAnchorElement[]} */ ([...page.querySelectorAll(".contents nav a")]);
  entries.slice(1).forEach((next, i) => {
    const link = h("a", { href: next.hash }, `Next: ${next.textContent}`);
    page.querySelector(entries[i].hash)?.append(h("p", { className: "next" }, link));
  });
}

/** What was answered so far. */
class Summary {
  /** @param {Document} page
   * @param {Question[]} questions
   * @param {Answers} answers */
  constructor(page, questions, answers) {
    this.page = page;
    this.questions = questions;
    this.answers = answers;
    this.count = h("p");
    this.list = h("ul");
    this.forget = h("button", { type: "button", onclick: () => this.#forget() }, "Forget my answers");
    this.node = h("div", {}, this.count, this.list, this.forget);
  }

  #forget() {
    this.answers.forget();
    for (const question of this.questions) question.show();
    this.count.tabIndex = -1;
    this.count.focus(); // the button is gone
  }

  show() {
    const ids = this.questions.map(({ task }) => task.id);
    const given = ids.filter((id) => this.answers.of(id));
    const right = ids.filter((id) => this.answers.of(id)?.rating === "right");
    setText(this.count, `You have answered ${given.length} of ${ids.length} questions, ${right.length} of them right.`);
    this.forget.hidden = given.length === 0;
    this.list.replaceChildren(
      ...given.map((id) => {
        const name = this.page.querySelector(`#${id} :is(h2, h3)`)?.textContent ?? id;
        const rating = this.answers.of(id)?.rating ?? "wrong";
        return h("li", {}, h("a", { href: `#${id}` }, name), ` ${RATINGS[rating]}`);
      }),
    );
    for (const id of ids) tick(this.page.querySelector(`.contents nav a[href="#${id}"]`), right.includes(id));
  }
}

/** @param {Element | null} entry
 * @param {boolean} done */
function tick(entry, done) {
  const there = entry?.querySelector(".tick");
  if (done && !there) entry?.append(h("span", { className: "tick", role: "img", "aria-label": "answered" }, "✓"));
  else if (!done) there?.remove();
}

/** Where a receipt is pasted, and each of its verdicts worked out again.
 * @param {import("../element.js").EmMixture} lab */
function receiptCheck(lab) {
  const text = h("textarea", { rows: 6, spellcheck: false, "aria-label": "A receipt" });
  const summary = h("p", { role: "status" });
  const rows = h("ul");
  const check = async () => {
    rows.replaceChildren();
    try {
      const checked = await checkReceipt(readReceipt(text.value), (id, answer, number) => lab.judge(id, answer, number));
      rows.replaceChildren(...checked.rows.map((row) => h("li", {}, row)));
      setText(summary, checked.summary);
    } catch (error) {
      if (!isAbort(error)) setText(summary, sentenceOf(error));
    }
  };
  return h(
    "details",
    { className: "fold receipt" },
    h("summary", {}, "Check a worksheet’s receipt"),
    h("p", {}, "Paste a receipt. The page works every verdict out again from the number and the answers."),
    text,
    h("button", { type: "button", onclick: check }, "Check the receipt"),
    summary,
    rows,
  );
}
