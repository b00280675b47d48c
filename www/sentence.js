// @ts-check
/* One sentence that says what the last half-step did, with its numbers, and why EM stands where it
   stands. Spoken by a screen reader after each step, and left unspoken while EM runs. */

import { decimal, decimalsFor, decimalsOfSd, inWords } from "./format.js";
import { changing } from "./lock.js";
import { h, letterOf, letterTag } from "./dom.js";

/** How a sentence begins that tells of a half-step. */
const NAME_OF_STEP = /^[EM] step[.:]/;

export class Sentence {
  #said = "";
  #unspoken = false;

  /** @param {() => void} undo */
  constructor(undo) {
    this.text = h("p", { className: "say", part: "sentence", role: "status" });
    this.undo = h("button", { type: "button", className: "quiet undo", part: "undo", onclick: undo }, "Undo the change by hand");
    changing("start", this.undo);
    this.node = h("div", { className: "sentence" }, this.text);
  }

  /** @param {Scene} scene */
  show({ sentence, running, canUndo }) {
    this.undo.classList.toggle("away", !canUndo);
    this.text.setAttribute("aria-live", running ? "off" : "polite");
    const said = sentence.parts.map(({ text, component }) => text ?? letterOf(component ?? 0)).join("");
    // A run that has come to rest is told of, though its last frame has written the same already.
    const owed = this.#unspoken && !running;
    this.#unspoken = running;
    if (said === this.#said && !owed) return;
    this.#said = said;
    this.text.replaceChildren(...sentence.parts.flatMap(inThePage));
  }
}

/** A letter stands on its colour; the step's name is strong.
 * @param {{ text?: string, component?: number }} part */
function inThePage({ text, component }) {
  if (component !== undefined) return [letterTag(component)];
  const [name] = NAME_OF_STEP.exec(text ?? "") ?? [""];
  return name ? [h("strong", {}, name), (text ?? "").slice(name.length)] : [text ?? ""];
}

/** The picture in words: what stands in for it where it cannot be seen.
 * @param {Snapshot} snapshot
 * @param {Settings} settings
 * @param {Shape | null} shape
 * @param {string} colouredBy whose points the bars show: those of the `estimate` or of the `truth`
 * @param {{ xMin: number, xMax: number } | null} axis */
export function pictureInWords({ n, components, effectiveCounts, truth }, settings, shape, colouredBy, axis) {
  const decimals = decimalsFor(components.map(({ sd }) => sd));
  /** @param {number} mean */
  const beyond = (mean) => (!axis ? "" : mean < axis.xMin ? " (beyond the left end of the axis)" : mean >= axis.xMax ? " (beyond the right end of the axis)" : "");
  /** @param {ComponentNumbers} curve */
  const inNumbers = ({ weight, mean, sd }) => `weight ${decimal(weight, 2)}, mean ${decimal(mean, decimals)}${beyond(mean)}, sd ${decimal(sd, decimalsOfSd(sd, decimals))}`;
  const curves = components.map((curve, k) => `${letterOf(k)} with ${inNumbers(curve)}`);
  const coloured = colouredBy === "truth" ? "coloured by whose points they truly are" : effectiveCounts ? "coloured by whose points they are" : "grey";
  const { bars, peaks } = shape ?? { bars: [], peaks: [] };
  const tops = peaks.map((place) => decimal((bars[place].from + bars[place].to) / 2, decimals));
  const reach = bars.length === 0 ? "" : `${bars.length === 1 ? "One bar" : `${decimal(bars.length, 0)} bars`}, ${coloured}, from ${decimal(bars[0].from, decimals)} to ${decimal(bars[bars.length - 1].to, decimals)}`;
  const highest = tops.length > 1 ? `, with ${inWords(tops.length)} peaks, near ${listed(tops)}.` : `, highest near ${tops[0]}.`;
  const shown = settings.reveal && !settings.hide.includes("truth") ? truth : null;
  const truths = (shown ?? []).map((process, index) => `process ${index + 1} with ${inNumbers(process)}`);
  return {
    name: `Histogram of ${decimal(n, 0)} points${settings.unit ? ` (${settings.unit})` : ""} under ${components.length === 1 ? "one curve" : `the curves of ${inWords(components.length)} components and their mixture`}`,
    words: [reach && reach + highest, `The curves: ${curves.join("; ")}.`, truths.length > 0 && `The truth: ${truths.join("; ")}.`].filter(Boolean).join(" "),
  };
}

/** @param {string[]} words */
function listed(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}` : words.join("");
}
