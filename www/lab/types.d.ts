/* The scene, and the types that the parts of the page and the controller share. Ambient: a script writes
   `Scene` and imports nothing. */

declare module "*.css" { export const CSS: string }

type Comparison = "k" | "starts";

/** The results of the last comparisons, while they are valid for the data and the model. */
interface Compared { fits: FitRow[] | null; starts: RestartRow[] | null; optima: Optimum[] | null }

/** EM itself and k-means, from one start. */
interface Sides { em: Lab; kMeans: Lab }

/** A chart behind its tab: only the chosen one is shown a scene, and draws. */
interface Tab {
  id: string; name: string; node: HTMLElement;
  pictures: { invalidate(): void; paint(): void; watch(): void; unwatch(): void }[];
  /** The part of the lab that it belongs to, as `hide` names it. */
  part: "charts" | "labels";
  /** Whether there is something to show; if it is missing, always. */
  has?(scene: Scene): boolean;
  show(scene: Scene, what: Shown): void;
  comparing?(kind: Comparison, fraction: number | null): void;
  /** Called when another tab is chosen: frees what it holds. */
  leave?(): void;
  /** Called before printing on a sheet of this width, in CSS pixels, and after. */
  print?(sheet: number): void;
  backFromPrint?(): void;
}

/** What can be moved on the main picture and read from it, and the nodes for that: over the canvas, under it, beside
 * the formulas and under the sentence. */
interface PictureLayer {
  over: ChildNode[]; under: ChildNode[]; tools: ChildNode[]; below: ChildNode[];
  /** The picture in numbers. */
  table: { fill(): void };
  /** Makes what a scene needs, without knowing where it will be. */
  lay(scene: Scene): void;
  /** Reads sizes from the style sheet: they depend on the theme and the box. */
  measure(): void;
  /** Places all of it; `drawn`: what the lab says of the drawing, first the borders and the axes of its plot. */
  place(scene: Scene, drawn: Float64Array): void;
  /** Enter on the canvas. */
  enter(): void;
  /** Ends what is open, as for another scenario. */
  close(): void;
  /** Another layer takes its place. */
  leave(): void;
  /** The height of the printed picture with k components. */
  printHeight(k: number): number;
  /** Shows where something of the ledger is. */
  point?(place: LedgerRow | null): void;
}

/** What long work takes as its last argument. */
interface WorkOptions { signal?: AbortSignal; onProgress?: (fraction: number) => void }

/** The options of `load` that describe the data. */
interface AboutData extends WorkOptions {
  labels?: unknown[] | string; name?: string; column?: string; second?: string;
  separator?: string; decimal?: string; firstLine?: string; namesLine?: number; skip?: number[];
}

/** All that the view shows. */
interface Scene { snapshot: Snapshot; settings: Settings; sentence: SentenceParts; last: number; stops: boolean; running: boolean; canUndo: boolean;
  /** Whether curves that were placed by hand are shown beside EM's. */
  hasGuess: boolean;
  /** Per true group its component, by the best matching; and per true process the component that it can be
   * compared with. While EM runs, as before the run. */
  matching: (number | null)[] | null; pairs: (number | null)[] | null; compared: Compared;
}

/** The same for points in the plane. */
interface PlaneScene extends Omit<Scene, "snapshot" | "settings"> { snapshot: PlaneSnapshot; settings: PlaneSettings }

/** What is new in a scene. `from`: the half-step that the picture moves from, if it moves; `opened`: another
 * scenario or other data; `first`: nothing was shown before; `tab`: another chart; `compared`: a comparison has ended; `inFrame`:
 * this is within an animation frame. */
interface Shown { snapshot?: boolean; settings?: boolean; first?: boolean; tab?: boolean; opened?: boolean; compared?: boolean; inFrame?: boolean; from?: number | null }

/** A text that was read, and waits to be used. */
interface Prepared { task: Task; reading: ImportReport }

/** Where a refusal is shown. */
interface Refusing { say(sentence: string): void }

/** The page around a lab, as the controller uses it. */
interface Page extends Refusing {
  host: HTMLElement;
  /** The theme that pictures are drawn in, with what the page has set over it. */
  themeSpec: string;
  show(what: Shown): void;
  /** Something was refused, and the sentence is shown: tells a program. */
  refused(sentence: string): void;
  noticed(sentences: string[]): void;
  /** How far long work has come; null once it has ended. */
  busy(fraction: number | null): void;
  comparing(kind: Comparison, fraction: number | null): void;
  stopped(sentence: string): void;
  link(scenario: string): string;
  frame(scenario: string): string;
  /** Null where the page does not know where the script is published. */
  element(scenario: string): string | null;
  pictured(): Pictured;
}

/** What an export is made of: what the picture shows, and its size. */
interface Pictured { width: number; height: number; bars: string; theme: string; scene: Scene }

/** What the controls call. */
type Actions = import("./actions.js").Actions;
