// @ts-check
/* The reading line: at one x, each component's weighted density, their sum, and by Bayes' rule the
   responsibilities, with the numbers in the formula. */

import { letterOf } from "../text/component-name.js";
import { familyOf } from "../text/families.js";
import { PROBABILITY_DECIMALS, decimal, decimalsOnAxis, figures } from "../text/format.js";
import { h, icon, letterTag, nextFrame, setProperty, setText, unseen } from "../ui/dom.js";
import { DragSlider, KEY_PART } from "../ui/drag-slider.js";
import { density, densityWith } from "../ui/density.js";
import { onceAFrame } from "../ui/latest.js";
import { formula, fraction, group, ofComponent } from "../ui/math.js";
import { inPixels, putAt, scaleOf } from "../ui/position.js";
import { keepCount } from "../ui/rows.js";
import { table, tableRow } from "../ui/table.js";
import { term } from "../ui/terms.js";

/** @typedef {import("./plot-axes.js").PlotAxes} PlotAxes */

/** With more components, the sum under the fraction is not written out. */
const MOST_SUMMED = 2;
/** So many digits that the fraction, computed from its numbers, agrees with the result beside it. */
const READ_DIGITS = 4;

export class ReadingLine {
  /** @type {number | null} Its place on the axis; null while it is closed. */
  #x = null;
  /** Whether it stays when the pointer leaves. */
  #pinned = false;
  /** @type {PlotAxes | null} */
  #places = null;
  /** @type {Scene | null} */
  #scene = null;
  #decimals = 2;
  /** While it is open: ends listening for Escape.
   * @type {AbortController | null} */
  #escape = null;
  /** @type {{ height: HTMLElement, share: HTMLElement, part: HTMLElement, remove: () => void }[]} One to a component. */
  #rows = [];

  /** @param {HTMLElement} picture what the pointer moves over
   * @param {{ read: (x: number) => ReadingAt | null, leave: () => void }} on */
  constructor(picture, on) {
    this.on = on;
    this.grip = new DragSlider({
      name: "Place on the axis",
      className: "place",
      data: { handle: "place" },
      move: (x) => this.#to(x),
      words: (x) => this.#inWords(x),
      seen: (shown) => shown && this.#x === null && this.#to(this.grip.value),
    });
    this.grip.node.addEventListener("blur", () => this.#pinned || this.close());
    this.grip.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // used here, it does not reach the page
      this.#dismiss();
    });
    this.line = h("span", { className: "reading-line", hidden: true, "aria-hidden": "true" });
    this.where = h("strong", {});
    this.shares = h("div", { className: "shares", "aria-hidden": "true" });
    this.body = h("tbody", {});
    this.total = h("td", {});
    this.formulas = h("div", { className: "formulas" });
    this.verdict = h("p", { className: "note" });
    // For touch, where no pointer leaves the picture.
    this.closeButton = h("button", { type: "button", className: "bare", "aria-label": "Close the reading", onclick: () => this.#dismiss() }, icon("close"));
    this.panel = h(
      "div",
      { className: "reading", part: "reading", hidden: true },
      h("div", { className: "row" }, this.where, this.closeButton),
      this.shares,
      table(
        {},
        "Weighted density and responsibility of each component at this place",
        [unseen("component"), term("weighted density"), term("responsibility")],
        this.body,
        h("tfoot", {}, tableRow("mixture", [this.total, "1"])),
      ),
      this.formulas,
      this.verdict,
    );
    this.#listen(picture);
  }

  /** @param {HTMLElement} picture */
  #listen(picture) {
    const at = onceAFrame(() => picture, (/** @type {number} */ clientX) => {
      if (!this.#places) return;
      this.#to(this.#places.valueAt((clientX - picture.getBoundingClientRect().left) / scaleOf(picture)));
    });
    picture.addEventListener("pointermove", (event) => {
      if (this.grip.dragged || (this.#pinned && event.buttons === 0)) return;
      if (this.#isOnPlot(event)) at(event.clientX);
      else this.#closeUnlessKept();
    });
    picture.addEventListener("pointerdown", (event) => {
      if (!this.#isOnPlot(event) || event.button !== 0) return;
      this.#pinned = event.pointerType !== "mouse" || !this.#pinned;
      at(event.clientX);
    });
    // On a phone it opens under the strong button, perhaps below the screen. In the frame that opens it.
    picture.addEventListener("click", () => nextFrame(picture, () => this.#pinned && this.panel.scrollIntoView({ block: "nearest" })));
    picture.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.#closeUnlessKept();
    });
    picture.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#x === null) return;
      event.preventDefault();
      this.close();
    });
  }

  /** Whether the pointer is on the plot itself: not on a handle, nor on the names above it.
   * @param {PointerEvent} event */
  #isOnPlot({ target, offsetY }) {
    return /** @type {Element} */ (target).localName === "canvas" && this.#places !== null && offsetY >= this.#places.frame.top;
  }

  /** The pointer has left the plot: closes in the next frame, since a move may still wait for that frame. */
  #closeUnlessKept() {
    if (this.#x === null) return;
    nextFrame(this.grip.node, () => this.#pinned || this.grip.node.matches(":focus") || this.close());
  }

  /** @param {Scene} scene
   * @param {PlotAxes} places */
  show(scene, places) {
    this.#scene = scene;
    this.#places = places;
    const { xMin, xMax } = places.frame;
    this.#decimals = decimalsOnAxis(places.span);
    const value = this.#x ?? (xMin + xMax) / 2;
    this.grip.show({ value, least: xMin, most: xMax, step: KEY_PART * places.span, perPixel: places.perPixel, quiet: scene.running });
    this.#draw();
  }

  /** Closes the reading, and gives the focus back to the picture. */
  #dismiss() {
    this.close();
    this.on.leave();
  }

  /** While it is open, Escape closes it wherever the focus is: what appears under a pointer must be
   * dismissable without moving the pointer (WCAG 1.4.13).
   * @param {boolean} open */
  #closeByEscape(open) {
    if (open === (this.#escape !== null)) return;
    this.#escape?.abort();
    this.#escape = open ? new AbortController() : null;
    const close = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.close();
    if (this.#escape) this.grip.node.ownerDocument.addEventListener("keydown", close, { signal: this.#escape.signal });
  }

  close() {
    this.#x = null;
    this.#pinned = false;
    this.#draw();
  }

  /** @param {number} x */
  #to(x) {
    this.#x = x;
    const places = this.#places;
    if (places && !this.grip.dragged) {
      this.grip.show({ value: x, least: places.frame.xMin, most: places.frame.xMax, step: KEY_PART * places.span, perPixel: places.perPixel });
    }
    this.#draw();
  }

  #draw() {
    const places = this.#places;
    const x = this.#x;
    this.line.hidden = this.panel.hidden = x === null;
    this.#closeByEscape(x !== null);
    this.grip.node.classList.toggle("idle", x === null);
    if (!places) return;
    this.grip.place(places.across(x ?? this.grip.value), places.frame.bottom);
    const read = x === null ? null : this.on.read(x);
    if (!read || x === null) return;
    const px = places.across(read.x);
    putAt(this.line, px, places.frame.top);
    setProperty(this.line, "--length", inPixels(places.frame.bottom - places.frame.top));
    const { right: end, top } = places.frame;
    for (const [name, length] of Object.entries({ x: px, y: top, end })) setProperty(this.panel, `--${name}`, inPixels(length));
    this.closeButton.hidden = !this.#pinned;
    this.panel.classList.toggle("before", px > (places.frame.left + places.frame.right) / 2);
    this.#write(read);
  }

  /** A place as it is read: counts are whole.
   * @param {number} x */
  #place(x) {
    return decimal(x, Number.isInteger(x) ? 0 : this.#decimals);
  }

  /** @param {ReadingAt} read */
  #write({ x, weighted, density: sum, responsibilities }) {
    setText(this.where, `at x = ${this.#place(x)}`);
    this.panel.dataset.x = String(x);
    keepCount(this.#rows, weighted.length, (k) => this.#makeRow(k));
    this.#rows.forEach(({ height, share, part }, k) => {
      setText(height, figures(weighted[k], READ_DIGITS));
      setText(share, decimal(responsibilities[k], PROBABILITY_DECIMALS));
      share.dataset.value = String(responsibilities[k]);
      part.style.setProperty("--share", String(responsibilities[k]));
    });
    setText(this.total, figures(sum, READ_DIGITS));
    const likeliest = responsibilities.indexOf(Math.max(...responsibilities));
    if (!this.#scene) return;
    const { settings, snapshot } = this.#scene;
    const curve = density(settings, "x", (letter) => ofComponent(letter, likeliest));
    const formulas = [bayes(likeliest, curve), bayesWith(likeliest, weighted, sum, responsibilities[likeliest])];
    if (!familyOf(settings).hasSd) formulas.push(...heightWith(likeliest, densityWith(settings, x, this.#place(x), snapshot.components[likeliest]), snapshot.components[likeliest].weight, weighted[likeliest]));
    this.formulas.replaceChildren(...formulas);
    const hard = settings.assignment === "hard";
    this.verdict.hidden = !hard;
    if (settings.kMeans) setText(this.verdict, `k-means: ${letterOf(likeliest)}’s mean is the nearest here.`);
    else if (hard) setText(this.verdict, `Each point to one: here it is ${letterOf(likeliest)}’s, whose responsibility is the largest.`);
  }

  /** @param {number} k */
  #makeRow(k) {
    const [height, share] = [h("td", {}), h("td", { "data-responsibility": k })];
    const row = this.body.appendChild(tableRow(letterTag(k), [height, share]));
    const part = this.shares.appendChild(h("span", { className: `c${k}` }));
    const remove = () => [row, part].forEach((node) => node.remove());
    return { height, share, part, remove };
  }

  /** @param {number} x */
  #inWords(x) {
    const read = this.#x === null ? null : this.on.read(x);
    const shares = (read?.responsibilities ?? []).map((share, k) => `${letterOf(k)} ${decimal(100 * share, 0)} %`);
    return [this.#place(read?.x ?? x), ...shares].join(", ");
  }
}

/** r_A = w_A f_A(x) / p(x)
 * @param {number} k
 * @param {Element | string} curve f_A(x) */
function bayes(k, curve) {
  return formula(ofComponent("r", k), "(", "x", ")", "=", fraction(group(ofComponent("w", k), curve), group("p", "(", "x", ")")));
}

/** w_A f_A(x) with its numbers: its row of the table. The line may break before the result.
 * @param {number} k
 * @param {Element | string} curve f_A(x)
 * @param {number} weight
 * @param {number} weighted */
function heightWith(k, curve, weight, weighted) {
  const height = group(ofComponent("w", k), ofComponent("f", k));
  return [formula(height, "=", decimal(weight, PROBABILITY_DECIMALS), "·", curve), formula("=", figures(weighted, READ_DIGITS))];
}

/** The same with its numbers.
 * @param {number} k
 * @param {number[]} weighted
 * @param {number} density
 * @param {number} share */
function bayesWith(k, weighted, density, share) {
  const summed = weighted.length <= MOST_SUMMED;
  const below = summed ? group(...weighted.flatMap((height, j) => (j > 0 ? ["+", figures(height, READ_DIGITS)] : [figures(height, READ_DIGITS)]))) : figures(density, READ_DIGITS);
  return formula("=", fraction(figures(weighted[k], READ_DIGITS), below), "=", decimal(share, PROBABILITY_DECIMALS));
}
