// @ts-check
/* The lesson's links. "Show me" is a plain link whose hash is a scenario, and the linked lab
   follows it: that needs nothing from here. What a plain link cannot do is done here: where the lab
   is out of sight it is brought into view, with a way back; the keyboard goes along; the theme that
   somebody has chosen stays; and a link opens again although the address already names it. */

/** A lesson's link: it stands in the page of the lab that follows the address. */
const SHOW_ME = 'a.show-me[href*="="]';

/** @param {Document} page */
export function guideLesson(page) {
  const way = new WayBack(page);
  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(SHOW_ME) : null;
    const lab = page.querySelector("em-mixture[linked]");
    if (!(link instanceof HTMLAnchorElement) || !lab) return;
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    follow(link, lab);
    page.querySelectorAll(`${SHOW_ME}[aria-current]`).forEach((shown) => shown.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    const place = lab.parentElement ?? lab;
    const beside = getComputedStyle(place).position === "sticky";
    if (beside) place.scrollTo({ top: 0 });
    else lab.scrollIntoView({ block: "start" });
    // Beside the lesson a reader with a pointer stays where they read; a click by the keyboard,
    // which counts no presses, takes the focus along.
    if (beside && event.detail > 0) return way.close();
    way.open(link, place);
    dueButton(lab)?.focus({ preventScroll: true });
  });
}

/** A button beside the lab that leads back to the link one came from. It goes once it is used, or
 * one has gone back without it. */
class WayBack {
  /** @type {HTMLAnchorElement | null} */
  #from = null;
  #seen = false;

  /** @param {Document} page */
  constructor(page) {
    this.button = page.createElement("button");
    this.button.type = "button";
    this.button.className = "back-to-lesson";
    this.button.textContent = "Back to the lesson";
    this.button.addEventListener("click", () => {
      const from = this.#from;
      this.close();
      from?.focus({ preventScroll: true });
      from?.scrollIntoView({ block: "center" });
    });
    // The lab out of sight, having been in sight: the way back has been walked.
    this.sight = new IntersectionObserver(([{ isIntersecting }]) => {
      if (this.#seen && !isIntersecting) this.close();
      this.#seen = isIntersecting;
    });
    page.addEventListener("focusin", ({ target }) => {
      const place = this.button.parentElement;
      if (place && target instanceof Node && !place.contains(target)) this.close();
    });
  }

  /** @param {HTMLAnchorElement} from
   * @param {Element} place the lab's; the button comes after the lab in the order of Tab */
  open(from, place) {
    this.close();
    this.#from = from;
    place.append(this.button);
    this.sight.observe(place);
  }

  close() {
    this.button.remove();
    this.sight.disconnect();
    this.#seen = false;
  }
}

/** @param {HTMLAnchorElement} link
 * @param {any} lab */
function follow(link, lab) {
  const scenario = link.hash.slice(1);
  const theme = new URLSearchParams(lab.scenario ?? "").get("theme");
  const hash = theme ? `#${scenario}&theme=${theme}` : `#${scenario}`;
  if (location.hash !== hash) location.hash = hash;
  else lab.open?.(hash.slice(1)).catch(() => {}); // the lab says what is wrong
}

/** The lab's strong button, once there is one.
 * @param {Element} lab
 * @returns {HTMLElement | null} */
function dueButton(lab) {
  return lab.shadowRoot?.querySelector("button.due") ?? null;
}
