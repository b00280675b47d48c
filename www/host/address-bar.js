// @ts-check
/* The address bar: it always holds the link to exactly this picture, and opening such a link shows
   that picture. The hash is used, so that own data reaches no server. */

/** Safari refuses more than 100 writes in ten seconds; this keeps far below. */
const LEAST_GAP_MS = 1000;

/** A hash that holds a `=` is a scenario, and any other an anchor; a mail program may have escaped
 * the `=`, and that more than once. */
const SCENARIO_IN_HASH = /=|%(?:25)*3d/i;

/** The scenario that an address carries: the hash where it is one, else the search, with its `?`: that
 * belongs to the site around the page, too.
 * @param {{ hash: string, search: string }} place
 * @returns {string | null} */
export function scenarioIn({ hash, search }) {
  if (SCENARIO_IN_HASH.test(hash)) return hash.slice(1);
  return search.length > 1 ? search : null;
}

/** The address that opens a scenario on this page.
 * @param {string} scenario
 * @param {() => boolean} searchSays whether this page's search names another */
export function addressOf(scenario, searchSays) {
  return `${location.href.split("#")[0]}${hashFor(scenario, searchSays)}`;
}

/** A frame with a scenario for a course page. It may run scripts, save files, fill the screen and
 * copy, and needs no more: it has no origin, hence no storage and no say in the page around it.
 * @param {string} scenario
 * @param {boolean} here whether this page is the one to be framed; else embed.html beside it is */
export function frameFor(scenario, here) {
  const [page] = location.href.split(/[?#]/);
  // A page on disk has no address that others could load: there the name alone must do.
  const beside = location.protocol.startsWith("http") ? new URL("embed.html", page).href : "embed.html";
  const address = here ? page : beside;
  const src = (scenario === "" ? address : `${address}#${scenario}`).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return [
    `<iframe src="${src}"`,
    'title="EM, step by step" width="100%" height="900" style="border: 0"',
    'sandbox="allow-scripts allow-downloads" allow="fullscreen; clipboard-write"></iframe>',
  ].join(" ");
}

/** An empty scenario needs a hash only where a search would be read instead of it.
 * @param {string} scenario
 * @param {() => boolean} searchSays */
function hashFor(scenario, searchSays) {
  if (scenario !== "") return `#${scenario}`;
  return location.search.length > 1 && searchSays() ? "#data=simulated" : "";
}

export class AddressBar {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #last = -Infinity;
  /** The hash as last seen: another one means that somebody has just followed a link. */
  #seen = location.hash;

  /** @param {() => string} scenario the state's canonical string
   * @param {(link: string) => void} follow
   * @param {() => boolean} searchSays whether this page's search names a scenario */
  constructor(scenario, follow, searchSays) {
    this.scenario = scenario;
    this.follow = follow;
    this.searchSays = searchSays;
  }

  /** @param {AbortSignal} signal ends the listening */
  listen(signal) {
    addEventListener(
      "hashchange",
      () => {
        clearTimeout(this.#timer); // what was to be written is what the person has just left
        this.#timer = undefined;
        this.#seen = location.hash;
        if (SCENARIO_IN_HASH.test(location.hash)) this.follow(location.hash.slice(1));
        else this.write(false); // an anchor says nothing of the lab, whose state stays as it is
      },
      { signal },
    );
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** Writes soon: at once, or a second after the last time.
   * @param {boolean} now as on pause */
  write(now) {
    if (now) return this.#write();
    this.#timer ??= setTimeout(() => this.#write(), Math.max(0, this.#last + LEAST_GAP_MS - performance.now()));
  }

  #write() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (location.hash !== this.#seen) {
      // `hashchange` is on its way, and would find the old scenario here if it were written now.
      this.#seen = location.hash;
      this.#timer = setTimeout(() => this.#write(), LEAST_GAP_MS);
      return;
    }
    try {
      const scenario = this.scenario();
      const held = SCENARIO_IN_HASH.test(location.hash) ? location.hash : "";
      if (hashFor(scenario, this.searchSays) === held) return; // an anchor stays while all is at its default
      this.#last = performance.now();
      history.replaceState(history.state, "", addressOf(scenario, this.searchSays));
      this.#seen = location.hash;
    } catch {
      // Refused, as in a srcdoc frame or after too many writes: the next write tells the same. Or
      // the lab has stopped, which the page says.
    }
  }
}
