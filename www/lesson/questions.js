// @ts-check
/* The questions of a page's lessons take answers: a form at each, a tick per chapter in the contents, a link to
   the next chapter, and at the end of each lesson what was answered. Without this script the questions stand with their
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
  const closings = [...page.querySelectorAll(".closing")];
  if (!lab || closings.length === 0) return;
  linkChapters(page);
  await customElements.whenDefined("em-mixture");
  try {
    await lab.ready;
  } catch {
    return; // the lab says why it is not there, and nothing can be checked
  }
  const answers = new Answers(() => localStorage);
  const questions = lab.tasks().flatMap((task) => {
    const place = page.querySelector(`#${task.id} .question details`);
    if (!place) return []; // of a lesson on another page
    const question = new Question(task, { lab, answers });
    if (place.previousElementSibling) question.isAsked(place.previousElementSibling);
    place.before(question.node);
    return [question];
  });
  const summaries = closings.map((closing) => {
    const own = questions.filter(({ node }) => closing.parentElement?.contains(node));
    const summary = new Summary(page, own, answers);
    closing.querySelector(".summary")?.append(summary.node);
    closing.append(receiptCheck(lab));
    return summary;
  });
  const show = () => summaries.forEach((summary) => summary.show());
  answers.listen(show);
  show();
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
  for (const contents of page.querySelectorAll(".contents nav")) {
    const entries = [...contents.querySelectorAll("a")];
    entries.slice(1).forEach((next, i) => {
      const link = h("a", { href: next.hash }, `Next: ${next.textContent}`);
      page.querySelector(entries[i].hash)?.append(h("p", { className: "next" }, link));
    });
  }
}

/** What was answered so far in one lesson. */
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
