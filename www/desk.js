// @ts-check
/* The desk between the controls and the conductor: what a control does, and where its refusal is
   said. A refusal leaves the state as it was and the page alive. */

import { isAbort, sentenceOf } from "./slices.js";
import { read } from "./pieces.js";

/** @param {() => ConductorLike} conductor
 * @param {{ refused: (sentence: string) => void, failed: (sentence: string) => void, theme: Desk["theme"], link: Desk["link"], frame: Desk["frame"], exports: Desk["exports"] }} page
 * @returns {Desk} */
export function makeDesk(conductor, page) {
  /** Does it, and says beside the control, or in the page, why not.
   * @param {() => unknown} action what it returns is waited for
   * @param {Refusing | null} place */
  const attempt = async (action, place) => {
    try {
      await action();
      place?.say("");
      return true;
    } catch (error) {
      if (isAbort(error)) return false; // a newer action has taken its place
      place?.say(sentenceOf(error));
      page.refused(sentenceOf(error));
      return false;
    }
  };
  /** @param {(lab: Lab) => void} action
   * @param {boolean} [settings] */
  const does = (action, settings) => () => void attempt(() => conductor().act(action, settings), null);
  /** A component moved by hand; at once, since a hand waits for it.
   * @param {(lab: Lab) => void} touch
   * @param {Refusing} place */
  const takeHold = (touch, place) => {
    try {
      conductor().act(touch, true);
      place.say("");
      return true;
    } catch (error) {
      place.say(sentenceOf(error));
      page.refused(sentenceOf(error));
      return false;
    }
  };
  /** @template T
   * @param {(lab: Lab) => T} read */
  const ask = (read) => {
    try {
      return conductor().engine.ask(read);
    } catch (error) {
      page.failed(sentenceOf(error));
      return null;
    }
  };
  return {
    reset: does((lab) => lab.reset()),
    back: does((lab) => lab.back()),
    halfStep: does((lab) => lab.halfStep()),
    undo: does((lab) => lab.undo(), true),
    seek: (position) => does((lab) => lab.seek(position))(),
    toggle: () => void attempt(() => conductor().toggle(), null),
    converge: () => void attempt(() => conductor().converge(), null),
    set: (name) => (value) => void attempt(() => conductor().change(name, value), null),
    change: (name, value, refusal) => attempt(() => conductor().change(name, value), refusal),
    touch: (k, parameter, value, refusal) => takeHold((lab) => lab.touch(k, parameter, value), refusal),
    touchMeans: (a, meanA, b, meanB, refusal) => takeHold((lab) => lab.touchMeans(a, meanA, b, meanB), refusal),
    read: async (source, name, wishes, refusal) => {
      /** @type {Prepared | null} */
      let prepared = null;
      await attempt(async () => (prepared = await read(conductor(), source, name, wishes)), refusal);
      return prepared;
    },
    use: ({ task }, refusal) => attempt(() => conductor().work((lab) => lab.beginUse(task)), refusal),
    plain: (label, text, refusal) => {
      try {
        return conductor().engine.ask((lab) => lab.plain(label, text));
      } catch (error) {
        refusal.say(sentenceOf(error));
        page.refused(sentenceOf(error));
        return null;
      }
    },
    freshSeed: () => String(conductor().engine.ask((lab) => lab.freshSeed())),
    ask,
    scenarioWith: (values) => ask((lab) => lab.scenarioWith(Object.keys(values), Object.values(values))),
    compareK: (max, refusal) => attempt(() => conductor().comparisons.compareK(max), refusal),
    restarts: (count, refusal) => attempt(() => conductor().comparisons.restarts(count), refusal),
    cancelComparison: () => conductor().comparisons.cancel(),
    choose: (k, startSeed, then, refusal) => attempt(() => conductor().choose(k, startSeed, then), refusal),
    theme: page.theme,
    link: page.link,
    frame: page.frame,
    exports: page.exports,
  };
}
