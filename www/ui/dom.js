// @ts-check
/* Small helpers to make elements. Text is always set as text, never parsed as markup, and no style
   attribute is written: a strict Content-Security-Policy holds. */

import { letterOf } from "../text/component-name.js";

/** @typedef {Node | string | null | undefined | false} Child */

/** An element: `on…` are listeners, what the element has as a property is set so, the rest are
 * attributes.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{ [name: string]: any }} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]} */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list") Reflect.set(node, name, value);
    else if (value !== false && value != null) node.setAttribute(name, String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}

/** The window that shows a node: an element may be moved into another window's document. For a node
 * that none shows, the window of this script.
 * @param {Node} node */
export function windowOf(node) {
  return node.ownerDocument?.defaultView ?? window;
}

/** Calls a function in the next frame of the window that shows a node.
 * @param {Node} node
 * @param {(now: number) => void} act
 * @returns {() => void} cancels it */
export function nextFrame(node, act) {
  const view = windowOf(node);
  const frame = view.requestAnimationFrame(act);
  return () => view.cancelAnimationFrame(frame);
}

/** Writes text only if it differs: otherwise the page would be laid out again, and a screen reader would say
 * it twice. An existing text node is changed, which is cheaper than a new one.
 * @param {Node} node
 * @param {string} text */
export function setText(node, text) {
  const present = node.firstChild;
  if (!(present instanceof Text) || present.nextSibling) {
    if (node.textContent !== text) node.textContent = text;
  } else if (present.data !== text) present.data = text;
}

/** A custom property that the style sheet reads, written only where it differs.
 * @param {HTMLElement} node
 * @param {string} name
 * @param {string} value */
export function setProperty(node, name, value) {
  if (node.style.getPropertyValue(name) !== value) node.style.setProperty(name, value);
}

/** @param {Element} node
 * @param {string} name
 * @param {string} value */
export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** A value beside its control. A screen reader says an `output` whenever it changes, in a run in every frame;
 * this one is said only when the user goes to it.
 * @param {{ [name: string]: any }} [props] */
export function quietOutput(props = {}) {
  return h("output", { "aria-live": "off", ...props });
}

/** Words for screen readers, which are not visible.
 * @param {string} words */
export function unseen(words) {
  return h("span", { className: "unseen" }, words);
}

/** Marks the row, of several, that the lab shows now.
 * @param {Element} node
 * @param {boolean} current */
export function setCurrent(node, current) {
  if (current) node.setAttribute("aria-current", "true");
  else node.removeAttribute("aria-current");
}

/** Each icon is one path in a box of 24, filled with the text's colour. */
const ICONS = {
  reset: "M6 5h2.4v14H6zM19 5v14L9.4 12z",
  back: "M17 5v14L7 12z",
  run: "M7.5 4.6v14.8L19.5 12z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  end: "M15.6 5H18v14h-2.4zM5 5v14l9.6-7z",
  close: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z",
  fill: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
  unfill: "M8 4h2v6H4V8h4zM14 4h2v4h4v2h-6zM4 14h6v6H8v-4H4zM14 14h6v2h-4v4h-2z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  svg.append(path);
  return svg;
}

/** The badge of component `k`: its letter on its colour. Both depend on `k` alone.
 * @param {number} k */
export function letterTag(k) {
  return h("span", { className: `tag c${k}` }, letterOf(k));
}
