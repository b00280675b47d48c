// @ts-check
/* The entry: defines the element <em-mixture>, and on the lesson's page adds what belongs to the lesson: links,
   questions, printing, scrolled tables. All of it once, even if the script is loaded again. */

import { EmMixture } from "./element.js";
import { watchHandout } from "./handout.js";
import { guideLesson } from "./lesson.js";
import { askQuestions } from "./lesson/questions.js";
import { watchScrollers } from "./ui/scroller.js";

if (globalThis.customElements && !customElements.get("em-mixture")) {
  guideLesson(document); // first: it may mend the address, which the lab then opens
  customElements.define("em-mixture", EmMixture);
  void askQuestions(document);
  void watchHandout(document);
  watchScrollers(document);
}
