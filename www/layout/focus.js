// @ts-check
/* Where the focus goes, so that whoever works by keyboard, or by a presenter's clicker, never loses
   it: what has it may be taken away by what it has just done, and a click on blank paper would
   leave the lab altogether. */

const FOCUSABLE = "button, input, select, textarea, summary, a[href], [tabindex]:not([tabindex='-1'])";

/** Whether a control is there to be used.
 * @param {Element} node */
function canHold(node) {
  return node.getClientRects().length > 0 && getComputedStyle(node).visibility !== "hidden" && !node.matches(":disabled");
}

/** Makes a change; where it takes away the control that has the focus, another takes over: in a card
 * the one after it, else the last of those that are left around it; on the stage, and where nothing
 * is left, the strong button.
 * @param {ShadowRoot} root
 * @param {{ stage: HTMLElement, due: HTMLElement }} lab
 * @param {() => void} change */
export function keepFocus(root, { stage, due }, change) {
  const held = root.activeElement;
  const around = held ? partsAround(held, stage) : [];
  change();
  if (held === null || canHold(held)) return;
  const near = around.flatMap((part) => (part.isConnected ? nextWithin(part, held) : [])).slice(0, 1);
  const next = [...near, due, root.querySelector("canvas")].find((node) => node && canHold(node));
  /** @type {HTMLElement | null | undefined} */ (next)?.focus({ preventScroll: true });
}

/** What is around a control, up to its card, the nearest first; on the stage nothing.
 * @param {Element} held
 * @param {Element} stage */
function partsAround(held, stage) {
  const card = held.closest(".card");
  /** @type {Element[]} */
  const parts = [];
  if (!card || card === stage) return parts;
  for (let part = held.parentElement; part && card.contains(part); part = part.parentElement) parts.push(part);
  return parts;
}

/** @param {Element} part
 * @param {Element} lost
 * @returns {Element[]} one, or none */
function nextWithin(part, lost) {
  const left = [...part.querySelectorAll(FOCUSABLE)].filter(canHold);
  const after = lost.isConnected ? left.find((node) => lost.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) : undefined;
  return [after ?? left[left.length - 1]].filter((node) => node !== undefined);
}

/** A click on blank paper goes to the picture, where the keys are at work; a button of the transport
 * keeps the focus in browsers, too, that give a clicked one none.
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
