// @ts-check
/* The page's words for the names and choices of a scenario. A word that is missing here is shown as in a
   link, with spaces for its hyphens. */

import { FAMILY_NAMES } from "./families.js";

/** @type {{ [name: string]: { [word: string]: string } }} */
const WORDS = {
  data: {
    "old-faithful-waiting": "Old Faithful: waiting time",
    "old-faithful-eruptions": "Old Faithful: eruption length",
    "galaxy-velocities": "Galaxy velocities",
    "windsor-house-prices": "Windsor house prices",
    "two-coins": "Two coins: heads of 10",
    "three-coins": "Three coins: heads or tails",
    "death-notices": "Death notices: counts",
    "old-faithful": "Old Faithful: eruption and wait",
    "iris-petals": "Irises: petals",
    "iris-sepals": "Irises: sepals",
    "penguin-bills": "Penguins: bills",
    "one-of-each": "One group of each shape",
  },
  dim: { 1: "one number", 2: "two numbers" },
  family: FAMILY_NAMES,
  start: {
    "random-from-data": "random points",
    random: "random places in the range",
    quantiles: "quantiles",
    "kmeans-plusplus": "k-means++ seeds",
    kmeans: "k-means clusters",
    "random-responsibilities": "random responsibilities",
  },
  assignment: { soft: "softly", hard: "to one" },
  vary: { all: "all", "shared-sd": "one sd", means: "means only" },
  covariance: { full: "any ellipses", tied: "one shape for all", diagonal: "along the axes", spherical: "circles" },
  prior: { none: "none", conjugate: "conjugate" },
  mass: { 39: "39 %", 50: "50 %", 86: "86 %", 95: "95 %" },
  "windsor-house-prices": { no: "elsewhere", yes: "preferred area" },
  "bars-by": { estimate: "by EM", truth: "by truth" },
  hide: {
    data: "the data panel and its handles",
    model: "the model panel and its handles",
    numbers: "the numbers",
    charts: "the charts",
    labels: "who was guessed right",
    transport: "the buttons and the scrubber",
    sentence: "the sentence about the last step",
    truth: "the truth, for good",
    "ledger-densities": "in the ledger: weight × density",
    "ledger-responsibilities": "in the ledger: the responsibilities",
    "ledger-products": "in the ledger: responsibility × value",
    "ledger-sums": "in the ledger: the sums",
    "ledger-next": "in the ledger: the next parameters",
  },
  ledger: {
    "ledger-densities": "weight × density",
    "ledger-responsibilities": "responsibilities",
    "ledger-products": "responsibility × value",
    "ledger-sums": "sums",
    "ledger-next": "next parameters",
  },
  "ledger-in-plane": {
    "ledger-densities": "weight × density",
    "ledger-responsibilities": "responsibilities",
    "ledger-products": "products and squares",
    "ledger-sums": "sums",
    "ledger-next": "next parameters",
  },
  view: { page: "the whole lab", stage: "a stage" },
  theme: { auto: "auto theme", light: "light", dark: "dark", projector: "projector" },
};

/** The names of a scenario, as they are called within a sentence.
 * @type {{ [name: string]: string }} */
export const NAMES = {
  data: "where the data come from",
  dim: "how many numbers a point is",
  family: "the family of the curves",
  trials: "the tosses for a value",
  truth: "the processes",
  seed: "the seed of the sample",
  values: "own data",
  k: "the number of components",
  start: "the start, with each weight, mean and sd",
  "start-seed": "the seed of the start",
  assignment: "how points belong",
  vary: "what is fitted",
  covariance: "which ellipses there are",
  prior: "the prior",
  floor: "the least sd",
  tol: "when to stop",
  max: "the most iterations",
  bins: "the bins",
  mass: "how much an ellipse holds",
  step: "the half-steps",
  reveal: "whether the truth is shown",
  speed: "the speed",
  glide: "the motion",
  theme: "the theme",
  view: "the view",
  tab: "which chart is open",
  predict: "whether to predict first",
  title: "the title",
  task: "the worksheet",
  hide: "which parts are shown",
  lock: "what is locked",
};

/** What a choice means, if its word alone does not say it.
 * @type {{ [word: string]: string }} */
const MEANINGS = {
  estimate: "each bar divided by the responsibilities of the last E step",
  truth: "each bar divided by where its points truly come from",
  soft: "EM: a point is shared out among the components by their responsibilities",
  hard: "classification EM: a point belongs wholly to the component that explains it best",
  all: "weights, means and sds are all fitted",
  "shared-sd": "the components share one sd",
  means: "only the means move; weights and sds stay as they started",
  none: "maximum likelihood",
  conjugate: "MAP: a weak prior keeps sds from collapsing",
};

/** @param {string} name
 * @param {string} word */
export function wordFor(name, word) {
  return WORDS[name]?.[word] ?? word.replaceAll("-", " ");
}

/** All words of a name. Under a data set's name are the words for its groups.
 * @param {string} name
 * @returns {{ [word: string]: string } | undefined} */
export function wordsOf(name) {
  return WORDS[name];
}

/** A sentence about a start, with the menu's word for it in place of the link's.
 * @param {string} sentence */
export function withMenuWords(sentence) {
  return sentence.replace(/^(The start went back to )([a-z-]+)/, (_, begin, word) => begin + wordFor("start", word));
}

/** @param {string} word */
export function meaningOf(word) {
  return MEANINGS[word] ?? "";
}

/** The keys, for the list that `?` opens.
 * @type {[string, string][]} */
export const KEYS = [
  ["Space", "run or pause"],
  ["→", "the next half-step"],
  ["←", "one half-step back"],
  ["Page Down, Page Up", "the same, on the picture and the step buttons: a presenter’s clicker"],
  ["Tab", "to the reading line or the cursor, the handles, the scrubber; there the arrows move them, with Shift ten times as far"],
  ["Enter, Escape", "on the picture: to the reading line or the cursor, and away from it"],
  ["Enter, Space, Delete", "while points are drawn, at the cursor: add one; take the last one away"],
  ["Home", "reset to the start"],
  ["End", "run to convergence"],
  ["?", "this list"],
];
