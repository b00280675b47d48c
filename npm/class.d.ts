// The element's class. docs/interface.md of the project says the same in words.

/** A Gaussian of the mixture. Mean and sd are in the data's unit; the weights sum to 1. */
export interface Component { weight: number; mean: number; sd: number }

/** A process that the points were drawn from, and how many points it gave. */
export interface TrueProcess extends Component { count: number }

/** A Gaussian in the plane: its mean, its covariance, and the sds of x and y with their correlation. */
export interface PlaneComponent {
  weight: number;
  mean: [number, number];
  covariance: [[number, number], [number, number]];
  sd: [number, number];
  rho: number;
}

/** Why EM goes on or has stopped. */
export type Status = "running" | "converged" | "max-iterations" | "empty";

/** The present state in numbers. Log-likelihoods are in nats, natural logarithms. */
export interface Snapshot {
  /** How many numbers a point is; with 2 it is a `PlaneSnapshot`. */
  dim: 1 | 2;
  /** Points. */
  n: number;
  /** Components. */
  k: number;
  /** Whole iterations done. */
  iteration: number;
  /** Half-steps done. */
  position: number;
  /** The half-step that is due. */
  next: "E" | "M";
  status: Status;
  /** The family of the components. */
  family: "gaussian" | "binomial" | "poisson" | "exponential";
  /** Tosses for a value, of a binomial. */
  trials: number | null;
  /** The status in a sentence or two. */
  reason: string;
  /** The components, counted from 0, whose sd is at the floor. */
  onFloor: number[];
  components: Component[];
  /** For each component the sum of its responsibilities in the last E step; null before the first. */
  effectiveCounts: number[] | null;
  logLikelihood: number;
  /** Per point. */
  meanLogLikelihood: number;
  /** What EM climbs, per point. */
  objective: number;
  /** The lower bound (ELBO) of the objective, per point; null before the first E step. */
  lowerBound: number | null;
  /** Lower is better. */
  aic: number;
  /** Lower is better. */
  bic: number;
  /** Null where it is not known. */
  truth: TrueProcess[] | null;
  /** Where true labels are known: `confusion[process][component]` counts points. */
  labels: { accuracy: number; adjustedRand: number; confusion: number[][]; matching: (number | null)[] } | null;
  /** Whether the link carries the data. */
  dataInLink: boolean;
}

/** The same of points in the plane. */
export interface PlaneSnapshot extends Omit<Snapshot, "components" | "truth"> {
  components: PlaneComponent[];
  truth: (PlaneComponent & { count: number })[] | null;
}

/** One half-step of the history. */
export interface HistoryRow {
  position: number;
  components: Component[];
  meanLogLikelihood: number;
  objective: number;
  lowerBound: number | null;
}

/** A component that holds a few nearly equal points only, and their values. */
export interface StandsOn { component: number; values: number[] }

/** The best fit of one k, and in the plane of one type of covariance. */
export interface FitRow {
  covariance: "full" | "tied" | "diagonal" | "spherical" | null;
  k: number;
  meanLogLikelihood: number;
  objective: number;
  aic: number;
  bic: number;
  components: Component[];
  onFloor: number[];
  startSeed: number;
  standsOn: StandsOn[];
}

/** The optimum that one start reached; `optimum` numbers the distinct ones from 0. */
export interface RestartRow {
  startSeed: number;
  start: Component[];
  components: Component[];
  objective: number;
  meanLogLikelihood: number;
  iterations: number;
  status: Status;
  onFloor: number[];
  optimum: number;
}

/** What is said about own data; for a text also how to read it. What is left out is found from the text. */
export interface AboutData {
  name?: string;
  /** For an array, each value's label; for a text, the name of the column of labels. */
  labels?: string[] | string;
  column?: string;
  /** Of points in the plane, the column of y. */
  second?: string;
  separator?: string;
  decimal?: string;
  firstLine?: string;
  namesLine?: number;
  skip?: number[];
}

/** How a text of numbers was read. */
export interface ImportReport {
  summary: string;
  count: number;
  columns: string[];
  numeric: string[];
  column: string;
  /** Of points in the plane, the column of y. */
  second: string | null;
  labels: string | null;
  separator: string;
  decimal: string | null;
  firstLine: string;
  namesLine: number | null;
  skip: number[];
  lines: { line: number; role: "above" | "names" | "skipped" | "numbers" | "left-out"; cells: string[]; read: string | null }[];
  place: number | null;
  assumed: string[];
  leftOut: number;
  leftOutSentence: string | null;
  examples: string[];
}

/** A question of the lesson that takes an answer, and the scenario in which it is asked. */
export interface LessonTask {
  id: string;
  takes: "number" | "choice" | "lab";
  choices: { word: string; read: string }[];
  scenario: string;
}

export interface Verdict { rating: "right" | "nearly" | "wrong"; sentence: string }

/** For what returns a promise: cancels it, and says how far it is, 0 to 1. */
export interface WorkOptions { signal?: AbortSignal; onProgress?: (fraction: number) => void }

/** `<em-mixture>`. Every member but `ready`, `scenario` and `open` can be used once `ready` has resolved.
 * What throws or rejects leaves the state as it was; the message is a sentence with the way out. */
export class EmMixture extends HTMLElement {
  static observedAttributes: string[];
  /** Resolves when the first picture is drawn; rejects with the reason. */
  readonly ready: Promise<void>;
  /** Read: the canonical string of the present state. Set: opens another; the same one again does nothing. */
  scenario: string;
  /** Opens a scenario. */
  open(scenario: string, options?: WorkOptions): Promise<void>;
  /** Own data: finite numbers, or points in the plane, at most 10,000,000, or CSV text. Resolves, for text, to how it was
   * read. */
  load(values: string | ArrayLike<number> | ArrayLike<readonly [number, number]>, about?: AboutData & WorkOptions, options?: WorkOptions): Promise<ImportReport | null>;
  /** Throws if an M step is due. */
  eStep(): void;
  /** Throws if an E step is due. */
  mStep(): void;
  /** Whole iterations; where an M step is due, finishing the iteration is the first of them. */
  step(n?: number): void;
  /** One half-step back; nothing at the start. */
  back(): void;
  /** To a half-step already taken. */
  seek(position: number): void;
  /** To the start; the later half-steps are kept. */
  reset(): void;
  /** Runs on animation frames, until EM stops. */
  run(): void;
  pause(): void;
  /** To where EM stops, at once. */
  runToConvergence(options?: WorkOptions): Promise<void>;
  /** In the plane, where `dim` is 2, a `PlaneSnapshot`. */
  snapshot(): Snapshot;
  /** A row for each half-step from 0 to the last one taken. */
  history(): HistoryRow[];
  /** For each x, or in the plane for each point, the k responsibilities under the present parameters, always soft. */
  responsibilities(xs: ArrayLike<number> | ArrayLike<readonly [number, number]>): number[][];
  /** The best of 20 starts for each k from 1 to `max`, 8 unless said otherwise. */
  compareK(max?: number, options?: WorkOptions): Promise<FitRow[]>;
  /** The results of so many starts, best first: 1 to 1,000, 100 unless said otherwise. */
  restarts(count?: number, options?: WorkOptions): Promise<RestartRow[]>;
  /** The questions of the lesson; with a learner's number, 0 to 4294967295, on data of their own. */
  tasks(number?: number): LessonTask[];
  /** Whether an answer is right: a number as typed, a choice's word, or a state as its scenario. */
  judge(id: string, answer: string, number?: number, options?: WorkOptions): Promise<Verdict>;
  /** The picture as it is shown, two pixels to each of the page's. */
  exportPng(options?: WorkOptions): Promise<Blob>;
  /** The picture as it is shown, as vectors. */
  exportSvg(options?: WorkOptions): Promise<Blob>;
  /** The points, sorted, each with its responsibilities. */
  exportCsv(options?: WorkOptions): Promise<Blob>;

  addEventListener<K extends keyof EmMixtureEventMap>(type: K, listener: (this: EmMixture, event: EmMixtureEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof EmMixtureEventMap>(type: K, listener: (this: EmMixture, event: EmMixtureEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** What has changed: a half-step; a setting, or a curve by hand; another scenario or other data; the open chart; a
 * judged answer. */
export interface Change extends Snapshot {
  cause: "step" | "setting" | "scenario" | "tab" | "task";
  /** With the cause `task`: which one, and the verdict. */
  task?: { id: string; rating: Verdict["rating"] };
}

export interface EmMixtureEventMap extends HTMLElementEventMap {
  /** After every change, at most once an animation frame while EM runs. */
  "em-change": CustomEvent<Change>;
  /** Something was refused; the message says what is wrong and what to do. */
  "em-error": CustomEvent<{ message: string }>;
}
