// @ts-check
/* On a narrow screen the lab is above the lesson. Once a "Show me" was pressed, the lab's picture and its
   strong button stay at the bottom of the screen while the lab's own place is out of sight: it is the lab
   itself, made small by its style sheet, so it is live. A tap opens the whole lab, a button or Escape ends
   it. The lab's place keeps its height, so that no line of the text moves. */

/** The screens on which the lab is docked. On wider ones the lab is beside the lesson anyway; on lower ones there
 * would be no room left for the text. */
const FITS = "(max-width: 1099.98px) and (min-height: 400px)";

export class Dock {
  /** The link that was pressed last.
   * @type {HTMLElement | null} */
  from = null;
  #outOfSight = false;
  #tools;
  #observer = new IntersectionObserver((entries) => {
    this.#outOfSight = !entries[entries.length - 1].isIntersecting;
    this.#show(this.#outOfSight);
  });

  /** @param {Document} page
   * @param {(from: HTMLElement) => void} open shows the whole lab */
  constructor(page, open) {
    this.page = page;
    this.fits = matchMedia(FITS);
    this.#tools = page.createElement("div");
    this.#tools.className = "dock-tools";
    this.#tools.slot = "way-back"; // after the strong button, for Tab
    const whole = button(page, "whole-lab", "Whole lab", () => this.from && open(this.from));
    const end = button(page, "end-dock", "×", () => this.end());
    end.setAttribute("aria-label", "Close the small picture");
    this.#tools.append(whole, end);
    page.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.docked && this.end());
    page.addEventListener("click", (event) => {
      const inDock = this.docked && event.target instanceof Element && event.target.contains(this.docked);
      if (inDock && this.from && !event.composedPath().some((node) => node instanceof HTMLButtonElement)) open(this.from);
    });
    this.fits.addEventListener("change", () => this.fits.matches || this.end());
    // On paper the lab is in its place. `capture`: before the lab measures itself for the sheet.
    addEventListener("beforeprint", () => this.#show(false), { capture: true });
    addEventListener("afterprint", () => this.#show(this.#outOfSight));
  }

  /** @returns {HTMLElement | null} the lab, while it is docked */
  get docked() {
    return this.page.querySelector("em-mixture[data-docked]");
  }

  /** From now on the lab is docked wherever its place is out of sight.
   * @param {HTMLElement} from
   * @param {HTMLElement} lab
   * @returns {boolean} whether it is so here, and now */
  begin(from, lab) {
    if (!this.fits.matches || !lab.parentElement || lab.dataset.view === "stage") return false;
    this.from = from;
    const { top, bottom } = lab.parentElement.getBoundingClientRect();
    this.#outOfSight = bottom < 0 || top > innerHeight;
    this.#show(this.#outOfSight);
    this.#observer.observe(lab.parentElement);
    return this.#outOfSight;
  }

  /** Back into its place, until that has been in sight and no longer is. */
  open() {
    this.#show(false);
  }

  end() {
    const focused = this.docked?.contains(this.page.activeElement);
    this.#observer.disconnect();
    this.#outOfSight = false;
    this.#show(false);
    if (focused) this.from?.focus({ preventScroll: true });
    this.from = null;
  }

  /** @param {boolean} docked */
  #show(docked) {
    /** @type {HTMLElement | null} */
    const lab = this.page.querySelector("em-mixture[linked]");
    const place = lab?.parentElement;
    if (!lab || !place || docked === (lab === this.docked)) return;
    const inner = lab.shadowRoot?.activeElement;
    const within = lab.contains(this.page.activeElement);
    const text = place.nextElementSibling ?? place;
    const before = text.getBoundingClientRect().top;
    if (docked) place.style.minHeight = `${place.offsetHeight}px`;
    else place.style.removeProperty("min-height");
    lab.toggleAttribute("data-docked", docked);
    if (docked) lab.append(this.#tools);
    else this.#tools.remove();
    // Meanwhile another scenario may have made the lab higher: what is read stays where it is.
    const moved = text.getBoundingClientRect().top - before;
    if (Math.abs(moved) > 1 && before < innerHeight) scrollBy({ top: moved, behavior: "instant" });
    // A control that is not in the small picture cannot keep the focus.
    if (within && !inner?.checkVisibility()) lab.focus({ preventScroll: true });
  }
}

/** @param {Document} page
 * @param {string} className
 * @param {string} text
 * @param {() => void} onclick */
function button(page, className, text, onclick) {
  const node = page.createElement("button");
  Object.assign(node, { type: "button", className, textContent: text, onclick });
  return node;
}
