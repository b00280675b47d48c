/* What `cargo xtask bench` asks of a page: the shipped element, the plain kernel, a plain
 * JavaScript loop, and the pictures beside the bare canvas calls that they consist of.
 *
 * Contenders, legs and starts are as in `native.rs`. A script of its own beside the element's,
 * which for the measurement also hands out `loadLab`. */
import { openPlain } from "./plain.js";

const LEG = 50;
const BATCH_MS = 50;
const COMPARED_AFTER = 20;
const GOLDEN = 0.6180339887498949;
const LN_SQRT_TAU = 0.9189385332046728;

/* The same points for all, sorted; and what the contenders hold of them. */
const held = { n: 0, points: new Float64Array(), sd: 0, plain: null };

async function hold(n) {
  if (held.n === n) return;
  held.plain?.free();
  const points = new Float64Array(await (await fetch(`points-${n}.f64`)).arrayBuffer());
  const mean = points.reduce((sum, x) => sum + x, 0) / n;
  const sd = Math.sqrt(points.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / n);
  Object.assign(held, { n, points, sd, plain: null });
}

const startMeans = (k, number) =>
  Array.from({ length: k }, (_, j) => held.points[Math.floor(((GOLDEN * (8 * number + j + 1)) % 1) * held.n)]);

/** The scenario in which EM stands at these components and never stops by itself. */
const scenarioOf = (scenario, components) =>
  `${scenario}&tol=0&max=10000&floor=0&start=${components.map((c) => [c.weight, c.mean, c.sd].join(",")).join("~")}`;

const startOf = (k, number) =>
  startMeans(k, number).map((mean) => ({ weight: 1 / k, mean, sd: held.sd / k }));

/** EM on every point, in plain JavaScript: constants hoisted, typed arrays, log-sum-exp. */
class Loop {
  constructor(points, components) {
    this.points = points;
    this.k = components.length;
    this.weight = Float64Array.from(components, (c) => c.weight);
    this.mean = Float64Array.from(components, (c) => c.mean);
    this.sd = Float64Array.from(components, (c) => c.sd);
  }

  iterate() {
    const { points, k, weight, mean, sd } = this;
    const lnHeight = new Float64Array(k);
    const inverseWidth = new Float64Array(k);
    for (let c = 0; c < k; c++) {
      lnHeight[c] = Math.log(weight[c]) - Math.log(sd[c]) - LN_SQRT_TAU;
      inverseWidth[c] = Math.SQRT1_2 / sd[c];
    }
    const count = new Float64Array(k);
    const first = new Float64Array(k);
    const second = new Float64Array(k);
    const joint = new Float64Array(k);
    let lnLikelihood = 0;
    for (let i = 0; i < points.length; i++) {
      const x = points[i];
      let best = -Infinity;
      for (let c = 0; c < k; c++) {
        const z = (x - mean[c]) * inverseWidth[c];
        const ln = lnHeight[c] - z * z;
        joint[c] = ln;
        if (ln > best) best = ln;
      }
      let sum = 0;
      for (let c = 0; c < k; c++) {
        const relative = Math.exp(joint[c] - best);
        joint[c] = relative;
        sum += relative;
      }
      lnLikelihood += best + Math.log(sum);
      const share = 1 / sum;
      for (let c = 0; c < k; c++) {
        const r = joint[c] * share;
        const d = x - mean[c];
        count[c] += r;
        first[c] += r * d;
        second[c] += r * d * d;
      }
    }
    for (let c = 0; c < k; c++) {
      const shift = first[c] / count[c];
      weight[c] = count[c] / points.length;
      mean[c] += shift;
      sd[c] = Math.sqrt(Math.max(second[c] / count[c] - shift * shift, 0));
    }
    return lnLikelihood / points.length;
  }
}

async function plainKernel() {
  const { Plain } = await openPlain();
  held.plain ??= new Plain(held.points);
  return held.plain;
}

/** Milliseconds an iteration; `begin(number)` answers with what takes a leg's iterations. */
async function batch(leg, begin) {
  let [spent, iterations] = [0, 0];
  for (let number = 0; spent < BATCH_MS; number++) {
    const iterate = await begin(number);
    const began = performance.now();
    iterations += iterate(leg, began);
    spent += performance.now() - began;
  }
  return spent / iterations;
}

/** One at a time, and not past a batch's length, which a plain loop reaches before a leg's end. */
const oneByOne = (iterate) => (leg, began) => {
  for (let done = 1; done <= leg; done++) {
    iterate();
    if (done % 8 === 0 && performance.now() - began > BATCH_MS) return done;
  }
  return leg;
};

async function begin(request, lab, components) {
  if (request.as === "loop") {
    const loop = new Loop(held.points, components);
    return oneByOne(() => loop.iterate());
  }
  if (request.as === "plain") {
    const plain = await plainKernel();
    plain.begin(Float64Array.from(components, (c) => c.mean));
    return oneByOne(() => plain.iterate());
  }
  await lab.open(scenarioOf(request.scenario, components));
  return (leg) => (lab.step(leg), leg);
}

/* Where a hundredth of the points lie closest together. */
function densest(points) {
  const share = Math.floor(points.length / 100);
  let narrowest = 0;
  for (let i = 0; i + share < points.length; i++) {
    if (points[i + share] - points[i] < points[narrowest + share] - points[narrowest]) narrowest = i;
  }
  return points[narrowest + (share >> 1)];
}

function collapsed(k) {
  const components = startOf(k, 0);
  const rest = 0.9 / (k - 1);
  for (const component of components) component.weight = rest;
  components[0] = { weight: 0.1, mean: densest(held.points), sd: 1e-6 * held.sd };
  return components;
}

const ask = {
  async iteration(request, lab) {
    return { ms: await batch(LEG, (number) => begin(request, lab, startOf(request.k, number))) };
  },

  async worst(request, lab) {
    const components = collapsed(request.k);
    return { ms: await batch(1, () => begin(request, lab, components)) };
  },

  async agreement(request, lab) {
    const components = startOf(request.k, 0);
    if (request.as === "wasm") {
      await begin(request, lab, components);
      lab.step(COMPARED_AFTER);
      const means = lab.snapshot().components.map((c) => c.mean);
      lab.back();
      lab.back();
      return { lnLikelihood: lab.snapshot().meanLogLikelihood, means };
    }
    if (request.as === "loop") {
      const loop = new Loop(held.points, components);
      for (let i = 1; i < COMPARED_AFTER; i++) loop.iterate();
      return { lnLikelihood: loop.iterate(), means: Array.from(loop.mean) };
    }
    const plain = await plainKernel();
    plain.begin(Float64Array.from(components, (c) => c.mean));
    for (let i = 1; i < COMPARED_AFTER; i++) plain.iterate();
    return { lnLikelihood: plain.iterate(), means: Array.from(plain.means()) };
  },

  /* From load() until the picture is drawn, and the longest time that the page did not answer. */
  async load(_request, lab) {
    const values = held.points.toSorted(() => Math.random() - 0.5);
    await settled();
    return { ...(await watched(() => lab.load(values))), memory: wasmMemory() };
  },

  /* Points of the plane: an iteration, and the load of many. */
  async plane({ truth, k }, lab) {
    const settings = `k=${k}&start=random-from-data&tol=0&max=10000`;
    const begin = async (number) => {
      await lab.open(`dim=2&truth=${truth}&${settings}&start-seed=${number + 1}`);
      return (leg) => (lab.step(leg), leg);
    };
    await begin(0);
    return { ms: await batch(LEG, begin) };
  },

  async loadPlane({ points }, lab) {
    const place = () => 20 * (Math.random() + Math.random() + Math.random());
    const values = Array.from({ length: points }, () => [place(), place()]);
    await settled();
    return watched(() => lab.load(values));
  },

  async restarts(request, lab) {
    await lab.open(`${request.scenario}&k=3&start=random-from-data&start-seed=1`);
    await settled();
    return watched(() => lab.restarts(100));
  },

  async landscape(request, lab) {
    const bare = await bareLab(`${request.scenario}&k=3&start-seed=1`);
    const times = [];
    for (let i = 0; i < 9; i++) {
      bare.halfStep();
      const began = performance.now();
      bare.drawLandscape(onCanvas, "light", 0, 1);
      times.push(performance.now() - began);
    }
    bare.free();
    return { ms: median(times), first: times[0] };
  },

  /* Pictures: ours, and the same canvas calls from a list, which no drawing of the scene can do without. */
  async pictures(request, lab) {
    const answer = {};
    for (const k of [2, 5]) {
      const bare = await bareLab(`${request.scenario}&k=${k}&start=quantiles&tol=0`);
      answer[`main, k = ${k}`] = timed(bare, () => bare.draw(onCanvas, "light", 0, 1, "estimate"));
      if (k === 5) {
        answer["climb"] = timed(bare, () => bare.drawClimb(onCanvas, "light"));
        answer["landscape"] = timed(bare, () => bare.drawLandscape(onCanvas, "light", 0, 1));
        await finish(bare, bare.beginCompareK(4));
        answer["criteria"] = timed(bare, () => bare.drawCompareK(onCanvas, "light"));
        await finish(bare, bare.beginRestarts(30));
        answer["optima"] = timed(bare, () => bare.drawRestarts(onCanvas, "light", -1));
      }
      bare.free();
    }
    return answer;
  },
};

async function finish(bare, task) {
  while (!task.advance()) await new Promise((next) => setTimeout(next));
  bare.results(task);
}

async function bareLab(scenario) {
  const Lab = await globalThis.loadLab();
  const bare = new Lab();
  const task = bare.beginOpen(scenario);
  while (!task.advance());
  bare.commit(task);
  bare.step(1);
  return bare;
}

const canvas = document.createElement("canvas");
canvas.width = 1600;
canvas.height = 800;
/** As the wasm takes it. */
const onCanvas = { canvas, width: 800, height: 400, ratio: 2 };
const DRAWS = 50;

/** The mean draw, each after a half-step of its own, and the same calls replayed, in turns. */
function timed(bare, draw) {
  const calls = recorded(draw);
  const [times, replays] = [[], []];
  for (let i = 0; i < DRAWS; i++) {
    bare.halfStep();
    times.push(timeOf(draw));
    replays.push(timeOf(() => replay(calls)));
  }
  return { ms: mean(times), callsMs: mean(replays), calls: calls.length };
}

function timeOf(work) {
  const began = performance.now();
  work();
  const spent = performance.now() - began;
  flush();
  return spent;
}

/* The compositor's work is not to be waited for, but must not pile up either. */
const flush = () => canvas.getContext("2d").getImageData(0, 0, 1, 1);

/** What a draw asks of the context: [name, arguments], or [name, value] of a property set. */
function recorded(draw) {
  const context = canvas.getContext("2d");
  const prototype = CanvasRenderingContext2D.prototype;
  const calls = [];
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, name);
    if (typeof value === "function" && name !== "constructor") {
      context[name] = (...args) => {
        calls.push([value, args]);
        return value.apply(context, args);
      };
    } else if (set) {
      Object.defineProperty(context, name, {
        configurable: true,
        get: () => get.call(context),
        set: (to) => {
          calls.push([set, [to]]);
          set.call(context, to);
        },
      });
    }
  }
  try {
    draw();
  } finally {
    for (const name of Object.getOwnPropertyNames(context)) delete context[name];
  }
  return calls;
}

function replay(calls) {
  const context = canvas.getContext("2d");
  for (const [call, args] of calls) call.apply(context, args);
}

/** How long a promise takes until the next picture, and the longest gap between two frames meanwhile. */
async function watched(work) {
  let [gap, last, watching] = [0, performance.now(), true];
  const frame = (now) => {
    gap = Math.max(gap, now - last);
    last = now;
    if (watching) requestAnimationFrame(frame);
  };
  const began = performance.now();
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(frame);
  });
  await work();
  await settled();
  watching = false;
  return { ms: performance.now() - began, longestGapMs: gap };
}

const settled = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];
/* A draw takes a tick or two of the clock, so one draw says nothing and many their mean. */
const mean = (times) => times.reduce((sum, time) => sum + time, 0) / times.length;
/* A memory never shrinks: its size is its peak. */
const wasmMemory = () => Math.max(0, ...globalThis.benchMemories.map((memory) => memory.buffer.byteLength));

globalThis.answerBench = async (request, lab) => {
  if (request.n) await hold(request.n);
  return ask[request.ask](request, lab);
};
