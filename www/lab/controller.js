// @ts-check
/* What the lab can do, whoever asks for it: a control, a key, a link, a message, the host page. Every
   action ends in one new scene, which the page shows. The methods throw what is refused; the actions
   for controls, at the end, go through `attempt`, which says it beside the control. */

import { Engine } from "../wasm/engine.js";
import { isAbort, sentenceOf, yieldToPage } from "../wasm/slices.js";
import { feed } from "../wasm/upload.js";
import { BY_HAND, Comparisons } from "./comparisons.js";
import { Exports } from "./exports.js";
import { allow } from "./lock.js";
import { Player } from "./player.js";

export class Controller {
  /** @type {Scene | null} */
  scene = null;
  /** @type {{ [name: string]: string[] }} */
  choices = {};
  /** @type {Pick<Scene, "matching" | "pairs">} */
  #found = { matching: null, pairs: null };

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.engine = new Engine(page);
    this.comparisons = new Comparisons(this.engine, page, () => this.#present({ compared: true }));
    this.exports = new Exports(this.engine, page);
    this.player = new Player({
      speed: () => this.scene?.settings.speed ?? 2,
      waiting: () => this.engine.busy,
      iterate: () => this.#play(1, (lab) => lab.step(1)),
      halfSteps: (count) => this.#play(count, (lab) => lab.halfStep()),
      changed: () => this.#present({}),
      where: () => page.host,
    });
  }

  /** Opens the lab, on a link's scenario where there is one.
   * @param {string | null} link */
  async load(link) {
    await this.engine.load();
    await yieldToPage();
    this.choices = this.engine.ask((lab) => lab.choices());
    if (link === null) this.#refresh({ snapshot: true, settings: true });
    else await this.follow(link);
  }

  /** A short action on the state: it cancels long work on it, and pauses a run.
   * @param {(lab: Lab) => void} action
   * @param {boolean} [settings] whether the settings may have changed too: then there is no transition */
  act(action, settings = false) {
    const from = settings ? null : this.#position;
    this.engine.ask(action);
    this.engine.abort();
    this.player.pause();
    this.#refresh({ snapshot: true, settings, from });
  }

  /** The half-step from which a transition begins.
   * @returns {number | null} */
  get #position() {
    return this.scene?.snapshot.position ?? null;
  }

  /** Opens something else: a scenario, own data; throws at once what is malformed.
   * @param {(lab: Lab) => Task} begin
   * @param {WorkOptions} [options]
   * @param {Pieces} [pieces] what the task takes in first
   * @returns {Promise<void>} */
  work(begin, options, pieces) {
    return this.#work(begin, options, { from: null, opened: true }, pieces);
  }

  /** @param {(lab: Lab) => Task} begin
   * @param {WorkOptions | undefined} options
   * @param {Shown} what
   * @param {Pieces} [pieces]
   * @returns {Promise<void>} */
  #work(begin, options, what, pieces) {
    const work = this.engine.work(begin, options, pieces);
    this.player.pause();
    return work.then(() => this.#committed({ snapshot: true, settings: true, ...what }));
  }

  /** Opens a link: what is wrong in it becomes a notice, and the rest is used.
   * @param {string} link */
  follow(link) {
    return this.work((lab) => lab.beginLink(link));
  }

  /** @param {WorkOptions} [options] */
  runToConvergence(options) {
    return this.#work((lab) => lab.beginRunToConvergence(), options, { from: this.#position });
  }

  /** While long work is under way, the run waits for it. */
  run() {
    this.engine.ask((lab) => lab.canUndo()); // refuses once the lab has stopped
    this.player.run();
  }

  pause() {
    this.player.pause();
  }

  /** One frame of a run.
   * @param {number} count
   * @param {(lab: Lab) => void} advance
   * @returns {boolean} whether to go on */
  #play(count, advance) {
    try {
      const { scene } = this;
      if (!scene) return false;
      let { snapshot, sentence, last } = scene;
      const from = snapshot.position;
      for (let taken = 0; taken < count && goesOn(snapshot.status); taken += 1) {
        [snapshot, sentence, last] = this.engine.ask((lab) => {
          advance(lab);
          // Over millions of points a snapshot takes its time: made once, it is shown as it is.
          return [lab.snapshot(), lab.sentence(), lab.last()];
        });
      }
      this.scene = { ...scene, snapshot, sentence, last };
      this.#present({ snapshot: true, inFrame: true, from });
      return goesOn(snapshot.status);
    } catch (error) {
      this.#refuse(error, this.page);
      return false;
    }
  }

  /** After a commit: the lab's notices come with the new scene.
   * @param {Shown} what */
  #committed(what) {
    this.page.noticed(this.engine.ask((lab) => lab.notices()));
    this.#refresh(what);
  }

  /** @param {Shown} what */
  #refresh(what) {
    this.scene = this.engine.ask((lab) => ({
      snapshot: what.snapshot || !this.scene ? lab.snapshot() : this.scene.snapshot,
      settings: what.settings || !this.scene ? lab.settings() : this.scene.settings,
      sentence: lab.sentence(),
      last: lab.last(),
      running: this.player.running,
      canUndo: lab.canUndo(),
      hasGuess: lab.hasGuess(),
      ...this.#found,
      compared: this.comparisons.found,
    }));
    if (what.settings) this.comparisons.forget(this.engine.ask((lab) => lab.voided()));
    this.#present(what);
  }

  /** @param {Shown} what */
  #present(what) {
    if (!this.scene) return;
    this.scene.running = this.player.running;
    this.scene.compared = this.comparisons.found;
    // What matches may change from one half-step to the next: the tables keep to the last matching while
    // EM runs, so that their rows do not jump.
    if (!this.scene.running) {
      this.#found = { matching: this.scene.snapshot.labels?.matching ?? null, pairs: this.engine.ask((lab) => lab.pairs()) };
    }
    Object.assign(this.scene, this.#found);
    this.page.show(what);
  }

  /** Runs an action for a control, at once, unless what it changes is locked. What is refused is said
   * in its place, if it has one, and changes nothing; nothing is thrown.
   * @param {string[]} names what it changes, as a link names it
   * @param {() => unknown} action a promise of it is waited for
   * @param {Refusing} [place]
   * @returns {Promise<boolean>} whether it was done */
  async #attempt(names, action, place) {
    try {
      allow(this.scene?.settings, ...names);
      await action();
      place?.say("");
      return true;
    } catch (error) {
      if (!isAbort(error)) this.#refuse(error, place); // else a newer action has taken its place
      return false;
    }
  }

  /** @param {unknown} error
   * @param {Refusing} [place] */
  #refuse(error, place) {
    const sentence = sentenceOf(error);
    place?.say(sentence);
    this.page.refused(sentence);
  }

  // What controls call. As properties, so that one can be handed on alone.

  /** Asks the lab; null where it refuses, which is said in the place.
   * @template T
   * @param {(lab: Lab) => T} read
   * @param {Refusing} [place]
   * @returns {T | null} */
  ask = (read, place = this.page) => {
    try {
      return this.engine.ask(read);
    } catch (error) {
      this.#refuse(error, place);
      return null;
    }
  };

  reset = () => this.#attempt(["step"], () => this.act((lab) => lab.reset()));
  back = () => this.#attempt(["step"], () => this.act((lab) => lab.back()));
  halfStep = () => this.#attempt(["step"], () => this.act((lab) => lab.halfStep()));
  /** @param {number} position */
  seek = (position) => this.#attempt(["step"], () => this.act((lab) => lab.seek(position)));
  toggle = () => this.#attempt(["step"], () => (this.player.running ? this.pause() : this.run()));
  converge = () => this.#attempt(["step"], () => this.runToConvergence());
  undo = () => this.#attempt(["start"], () => this.act((lab) => lab.undo(), true));

  clearGuess = () => this.act((lab) => lab.clearGuess(), true);

  /** A component moved by hand.
   * @param {number} k
   * @param {Parameter} parameter
   * @param {number} value
   * @param {Refusing} place */
  touch = (k, parameter, value, place) => this.#attempt(["start"], () => this.act((lab) => lab.touch(k, parameter, value), true), place);

  /** @param {number} a
   * @param {number} meanA
   * @param {number} b
   * @param {number} meanB
   * @param {Refusing} place */
  touchMeans = (a, meanA, b, meanB, place) => this.#attempt(["start"], () => this.act((lab) => lab.touchMeans(a, meanA, b, meanB), true), place);

  /** Sets one name of the scenario, as a link does.
   * @param {string} name
   * @param {string} value
   * @param {Refusing} [place] */
  change = (name, value, place) =>
    this.#attempt([name], async () => {
      const { pauses, changesNumbers } = this.engine.ask((lab) => lab.effectOf(name));
      if (!changesNumbers) {
        // At once, whatever long work is under way.
        this.engine.ask((lab) => lab.display(name, value));
        return this.#refresh({ settings: true });
      }
      const work = this.engine.work((lab) => lab.beginChange(name, value));
      if (pauses) this.player.pause();
      await work;
      this.#committed({ snapshot: true, settings: true });
    }, place);

  /** Reads a text or a file, and changes nothing yet; null where it is refused.
   * @param {string | File} source
   * @param {string} name
   * @param {Wishes} wishes
   * @param {Refusing} place
   * @returns {Promise<Prepared | null>} */
  read = async (source, name, wishes, place) => {
    /** @type {Prepared | null} */
    let prepared = null;
    await this.#attempt(["data", "values"], async () => {
      const task = await feed(source, (pieces) => this.engine.prepare((lab) => lab.beginReading(name, wishes), pieces));
      const reading = this.engine.ask(() => task.reading());
      if (!reading) throw new Error("There is no text to read.");
      prepared = { task, reading };
    }, place);
    return prepared;
  };

  /** Makes what was read the lab's data.
   * @param {Prepared} prepared
   * @param {Refusing} place */
  use = ({ task }, place) => this.#attempt(["data", "values"], () => this.work((lab) => lab.beginUse(task)), place);

  /** @param {number} max
   * @param {Refusing} place */
  compareK = (max, place) => this.#attempt([], () => this.comparisons.compareK(max), place);
  /** @param {number} count
   * @param {Refusing} place */
  restarts = (count, place) => this.#attempt([], () => this.comparisons.restarts(count), place);
  /** Null where it is refused, or a newer call has taken its place.
   * @param {Refusing} place
   * @returns {Promise<Sides | null>} */
  sides = async (place) => {
    /** @type {Sides | null} */
    let sides = null;
    await this.#attempt([], async () => (sides = await this.comparisons.sides()), place);
    return sides;
  };
  cancelComparison = () => this.comparisons.cancel();

  /** Opens the start with this seed, and then goes to convergence, at once or as a run.
   * @param {number} k
   * @param {number} startSeed
   * @param {"converge" | "run"} then
   * @param {Refusing} place */
  choose = (k, startSeed, then, place) => {
    const settings = this.scene?.settings;
    const names = ["start-seed", ...(settings?.k === k ? [] : ["k"]), ...(settings?.start === BY_HAND ? ["start"] : [])];
    return this.#attempt(names, async () => {
      await this.#work((lab) => lab.beginChoose(k, startSeed), undefined, { from: null });
      if (then === "converge") await this.runToConvergence();
      else this.run();
    }, place);
  };

  /** What was typed into a number field, as a link writes it; null where it is no number.
   * @param {string} label
   * @param {string} text
   * @param {Refusing} place */
  plain = (label, text, place) => this.ask((lab) => lab.plain(label, text), place);
  freshSeed = () => String(this.engine.ask((lab) => lab.freshSeed()));
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

/** A run goes on while there is more to gain; past an emptied component it goes on with the others.
 * @param {string} status */
function goesOn(status) {
  return status === "running" || status === "empty";
}
