// A clock that stands still until a test moves it, with timers and animation frames.

/** Puts it in the place of the platform's own; `move` lets time pass, `frame` one frame come. */
export function stoppedClock() {
  let now = 0;
  let last = 0;
  const timers = new Map();
  const frames = new Map();
  const ask = (of, what) => (of.set(++last, what), last);
  performance.now = () => now;
  globalThis.setTimeout = (act, delay = 0) => ask(timers, { act, due: now + delay });
  globalThis.clearTimeout = (timer) => timers.delete(timer);
  globalThis.window = { requestAnimationFrame: (act) => ask(frames, act), cancelAnimationFrame: (frame) => frames.delete(frame) };
  return {
    frames,
    move(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [[timer, next] = []] = [...timers].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due);
        if (!next) break;
        timers.delete(timer);
        now = next.due;
        next.act();
      }
      now = end;
    },
    frame(milliseconds) {
      this.move(milliseconds);
      const due = [...frames.values()];
      frames.clear();
      for (const act of due) act(now);
    },
  };
}
