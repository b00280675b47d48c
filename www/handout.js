// @ts-check
/* The printed lesson. A "Show me" is nothing on paper: in its place the picture is printed that the lab would
   show, one a chapter. The answers come after the last chapter, on a sheet of their own, which a teacher
   can leave out; the style sheet draws lines under each question. All this is made when printing begins,
   by a lab of its own, and taken away afterwards: few readers print, and none should wait for it. */

import { inPlane } from "./text/dimension.js";
import { Engine } from "./wasm/engine.js";
import { loadLab } from "./wasm/load.js";

/** The width of a sheet, as in layout/printing.js; so high that a chapter with its question fits a page. Ellipses
 * need more height than bars. */
const PICTURE = { width: 718, height: 180, heightInPlane: 235 };

/** @param {Document} page */
export async function watchHandout(page) {
  const chapters = [...page.querySelectorAll(".lesson > section")];
  /** @type {import("./element.js").EmMixture | null} */
  const lab = page.querySelector("em-mixture[linked]");
  if (!lab || chapters.length === 0) return;
  await customElements.whenDefined("em-mixture");
  if (!(await lab.ready.then(() => true, () => false))) return; // the lab says why it is not there
  const Lab = await loadLab(); // once for the whole page: it is there already
  const engine = new Engine({ busy() {}, stopped() {} });
  /** @type {Element[]} */
  let printed = [];
  const remove = () => printed.splice(0).forEach((node) => node.remove());
  addEventListener("beforeprint", () => {
    remove();
    const pictures = chapters.flatMap((chapter) => pictureOf(chapter, (scenario, title) => engine.ask(() => drawn(new Lab(), scenario, title))));
    const lessons = new Set(chapters.map(({ parentElement }) => parentElement));
    printed = [...pictures, ...[...lessons].map((lesson) => answersOf(chapters.filter(({ parentElement }) => parentElement === lesson)))];
  });
  addEventListener("afterprint", remove);
}

/** @param {Lab} lab
 * @param {string} scenario
 * @param {string} title
 * @returns {string} an SVG document */
function drawn(lab, scenario, title) {
  try {
    const task = lab.beginOpen(scenario);
    while (!task.advance());
    lab.commit(task);
    const height = inPlane(lab.settings()) ? PICTURE.heightInPlane : PICTURE.height;
    return lab.svg(PICTURE.width, height, "light", "estimate", title, "");
  } finally {
    lab.free();
  }
}

/** The figure for a chapter's first "Show me", in its place.
 * @param {Element} chapter
 * @param {(scenario: string, title: string) => string} draw
 * @returns {Element[]} */
function pictureOf(chapter, draw) {
  const link = chapter.querySelector("a.show-me");
  if (!(link instanceof HTMLAnchorElement)) return [];
  const figure = chapter.ownerDocument.createElement("figure");
  figure.className = "of-lab";
  const caption = chapter.ownerDocument.createElement("figcaption");
  const [, ...shown] = link.childNodes;
  caption.textContent = `In the lab: ${shown.map(({ textContent }) => textContent).join("").trim()}`;
  // As elements, and not as an image, which would be decoded too late.
  figure.append(new DOMParser().parseFromString(draw(link.hash.slice(1), caption.textContent), "image/svg+xml").documentElement, caption);
  (link.closest("p") ?? link).after(figure);
  return [figure];
}

/** @param {Element[]} chapters of one lesson */
function answersOf(chapters) {
  const page = chapters[0].ownerDocument;
  const answers = page.createElement("section");
  answers.className = "answers";
  const heading = page.createElement("h2");
  heading.textContent = "Answers";
  answers.append(heading);
  chapters.forEach((chapter, index) => {
    const answer = chapter.querySelector(".question details");
    if (!answer) return;
    const entry = page.createElement("div");
    const title = page.createElement("h3");
    title.textContent = `${index + 1} ${chapter.querySelector("h2")?.textContent ?? ""}`;
    entry.append(title, ...[...answer.children].filter((node) => node.localName !== "summary").map((node) => node.cloneNode(true)));
    answers.append(entry);
  });
  chapters[chapters.length - 1].after(answers);
  return answers;
}
