// @ts-check
/* The lab in a frame: it tells the page around it its height and every change, and does what that
   page asks. Only the parent is spoken to, and only the parent is heard. */

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
        if (result !== undefined) tell({ subject: "em-mixture.result", action, result });
      } catch (error) {
        tell({ subject: "em-mixture.error", action, message: sentenceOf(error) });
      }
    },
    { signal },
  );
  let told = -1;
  const size = new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    tell({ subject: "lti.frameResize", height });
    tell({ subject: "em-mixture.resize", height });
  });
  size.observe(document.documentElement);
  signal.addEventListener("abort", () => size.disconnect());
}

/** @param {Snapshot} snapshot
 * @param {string[]} hidden the parts that the scenario hides */
export function tellChange(snapshot, hidden) {
  if (window.parent === window) return;
  const told = hidden.includes("truth") ? { ...snapshot, truth: null, labels: null } : snapshot;
  tell({ subject: "em-mixture.change", snapshot: told });
}

/** A frame without an origin can name none, and the snapshot is no secret from the page that framed it.
 * @param {object} message */
function tell(message) {
  window.parent.postMessage(message, "*");
}
