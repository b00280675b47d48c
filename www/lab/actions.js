// @ts-check
/* What controls call. An action that is locked or refused changes nothing and throws nothing: the sentence
   is shown beside the control. Properties, not methods, so that one can be passed on alone. */

import { isAbort } from "../wasm/slices.js";
import { feed } from "../wasm/upload.js";
import { BY_HAND } from "./comparisons.js";
import { allow } from "./lock.js";

/** @typedef {import("./controller.js").Controller} Controller */

export class Actions {
  /** @param {Controller} controller whose lab is loaded */
  constructor(controller) {
    this.controller = controller;
    this.page = controller.page;
    this.choices = controller.choices;
    this.comparisons = controller.comparisons;
    this.exports = controller.exports;
  }

  /** Runs an action at once, unless something that it changes is locked.
   * @param {string[]} names what it changes, as a link names it
   * @param {() => unknown} action a promise of it is waited for
   * @param {Refusing} [place]
   * @returns {Promise<boolean>} whether it was done */
  async #attempt(names, action, place) {
    try {
      allow(this.controller.scene?.settings, ...names);
      await action();
      place?.say("");
      return true;
    } catch (error) {
      if (!isAbort(error)) this.controller.refuse(error, place); // else a newer action has taken its place
      return false;
    }
  }

  /** Asks the lab; null when it refuses.
   * @template T
   * @param {(lab: Lab) => T} read
   * @param {Refusing} [place]
   * @returns {T | null} */
  ask = (read, place = this.page) => {
    try {
      return this.controller.engine.ask(read);
    } catch (error) {
      this.controller.refuse(error, place);
      return null;
    }
  };

  reset = () => this.#attempt(["step"], () => this.controller.act((lab) => lab.reset()));
  back = () => this.#attempt(["step"], () => this.controller.act((lab) => lab.back()));
  halfStep = () => this.#attempt(["step"], () => this.controller.act((lab) => lab.halfStep()));
  /** @param {number} position */
  seek = (position) => this.#attempt(["step"], () => this.controller.act((lab) => lab.seek(position)));
  toggle = () => this.#attempt(["step"], () => (this.controller.player.running ? this.controller.pause() : this.controller.run()));
  converge = () => this.#attempt(["step"], () => this.controller.runToConvergence());
  undo = () => this.#attempt(["start"], () => this.controller.act((lab) => lab.undo(), true));

  clearGuess = () => this.controller.act((lab) => lab.clearGuess(), true);

  /** Sets a parameter of a component by hand.
   * @param {number} k
   * @param {Parameter} parameter
   * @param {number} value
   * @param {Refusing} place */
  touch = (k, parameter, value, place) => this.#attempt(["start"], () => this.controller.act((lab) => lab.touch(k, parameter, value), true), place);

  /** Sets several parameters of a component in the plane at once.
   * @param {number} k
   * @param {PlaneParameter[]} names
   * @param {number[]} values
   * @param {Refusing} place */
  touchSeveral = (k, names, values, place) => this.#attempt(["start"], () => this.controller.act((lab) => lab.touchSeveral(k, names, Float64Array.from(values)), true), place);

  /** Sets the ellipse of a component in the plane, as it is drawn on a picture of this size.
   * @param {number} k
   * @param {number} long
   * @param {number} short
   * @param {number} angle
   * @param {number} width
   * @param {number} height
   * @param {Refusing} place */
  touchAxes = (k, long, short, angle, width, height, place) => this.#attempt(["start"], () => this.controller.act((lab) => lab.touchAxes(k, long, short, angle, width, height, this.theme()), true), place);

  /** @param {number} a
   * @param {number} meanA
   * @param {number} b
   * @param {number} meanB
   * @param {Refusing} place */
  touchMeans = (a, meanA, b, meanB, place) => this.#attempt(["start"], () => this.controller.act((lab) => lab.touchMeans(a, meanA, b, meanB), true), place);

  /** Sets one name of the scenario, as a link does.
   * @param {string} name
   * @param {string} value
   * @param {Refusing} [place] */
  change = (name, value, place) => this.#attempt([name], () => this.controller.change(name, value), place);

  /** Reads a text or a file, and changes nothing yet; null when it is refused.
   * @param {string | File} source
   * @param {string} name
   * @param {Wishes} wishes
   * @param {Refusing} place
   * @returns {Promise<Prepared | null>} */
  read = async (source, name, wishes, place) => {
    /** @type {Prepared | null} */
    let prepared = null;
    await this.#attempt(["data", "values"], async () => {
      const { engine } = this.controller;
      const task = await feed(source, (pieces) => engine.prepare((lab) => lab.beginReading(name, wishes), pieces));
      const reading = engine.ask(() => task.reading());
      if (!reading) throw new Error("There is no text to read.");
      prepared = { task, reading };
    }, place);
    return prepared;
  };

  /** Makes what was read the lab's data.
   * @param {Prepared} prepared
   * @param {Refusing} place */
  use = ({ task }, place) => this.#attempt(["data", "values"], () => this.controller.work((lab) => lab.beginUse(task)), place);

  /** Makes points that are drawn by hand the lab's data.
   * @param {[number, number][]} points
   * @param {Refusing} place */
  draw = (points, place) => this.#attempt(["data", "values"], () => this.controller.draw(points), place);

  /** @param {number} max
   * @param {Refusing} place */
  compareK = (max, place) => this.#attempt([], () => this.comparisons.compareK(max), place);
  /** @param {number} count
   * @param {Refusing} place */
  restarts = (count, place) => this.#attempt([], () => this.comparisons.restarts(count), place);
  /** Null when it is refused, or a newer call has taken its place.
   * @param {Refusing} place
   * @returns {Promise<Sides | null>} */
  sides = async (place) => {
    /** @type {Sides | null} */
    let sides = null;
    await this.#attempt([], async () => (sides = await this.comparisons.sides()), place);
    return sides;
  };
  cancelComparison = () => this.comparisons.cancel();

  /** Takes a start into the lab, and goes on to its end.
   * @param {{ k: number, startSeed: number, covariance: string | null }} start
   * @param {"converge" | "run"} then
   * @param {Refusing} place */
  choose = (start, then, place) => {
    const settings = this.controller.scene?.settings;
    const names = ["start-seed"];
    if (settings?.k !== start.k) names.push("k");
    if (start.covariance !== null && settings?.covariance !== start.covariance) names.push("covariance");
    if (settings?.start === BY_HAND) names.push("start");
    return this.#attempt(names, () => this.controller.choose(start, then), place);
  };

  /** What was typed into a number field, as a link writes it; null when it is no number.
   * @param {string} label
   * @param {string} text
   * @param {Refusing} place */
  plain = (label, text, place) => this.ask((lab) => lab.plain(label, text), place);
  /** A seed that was not used before, as a link writes it; null when the lab has stopped.
   * @param {Refusing} place */
  freshSeed = (place) => this.ask((lab) => String(lab.freshSeed()), place);
  /** The scenario with these names set otherwise, in its canonical form.
   * @param {{ [name: string]: string }} values
   * @param {boolean} [ownData] whether it holds own data, where a link can
   * @param {Refusing} [place] */
  scenarioWith = (values, ownData = true, place) => this.ask((lab) => lab.scenarioWith(Object.keys(values), Object.values(values), ownData), place);
  /** @param {string} text */
  qrCode = (text) => this.ask((lab) => lab.qrCode(text)) ?? null;
  /** The theme that pictures are drawn in. */
  theme = () => this.page.themeSpec;
}
