// @ts-check
/* The entry: gives the tag <em-mixture> its meaning, once, however often the script is loaded. */

import { EmMixture } from "./element.js";
import { guideLesson } from "./lesson.js";
import { watchScrollers } from "./ui/scroller.js";

if (!customElements.get("em-mixture")) {
  customElements.define("em-mixture", EmMixture);
  guideLesson(document);
  watchScrollers(document);
}
