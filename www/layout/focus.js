// @ts-check
/* Keeps the focus within the lab, for those who work by keyboard or with a presenter's clicker. A control
   may disappear by its own action, and a click beside all controls would take the focus elsewhere. */

const FOCUSABLE = "button, input, select, textarea, summary, a[href], [tabindex]:not([tabindex='-1'])";

/** Whether a control can have the focus.
 * @param {Element} node */
function canHaveFocus(node) {
  return node.getClientRects().length > 0 && getComputedStyle(node).visibility !== "hidden" && !node.matches(":disabled");
}

/** Makes a change. If the control with the focus disappears, another one gets the focus: within a card the next
 * one, else the last one; within the picture's card, and if no other is left, the strong button.
 * @param {ShadowRoot} root
 * @param {{ stage: HTMLElement, due: HTMLElement }} lab
 * @param {() => void} change */
export function keepFocus(root, { stage, due }, change) {
  const focused = root.activeElement;
  const around = focused ? partsAround(focused, stage) : [];
  change();
  const now = root.activeElement;
  if (focused === null || canHaveFocus(focused) || (now !== null && now !== focused)) return;
  const near = around.flatMap((part) => (part.isConnected ? nextWithin(part, focused) : [])).slice(0, 1);
  const next = [...near, due, root.querySelector("canvas")].find((node) => node && canHaveFocus(node));
  /** @type {HTMLElement | null | undefined} */ (next)?.focus({ preventScroll: true });
}

/** The elements around a control, up to its card, the nearest first; none within the picture's card.
 * @param {Element} control
 * @param {Element} stage */
function partsAround(control, stage) {
  const card = control.closest(".card");
  /** @type {Element[]} */
  const parts = [];
  if (!card || card === stage) return parts;
  for (let part = control.parentElement; part && card.contains(part); part = part.parentElement) parts.push(part);
  return parts;
}

/** @param {Element} part
 * @param {Element} lost
 * @returns {Element[]} one, or none */
function nextWithin(part, lost) {
  const left = [...part.querySelectorAll(FOCUSABLE)].filter(canHaveFocus);
  const after = lost.isConnected ? left.find((node) => lost.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) : undefined;
  return [after ?? left[left.length - 1]].filter((node) => node !== undefined);
}

/** A click beside all controls focuses the picture, so that the keys work. A clicked button of the transport is
 * focused also in browsers where a click focuses no button.
 * @param {ShadowRoot} root
 * @param {{ transport: HTMLElement, picture: HTMLElement }} lab */
export function focusByClicks(root, { transport, picture }) {
  root.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("dialog")) return;
    const control = target.closest(`${FOCUSABLE}, label, [tabindex]`);
    if (control === null) picture.focus({ preventScroll: true });
    else if (control.matches("button:not(:focus)") && transport.contains(control)) /** @type {HTMLElement} */ (control).focus({ preventScroll: true });
  });
}
