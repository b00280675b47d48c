// @ts-check
/* The lab in a frame: it posts its height and every change to the page around it, and does what that
   page asks. It posts to the parent alone, and reads messages of the parent alone. */

import { sentenceOf } from "../wasm/slices.js";

/** What the parent may ask for. */
const ACTIONS = ["eStep", "mStep", "step", "back", "seek", "reset", "run", "pause", "runToConvergence", "open", "load", "compareK", "restarts"];

/** @typedef {{ ready: Promise<void> } & { [action: string]: any }} Obeying */

/** @param {Obeying} lab
 * @param {AbortSignal} signal ends it */
export function obeyParent(lab, signal) {
  if (window.parent === window) return;
  addEventListener(
    "message",
    async (event) => {
      if (event.source !== window.parent || event.data?.subject !== "em-mixture.do") return;
      const { action, argument, about } = event.data;
      try {
        if (!ACTIONS.includes(action)) throw new Error(`action ${JSON.stringify(action) ?? "missing"}: expected one of ${ACTIONS.join(", ")}`);
        await lab.ready;
        // What is left out is the method's to choose.
        const given = action === "load" ? [argument, about ?? undefined] : argument === undefined ? [] : [argument];
        const result = await lab[action](...given);
        if (result !== undefined) post({ subject: "em-mixture.result", action, result });
      } catch (error) {
        post({ subject: "em-mixture.error", action, message: sentenceOf(error) });
      }
    },
    { signal },
  );
  let posted = -1;
  const size = new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === posted) return;
    posted = height;
    post({ subject: "lti.frameResize", height });
    post({ subject: "em-mixture.resize", height });
  });
  size.observe(document.documentElement);
  signal.addEventListener("abort", () => size.disconnect());
}

/** @param {Snapshot} snapshot
 * @param {string[]} hidden the parts that the scenario hides */
export function postChange(snapshot, hidden) {
  if (window.parent === window) return;
  const shown = hidden.includes("truth") ? { ...snapshot, truth: null, labels: null } : snapshot;
  post({ subject: "em-mixture.change", snapshot: shown });
}

/** A frame without an origin can name none, and the snapshot is no secret from the page that framed it.
 * @param {object} message */
function post(message) {
  window.parent.postMessage(message, "*");
}
