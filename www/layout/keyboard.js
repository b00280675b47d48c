// @ts-check
/* The keyboard shortcuts. They work while the focus is within the lab, and never take a key from a control
   that uses it. A key that is used here does not reach the host page, which may be a slide deck with
   shortcuts of its own. */

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const PAGES = ["PageUp", "PageDown"];
const JUMPS = ["Home", "End", ...PAGES];
const TYPED = new Set(["text", "search", "number", "email", "url", "password"]);

/** Whether a control uses a key itself.
 * @param {Element} control
 * @param {string} key */
export function usesKey(control, key) {
  // By selector: in another window, `instanceof` would compare with other classes.
  if (control.matches("textarea")) return key !== "Tab";
  if (control.matches("select")) return key !== "Tab" && key !== "?";
  if (control.matches("a")) return key === "Enter";
  if (control.matches("input")) {
    const { type } = /** @type {HTMLInputElement} */ (control);
    if (TYPED.has(type)) return key !== "Tab";
    if (type === "range") return ARROWS.includes(key) || JUMPS.includes(key);
    if (type === "radio") return ARROWS.includes(key) || key === " ";
    return key === " " || key === "Enter";
  }
  if (control.matches("td")) return ARROWS.includes(key); // from cell to cell
  if (control.matches("[role=slider]")) return ARROWS.includes(key) || JUMPS.includes(key);
  if (control.matches("[role=tab]") && [...ARROWS, "Home", "End"].includes(key)) return true;
  if (control.matches("button, summary")) return key === " " || key === "Enter";
  return false;
}

/** @param {ShadowRoot} root
 * @param {Actions} on
 * @param {{ help: () => void, onStage: () => boolean, picture: Element }} view
 *   `picture`: its card, in which a presenter's clicker steps; on a stage it does so everywhere */
export function listenToKeys(root, on, { help, onStage, picture }) {
  /** @param {string} key */
  const actionFor = (key) => {
    if (key === " ") return on.toggle;
    if (key === "ArrowRight") return on.halfStep;
    if (key === "ArrowLeft") return on.back;
    if (key === "Home") return on.reset;
    if (key === "End") return on.converge;
    if (key === "?") return help;
    return null;
  };

  /** Whether the pointer was used last: after a drag a slider leaves Page Up and Page Down to the clicker. */
  let byPointer = false;
  root.addEventListener("pointerdown", () => (byPointer = true), true);

  /** A presenter's clicker. On a stage, which may be a slide, it has its key back where EM has come to its end or
   * is at its start.
   * @param {KeyboardEvent} event
   * @param {Element} control */
  const stepFor = ({ key }, control) => {
    const typedIn = control.matches("textarea, input") && usesKey(control, "a");
    if (!PAGES.includes(key) || control.closest("dialog") || typedIn) return null;
    if (!onStage()) {
      const slides = control.matches("[role=slider], input[type=range]");
      const free = slides ? byPointer : !usesKey(control, key);
      if (!picture.contains(control) || !free) return null;
      return key === "PageDown" ? on.halfStep : on.back;
    }
    const { stops, snapshot } = on.controller.scene ?? {};
    if (key === "PageDown") return stops ? null : on.halfStep;
    return snapshot?.position === 0 ? null : on.back;
  };

  /** Keys whose `keydown` was used here: their `keyup` must not reach the page either. */
  const used = new Set();
  /** @param {KeyboardEvent} event */
  const stop = (event) => {
    event.stopPropagation();
    if (event.type === "keydown") used.add(event.key);
  };

  /** @param {Event} happened */
  const handle = (happened) => {
    const event = /** @type {KeyboardEvent} */ (happened);
    if (event.type === "keydown") used.delete(event.key);
    if (event.defaultPrevented || used.has(event.key)) stop(event);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const control = /** @type {Element} */ (event.target);
    if (event.composedPath()[0] !== control) return;
    if (control.closest("dialog") || usesKey(control, event.key)) {
      stop(event);
      return;
    }
    const action = actionFor(event.key);
    if (!action) return;
    stop(event);
    if (event.type !== "keydown") return;
    event.preventDefault();
    // A key held down repeats a half-step, and toggles or jumps only once.
    if (!event.repeat || action === on.halfStep || action === on.back) action();
  };
  // Before the control that has the focus: a slider would take the key.
  root.addEventListener(
    "keydown",
    (happened) => {
      const event = /** @type {KeyboardEvent} */ (happened);
      if (!PAGES.includes(event.key)) byPointer = false;
      const step = stepFor(event, /** @type {Element} */ (event.target));
      if (!step) return;
      stop(event);
      event.preventDefault();
      step();
    },
    true,
  );
  for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, handle);
}
