// @ts-check
/* Takes a file that is dropped on the lab. While it is dragged over the lab, a note says what will happen. */

import { h } from "../ui/dom.js";

/** @param {HTMLElement} lab
 * @param {{ allowed: () => boolean, dropped: (file: File) => void, refused: (sentence: string) => void }} on */
export function takeDrops(lab, { allowed, dropped, refused }) {
  const words = h("p", {}, "Drop the file to read its numbers. They stay in this page.");
  const cover = h("div", { className: "drop-here", hidden: true, "aria-hidden": "true" }, words);
  lab.append(cover);
  /** @param {DragEvent} event */
  const hasFile = ({ dataTransfer }) => allowed() && (dataTransfer?.types.includes("Files") ?? false);
  lab.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault(); // this is what allows the drop
    cover.hidden = false;
  });
  lab.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!lab.contains(/** @type {Node | null} */ (relatedTarget))) cover.hidden = true;
  });
  lab.addEventListener("drop", (event) => {
    cover.hidden = true;
    if (!hasFile(event)) return;
    event.preventDefault(); // or the browser would leave the page for the file
    const files = event.dataTransfer?.files ?? [];
    if (files.length === 1) dropped(files[0]);
    else refused(`${files.length} files were dropped: drop one, which holds the numbers.`);
  });
}
