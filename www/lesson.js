// @ts-check
/* The lesson's links. "Show me" is a plain link whose hash is a scenario; the lab on the page follows the
   hash by itself. This adds what a link cannot do: it scrolls to the lab and offers a way back, or on a
   narrow screen keeps the lab's picture in sight (dock.js), moves the focus for those who use the
   keyboard, keeps the theme and what else a reader has chosen to see, and whatever a teacher has locked
   or hidden for good, and opens a link again that the address already has. The truth is hidden unless a
   link reveals it, which only chapters about the truth do. */

import { Dock } from "./dock.js";
import { scenarioIn } from "./host/address-bar.js";

/** A link of the lesson. */
const SHOW_ME = 'a.show-me[href*="="]';

/** The names of a scenario that stay from one link to the next. */
const KEPT = ["speed", "glide", "theme", "view", "title", "task", "lock"];
/** A link's own list of what is hidden, as this script may find it. */
const HIDE = /(^|&)hide=([^&]*)/;

/** @param {Document} page */
export function guideLesson(page) {
  // The hash with which the page was opened: a link may have been followed before this script was there.
  const { hash = location.hash } = page.currentScript?.dataset ?? {};
  const followed = hash !== location.hash && scenarioIn({ hash: location.hash, search: "" });
  if (followed) location.replace(`#${withKept(followed, hash.slice(1))}`);
  let lastWasKey = false;
  page.addEventListener("keydown", () => (lastWasKey = true), true);
  page.addEventListener("pointerdown", () => (lastWasKey = false), true);
  /** A click from the keyboard has a `detail` of 0; but in Firefox Enter on a link gives 1.
   * @param {MouseEvent} event */
  const isByKeyboard = (event) => event.detail === 0 || lastWasKey;
  const wayBack = new WayBack(page);
  const dock = new Dock(page, (from) => {
    goToLab(from, lastWasKey);
    chartOf(from)?.scrollIntoView({ block: "end" });
  });
  /** @param {HTMLElement} from where the way back leads to
   * @param {boolean} byKeyboard */
  const goToLab = (from, byKeyboard) => {
    /** @type {HTMLElement | null} */
    const lab = page.querySelector("em-mixture[linked]");
    if (!lab) return;
    const place = lab.parentElement ?? lab;
    const beside = getComputedStyle(place).position === "sticky";
    dock.open();
    if (beside) place.scrollTo({ top: 0 });
    else lab.scrollIntoView({ block: "start" });
    // Where the lab is beside the lesson, a reader with a pointer stays in the text.
    if (beside && !byKeyboard) return wayBack.close();
    wayBack.open(from, lab, { inLab: byKeyboard, afloat: !beside && !byKeyboard });
    lab.focus({ preventScroll: true });
  };

  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(SHOW_ME) : null;
    const lab = page.querySelector("em-mixture[linked]");
    if (!(link instanceof HTMLAnchorElement) || !lab) return;
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    follow(link, lab);
    page.querySelectorAll(`${SHOW_ME}[aria-current]`).forEach((shown) => shown.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    const docked = dock.begin(link, /** @type {HTMLElement} */ (lab)) && !isByKeyboard(event);
    if (docked) link.scrollIntoView({ block: "nearest" });
    else goToLab(link, isByKeyboard(event));
    lab.addEventListener("em-change", () => opened(lab, chartOf(link)), { once: true });
  });

  /** The charts, where the chapter is about one of them.
   * @param {HTMLElement} link */
  const chartOf = (link) => {
    const tab = link instanceof HTMLAnchorElement && new URLSearchParams(link.hash.slice(1)).get("tab");
    return tab ? page.querySelector("em-mixture[linked]")?.shadowRoot?.getElementById(`tab-${tab}`)?.closest(".charts") : null;
  };

  // To the lab's first control, which the browser cannot find by itself: it is in the lab's shadow tree.
  page.querySelector('.skip[href="#lab"]')?.addEventListener("click", (event) => {
    /** @type {HTMLElement | null} */
    const lab = page.querySelector("em-mixture[linked]");
    if (!lab) return;
    event.preventDefault();
    dock.open();
    lab.scrollIntoView({ block: "start" });
    lab.focus({ preventScroll: true });
  });

  // A chapter's question is answered in the lab: a button beside the question leads there.
  for (const chapter of page.querySelectorAll(".lesson > section")) {
    const answer = chapter.querySelector(SHOW_ME) && chapter.querySelector(".question details");
    if (!answer) continue;
    const toLab = makeButton(page, "to-lab", "To the lab");
    toLab.addEventListener("click", (event) => goToLab(toLab, isByKeyboard(event)));
    answer.before(toLab);
  }
  void layOut(page);
}

/** Once the scenario is there: the focus goes on to the button that it may have brought, and the chart that
 * the chapter is about is in sight, with the picture where there is room for both.
 * @param {Element} lab
 * @param {Element | null | undefined} chart */
function opened(lab, chart) {
  if (lab.shadowRoot?.activeElement) /** @type {HTMLElement} */ (lab).focus({ preventScroll: true });
  if (chart) keepInSight(chart);
}

/** Ends what keeps a chart in sight: only the last link's is. */
let kept = new AbortController();

/** Until the reader moves on: a comparison may be worked out only now, and its chart grow.
 * @param {Element} chart */
function keepInSight(chart) {
  kept.abort();
  const until = (kept = new AbortController());
  const growing = new ResizeObserver(() => chart.scrollIntoView({ block: "nearest" }));
  growing.observe(chart);
  until.signal.addEventListener("abort", () => growing.disconnect());
  for (const type of ["wheel", "pointerdown", "keydown"]) addEventListener(type, () => until.abort(), { capture: true, signal: until.signal });
}

/** Lays out the chapters that are out of sight, one in each frame, once the lab is there.
 * @param {Document} page */
async function layOut(page) {
  await customElements.whenDefined("em-mixture");
  /** @type {import("./element.js").EmMixture | null} */
  const lab = page.querySelector("em-mixture");
  await lab?.ready.catch(() => {}); // the lab says why it is not there; the lesson is
  for (const chapter of page.querySelectorAll(".lesson > section")) {
    await new Promise(requestAnimationFrame);
    chapter.classList.add("laid-out");
  }
}

/** The way back from the lab to the text: for keyboard users a button in the lab, next to its strong
 * button; for others, where the lab is not beside the lesson, a button that floats over the page. It
 * disappears once it is used, or the reader has gone back without it. */
class WayBack {
  /** @type {HTMLElement | null} */
  #from = null;
  #seen = false;

  /** @param {Document} page */
  constructor(page) {
    this.inLab = makeButton(page, "back-to-lesson", "");
    this.inLab.slot = "way-back";
    this.afloat = makeButton(page, "back-to-lesson afloat", "");
    for (const button of [this.inLab, this.afloat]) button.addEventListener("click", () => this.#goBack());
    // The lab has been in sight and no longer is: the reader has gone back.
    this.observer = new IntersectionObserver(([{ isIntersecting }]) => {
      if (this.#seen && !isIntersecting) this.close();
      this.#seen = isIntersecting;
    });
    page.addEventListener("focusin", ({ target }) => {
      const place = this.inLab.parentElement?.parentElement ?? this.afloat.parentElement;
      if (place && target instanceof Node && !place.contains(target)) this.close();
    });
  }

  #goBack() {
    const from = this.#from;
    this.close();
    from?.focus({ preventScroll: true });
    from?.scrollIntoView({ block: "center" });
  }

  /** @param {HTMLElement} from
   * @param {Element} lab
   * @param {{ inLab: boolean, afloat: boolean }} where */
  open(from, lab, { inLab, afloat }) {
    this.close();
    this.#from = from;
    const place = lab.parentElement ?? lab;
    this.inLab.textContent = this.afloat.textContent = `Back to ${chapterOf(from)}`;
    if (inLab) lab.append(this.inLab);
    if (afloat) place.append(this.afloat);
    this.observer.observe(place);
  }

  close() {
    this.inLab.remove();
    this.afloat.remove();
    this.observer.disconnect();
    this.#seen = false;
  }
}

/** @param {Document} page
 * @param {string} className
 * @param {string} text */
function makeButton(page, className, text) {
  const button = page.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = text;
  return button;
}

/** The chapter's name. Its number is its place among the others, as the style sheet counts it.
 * @param {Element} from */
function chapterOf(from) {
  const chapter = from.closest(".lesson > section");
  const chapters = [...(chapter?.parentElement?.querySelectorAll(":scope > section") ?? [])];
  return chapter ? `chapter ${chapters.indexOf(chapter) + 1}` : "the lesson";
}

/** @param {HTMLAnchorElement} link
 * @param {any} lab */
function follow(link, lab) {
  const hash = `#${withKept(link.hash.slice(1), lab.scenario ?? "")}`;
  if (location.hash !== hash) location.hash = hash;
  else lab.open?.(hash.slice(1)).catch(() => {}); // the lab says what is wrong
}

/** A link's scenario, with what stays of the present one.
 * @param {string} wished
 * @param {string} present */
function withKept(wished, present) {
  const chosen = new URLSearchParams(present);
  const scenario = chosen.get("hide")?.split(",").includes("truth") ? withTruthHidden(wished) : wished;
  const kept = KEPT.filter((name) => chosen.has(name)).map((name) => `&${name}=${chosen.get(name)}`);
  return scenario + kept.join("");
}

/** @param {string} scenario */
function withTruthHidden(scenario) {
  return HIDE.test(scenario) ? scenario.replace(HIDE, "$1hide=$2,truth") : `${scenario}&hide=truth`;
}
