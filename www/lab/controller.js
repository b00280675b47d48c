// @ts-check
/* The lab's state, and everything that changes it. Every change ends in one new scene, which the page
   shows. A method throws when something is refused; controls call actions.js, which catches that. */

import { Engine } from "../wasm/engine.js";
import { sentenceOf, yieldToPage } from "../wasm/slices.js";
import { tableOf } from "./arguments.js";
import { Comparisons } from "./comparisons.js";
import { Exports } from "./exports.js";
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

  /** Makes points of the plane that are drawn by hand the own data. It is no other scenario: what is open stays open.
   * @param {[number, number][]} points */
  draw(points) {
    const { begin, pieces } = tableOf(points, {});
    return this.#work(begin, undefined, { from: null }, pieces);
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

  /** Sets one name of the scenario, as a link does.
   * @param {string} name
   * @param {string} value */
  async change(name, value) {
    const { pauses, changesNumbers } = this.engine.ask((lab) => lab.effectOf(name));
    if (!changesNumbers) {
      // At once, whatever long work is under way.
      this.engine.ask((lab) => lab.display(name, value));
      return this.#refresh({ settings: true, tab: name === "tab" });
    }
    const work = this.engine.work((lab) => lab.beginChange(name, value));
    if (pauses) this.player.pause();
    await work;
    this.#committed({ snapshot: true, settings: true });
  }

  /** Opens the start with this seed, and then goes to convergence, at once or as a run.
   * @param {{ k: number, startSeed: number, covariance: string | null }} start
   * @param {"converge" | "run"} then */
  async choose({ k, startSeed, covariance }, then) {
    await this.#work((lab) => lab.beginChoose(k, startSeed, covariance ?? undefined), undefined, { from: null });
    if (then === "converge") await this.runToConvergence();
    else this.run();
  }

  /** While long work is under way, the run waits for it. */
  run() {
    this.engine.refuseIfStopped();
    this.player.run();
  }

  pause() {
    this.player.pause();
  }

  /** One frame of a run.
   * @param {number} count
   * @param {(lab: Lab) => boolean} advance says whether EM stops then
   * @returns {boolean} whether to continue */
  #play(count, advance) {
    try {
      const { scene } = this;
      if (!scene) return false;
      let { snapshot, sentence, last, stops } = scene;
      const from = snapshot.position;
      for (let taken = 0; taken < count && !stops; taken += 1) {
        [stops, snapshot, sentence, last] = this.engine.ask((lab) => {
          const stopped = advance(lab);
          // Over millions of points a snapshot takes time, so one is made and shown.
          return [stopped, lab.snapshot(), lab.sentence(), lab.last()];
        });
      }
      this.scene = { ...scene, snapshot, sentence, last, stops };
      this.#present({ snapshot: true, inFrame: true, from });
      return !stops;
    } catch (error) {
      this.refuse(error, this.page);
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
      stops: lab.stops(),
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
    // The matching may change from one half-step to the next: while EM runs, the tables keep the last one, so
    // that their rows do not jump.
    if (!this.scene.running) {
      this.#found = { matching: this.scene.snapshot.labels?.matching ?? null, pairs: this.engine.ask((lab) => lab.pairs()) };
    }
    Object.assign(this.scene, this.#found);
    this.page.show(what);
  }

  /** Shows that something was refused, in its place if it has one, and tells the page.
   * @param {unknown} error
   * @param {Refusing} [place] */
  refuse(error, place) {
    const sentence = sentenceOf(error);
    place?.say(sentence);
    this.page.refused(sentence);
  }
}
