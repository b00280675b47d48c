// @ts-check
/* The lesson's links. "Show me" is a plain link whose hash is a scenario, and the linked lab
   follows it: that needs nothing from here. What a plain link cannot do is done here: where the lab
   is out of sight it is brought into view, with a way back; the keyboard goes along; the theme that
   somebody has chosen stays; and a link opens again although the address already names it. */

/** A lesson's link: it stands in the page of the lab that follows the address. */
const SHOW_ME = 'a.show-me[href*="="]';

/** @param {Document} page */
export function guideLesson(page) {
  /** @type {HTMLAnchorElement | null} */
  let cameFrom = null;
  const back = page.createElement("button");
  back.type = "button";
  back.className = "back-to-lesson";
  back.textContent = "Back to the lesson";
  back.addEventListener("click", () => {
    back.remove();
    cameFrom?.focus({ preventScroll: true });
    cameFrom?.scrollIntoView({ block: "center" });
  });

  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(SHOW_ME) : null;
    const lab = page.querySelector("em-mixture[linked]");
    if (!(link instanceof HTMLAnchorElement) || !lab) return;
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    follow(link, lab);
    page.querySelectorAll(`${SHOW_ME}[aria-current]`).forEach((shown) => shown.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    // A click by the keyboard counts no presses of a pointer.
    const byKeyboard = event.detail === 0;
    const place = lab.parentElement ?? lab;
    const beside = getComputedStyle(place).position === "sticky";
    if (beside) place.scrollTo({ top: 0 });
    else lab.scrollIntoView({ block: "start" });
    if (beside && !byKeyboard) return back.remove();
    cameFrom = link;
    place.append(back); // after the lab in the order of Tab
    dueButton(lab)?.focus({ preventScroll: true });
  });
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
