// @ts-check
/* The lab in a frame: posts its height and every change to the page around it, and does what that page
   asks for. It posts to the parent only, and reads messages of the parent only. */

import { sentenceOf } from "../wasm/slices.js";

/** What the parent may ask for. */
const ACTIONS = ["eStep", "mStep", "step", "back", "seek", "reset", "run", "pause", "runToConvergence", "open", "load", "compareK", "restarts"];

/** @param {{ ready: Promise<void> } & { [action: string]: any }} lab
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
        // An argument that is left out gets the method's default.
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

/** @param {Change} change
 * @param {string[]} hidden the parts that the scenario hides */
export function postChange(change, hidden) {
  if (window.parent === window) return;
  const shown = hidden.includes("truth") ? { ...change, truth: null, labels: null } : change;
  post({ subject: "em-mixture.change", snapshot: shown });
}

/** Posts to a parent of any origin: a sandboxed frame cannot know the parent's, and any parent may read the
 * snapshot.
 * @param {object} message */
function post(message) {
  window.parent.postMessage(message, "*");
}
