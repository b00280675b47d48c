// @ts-check
/* Of handles that lie on each other, the one that a press is meant for. */

/** The handle whose middle is nearest is pressed, not the one on top: for the box that holds them, before they
 * hear of the press.
 * @param {PointerEvent} event */
export function giveToNearest(event) {
  const { currentTarget, target, clientX, clientY, isTrusted } = event;
  if (!isTrusted) return; // as given on below
  const node = /** @type {HTMLElement} */ (currentTarget);
  const away = (/** @type {Element} */ grip) => {
    const { left, right, top, bottom } = grip.getBoundingClientRect();
    return Math.hypot((left + right) / 2 - clientX, (top + bottom) / 2 - clientY);
  };
  const [nearest] = [...node.querySelectorAll(".grip")].sort((one, other) => away(one) - away(other));
  if (!nearest || nearest.contains(/** @type {Node} */ (target))) return;
  event.stopPropagation();
  event.preventDefault();
  nearest.dispatchEvent(new PointerEvent(event.type, event));
}
