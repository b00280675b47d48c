/* What the wasm takes and gives. Its classes are generated from `crates/web` by `cargo xtask build`
   (target/wasm.d.ts) and name the plain objects here, most of which are made in `crates/web/src/`. Ambient: a script says `Snapshot` and imports nothing. */

type Lab = wasm_bindgen.Lab;
type Task = wasm_bindgen.Task;

declare module "*/bindings.js" { export function openBindings(): typeof wasm_bindgen; export const WASM_GZIP_BASE64: string }

/** A canvas to draw on: its size in CSS pixels, and the device pixels per CSS pixel. */
interface PageCanvas { canvas: HTMLCanvasElement; width: number; height: number; ratio: number }

interface ComponentNumbers { weight: number; mean: number; sd: number }
interface ProcessNumbers { weight: number; mean: number; sd: number; count: number }

/** In the plane. */
interface PlaneComponent {
  weight: number; mean: [number, number]; covariance: [[number, number], [number, number]]; sd: [number, number]; rho: number;
}
interface PlaneProcess extends PlaneComponent { count: number }

interface Snapshot {
  family: string; trials: number | null;
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
  labels: { accuracy: number; adjustedRand: number; confusion: number[][]; matching: (number | null)[] } | null;
  dataInLink: boolean;
}

interface PlaneSnapshot extends Omit<Snapshot, "components" | "truth"> { components: PlaneComponent[]; truth: PlaneProcess[] | null }

interface HistoryRow {
  position: number; components: ComponentNumbers[];
  meanLogLikelihood: number; objective: number; lowerBound: number | null;
}

interface Settings {
  data: string; truth: { mean: number; sd: number; count: number }[]; seed: number;
  /** `trials`: tosses for a value, of a binomial; `mostIdentifiable`: the most components that values determine. */
  family: string; trials: number | null; mostIdentifiable: number | null;
  /** How many numbers a point is. `covariance` and `mass`, in the plane: which ellipses there are, and the percentage of
   * its component that one holds. `units`: of each axis; `realData`: the data sets of this dimension; `oneSd`: whether
   * the components can share one. */
  dim: 1 | 2; covariance: string | null; mass: string | null; units: string[]; realData: string[]; oneSd: boolean;
  k: number; start: string; startSeed: number;
  assignment: string; vary: string; prior: string; kMeans: boolean;
  floor: number; tol: number; max: number; bins: number;
  reveal: boolean; speed: number | "max"; theme: string; hide: string[];
  /** The motion of a half-step as a link has it, and in seconds. */
  glide: string; glideSeconds: number;
  view: string; tab: string; predict: boolean; title: string;
  /** The names that a learner may not change; `allLocked`: all except stepping and running. */
  locked: string[]; allLocked: boolean;
  dataName: string; unit: string; groupNames: string[]; parametersPerComponent: number;
  limits: { processes: number; bins: number };
  objectiveName: string; ownDataMissing: boolean; distinct: number;
  reading: ImportReport | null;
}

type TrueProcess = Settings["truth"][number];
interface PlaneTrueProcess { mean: [number, number]; sd: [number, number]; rho: number; count: number }
interface PlaneSettings extends Omit<Settings, "truth"> { truth: PlaneTrueProcess[] }

/** How a text of numbers was read: what was found, assumed and left out. */
interface ImportReport {
  summary: string; count: number;
  columns: string[]; numeric: string[]; column: string; labels: string | null;
  /** The column of y in the plane, and its place. */
  second: string | null; secondPlace: number | null;
  separator: string; decimal: string | null; firstLine: string; namesLine: number | null; skip: number[];
  /** The first lines as they were understood; `read` is the number taken from one, `place` its column's. */
  lines: { line: number; role: "above" | "names" | "skipped" | "numbers" | "left-out"; cells: string[]; read: string | null; readSecond: string | null }[];
  place: number | null;
  assumed: string[];
  leftOut: number; leftOutSentence: string | null; examples: string[];
}

/** What the user says about a text; what is left out or empty is found from the text. */
interface Wishes {
  column?: string; second?: string; labels?: string; separator?: string; decimal?: string; firstLine?: string;
  namesLine?: number; skip?: number[];
}

/** The histogram in numbers; `peaks` are places among the bars. */
interface Shape { bars: { from: number; to: number; count: number; shares: number[] }[]; peaks: number[] }

/** The histograms of x and of y. */
interface PlaneShape { margins: [Shape, Shape] }

interface ReadingAt { x: number; weighted: number[]; density: number; responsibilities: number[] }

interface ReadingAtPoint { x: number; y: number; weighted: number[]; density: number; responsibilities: number[] }

interface PriorConstants { shrinkage: number; mean: number; scale: number; extra: number; extraShared: number }

/** Per component N_k, Σ r x and Σ r (x − m_k)² about the mean that the M step found. */
interface LastM { count: number[]; sum: number[]; sumOfSquares: number[]; prior: PriorConstants | null }

/** The same in the plane: Σ r 𝐱, and Σ r (𝐱 − 𝐦_k)(𝐱 − 𝐦_k)ᵀ as xx, xy, yy. */
interface LastPlaneM { count: number[]; sum: [number, number][]; sumOfSquares: [number, number, number][]; prior: PlanePriorConstants | null }
interface PlanePriorConstants { shrinkage: number; mean: [number, number]; scale: [number, number, number]; extra: number }

/** One iteration as a table. `done`: the last half-step; `bars`: a row is a bar, and its responsibilities are the means
 * of its points'; `sums`, under the columns, with squares about the next means; `hasSquares`: the M step makes sds. */
interface Ledger {
  done: "start" | "E" | "M"; bars: boolean; rows: LedgerRow[]; sums: LastM;
  entering: ComponentNumbers[]; next: ComponentNumbers[]; hasSquares: boolean;
}
/** In the plane a row is a point; one without `weighted` is all points that have no row of their own, with their sums.
 * Its products are pairs, its squares xx, xy, yy. */
interface PlaneLedger extends Omit<Ledger, "sums" | "entering" | "next"> { sums: LastPlaneM; entering: PlaneComponent[]; next: PlaneComponent[] }
/** `x`: the value, or the bar's middle, where the densities are; sums over the row's points: `products` of r x,
 * `squares` of r (x − m)² about the next means. */
interface LedgerRow {
  from: number; to: number; x: number; count: number;
  weighted: number[]; density: number; responsibilities: number[]; products: number[]; squares: number[];
}

/** What is to be said of a number that was typed. */
type Typed = "right" | "too few digits" | "not yet";

interface SentenceParts { kind: "start" | "E" | "M"; parts: { text?: string; component?: number }[] }

/** What changing a name does: whether a run pauses, since EM begins again, and whether a number of the snapshot changes. */
interface Effect { pauses: boolean; changesNumbers: boolean }

/** A component that holds a few nearly equal points only, and their values. */
interface StandsOn { component: number; values: number[] | [number, number][] }

/** The best fit of one k, and in the plane of one type of covariance. */
interface FitRow {
  covariance: string | null; k: number; meanLogLikelihood: number; objective: number; aic: number; bic: number;
  components: ComponentNumbers[]; onFloor: number[]; startSeed: number;
  standsOn: StandsOn[];
}

/** The optimum that one start reached. */
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

/** A point whose group is known, with its responsibilities under the present mixture. */
interface Cell { x: number | [number, number]; group: number; component: number; responsibilities: number[] }

/** What the data are; for presets also what is hidden in them, and where they come from. */
interface Source { name: string; unit: string; hidden: string; reference: string }

/** The first and the last hundred points as they came. */
interface Strips { first: Cell[]; last: Cell[] }

/** Which of the last fits are lowest, by their places: by AIC, by BIC, the next by BIC. */
interface BestFits { aic: number | null; bic: number | null; nextByBic: number | null }

/** Which results of the comparisons are no longer valid. */
type Voided = "nothing" | "starts" | "all";

/** A question of the lesson that takes an answer, and what the lab shows when it is asked. */
interface LessonTask { id: string; takes: "number" | "choice" | "lab"; choices: { word: string; read: string }[]; scenario: string }

/** What an `em-change` comes from. */
type Cause = "step" | "setting" | "scenario" | "tab" | "task";

/** The detail of an `em-change`. */
type Change = Snapshot & { cause: Cause; task?: { id: string; rating: Rating } };

type Rating = "right" | "nearly" | "wrong";

interface Verdict { rating: Rating; sentence: string }

type Parameter = "weight" | "mean" | "sd" | PlaneParameter;
type PlaneParameter = "weight" | "mean-x" | "mean-y" | "sd-x" | "sd-y" | "rho";

/** A piece of own data: text or values, and the fraction of all that has then been read. */
interface Piece { text?: string; values?: Float64Array; labels?: string[]; fraction: number }
type Pieces = Iterable<Piece> | AsyncIterable<Piece>;
