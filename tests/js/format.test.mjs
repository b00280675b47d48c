// Numbers as a learner reads them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { count, decimal, decimalsFor, decimalsOfSd, editable, figures, inWords } from "../../www/text/format.js";

const shared = JSON.parse(readFileSync(new URL("../../crates/lab/tests/figures.json", import.meta.url), "utf8"));

test("numbers are written as the lab's sentences write them", () => {
  for (const [value, decimals, text] of shared.decimals) assert.equal(decimal(value, decimals), text);
  for (const [value, digits, text] of shared.significant) assert.equal(figures(value, digits), text);
});

test("what rounds to nothing has no sign, and what has no end has one", () => {
  assert.deepEqual([decimal(-0.001, 2), decimal(-Infinity, 2), decimal(NaN, 2)], ["0.00", "−∞", "∞"]);
});

test("a count has a decimal only where it is small and has a part", () => {
  assert.deepEqual([272, 271.97, 3.26, 1234.5].map(count), ["272", "272", "3.3", "1,235"]);
});

test("the means of one picture share the decimals that their spread makes meaningful", () => {
  const cases = [[[4], 2], [[3], 3], [[40, 3], 1], [[4000], 0], [[0.004], 5], [[], 2], [[0, NaN, -1, Infinity], 2], [[1e-30], 12]];
  for (const [sds, decimals] of cases) assert.equal(decimalsFor(sds), decimals, String(sds));
});

test("an sd that the shared decimals would lose has three digits of its own", () => {
  assert.deepEqual([decimalsOfSd(4, 2), decimalsOfSd(0.0123, 2), decimalsOfSd(1e-20, 2), decimalsOfSd(0, 2)], [2, 4, 12, 2]);
});

test("a number to be edited is never shown as nothing, nor in ten digits", () => {
  assert.deepEqual([editable(1234.5, 1), editable(1e-9, 2), editable(-2.5e9, 2), editable(0, 2)], ["1,234.5", "1.00e-9", "-2.50e+9", "0.00"]);
});

test("a size of any order has its digits", () => {
  const cases = [[3.14e-9, "3.14×10⁻⁹"], [-1e12, "−1.00×10¹²"], [0.0001, "0.000100"], [0.00005, "5.00×10⁻⁵"], [123456789, "123,456,789"], [Infinity, "∞"]];
  for (const [value, text] of cases) assert.equal(figures(value), text);
});

test("small numbers are words", () => {
  assert.deepEqual([inWords(0), inWords(8), inWords(9), inWords(1000)], ["no", "eight", "9", "1,000"]);
});
