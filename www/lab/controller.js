// @ts-check
/* The conductor: every action on the lab, whether a button, a key, a link, a message or the host
   page asks for it, goes through here, and leaves one fresh scene for the view to draw. */

import { Engine } from "../wasm/engine.js";
import { sentenceOf, yieldToPage } from "../wasm/slices.js";
import { Comparisons } from "./comparisons.js";
import { Player } from "./player.js";

export class Controller {
  /** @type {Scene | null} */
  scene = null;
  /** @type {{ [name: string]: string[] }} */
  choices = {};
  /** @type {(number | null)[] | null} */
  #matching = null;

  /** @param {{
   *   shown: (what: Shown) => void,
   *   refused: (sentence: string) => void,
   *   busy: (fraction: number | null) => void,
   *   comparing: (kind: Comparison, fraction: number | null) => void,
   *   stopped: (sentence: string) => void,
   *   noticed: (sentences: string[]) => void,
   * }} hear
   * @param {() => Node} where the lab stands */
  constructor(hear, where) {
    this.hear = hear;
    this.engine = new Engine({
      busy: (fraction) => hear.busy(fraction),
      stopped: (sentence) => {
        this.player.pause();
        hear.stopped(sentence);
      },
    });
    this.comparisons = new Comparisons(this.engine, {
      comparing: (kind, fraction) => hear.comparing(kind, fraction),
      found: () => this.#present({ compared: true }),
    });
    this.player = new Player({
      speed: () => this.scene?.settings.speed ?? 2,
      waiting: () => this.engine.busy,
      iterate: () => this.#play(1, (lab) => lab.step(1)),
      halfSteps: (count) => this.#play(count, (lab) => lab.halfStep()),
      changed: () => this.#present({}),
      where,
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

  /** A short action that a person or a program asks for: a run pauses, the scene is drawn anew.
   * @param {(lab: Lab) => void} action
   * @param {boolean} [settings] whether the settings may have changed too: then nothing glides */
  act(action, settings = false) {
    const from = settings ? null : this.#position;
    this.engine.act(action);
    this.player.pause();
    this.#refresh({ snapshot: true, settings, from });
  }

  /** Where the picture comes from, when it goes on. */
  get #position() {
    return this.scene?.snapshot.position ?? null;
  }

  /** Opens something else: a scenario, own data; throws at once what is malformed.
   * @param {(lab: Lab) => Task} begin
   * @param {WorkOptions} [options]
   * @param {Pieces} [pieces] what comes in on the way
   * @returns {Promise<void>} */
  work(begin, options, pieces) {
    return this.#work(begin, options, { from: null, opened: true }, pieces);
  }

  /** A text, read to be looked over: nothing changes until it is used.
   * @param {(lab: Lab) => Task} begin
   * @param {Pieces} pieces
   * @returns {Promise<Prepared>} */
  async read(begin, pieces) {
    const task = await this.engine.prepare(begin, pieces);
    const reading = this.engine.ask(() => task.reading());
    if (!reading) throw new Error("There is no text to read.");
    return { task, reading };
  }

  /** Long work; throws at once what is malformed.
   * @param {(lab: Lab) => Task} begin
   * @param {WorkOptions | undefined} options
   * @param {Shown} what
   * @param {Pieces} [pieces]
   * @returns {Promise<void>} */
  #work(begin, options, what, pieces) {
    const work = this.engine.work(begin, options, pieces);
    this.player.pause();
    return work.then(() => this.#settled({ snapshot: true, settings: true, ...what }));
  }

  /** One name of the scenario set, as in a link.
   * @param {string} name
   * @param {string} value */
  async change(name, value) {
    const work = this.engine.work((lab) => lab.beginChange(name, value));
    const { pauses, changesNumbers } = this.engine.ask((lab) => lab.effectOf(name));
    if (pauses) this.player.pause();
    await work;
    this.#settled({ snapshot: changesNumbers, settings: true });
  }

  /** A link, leniently: what is wrong in it becomes a notice.
   * @param {string} link */
  follow(link) {
    return this.work((lab) => lab.beginLink(link));
  }

  /** @param {WorkOptions} [options] */
  converge(options) {
    return this.#work((lab) => lab.beginRunToConvergence(), options, { from: this.#position });
  }

  /** A start by its number, into the lab; then on to where it leads, at once or at the run's pace.
   * @param {number} k
   * @param {number} startSeed
   * @param {"converge" | "run"} then */
  async choose(k, startSeed, then) {
    await this.#work((lab) => lab.beginChoose(k, startSeed), undefined, { from: null });
    if (then === "converge") await this.converge();
    else this.run();
  }

  /** Long work that is under way is waited for: its frames pass unused. */
  run() {
    this.engine.ask((lab) => lab.canUndo()); // refuses where there is no lab to run
    this.player.run();
  }

  pause() {
    this.player.pause();
  }

  toggle() {
    if (this.player.running) this.pause();
    else this.run();
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
          // The snapshot is over millions of points no trifle: taken once, shown as it is.
          return [lab.snapshot(), lab.sentence(), lab.last()];
        });
      }
      this.scene = { ...scene, snapshot, sentence, last };
      this.#present({ snapshot: true, inFrame: true, from });
      return goesOn(snapshot.status);
    } catch (error) {
      this.hear.refused(sentenceOf(error));
      return false;
    }
  }

  /** After a commit: what the lab has to say of it comes with the new scene.
   * @param {Shown} what */
  #settled(what) {
    this.hear.noticed(this.engine.ask((lab) => lab.notices()));
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
      matching: null,
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
    // The best matching may change from one half-step to the next: the tables keep to the last one
    // while EM runs, so that their rows do not jump.
    if (!this.scene.running) this.#matching = this.scene.snapshot.labels?.matching ?? null;
    this.scene.matching = this.#matching;
    this.hear.shown(what);
  }
}

/** A run goes on while there is more to gain; past an emptied component it goes on with the others.
 * @param {string} status */
function goesOn(status) {
  return status === "running" || status === "empty";
}
