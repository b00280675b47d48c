// The address bar: which part of an address is a scenario, what it writes, and how often.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stoppedClock } from "./clock.mjs";

const clock = stoppedClock();
const at = (address) => (globalThis.location = new URL(address));
at("https://course.example/week5.html");
const { AddressBar, frameFor, scenarioIn } = await import("../../www/host/address-bar.js");

test("the hash with an equals sign is the scenario and beats the search", () => {
  const cases = [
    ["?k=4&seed=3", "?k=4&seed=3"],
    ["?k=4&seed=3#start=quantiles", "start=quantiles"],
    ["?k=4#e-step", "?k=4"],
    ["#e-step", null],
    ["?#k=5", "k=5"],
    ["?", null],
    ["", null],
    ["#k=%33", "k=%33"],
    ["#k%3D3%26step%3D2", "k%3D3%26step%3D2"],
    ["#k%25253d3", "k%25253d3"],
    ["#100%25", null],
  ];
  for (const [address, scenario] of cases) assert.equal(scenarioIn(new URL(address, location.href)), scenario, address);
});

test("the page's own scenario needs a hash only where the search says another", () => {
  const link = (scenario, own, says) => new AddressBar(() => "", () => {}, () => own, () => says).link(scenario);
  at("https://course.example/week5.html?k=4#m-step");
  assert.equal(link("k=3", "", true), "https://course.example/week5.html?k=4#k=3");
  assert.equal(link("", "", true), "https://course.example/week5.html?k=4#data=simulated");
  assert.equal(link("", "", false), "https://course.example/week5.html?k=4");
  assert.equal(link("k=3", "k=3", true), "https://course.example/week5.html?k=4#k=3");
  at("https://course.example/week5.html");
  assert.equal(link("", "", true), "https://course.example/week5.html");
  assert.equal(link("k=3", "k=3", true), "https://course.example/week5.html");
  assert.equal(link("", "k=3", true), "https://course.example/week5.html#data=simulated");
});

test("a frame is of this page or of embed.html beside it, and its markup is whole", () => {
  at("https://course.example/em/index.html?v=2#k=3");
  assert.match(frameFor("k=3&step=2", false), /^<iframe src="https:\/\/course\.example\/em\/embed\.html#k=3&amp;step=2" /);
  assert.match(frameFor("", true), /^<iframe src="https:\/\/course\.example\/em\/index\.html" /);
  at("file:///home/em/index.html");
  assert.match(frameFor('k="3"', false), /^<iframe src="embed\.html#k=&quot;3&quot;" /);
});

/** An address bar that shows `scenario`, and what it wrote. */
function bar() {
  at("https://course.example/week5.html");
  const shown = { scenario: "", written: [], refusing: false };
  globalThis.history = {
    state: null,
    replaceState(_state, _title, address) {
      if (shown.refusing) throw new Error("too often");
      shown.written.push(address.split("#")[1] ?? "");
      at(address);
    },
  };
  const address = new AddressBar(() => shown.scenario, () => {}, () => "", () => false);
  return { shown, show: (scenario, now = false) => ((shown.scenario = scenario), address.write(now)) };
}

test("the first write comes at once, the next a second later and with the newest", () => {
  const { shown, show } = bar();
  show("step=1");
  clock.move(0);
  show("step=2");
  clock.move(500);
  show("step=3");
  clock.move(499);
  assert.deepEqual(shown.written, ["step=1"]);
  clock.move(1);
  assert.deepEqual(shown.written, ["step=1", "step=3"]);
  show("step=4", true);
  assert.deepEqual(shown.written, ["step=1", "step=3", "step=4"], "at once, as on a pause");
  clock.move(10_000);
  assert.equal(shown.written.length, 3, "and not again");
});

test("what was asked for before a pause does not shorten the second after it", () => {
  const { shown, show } = bar();
  show("step=1", true);
  show("step=2");
  clock.move(500);
  show("step=3");
  show("step=4", true);
  show("step=5");
  clock.move(999);
  assert.deepEqual(shown.written, ["step=1", "step=4"]);
  clock.move(1);
  assert.deepEqual(shown.written, ["step=1", "step=4", "step=5"]);
});

test("what was refused is told by the next write", () => {
  const { shown, show } = bar();
  shown.refusing = true;
  show("k=3", true);
  shown.refusing = false;
  show("k=3");
  clock.move(1000);
  assert.deepEqual(shown.written, ["k=3"]);
});

test("an anchor stays while all is at its default", () => {
  const { shown, show } = bar();
  at("https://course.example/week5.html#m-step");
  show("");
  clock.move(5000);
  assert.deepEqual([shown.written, location.hash], [[], "#m-step"]);
});

test("a link just followed is not written over before its event has come", () => {
  const { shown, show } = bar();
  show("k=3", true);
  at("https://course.example/week5.html#k=4");
  show("k=3&step=2", true);
  assert.deepEqual([shown.written, location.hash], [["k=3"], "#k=4"]);
});
