// @ts-check
/* Copies a text; where the browser forbids that, selects it to be copied by keyboard. */

/** @param {HTMLInputElement | HTMLTextAreaElement} field
 * @returns {Promise<string>} what happened, as a sentence */
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
