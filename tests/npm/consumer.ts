// A strict TypeScript program that uses what the package promises. Each line under `@ts-expect-error` is wrong.
import "em-mixture";
import { EmMixture, type PlaneSnapshot, type Snapshot } from "em-mixture";
import { EmMixture as Class } from "em-mixture/class";
import widget, { type WidgetModel } from "em-mixture/widget";

const lab: EmMixture = document.createElement("em-mixture");
const same: typeof EmMixture = Class;
lab.scenario = "k=3";
await lab.ready;
await lab.open("k=2", { onProgress: (fraction: number) => fraction.toFixed(2) });
const report = await lab.load("mark\n1\n2\n3", { column: "mark" });
const left: number | undefined = report?.leftOut;
await lab.load([1, 2, 3], { labels: ["a", "a", "b"], name: "mine" });
lab.eStep();
lab.mStep();
const { components, lowerBound }: Snapshot = lab.snapshot();
const means: number[] = components.map(({ mean }) => mean);
await lab.load([[1, 2], [3, 5]], { column: "length", second: "weight" });
const ellipses = lab.snapshot() as unknown as PlaneSnapshot;
const spread: number = ellipses.components[0].covariance[0][1];
const shares: number[][] = lab.responsibilities(new Float64Array([1]));
const best: number | undefined = (await lab.compareK(4))[0]?.bic;
lab.addEventListener("em-change", ({ detail }) => detail.cause === "task" && detail.task?.rating === "right" && detail.components);
lab.addEventListener("em-error", ({ detail }) => detail.message.length);
const end: () => void = widget.render({ model: {} as WidgetModel, el: document.body });
export { end, best, left, lowerBound, means, same, shares, spread };

// @ts-expect-error A word is no number of iterations.
lab.step("two");
// @ts-expect-error There is no such member.
lab.forward();
// @ts-expect-error The bound is null before the first E step.
lab.snapshot().lowerBound.toFixed(2);
