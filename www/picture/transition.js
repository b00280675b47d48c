// @ts-check
/* Transition: how far the picture has come on its way from one half-step to the next. It owns no clock
   and draws nothing; whoever draws a frame asks it, and asks for no more frames once it has ended. */

/** A glide lasts so long, or, while EM runs, at most this part of a half-step. */
const GLIDE_MS = 400;
const PART_OF_HALF_STEP = 0.8;
/** Above so many iterations a second there is no time to watch one. */
const FASTEST_GLIDE = 10;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Transition {
  #from = 0;
  #since = -Infinity;
  /** How long the glide under way lasts, in ms; 0 where the picture is where it should be. */
  lasting = 0;

  /** A new action: it glides from where the last one led, or, without a `from`, jumps.
   * @param {number | null} from the half-step that the picture comes from
   * @param {Scene} scene
   * @param {number} now */
  begin(from, { snapshot, settings, running }, now) {
    const still = from === null || from === snapshot.position;
    this.lasting = still ? 0 : glideFor(running ? settings.speed : null);
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

/** @param {number | "max" | null} speed iterations a second; null for one by hand */
function glideFor(speed) {
  if (speed === "max" || (speed !== null && speed > FASTEST_GLIDE) || calm.matches) return 0;
  if (speed === null) return GLIDE_MS;
  return Math.min(GLIDE_MS, PART_OF_HALF_STEP * (1000 / (2 * speed)));
}

/** Slow, quick, slow: a cubic from either end, as the style sheet's own curve for the handles.
 * @param {number} part */
function eased(part) {
  return part < 0.5 ? 4 * part ** 3 : 1 - 4 * (1 - part) ** 3;
}
