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
