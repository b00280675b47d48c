// @ts-check
/* The address bar: holds the link to the present state, and opens a link that is typed there. The link
   is in the hash, which browsers do not send to a server: own data may be in it. */

/** The least time between two writes: Safari refuses more than 100 in ten seconds. */
const LEAST_GAP_MS = 1000;

/** A hash with a `=` is a scenario, any other an anchor. Mail programs may have escaped the `=`, even
 * more than once. */
const SCENARIO_IN_HASH = /=|%(?:25)*3d/i;

/** The scenario in an address: the hash where that is one, else the search, with its `?`. The search may
 * also have names of the site's own.
 * @param {{ hash: string, search: string }} place
 * @returns {string | null} */
export function scenarioIn({ hash, search }) {
  if (SCENARIO_IN_HASH.test(hash)) return hash.slice(1);
  return search.length > 1 ? search : null;
}

/** An iframe with a scenario, for a course page. It may run scripts, save files, go full screen and copy,
 * and needs no more: without an origin it has no storage, and no access to the page around it.
 * @param {string} scenario
 * @param {boolean} here whether this page is the one to be framed; else embed.html beside it is */
export function frameFor(scenario, here) {
  const [page] = location.href.split(/[?#]/);
  // A page on disk has no address that others could load: then only the file name.
  const beside = location.protocol.startsWith("http") ? new URL("embed.html", page).href : "embed.html";
  const address = here ? page : beside;
  const src = (scenario === "" ? address : `${address}#${scenario}`).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return [
    `<iframe src="${src}"`,
    'title="EM, step by step" width="100%" height="900" style="border: 0"',
    'sandbox="allow-scripts allow-downloads" allow="fullscreen; clipboard-write"></iframe>',
  ].join(" ");
}

/** The element with a scenario, and the line that loads its script, for a course page; a built page knows that
 * line. Null on a page that does not.
 * @param {string} scenario */
export function elementFor(scenario) {
  const script = document.querySelector('meta[name="em-mixture-script"]')?.getAttribute("content");
  const value = scenario.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return script ? `${script}\n<em-mixture scenario="${value}"></em-mixture>` : null;
}

/** The page's own scenario needs a hash only where a search would be read instead of it.
 * @param {string} scenario
 * @param {string} own
 * @param {() => boolean} searchSays */
function hashFor(scenario, own, searchSays) {
  const opens = scenario === own && !(location.search.length > 1 && searchSays());
  return opens ? "" : `#${scenario || "data=simulated"}`;
}

export class AddressBar {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #last = -Infinity;
  /** The hash as last seen: another one means that a link was just followed. */
  #seen = location.hash;

  /** @param {() => string} scenario the state's canonical string
   * @param {(link: string) => void} follow
   * @param {() => string} own what the page opens by itself
   * @param {() => boolean} searchSays whether this page's search names a scenario */
  constructor(scenario, follow, own, searchSays) {
    this.scenario = scenario;
    this.follow = follow;
    this.own = own;
    this.searchSays = searchSays;
  }

  /** The address that opens a scenario on this page.
   * @param {string} scenario */
  link(scenario) {
    return `${location.href.split("#")[0]}${hashFor(scenario, this.own(), this.searchSays)}`;
  }

  /** @param {AbortSignal} signal ends the listening */
  listen(signal) {
    addEventListener(
      "hashchange",
      () => {
        clearTimeout(this.#timer); // the state to be written is the one that was just left
        this.#timer = undefined;
        this.#seen = location.hash;
        if (SCENARIO_IN_HASH.test(location.hash)) this.follow(location.hash.slice(1));
        else this.write(false); // an anchor does not change the lab
      },
      { signal },
    );
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** Writes soon: at once, or a second after the last time.
   * @param {boolean} now without waiting, as on pause */
  write(now) {
    if (now) return this.#write();
    this.#timer ??= setTimeout(() => this.#write(), Math.max(0, this.#last + LEAST_GAP_MS - performance.now()));
  }

  #write() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (location.hash !== this.#seen) {
      // A `hashchange` is pending; if the old scenario were written now, its listener would read that.
      this.#seen = location.hash;
      this.#timer = setTimeout(() => this.#write(), LEAST_GAP_MS);
      return;
    }
    try {
      const scenario = this.scenario();
      const present = SCENARIO_IN_HASH.test(location.hash) ? location.hash : "";
      if (hashFor(scenario, this.own(), this.searchSays) === present) return; // an anchor stays while nothing is changed
      this.#last = performance.now();
      history.replaceState(history.state, "", this.link(scenario));
      this.#seen = location.hash;
    } catch {
      // Refused, as in a srcdoc frame or after too many writes: the next write says the same. Or the lab
      // has stopped, which the page shows.
    }
  }
}
