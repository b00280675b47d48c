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

/** Makes a change; where it takes away the control that has the focus, the next one near it takes
 * over: the one after it, else the last of those that are left around it.
 * @param {ShadowRoot} root
 * @param {{ stage: HTMLElement, due: HTMLElement }} lab on the stage, the strong button takes over
 * @param {() => void} change */
export function keepFocus(root, { stage, due }, change) {
  const held = root.activeElement;
  /** @type {Element[]} */
  const around = [];
  for (let part = held?.parentElement ?? null; part; part = part.parentElement) around.push(part);
  const onStage = held !== null && stage.contains(held);
  change();
  if (held === null || canHold(held)) return;
  const near = onStage ? [due] : around.flatMap((part) => (part.isConnected ? nextWithin(part, held) : [])).slice(0, 1);
  const next = [...near, due, root.querySelector("canvas")].find((node) => node && canHold(node));
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
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
  root.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || target.closest("dialog")) return;
    const control = target.closest(`${FOCUSABLE}, label, [tabindex]`);
    if (control === null) picture.focus({ preventScroll: true });
    else if (control instanceof HTMLButtonElement && transport.contains(control) && !control.matches(":focus")) control.focus({ preventScroll: true });
  });
}
