// A learner's words: for choices, half-steps and the picture.
import assert from "node:assert/strict";
import { test } from "node:test";
import { halfStepBefore, nameOfHalfStep } from "../../www/text/half-steps.js";
import { pictureInWords } from "../../www/text/picture-in-words.js";
import { meaningOf, withMenuWords, wordFor, wordsOf } from "../../www/text/words.js";

test("a choice has its word, and one without shows the link's", () => {
  assert.equal(wordFor("start", "kmeans-plusplus"), "k-means++ seeds");
  assert.equal(wordFor("start", "a-new-start"), "a new start");
  assert.equal(wordFor("a-new-name", "so-and-so"), "so and so");
  assert.deepEqual([wordsOf("assignment"), wordsOf("nothing")], [{ soft: "softly", hard: "to one" }, undefined]);
  assert.equal(meaningOf("nothing"), "");
});

test("the sentence about a start has the menu's word", () => {
  assert.equal(
    withMenuWords("The start went back to random-from-data, because k changed."),
    "The start went back to random points, because k changed.",
  );
  assert.equal(withMenuWords("Back to random-from-data."), "Back to random-from-data.");
});

test("positions are half-steps: the start, then E and M in turn", () => {
  assert.deepEqual([0, 1, 2, 3].map(halfStepBefore), ["start", "E", "M", "E"]);
  assert.deepEqual([0, 1, 2, 4001].map(nameOfHalfStep), ["the start", "after E step 1", "after M step 1", "after E step 2,001"]);
});

const snapshot = {
  n: 1000,
  components: [{ weight: 0.3, mean: 20.57, sd: 4 }, { weight: 0.7, mean: 139.7, sd: 0.0123 }],
  effectiveCounts: [300, 700],
  truth: [{ weight: 0.5, mean: 20, sd: 5 }],
};
const settings = { family: "gaussian", trials: null, unit: "min", reveal: true, hide: [] };
const bars = [0, 1, 2, 3].map((i) => ({ from: 10 * i, to: 10 * i + 10 }));
const axis = { xMin: 0, xMax: 100 };

test("the picture in words has its bars, its peaks, its curves and the truth", () => {
  const { name, words } = pictureInWords(snapshot, settings, { bars, peaks: [0, 2] }, "estimate", axis);
  assert.equal(name, "Histogram of 1,000 points (min) under the curves of two components and their mixture");
  assert.equal(
    words,
    "4 bars, coloured by whose points they are, from 0.00 to 40.00, with two peaks, near 5.00 and 25.00. " +
      "The curves: A with weight 0.30, mean 20.57, sd 4.00; " +
      "B with weight 0.70, mean 139.70 (beyond the right end of the axis), sd 0.0123. " +
      "The truth: process 1 with weight 0.50, mean 20.00, sd 5.00.",
  );
});

test("it does not tell what is hidden or not known", () => {
  const said = (changed, by = "estimate") => pictureInWords({ ...snapshot, ...changed.snapshot }, { ...settings, ...changed.settings }, { bars, peaks: [1] }, by, null).words;
  for (const hidden of [{ reveal: false }, { hide: ["truth"] }]) assert.doesNotMatch(said({ settings: hidden }), /truth|process/);
  assert.match(said({ snapshot: { effectiveCounts: undefined } }), /^4 bars, grey, .*, highest near 15\.00\./);
  assert.match(said({ settings: { family: "binomial", trials: 100 } }), /chance of heads 0\.\d{3}(?!, sd)/);
  assert.match(said({}, "truth"), /coloured by whose points they truly are/);
  assert.equal(pictureInWords({ ...snapshot, components: [snapshot.components[0]] }, settings, null, "estimate", null).name, "Histogram of 1,000 points (min) under one curve");
});

const ofThePlane = {
  n: 272,
  components: [{ weight: 0.356, mean: [2.03638, 54.4785], sd: [0.2628, 5.802], rho: 0.29 }, { weight: 0.644, mean: [4.28966, 79.9681], sd: [0.4, 6], rho: 0.38 }],
  effectiveCounts: [97, 175],
  truth: null,
};
const itsSettings = { family: "gaussian", trials: null, dim: 2, covariance: "full", mass: "39", units: ["minutes", "wait"], reveal: false, hide: [] };
const margins = [{ bars: bars.slice(0, 2), peaks: [0, 1] }, { bars, peaks: [3] }];

test("the picture of the plane in words has where the points lie and the ellipses", () => {
  const { name, words } = pictureInWords(ofThePlane, itsSettings, { margins }, "estimate", null);
  assert.equal(name, "272 points in the plane (minutes, wait) under the ellipses of two components");
  assert.equal(
    words,
    "The points are coloured by whose they are. Along x they lie from 0.0 to 20.0, with two peaks, near 5.0 and 15.0. " +
      "Along y they lie from 0.0 to 40.0, most of them near 35.0. " +
      "The ellipses: A with weight 0.36, mean (2.036, 54.48), sds 0.263 and 5.80, correlation 0.29; " +
      "B with weight 0.64, mean (4.290, 79.97), sds 0.400 and 6.00, correlation 0.38. " +
      "Each ellipse holds 39 % of its component.",
  );
});

test("of k-means in the plane it says the means, and no truth that is hidden", () => {
  const truth = [{ ...ofThePlane.components[0], count: 100 }];
  const said = (changed) => pictureInWords({ ...ofThePlane, truth }, { ...itsSettings, ...changed }, null, "estimate", null);
  assert.equal(said({ kMeans: true }).words, "The points are coloured by whose they are. The means: A at (2.036, 54.48); B at (4.290, 79.97). The borders are halfway between.");
  assert.match(said({ reveal: true }).words, /The truth: process 1 with weight 0\.36, mean \(2\.036, 54\.48\)/);
  for (const hidden of [{}, { reveal: true, hide: ["truth"] }]) assert.doesNotMatch(said(hidden).words, /truth/);
});
