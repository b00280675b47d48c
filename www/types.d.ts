/* What the modules of this folder may rely on: the shape of the wasm's two classes and of what they
   tell. Ambient, so that a file says `Snapshot` and needs no line for it; no part of the bundle. */

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
  dataName: string; unit: string; groupNames: string[]; objectiveName: string; ownDataMissing: boolean; distinct: number;
}

/** Where values stand on the picture: the plot's borders in CSS pixels, and the values there. */
interface Frame { left: number; right: number; top: number; bottom: number; xMin: number; xMax: number; densityMax: number }

interface ReadingAt { x: number; weighted: number[]; density: number; responsibilities: number[] }

interface PriorConstants { shrinkage: number; mean: number; scale: number; extra: number; extraShared: number }

/** Per component N_k, Σ r x and Σ r (x − m_k)² about the mean that the M step found. */
interface LastM { count: number[]; sum: number[]; sumOfSquares: number[]; prior: PriorConstants | null }

interface SentenceParts { kind: "start" | "E" | "M"; parts: { text?: string; component?: number }[] }

interface Task { advance(): boolean; progress(): number; free(): void }

interface Lab {
  scenario(): string; settings(): Settings; choices(): { [name: string]: string[] }; notices(): string[];
  beginLink(query: string): Task; beginOpen(query: string): Task;
  beginChange(name: string, value: string): Task;
  beginLoad(values: Float64Array, labels: string[] | undefined, name: string, column: string | undefined): Task;
  beginLoadCsv(text: string, column: string | undefined, labels: string | undefined, name: string): Task;
  beginRunToConvergence(): Task;
  commit(task: Task): void;
  eStep(): void; mStep(): void; step(n: number): void; halfStep(): void;
  back(): void; seek(position: number): void; reset(): void;
  touch(component: number, parameter: string, value: number): void;
  undo(): void; canUndo(): boolean;
  snapshot(): Snapshot; history(): HistoryRow[];
  responsibilities(xs: Float64Array): Float64Array;
  draw(canvas: HTMLCanvasElement, width: number, height: number, ratio: number, theme: string, from: number, way: number, bars: string): void;
  frame(width: number, height: number, theme: string): Frame;
  reading(x: number): ReadingAt;
  lastM(): LastM | null;
  last(): number;
  sentence(): SentenceParts;
  drawClimb(canvas: HTMLCanvasElement, width: number, height: number, ratio: number, theme: string): void;
  climbAt(x: number, width: number, height: number, theme: string): number;
  freshSeed(): number;
}

/** What long work takes as its last argument. */
interface WorkOptions { signal?: AbortSignal; onProgress?: (fraction: number) => void }

/** What `load` may be told about the data. */
interface AboutData extends WorkOptions { labels?: unknown[] | string; name?: string; column?: string }

/** All that the view draws from. */
interface Scene { snapshot: Snapshot; settings: Settings; sentence: SentenceParts; last: number; running: boolean; canUndo: boolean }

/** What of a scene is new: `from` is the half-step that the picture glides from, where it glides;
 * `inFrame`, whether an animation frame is under way already. */
interface Shown { snapshot?: boolean; settings?: boolean; inFrame?: boolean; from?: number | null }

declare module "*.css" { export const LAB_CSS: string }

/** Where a refusal is said. */
interface Refusing { say(sentence: string): void }

/** What the controls can do; each says its own refusal, and none throws. */
interface Desk {
  reset: () => void; back: () => void; halfStep: () => void; undo: () => void;
  seek: (position: number) => void;
  toggle: () => void; converge: () => void;
  set: (name: string) => (value: string) => void;
  change: (name: string, value: string, refusal: Refusing) => Promise<boolean>;
  touch: (k: number, parameter: string, value: number, refusal: Refusing) => boolean;
  loadText: (text: string, column: string, labels: string, name: string, refusal: Refusing) => Promise<boolean>;
  freshSeed: () => string;
  /** A look at the lab; null where it refuses, which the page then hears. */
  ask: <T>(read: (lab: Lab) => T) => T | null;
  theme: () => string;
  link: () => string;
}

/** What the desk needs of the conductor. */
interface ConductorLike {
  act(action: (lab: Lab) => void, settings?: boolean): void;
  work(begin: (lab: Lab) => Task, options?: WorkOptions): Promise<void>;
  change(name: string, value: string): Promise<void>;
  converge(): Promise<void>;
  toggle(): void;
  engine: { ask<T>(read: (lab: Lab) => T): T };
}
