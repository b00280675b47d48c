// @ts-check
/* A dialog: a sheet with a title, over the page until it is closed. */

import { h, icon } from "./dom.js";

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
