// @ts-check
/* What an `em-change` comes from, for programs that listen. */

/** What a change is: another scenario or data, another chart, a setting by hand, or a half-step.
 * @param {Shown} what
 * @returns {Cause} */
export function causeOf({ opened, tab, settings, from }) {
  if (opened) return "scenario";
  if (tab) return "tab";
  return settings && typeof from !== "number" ? "setting" : "step";
}
