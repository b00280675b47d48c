/* Types for all modules of www/: the wasm's two classes and their results, and what the modules share.
   They are global, so that no file needs to import them, and are not part of the bundle. */

interface ComponentNumbers { weight: number; mean: number; sd: number }
interface ProcessNumbers { weight: number; mean: number; sd: number; count: number }

interface Snapshot {
  n: number; k: number; iteration: number; position: number;
  next: "E" | "M";
  status: "running" | "converged" | "max-iterations" | "empty";
  reason: string;
  onFloor: number[];
  components: ComponentNumbers[];
  effectiveCounts: number[] | null;
  logLikelihood: number; meanLogLikelihood: number; objective: number;
  lowerBound: number | null;
  aic: number; bic: number;
  truth: ProcessNumbers[] | null;
  labels: { accuracy: number; confusion: number[][]; matching: (number | null)[] } | null;
  dataInLink: boolean;
}

interface HistoryRow {
  position: number; components: ComponentNumbers[];
  meanLogLikelihood: number; objective: number; lowerBound: number | null;
}

interface Settings {
  data: string; truth: { mean: number; sd: number; count: number }[]; seed: number;
  k: number; start: string; startSeed: number;
  assignment: string; vary: string; prior: string;
  floor: number; tol: number; max: number; bins: number;
  reveal: boolean; speed: number | "max"; theme: string; hide: string[];
  /** The names that a learner may not change; `allLocked`: all but stepping and running. */
  locked: string[]; allLocked: boolean;
  dataName: string; unit: string; groupNames: string[]; parametersPerComponent: number;
  limits: { processes: number; bins: number };
  objectiveName: string; ownDataMissing: boolean; distinct: number;
  reading: ImportReport | null;
}

/** How a text of numbers was read: what was found, assumed and left out. */
interface ImportReport {
  summary: string; count: number;
  columns: string[]; numeric: string[]; column: string; labels: string | null;
  separator: string; decimal: string | null; firstLine: string; namesLine: number | null; skip: number[];
  /** The first lines as they were understood; `read` is the number taken from one, `place` its column's. */
  lines: { line: number; role: "above" | "names" | "skipped" | "numbers" | "left-out"; cells: string[]; read: string | null }[];
  place: number | null;
  assumed: string[];
  leftOut: number; leftOutSentence: string | null; examples: string[];
}

/** What is said of a text beforehand; what is left out or empty, the text itself says. */
interface Wishes {
  column?: string; labels?: string; separator?: string; decimal?: string; firstLine?: string;
  namesLine?: number; skip?: number[];
}

/** A text that was read, and waits to be used. */
interface Prepared { task: Task; reading: ImportReport }

/** A piece of own data: text or values, and the fraction of all that is read with it. */
interface Piece { text?: string; values?: Float64Array; labels?: string[]; fraction: number }
type Pieces = Iterable<Piece> | AsyncIterable<Piece>;

/** The histogram in numbers; `peaks` are places among the bars. */
interface Shape { bars: { from: number; to: number; count: number; shares: number[] }[]; peaks: number[] }

interface ReadingAt { x: number; weighted: number[]; density: number; responsibilities: number[] }

interface PriorConstants { shrinkage: number; mean: number; scale: number; extra: number; extraShared: number }

/** Per component N_k, Σ r x and Σ r (x − m_k)² about the mean that the M step found. */
interface LastM { count: number[]; sum: number[]; sumOfSquares: number[]; prior: PriorConstants | null }

interface SentenceParts { kind: "start" | "E" | "M"; parts: { text?: string; component?: number }[] }

/** What changing a name does: whether EM begins anew, a run pauses, a number of the snapshot changes. */
interface Effect { restarts: boolean; pauses: boolean; changesNumbers: boolean }

interface Task {
  advance(): boolean; progress(): number; free(): void;
  feedValues(values: Float64Array, labels: string[] | undefined, fraction: number): void;
  feedText(text: string, fraction: number): void;
  endOfInput(): void; reading(): ImportReport | null;
}

interface Lab {
  scenario(): string; settings(): Settings; choices(): { [name: string]: string[] }; notices(): string[];
  searchSays(search: string): boolean; beginLink(query: string): Task; beginOpen(query: string): Task;
  beginChange(name: string, value: string): Task;
  effectOf(name: string): Effect; voided(): "nothing" | "starts" | "all";
  beginValues(name: string, column: string | undefined): Task;
  beginText(name: string, wishes: Wishes): Task;
  beginReading(name: string, wishes: Wishes): Task;
  beginUse(task: Task): Task;
  plain(label: string, text: string): string;
  beginRunToConvergence(): Task;
  commit(task: Task): void;
  eStep(): void; mStep(): void; step(n: number): void; halfStep(): void;
  back(): void; seek(position: number): void; reset(): void;
  touch(component: number, parameter: string, value: number): void;
  undo(): void; canUndo(): boolean;
  snapshot(): Snapshot; history(): HistoryRow[];
  responsibilities(xs: Float64Array): Float64Array;
  /** Where the plot's borders stand once the picture has arrived (a Plot's numbers in their order), and the components' peaks. */
  draw(canvas: HTMLCanvasElement, width: number, height: number, ratio: number, theme: string, from: number, way: number, bars: string): Float64Array;
  shape(): Shape;
  fixX(fixed: boolean): void;
  frame(width: number, height: number, theme: string): Plot;
  reading(x: number): ReadingAt;
  lastM(): LastM | null;
  last(): number;
  sentence(): SentenceParts;
  drawClimb(canvas: HTMLCanvasElement, width: number, height: number, ratio: number, theme: string): void;
  climbAt(x: number, width: number, height: number, theme: string): number;
  freshSeed(): number;
  beginCompareK(max: number): Task; beginRestarts(count: number): Task;
  beginChoose(k: number, startSeed: number): Task;
  results(task: Task): any;
  bestFits(): { aic: number | null; bic: number | null; nextByBic: number | null };
  optima(): Optimum[];
  drawCompareK(canvas: HTMLCanvasElement, width: number, height: number, ratio: number, theme: string): void;
  compareKAt(x: number, width: number, height: number, theme: string): number | undefined;
  drawRestarts(canvas: HTMLCanvasElement, width: number, height: number, ratio: number, theme: string, chosen: number): void;
  restartsAt(y: number, width: number, height: number, theme: string): number | undefined;
  restartsHeight(theme: string): number;
  drawLandscape(canvas: HTMLCanvasElement, width: number, height: number, ratio: number, theme: string, a: number, b: number): boolean;
  landscapePlot(width: number, height: number, theme: string, a: number, b: number): Plot;
  touchMeans(a: number, meanA: number, b: number, meanB: number): void;
  strips(): { first: Cell[]; last: Cell[] } | null;
  twin(): Lab;
  follow(position: number): void;
  source(): Source;
  svg(width: number, height: number, theme: string, bars: string, title: string, description: string): string;
  beginPoints(): { advance(): Uint8Array<ArrayBuffer> | undefined; progress(): number; free(): void };
  scenarioWith(names: string[], values: string[]): string;
  free(): void;
}

/** A component that stands on next to nothing, and on what. */
interface StandsOn { component: number; values: number[] }

/** The best fit of one k. */
interface FitRow {
  k: number; meanLogLikelihood: number; objective: number; aic: number; bic: number;
  components: ComponentNumbers[]; onFloor: number[]; startSeed: number;
  standsOn: StandsOn[];
}

/** Where one start led. */
interface RestartRow {
  startSeed: number; start: ComponentNumbers[]; components: ComponentNumbers[];
  objective: number; meanLogLikelihood: number; iterations: number;
  status: string; onFloor: number[]; optimum: number;
}

/** What the starts that reached one optimum have in common; `best` is a row of the restarts. */
interface Optimum {
  best: number; reached: number; iterations: [number, number, number]; onFloor: boolean;
  standsOn: StandsOn[];
}

/** Where values stand on a chart with two axes. */
interface Plot { left: number; right: number; top: number; bottom: number; xMin: number; xMax: number; yMin: number; yMax: number }

/** A point whose group is known, and what the present mixture makes of it. */
interface Cell { x: number; group: number; component: number; responsibilities: number[] }

/** What the data are: what is hidden in them, and where they come from, is known of presets. */
interface Source { name: string; unit: string; hidden: string; reference: string }

type Comparison = "k" | "starts";

/** What the last comparisons found, as long as it holds for the data and the model. */
interface Compared { fits: FitRow[] | null; starts: RestartRow[] | null; optima: Optimum[] | null }

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
  /** Per true process its component, the best matching: while EM runs, the one from before. */
  matching: (number | null)[] | null; compared: Compared;
}

/** What of a scene is new: `from` is the half-step that the picture glides from, where it glides;
 * `opened`, whether it is another scenario or other data; `compared`, whether a comparison has ended; `inFrame`, whether an animation frame is under way already. */
interface Shown { snapshot?: boolean; settings?: boolean; opened?: boolean; compared?: boolean; inFrame?: boolean; from?: number | null }

declare module "*/bindings.js" { export function openBindings(): any; export const WASM_GZIP_BASE64: string }
declare module "*.css" { export const CSS: string }

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

/** What every part calls. */
type Controller = import("./lab/controller.js").Controller;
