// The parameters of components and processes, as tables show them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { editable } from "../../www/text/format.js";
import { decimalsOf, meansOf, parametersOf, processBeside, processInLink, processParametersOf, textOf } from "../../www/text/parameters.js";

const gaussian = { family: "gaussian", trials: null };
const coins = { family: "binomial", trials: 20 };
const names = (rows) => rows.map((row) => row.map(({ name }) => name));

test("a family without an sd of its own has none in tables", () => {
  assert.deepEqual(names(parametersOf(gaussian)), [["weight", "mean", "sd"]]);
  assert.deepEqual(names(parametersOf(coins)), [["weight", "mean"]]);
  assert.deepEqual(names(processParametersOf(gaussian)), [["mean", "sd", "count"]]);
  assert.deepEqual(names(processParametersOf(coins)), [["mean", "count"]]);
});

test("all means have the same decimals, and a narrow sd has more", () => {
  const components = [{ weight: 0.25, mean: 1234.5, sd: 4 }, { weight: 0.75, mean: 0, sd: 0.0123 }];
  const shared = decimalsOf(components);
  const texts = components.map((component) => parametersOf(gaussian)[0].map((parameter) => textOf(parameter, component, shared, editable)));
  assert.deepEqual(texts, [["0.250", "1,234.50", "4.00"], ["0.750", "0.00", "0.0123"]]);
});

test("a chance of heads is a part of the tosses, read and written", () => {
  const [mean] = meansOf(coins);
  assert.deepEqual([mean.label, textOf(mean, { mean: 7, sd: 1 }, [1]), mean.from(0.35)], ["chance of heads", "0.350", 7]);
  assert.equal(processParametersOf(coins)[0][0].text({ mean: 7 }), "0.35");
});

test("a process is written as a link has it", () => {
  assert.equal(processInLink(gaussian, { mean: "-1e3", sd: "5", count: "300" }), "-1e3,5,300");
  assert.equal(processInLink(coins, { mean: "0.35", count: "10" }), "7,10");
});

const plane = (covariance) => ({ family: "gaussian", trials: null, dim: 2, covariance });
const ellipse = { weight: 0.355, mean: [2.03638, -54.4785], sd: [0.2628, 5.802], rho: -0.29 };

test("in the plane there is a row for each axis, with decimals of its own", () => {
  const shared = decimalsOf([ellipse, { ...ellipse, sd: [0.4, 6] }]);
  const texts = parametersOf(plane("full")).map((row) => row.map((parameter) => `${parameter.label} ${textOf(parameter, ellipse, shared)}`));
  assert.deepEqual(texts, [["weight 0.355", "mean x 2.036", "sd x 0.263"], ["correlation −0.290", "mean y −54.48", "sd y 5.80"]]);
});

test("what follows from the model cannot be written", () => {
  const follow = (covariance) => parametersOf(plane(covariance)).flat().filter(({ follows }) => follows).map(({ name }) => name);
  assert.deepEqual(["full", "tied", "diagonal", "spherical"].map(follow), [[], [], ["rho"], ["rho", "sd-y"]]);
});

test("a process of the plane is written in a link's order, and another one stands to its right", () => {
  const process = { mean: [20, 60], sd: [5, 8], rho: -0.5, count: 300 };
  const rows = processParametersOf(plane("full"));
  const shown = Object.fromEntries(rows.flat().map(({ name, text }) => [name, text(process)]));
  assert.equal(processInLink(plane("full"), shown), "20,60,5,8,-0.5,300");
  assert.equal(processInLink(plane("full"), processBeside(plane("full"), shown, process)), "40,60,5,8,-0.5,300");
  assert.deepEqual(processBeside(coins, { mean: "0.5", count: "7" }, { sd: 1 }), { mean: 0.75, count: "7" });
  assert.equal(processBeside({ family: "poisson", trials: null }, { mean: "4" }, { sd: 2 }).mean, 12);
});
