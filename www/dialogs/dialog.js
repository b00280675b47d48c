// @ts-check
/* A dialog: a sheet with a title, over the page until it is closed. */

import { h, icon, windowOf } from "../ui/dom.js";

/** In less room than this nothing can be read: then the page is asked to scroll, which another's does not. */
const LEAST_ROOM = 120;
/** Of what is seen of a dialog, changes of a twentieth are told. */
const TWENTIETHS = Array.from({ length: 21 }, (_, part) => part / 20);

/** @param {string} title
 * @param {...Node} children */
export function dialog(title, ...children) {
  const close = () => node.close();
  const node = h(
    "dialog",
    // A click beside it closes it: the backdrop is the dialog's own.
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

/** Opens it where it is seen. A frame may be as high as its lab, and the middle of its window, where a
 * browser puts a dialog, far out of sight. What of the frame is in sight only the page around it knows,
 * which may be another's; but an observer of intersections is told. Until it has been, the dialog
 * stands around the control that opened it; and where the page is scrolled, it comes along.
 * @param {HTMLDialogElement} node
 * @param {Element} opener */
export function openDialog(node, opener) {
  const shown = windowOf(node);
  if (shown.parent !== shown) {
    const { top, bottom } = opener.getBoundingClientRect();
    const [middle, reach] = [(top + bottom) / 2, shown.screen.availHeight / 2];
    standWithin(node, middle - reach, middle + reach);
    const whole = node.ownerDocument.documentElement;
    const sight = new shown.IntersectionObserver(
      (entries) => {
        const { target, intersectionRect } = entries[entries.length - 1];
        if (target === node) {
          sight.unobserve(whole); // observed anew, it is told anew
          sight.observe(whole);
        } else if (intersectionRect.height > 0) {
          standWithin(node, intersectionRect.top, intersectionRect.bottom);
          if (intersectionRect.height < LEAST_ROOM) node.scrollIntoView({ block: "nearest" });
        }
      },
      { threshold: TWENTIETHS },
    );
    for (const target of [node, whole]) sight.observe(target);
    node.addEventListener("close", () => sight.disconnect(), { once: true });
  }
  node.showModal();
}

/** Between two heights of the window, its edges at most.
 * @param {HTMLDialogElement} node
 * @param {number} top
 * @param {number} bottom */
function standWithin(node, top, bottom) {
  const { innerHeight } = windowOf(node);
  const more = Math.max(0, LEAST_ROOM - (bottom - top)) / 2;
  node.style.setProperty("--above", `${Math.max(0, top - more).toFixed(0)}px`);
  node.style.setProperty("--below", `${Math.max(0, innerHeight - bottom - more).toFixed(0)}px`);
}
