// @ts-check
/* A dialog: a sheet with a title, over the page until it is closed. */

import { h, icon, windowOf } from "../ui/dom.js";

/** With less visible height than this nothing can be read: then the page around a frame is asked to
 * scroll, which a page of another origin does not. */
const LEAST_HEIGHT = 120;
/** The observer reports each time the visible part changes by a twentieth. */
const TWENTIETHS = Array.from({ length: 21 }, (_, part) => part / 20);

/** @param {string} title
 * @param {...Node} children */
export function dialog(title, ...children) {
  const close = () => node.close();
  const node = h(
    "dialog",
    // A click beside it closes it: the backdrop belongs to the dialog.
    { "aria-label": title, onclick: (/** @type {Event} */ event) => event.target === node && close() },
    h(
      "div",
      { className: "sheet" },
      h("div", { className: "row" }, h("h3", {}, title), h("button", { type: "button", className: "bare", "aria-label": "Close", onclick: close }, icon("close"))),
      ...children,
    ),
  );
  return node;
}

/** Opens a dialog where it can be seen. Browsers put it in the middle of the window, which in a frame as
 * high as its lab may be out of sight. Which part of a frame is visible an intersection observer
 * reports, even where the page around it is of another origin. Until it has reported, the dialog is
 * around the control that opened it; when the page is scrolled, the dialog follows.
 * @param {HTMLDialogElement} node
 * @param {Element} opener */
export function openDialog(node, opener) {
  const view = windowOf(node);
  if (view.parent !== view) {
    const { top, bottom } = opener.getBoundingClientRect();
    const [middle, reach] = [(top + bottom) / 2, view.screen.availHeight / 2];
    placeWithin(node, middle - reach, middle + reach);
    const whole = node.ownerDocument.documentElement;
    const observer = new view.IntersectionObserver(
      (entries) => {
        const { target, intersectionRect } = entries[entries.length - 1];
        if (target === node) {
          observer.unobserve(whole); // observed again, it is reported again
          observer.observe(whole);
        } else if (intersectionRect.height > 0) {
          placeWithin(node, intersectionRect.top, intersectionRect.bottom);
          if (intersectionRect.height < LEAST_HEIGHT) node.scrollIntoView({ block: "nearest" });
        }
      },
      { threshold: TWENTIETHS },
    );
    for (const target of [node, whole]) observer.observe(target);
    node.addEventListener("close", () => observer.disconnect(), { once: true });
  }
  node.showModal();
}

/** Places a dialog between two heights of the window.
 * @param {HTMLDialogElement} node
 * @param {number} top
 * @param {number} bottom */
function placeWithin(node, top, bottom) {
  const { innerHeight } = windowOf(node);
  const more = Math.max(0, LEAST_HEIGHT - (bottom - top)) / 2;
  node.style.setProperty("--above", `${Math.max(0, top - more).toFixed(0)}px`);
  node.style.setProperty("--below", `${Math.max(0, innerHeight - bottom - more).toFixed(0)}px`);
}
