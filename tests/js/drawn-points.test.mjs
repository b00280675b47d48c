// Points that are drawn by hand: when EM can begin on them, and what is said of them.

import assert from "node:assert/strict";
import test from "node:test";

import { areEnough, drawnInWords } from "../../www/picture/drawn-points.js";

/** So many different points. */
const different = (count) => Array.from({ length: count }, (_, i) => [i, 1]);

test("EM begins as soon as there are k different points, and never on one", () => {
  for (const [points, k, enough] of [
    [[], 1, false],
    [different(1), 1, false],
    [different(2), 1, true],
    [different(2), 3, false],
    [[...different(2), ...different(2)], 3, false],
    [different(3), 3, true],
    [Array(9).fill([2, 2]), 1, false],
  ]) assert.equal(areEnough(points, k), enough, `${JSON.stringify(points)}, k = ${k}`);
});

test("too few points have a sentence with the way out", () => {
  const said = (points, k, inLink = true) => drawnInWords(points, { k, inLink });
  assert.equal(said(different(5), 2), "5 points.");
  assert.match(said([], 2), /^No points\. EM with two components needs two different points: draw more\. .* come back/);
  assert.match(said(different(1), 4), /^1 point\. EM with four components needs four different points: draw more, or choose a smaller k\./);
  assert.match(said(Array(3).fill([0, 0]), 1), /^3 points\. EM with one component needs two different points: draw more\./);
  assert.equal(said(different(1200), 2, false), "1,200 points. They are too many for a link.");
});
