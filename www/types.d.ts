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
  draw(canvas: HTMLCanvasElement, width: number, height: number, ratio: number, theme: string): void;
  freshSeed(): number;
}

/** What long work takes as its last argument. */
interface WorkOptions { signal?: AbortSignal; onProgress?: (fraction: number) => void }

/** What `load` may be told about the data. */
interface AboutData extends WorkOptions { labels?: unknown[] | string; name?: string; column?: string }

/** All that the view draws from. */
interface Scene { snapshot: Snapshot; settings: Settings; running: boolean; canUndo: boolean }

declare module "*.css" { export const LAB_CSS: string }

/** Where a refusal is said. */
interface Refusing { say(sentence: string): void }

/** What the controls can do; each says its own refusal, and none throws. */
interface Desk {
  reset: () => void; back: () => void; halfStep: () => void; undo: () => void;
  toggle: () => void; converge: () => void;
  set: (name: string) => (value: string) => void;
  change: (name: string, value: string, refusal: Refusing) => Promise<boolean>;
  touch: (k: number, parameter: string, value: number, refusal: Refusing) => boolean;
  loadText: (text: string, column: string, labels: string, name: string, refusal: Refusing) => Promise<boolean>;
  freshSeed: () => string;
  draw: (canvas: HTMLCanvasElement, width: number, height: number, ratio: number) => void;
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
