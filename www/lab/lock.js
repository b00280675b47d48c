// @ts-check
/* What a learner may not change: the names in the scenario's `lock`. The element's methods may still
   change everything. */

import { NAMES } from "../text/words.js";

/** Which of these names are locked.
 * @param {Pick<Settings, "locked"> | undefined} settings
 * @param {string[]} names */
export function lockedAmong(settings, ...names) {
  return names.filter((name) => settings?.locked.includes(name));
}

/** Throws where one of these names is locked.
 * @param {Settings | undefined} settings
 * @param {string[]} names */
export function allow(settings, ...names) {
  const locked = lockedAmong(settings, ...names);
  if (locked.length > 0) throw new Error(`Locked here: ${named(locked)}.`);
}

/** @param {Settings} settings */
export function whatIsLocked({ locked, allLocked }) {
  if (allLocked) return locked.includes("step") ? "All is locked here." : "All is locked here but the buttons that step and run.";
  return `Locked here: ${named(locked)}.`;
}

/** @param {string[]} names */
function named(names) {
  return names.map((name) => NAMES[name] ?? name).join(", ");
}
