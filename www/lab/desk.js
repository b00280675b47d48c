// @ts-check
/* The desk between the controls and the conductor: what a control does, whether a learner may do it
   here, and where its refusal is said. A refusal leaves the state as it was and the page alive. */

import { isAbort, sentenceOf } from "../wasm/slices.js";
import { read } from "../wasm/upload.js";
import { BY_HAND } from "./comparisons.js";
import { allow } from "./lock.js";

/** @param {() => ControllerLike} conductor
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
  /** Refuses to change a name that is locked.
   * @param {string[]} names */
  const may = (...names) => allow(conductor().scene?.settings, ...names);
  /** @param {string} name what it changes
   * @param {() => unknown} action
   * @param {Refusing | null} [place] */
  const attemptTo = (name, action, place = null) =>
    attempt(() => {
      may(name);
      return action();
    }, place);
  /** A half-step, or a way among those taken.
   * @param {(lab: Lab) => void} action */
  const steps = (action) => () => void attemptTo("step", () => conductor().act(action));
  /** A component moved by hand; at once, since a hand waits for it.
   * @param {(lab: Lab) => void} touch
   * @param {Refusing} place */
  const takeHold = (touch, place) => {
    try {
      may("start");
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
    reset: steps((lab) => lab.reset()),
    back: steps((lab) => lab.back()),
    halfStep: steps((lab) => lab.halfStep()),
    undo: () => void attemptTo("start", () => conductor().act((lab) => lab.undo(), true)),
    seek: (position) => steps((lab) => lab.seek(position))(),
    toggle: () => void attemptTo("step", () => conductor().toggle()),
    converge: () => void attemptTo("step", () => conductor().converge()),
    set: (name) => (value) => void attemptTo(name, () => conductor().change(name, value)),
    change: (name, value, refusal) => attemptTo(name, () => conductor().change(name, value), refusal),
    touch: (k, parameter, value, refusal) => takeHold((lab) => lab.touch(k, parameter, value), refusal),
    touchMeans: (a, meanA, b, meanB, refusal) => takeHold((lab) => lab.touchMeans(a, meanA, b, meanB), refusal),
    read: async (source, name, wishes, refusal) => {
      /** @type {Prepared | null} */
      let prepared = null;
      await attempt(async () => {
        may("data", "values");
        prepared = await read(conductor(), source, name, wishes);
      }, refusal);
      return prepared;
    },
    use: ({ task }, refusal) =>
      attempt(() => {
        may("data", "values");
        return conductor().work((lab) => lab.beginUse(task));
      }, refusal),
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
    choose: (k, startSeed, then, refusal) =>
      attempt(() => {
        const settings = conductor().scene?.settings;
        may("start-seed", ...(settings?.k === k ? [] : ["k"]), ...(settings?.start === BY_HAND ? ["start"] : []));
        return conductor().choose(k, startSeed, then);
      }, refusal),
    theme: page.theme,
    link: page.link,
    frame: page.frame,
    exports: page.exports,
  };
}
