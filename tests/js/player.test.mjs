// The player, under a clock of the test's own; and what comes more often than it can be used.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stoppedClock } from "./clock.mjs";

const clock = stoppedClock();
const { Player } = await import("../../www/lab/player.js");
const { onceAFrame, oneAtATime } = await import("../../www/ui/latest.js");

/** A player on a stage that counts. */
function stage(speed) {
  const seen = { speed, waiting: false, left: Infinity, halfSteps: [], iterations: 0, changes: 0 };
  const player = new Player({
    speed: () => seen.speed,
    waiting: () => seen.waiting,
    iterate: () => ((seen.iterations += 1), --seen.left > 0),
    halfSteps: (count) => (seen.halfSteps.push(count), (seen.left -= count) > 0),
    changed: () => (seen.changes += 1),
    where: () => ({}),
  });
  return { seen, player };
}

test("at full speed an iteration a frame, until EM stops", () => {
  const { seen, player } = stage("max");
  player.run();
  player.run();
  seen.left = 3;
  for (let i = 0; i < 5; i++) clock.frame(16);
  assert.deepEqual([seen.iterations, player.running, seen.changes, clock.frames.size], [3, false, 2, 0]);
});

test("slower, so many half-steps a second whatever the display's rate, the first at once", () => {
  for (const milliseconds of [4, 16, 33]) {
    const { seen, player } = stage(10); // a half-step every 50 ms
    player.run();
    clock.frame(milliseconds);
    assert.deepEqual(seen.halfSteps, [1], "the first at once");
    for (let passed = 0; passed < 1000; passed += milliseconds) clock.frame(milliseconds);
    const taken = seen.halfSteps.reduce((sum, count) => sum + count) - 1;
    assert.ok(taken === 20 || taken === 19, `${taken} half-steps in a second, a frame every ${milliseconds} ms`);
    player.pause();
  }
});

test("a slow run ends where EM stops, too", () => {
  const { seen, player } = stage(10);
  seen.left = 3;
  player.run();
  for (let i = 0; i < 5; i++) clock.frame(50);
  assert.deepEqual([seen.halfSteps, player.running, clock.frames.size], [[1, 1, 1], false, 0]);
});

test("after a stall at most four are made up for, and the rest is forgotten", () => {
  const { seen, player } = stage(10);
  player.run();
  clock.frame(16);
  clock.frame(5000);
  clock.frame(16);
  assert.deepEqual(seen.halfSteps, [1, 4]);
  player.pause();
});

test("while it waits frames pass unused, and a pause takes the next one back", () => {
  const { seen, player } = stage("max");
  seen.waiting = true;
  player.run();
  clock.frame(16);
  assert.deepEqual([seen.iterations, player.running], [0, true]);
  player.pause();
  player.pause();
  assert.deepEqual([clock.frames.size, player.running, seen.changes], [0, false, 2]);
});

test("of what comes within a frame the newest counts", () => {
  const taken = [];
  const act = onceAFrame(() => ({}), (...newest) => taken.push(newest));
  act(1, "a");
  act(2, "b");
  clock.frame(16);
  clock.frame(16);
  act(3, "c");
  clock.frame(16);
  assert.deepEqual(taken, [[2, "b"], [3, "c"]]);
});

test("one at a time: what waits gives way to what comes later, and a failure blocks nothing", async () => {
  const begun = [];
  const ends = [];
  const act = oneAtATime((value) => (begun.push(value), new Promise((end, fail) => ends.push({ end, fail }))));
  const all = [act(1), act(2), act(3)];
  assert.deepEqual(begun, [1]);
  ends[0].end();
  await Promise.resolve().then().then();
  assert.deepEqual(begun, [1, 3], "the second gave way");
  ends[1].end();
  await Promise.all(all);
  const failed = act(4);
  ends[2].fail(new Error("refused"));
  await assert.rejects(failed, /refused/);
  const next = act(5);
  assert.deepEqual(begun, [1, 3, 4, 5]);
  ends[3].end();
  await next;
});
