// What a page hands over is checked before it goes to the wasm.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countAndOptions, numbersIn, ownNumber, pairsIn, tableOf, wholeNumber } from "../../www/lab/arguments.js";
import { asFloats } from "../../www/wasm/upload.js";

test("a whole number is one, from the least on", () => {
  assert.equal(wholeNumber("step", 3, 1), 3);
  for (const wrong of [0, 1.5, -1, "2", NaN, Infinity, undefined, 2 ** 53, null]) {
    assert.throws(() => wholeNumber("step", wrong, 1), { message: `step(${wrong}): expected a whole number from 1 on` });
  }
});

test("a learner's number is a seed of 32 bits, or none", () => {
  for (const number of [0, 12, 4294967295]) assert.equal(ownNumber(number), number);
  for (const none of [undefined, null]) assert.equal(ownNumber(none), undefined);
  for (const wrong of [-1, 1.5, 4294967296, NaN, "12"]) assert.throws(() => ownNumber(wrong), /your number is .*: expected a whole number from 0 to 4294967295/);
});

test("numbers come as any array of them; what is none becomes NaN, which the wasm refuses by its place", () => {
  assert.deepEqual([...numbersIn("load", [1, "2", null, 4])], [1, NaN, NaN, 4]);
  assert.deepEqual([...numbersIn("load", Float32Array.of(0.5))], [0.5]);
  const floats = Float64Array.of(1, 2);
  assert.equal(asFloats(floats), floats, "no copy");
  const given = [[undefined, "nothing"], [null, "null"], [7, "a number"], ["7", "a string"], [{ length: 3 }, "an object"], [new DataView(new ArrayBuffer(8)), "an object"]];
  for (const [values, kind] of given) {
    assert.throws(() => numbersIn("load", values), { message: `load: expected an array of numbers, but was given ${kind}` });
  }
});

test("with a text the options are words, with values labels are an array", () => {
  const refused = (values, about, words) => assert.throws(() => tableOf(values, about), (error) => error.message.includes(words), words);
  refused("x\n1\n", { labels: ["a"] }, "`labels` is the name of the column that holds them");
  refused("x\n1\n", { separator: 3 }, "`separator` is a word, but was given a number");
  refused("x\n1\n", { namesLine: 0 }, "load: `namesLine` is the number of a line, from 1 on, but was given 0");
  refused("x\n1\n", { skip: 3 }, "`skip` is an array of line numbers, but was given a number");
  refused("x\n1\n", { skip: [1, 0] }, "load: `skip` holds the numbers of lines, from 1 on, but was given 0");
  refused([1, 2], { labels: "who" }, "is an array with a label for each");
  refused([1, 2, 3], { labels: ["a"] }, "1 labels for 3 values: give one label for each value, or none");
  refused(null, {}, "load: expected an array of numbers, but was given null");
});

test("each kind of table begins in its own way", () => {
  const lab = { beginText: (...given) => given, beginValues: (...given) => given, beginPairs: (...given) => given };
  const wishes = { column: "x", labels: "who", separator: ";", decimal: ",", firstLine: "names", namesLine: 2, skip: [3] };
  assert.deepEqual(tableOf("x;who\n", { name: "a", ...wishes }).begin(lab), ["a", wishes]);
  assert.deepEqual(tableOf([1, 2], { column: "x" }).begin(lab), ["own data", "x"]);
  assert.deepEqual(tableOf([1, 2], { name: 7 }).begin(lab), ["7", undefined]);
  assert.deepEqual(tableOf([[1, 2]], { column: "x", second: "y" }).begin(lab), ["own data", "x", "y"]);
});

test("a count and its options: either may be left out", () => {
  const options = { signal: null };
  assert.deepEqual(countAndOptions("restarts", undefined, undefined, 20), [20, {}]);
  assert.deepEqual(countAndOptions("restarts", options, undefined, 20), [20, options]);
  assert.deepEqual(countAndOptions("restarts", 5, options, 20), [5, options]);
  assert.throws(() => countAndOptions("restarts", 0, options, 20), /restarts\(0\): expected/);
});

test("points are pairs, each with its label", () => {
  const { pieces } = tableOf([[1, 2], [3, 4]], { labels: ["a", "b"] });
  const [{ values, labels, fraction }] = [...pieces];
  assert.deepEqual([[...values], labels, fraction], [[1, 2, 3, 4], ["a", "b"], 1]);
  assert.deepEqual([...pairsIn("load", [[1, "2"], new Float32Array([3, 4])])], [1, NaN, 3, 4]);
  for (const [point, kind] of [[[1], "an array of 1"], [7, "a number"], [[1, 2, 3], "an array of 3"]]) {
    assert.throws(() => pairsIn("load", [[1, 2], point]), { message: `load: element 1 is ${kind}: expected a point, as [x, y]` });
  }
});
