// @ts-check
/* Copying, and the least that is left where a frame forbids it: the text selected, for a hand to copy. */

/** @param {HTMLInputElement | HTMLTextAreaElement} field
 * @returns {Promise<string>} what to say of it */
export async function copyFrom(field) {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return "Copied.";
  } catch {
    return "The browser does not let this page copy. The text is selected: copy it with Ctrl+C, or ⌘C on a Mac.";
  }
}
