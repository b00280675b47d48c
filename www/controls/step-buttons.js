// @ts-check
/* The playback controls. The strong button takes the next half-step and is labelled E step or M step;
   the others go back, run, and go to convergence. */

import { familyOf } from "../text/families.js";
import { aOrAn } from "../text/format.js";
import { h, icon, setAttribute, setText } from "../ui/dom.js";
import { changing, dropDown } from "../ui/fields.js";
import { Scrubber } from "./scrubber.js";

/** Iterations a second that the list offers; a link may say others. */
const SPEEDS = ["0.125", "0.25", "0.5", "1", "2", "5", "10", "30", "max"];

/** Seconds that a half-step moves; a link may say others. */
const GLIDES = ["auto", "0", "0.4", "1", "2", "3", "4"];

const NAMES = { E: "E step", M: "M step" };

export class StepButtons {
  /** @param {Actions} on */
  constructor(on) {
    this.reset = iconButton("reset", "Reset to the start", on.reset);
    this.back = iconButton("back", "One half-step back", on.back);
    this.dueName = h("strong", {});
    this.dueWhat = h("span", {});
    this.due = h("button", { type: "button", className: "due", part: "due", onclick: on.halfStep }, this.dueName, this.dueWhat);
    this.runLabel = h("span", {}, "Run");
    this.runIcon = icon("run");
    this.pauseIcon = icon("pause");
    this.run = h(
      "button",
      { type: "button", className: "tool run", onclick: on.toggle },
      this.runIcon,
      this.pauseIcon,
      this.runLabel,
    );
    this.end = iconButton("end", "To convergence", on.converge);
    this.scrubber = new Scrubber(on.seek);
    this.speed = dropDown("speed", [], (word) => on.change("speed", word), "Speed");
    this.glide = dropDown("glide", [], (word) => on.change("glide", word), "Motion of a half-step");
    for (const word of SPEEDS) this.speed.node.append(speedOption(word));
    for (const word of GLIDES) this.glide.node.append(glideOption(word));
    for (const button of [this.reset, this.back, this.due, this.run, this.end]) changing("step", button);
    changing("speed", this.speed.node);
    changing("glide", this.glide.node);
    /** A button of the lesson's, which leads back to a chapter. */
    this.wayBack = h("slot", { name: "way-back" });
    for (const button of [this.reset, this.back]) button.classList.add("backward");
    // The strong button first, for Tab; the style sheet shows those that go back before it.
    this.node = h(
      "div",
      { className: "transport", role: "group", "aria-label": "Step buttons" },
      this.due,
      this.wayBack,
      h("div", { className: "others" }, this.reset, this.back, this.run, this.end, this.scrubber.node, h("div", { className: "paces" }, this.speed.node, this.glide.node)),
    );
  }

  /** Shows what changes during a run.
   * @param {Scene} scene */
  follow(scene) {
    const { snapshot, settings } = scene;
    this.scrubber.show(scene);
    setText(this.dueName, NAMES[snapshot.next]);
    setText(this.dueWhat, whatIsDue(snapshot.next, settings));
    // Not `disabled`: that would drop the focus of whoever steps back with the keyboard.
    for (const button of [this.reset, this.back]) setAttribute(button, "aria-disabled", String(snapshot.position === 0));
  }

  /** @param {Scene} scene */
  show(scene) {
    const { settings, running } = scene;
    this.follow(scene);
    setText(this.runLabel, running ? "Pause" : "Run");
    this.runIcon.classList.toggle("gone", running);
    this.pauseIcon.classList.toggle("gone", !running);
    offer(this.speed, String(settings.speed), speedOption);
    offer(this.glide, settings.glide, glideOption);
  }
}

/** What the next half-step does, in words.
 * @param {"E" | "M"} next
 * @param {Settings} settings */
function whatIsDue(next, settings) {
  const { shape } = familyOf(settings);
  if (next === "M") return `move each ${shape} to its points`;
  return settings.assignment === "hard" ? `give each point to ${aOrAn(shape)}` : "share the points out";
}

/** @param {"reset" | "back" | "end"} name
 * @param {string} label
 * @param {() => void} onclick */
function iconButton(name, label, onclick) {
  return h("button", { type: "button", className: "tool", title: label, "aria-label": label, onclick }, icon(name));
}

/** @param {string} word */
function speedOption(word) {
  const slow = Number(word) < 1;
  const label = word === "max" ? "as fast as frames" : slow ? `a half-step in ${1 / (2 * Number(word))} s` : `${word} iteration${word === "1" ? "" : "s"} a second`;
  return h("option", { value: word }, label);
}

/** @param {string} word */
function glideOption(word) {
  const label = word === "auto" ? "usual motion" : word === "0" ? "no motion" : `motion of ${word} s`;
  return h("option", { value: word }, label);
}

/** Shows a word, which a link may have and the list not.
 * @param {{ node: HTMLSelectElement, show(word: string): void }} list
 * @param {string} word
 * @param {(word: string) => HTMLOptionElement} option */
function offer(list, word, option) {
  if (![...list.node.options].some(({ value }) => value === word)) list.node.append(option(word));
  list.show(word);
}
