// @ts-check
/* The lesson's links. "Show me" is a plain link whose hash is a scenario, and the linked lab
   follows it: that needs nothing from here. What a plain link cannot do is done here: where the lab
   is out of sight it is brought into view, with a way back to the chapter; the keyboard goes along;
   the tab that the chapter speaks of opens; the theme that somebody has chosen stays, and what a
   teacher has locked; and a link opens again although the address already names it. */

/** A lesson's link: it stands in the page of the lab that follows the address. */
const SHOW_ME = 'a.show-me[href*="="]';
/** The tab of a chapter that names none. */
const FIRST_TAB = "climb";

/** What stays from one link to the next. */
const KEPT = ["theme", "lock"];

/** @param {Document} page */
export function guideLesson(page) {
  let keyCameLast = false;
  page.addEventListener("keydown", () => (keyCameLast = true), true);
  page.addEventListener("pointerdown", () => (keyCameLast = false), true);
  /** A click by the keyboard counts no presses; but Firefox counts Enter on a link as one.
   * @param {MouseEvent} event */
  const isByKeyboard = (event) => event.detail === 0 || keyCameLast;
  const way = new WayBack(page);
  /** @param {HTMLElement} from what leads back here again
   * @param {boolean} byKeyboard */
  const bring = (from, byKeyboard) => {
    const lab = page.querySelector("em-mixture[linked]");
    if (!lab) return;
    const place = lab.parentElement ?? lab;
    const beside = getComputedStyle(place).position === "sticky";
    if (beside) place.scrollTo({ top: 0 });
    else lab.scrollIntoView({ block: "start" });
    // Beside the lesson a reader with a pointer stays where they read.
    if (beside && !byKeyboard) return way.close();
    way.open(from, lab, { inLab: byKeyboard, afloat: !beside && !byKeyboard });
    dueButton(lab)?.focus({ preventScroll: true });
  };

  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(SHOW_ME) : null;
    const lab = page.querySelector("em-mixture[linked]");
    if (!(link instanceof HTMLAnchorElement) || !lab) return;
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    follow(link, lab);
    lab.shadowRoot?.getElementById(`tab-${link.dataset.tab ?? FIRST_TAB}`)?.click();
    page.querySelectorAll(`${SHOW_ME}[aria-current]`).forEach((shown) => shown.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    bring(link, isByKeyboard(event));
  });

  // The answer to a chapter's question is found in the lab: from there it is one key, or one touch.
  for (const chapter of page.querySelectorAll(".lesson > section")) {
    const answer = chapter.querySelector(SHOW_ME) && chapter.querySelector(".question details");
    if (!answer) continue;
    const toLab = makeButton(page, "to-lab", "To the lab");
    toLab.addEventListener("click", (event) => bring(toLab, isByKeyboard(event)));
    answer.before(toLab);
  }
  void layOut(page);
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

/** A way back to where one came from: in the lab, right after its strong button, for those who came
 * by keyboard; and afloat, where the lab is not beside the lesson. It goes once it is used, or one
 * has gone back without it. */
class WayBack {
  /** @type {HTMLElement | null} */
  #from = null;
  #seen = false;

  /** @param {Document} page */
  constructor(page) {
    this.inLab = makeButton(page, "back-to-lesson", "");
    this.inLab.slot = "way-back";
    this.afloat = makeButton(page, "back-to-lesson afloat", "");
    for (const button of [this.inLab, this.afloat]) button.addEventListener("click", () => this.#walk());
    // The lab out of sight, having been in sight: the way back has been walked.
    this.sight = new IntersectionObserver(([{ isIntersecting }]) => {
      if (this.#seen && !isIntersecting) this.close();
      this.#seen = isIntersecting;
    });
    page.addEventListener("focusin", ({ target }) => {
      const place = this.inLab.parentElement?.parentElement ?? this.afloat.parentElement;
      if (place && target instanceof Node && !place.contains(target)) this.close();
    });
  }

  #walk() {
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
    this.sight.observe(place);
  }

  close() {
    this.inLab.remove();
    this.afloat.remove();
    this.sight.disconnect();
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

/** The chapter's number is the style sheet's: its place among the others.
 * @param {Element} from */
function chapterOf(from) {
  const chapter = from.closest(".lesson > section");
  const chapters = [...(chapter?.parentElement?.querySelectorAll(":scope > section") ?? [])];
  return chapter ? `chapter ${chapters.indexOf(chapter) + 1}` : "the lesson";
}

/** @param {HTMLAnchorElement} link
 * @param {any} lab */
function follow(link, lab) {
  const scenario = link.hash.slice(1);
  const chosen = new URLSearchParams(lab.scenario ?? "");
  const kept = KEPT.filter((name) => chosen.has(name)).map((name) => `&${name}=${chosen.get(name)}`);
  const hash = `#${scenario}${kept.join("")}`;
  if (location.hash !== hash) location.hash = hash;
  else lab.open?.(hash.slice(1)).catch(() => {}); // the lab says what is wrong
}

/** The lab's strong button, once there is one.
 * @param {Element} lab
 * @returns {HTMLElement | null} */
function dueButton(lab) {
  return lab.shadowRoot?.querySelector("button.due") ?? null;
}
