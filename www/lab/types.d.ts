/* The scene, and what the parts of the page and the controller know of each other. Ambient: a script
   says `Scene` and imports nothing. */

declare module "*.css" { export const CSS: string }

type Comparison = "k" | "starts";

/** What the last comparisons found, as long as it holds for the data and the model. */
interface Compared { fits: FitRow[] | null; starts: RestartRow[] | null; optima: Optimum[] | null }

/** EM itself and k-means, from one start. */
interface Sides { em: Lab; kMeans: Lab }

/** A chart behind its tab: only the chosen one is shown a scene, and draws. */
interface Tab {
  id: string; name: string; node: HTMLElement;
  pictures: { invalidate(): void; paint(): void; watch(): void; unwatch(): void }[];
  /** The part of the lab that it belongs to, as `hide` names it. */
  part: "charts" | "labels";
  /** Whether there is something to show; always, where it does not say. */
  has?(scene: Scene): boolean;
  show(scene: Scene, what: Shown): void;
  comparing?(kind: Comparison, fraction: number | null): void;
  /** Out of sight: lets go of what it holds. */
  leave?(): void;
}

/** What long work takes as its last argument. */
interface WorkOptions { signal?: AbortSignal; onProgress?: (fraction: number) => void }

/** What `load` may be told about the data. */
interface AboutData extends WorkOptions {
  labels?: unknown[] | string; name?: string; column?: string;
  separator?: string; decimal?: string; firstLine?: string; namesLine?: number; skip?: number[];
}

/** All that the view draws from. */
interface Scene { snapshot: Snapshot; settings: Settings; sentence: SentenceParts; last: number; running: boolean; canUndo: boolean;
  /** Whether curves that were placed by hand are shown beside EM's. */
  hasGuess: boolean;
  /** Per true group its component, the best matching; and per true process the one that it can be
   * compared with. While EM runs, those from before. */
  matching: (number | null)[] | null; pairs: (number | null)[] | null; compared: Compared;
}

/** What of a scene is new: `from` is the half-step that the picture glides from, where it glides;
 * `opened`, whether it is another scenario or other data; `compared`, whether a comparison has ended; `inFrame`, whether an animation frame is under way already. */
interface Shown { snapshot?: boolean; settings?: boolean; opened?: boolean; compared?: boolean; inFrame?: boolean; from?: number | null }

/** A text that was read, and waits to be used. */
interface Prepared { task: Task; reading: ImportReport }

/** Where a refusal is said. */
interface Refusing { say(sentence: string): void }

/** The page around a lab, as the controller knows it: what it shows, what it is told, what is asked of it. */
interface Page extends Refusing {
  host: HTMLElement;
  /** The theme that pictures are drawn in, with what the page has set over it. */
  themeSpec: string;
  show(what: Shown): void;
  /** Something was refused, and it has been said where: a program may want to know. */
  refused(sentence: string): void;
  noticed(sentences: string[]): void;
  /** How far long work has come; null once it has ended. */
  busy(fraction: number | null): void;
  comparing(kind: Comparison, fraction: number | null): void;
  stopped(sentence: string): void;
  link(scenario: string): string;
  frame(scenario: string): string;
  pictured(): Pictured;
}

/** What an export is made of: what the picture shows, and its size. */
interface Pictured { width: number; height: number; bars: string; theme: string; scene: Scene }

/** What the controls call. */
type Actions = import("./actions.js").Actions;
