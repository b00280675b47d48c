// @ts-check
/* The transition from one half-step to the next: where the picture is at a given time, from 0 to 1. It has no
   clock and draws nothing. */

/** While EM runs, it takes at most this part of a half-step. */
const PART_OF_HALF_STEP = 0.8;
/** With more iterations a second than this there is none: it would be too fast to see. */
const FASTEST_GLIDE = 10;

export class Transition {
  #from = 0;
  #since = -Infinity;
  #reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  /** How long the present one takes, in ms; 0: there is none. */
  lasting = 0;

  /** Begins one, after an action. Without a `from` the picture changes at once.
   * @param {number | null} from the half-step that the picture comes from
   * @param {Scene} scene
   * @param {number} now */
  begin(from, { snapshot, settings, running }, now) {
    const still = from === null || from === snapshot.position;
    this.lasting = still || this.#reducedMotion.matches ? 0 : glideFor(1000 * settings.glideSeconds, running ? settings.speed : null);
    this.#from = from ?? 0;
    this.#since = now;
  }

  /** @param {number} now */
  at(now) {
    const part = this.lasting > 0 ? Math.min(1, Math.max(0, (now - this.#since) / this.lasting)) : 1;
    if (part === 1) this.lasting = 0;
    return { from: this.#from, way: eased(part) };
  }
}

/** @param {number} ms as the scenario has it
 * @param {number | "max" | null} speed iterations a second; null for one by hand */
function glideFor(ms, speed) {
  if (speed === "max" || (speed !== null && speed > FASTEST_GLIDE)) return 0;
  if (speed === null) return ms;
  return Math.min(ms, PART_OF_HALF_STEP * (1000 / (2 * speed)));
}

/** Slow, fast, slow: cubic easing, nearly the curve of the handles in the style sheet.
 * @param {number} part */
function eased(part) {
  return part < 0.5 ? 4 * part ** 3 : 1 - 4 * (1 - part) ** 3;
}
