// @ts-check
/* The desk between the controls and the conductor: what a control does, and where its refusal is
   said. A refusal leaves the state as it was and the page alive. */

import { isAbort, sentenceOf } from "./slices.js";

/** @param {() => ConductorLike} conductor
 * @param {{ refused: (sentence: string) => void, failed: (sentence: string) => void, theme: Desk["theme"], link: () => string }} page
 * @returns {Desk} */
export function makeDesk(conductor, page) {
  /** Does it, and says beside the control, or in the page, why not.
   * @param {() => void | Promise<void>} action
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
    touch: (k, parameter, value, refusal) => {
      try {
        conductor().act((lab) => lab.touch(k, parameter, value), true);
        refusal.say("");
        return true;
      } catch (error) {
        refusal.say(sentenceOf(error));
        page.refused(sentenceOf(error));
        return false;
      }
    },
    loadText: (text, column, labels, name, refusal) =>
      attempt(
        () => conductor().work((lab) => lab.beginLoadCsv(text, column || undefined, labels || undefined, name)),
        refusal,
      ),
    freshSeed: () => String(conductor().engine.ask((lab) => lab.freshSeed())),
    ask: (read) => {
      try {
        return conductor().engine.ask(read);
      } catch (error) {
        page.failed(sentenceOf(error));
        return null;
      }
    },
    theme: page.theme,
    link: page.link,
  };
}
