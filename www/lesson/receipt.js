// @ts-check
/* A receipt: a worksheet's answers as a text, which a learner hands in and anybody can check. The verdicts
   in it are for people to read: the page works them out again. */

/** @typedef {{ id: string, answer: string, rating: string }} Line */
/** @typedef {{ number: number | undefined, tasks: string[], lines: Line[] }} Receipt */

const HEAD = "EM, step by step: receipt";
/** Mail programs set a mark before each line of what they quote. */
const QUOTED = /^[>\s]*/;
const LINE = /^([a-z-]+): (.+) \((right|nearly|wrong)\)$/;

/** @param {Receipt} receipt */
export function writeReceipt({ number, tasks, lines }) {
  const answers = lines.map(({ id, answer, rating }) => `${id}: ${answer} (${rating})`);
  return [HEAD, `tasks: ${tasks.join(",")}`, `number: ${number ?? "none"}`, ...answers].join("\n");
}

/** @param {string} text
 * @returns {Receipt} */
export function readReceipt(text) {
  const rows = text.split("\n").map((row) => row.replace(QUOTED, "").trimEnd());
  const from = rows.indexOf(HEAD);
  if (from < 0) throw new Error(`A receipt begins with the line “${HEAD}”: paste all of it.`);
  /** @param {string} name */
  const named = (name) => rows.slice(from).find((row) => row.startsWith(`${name}: `))?.slice(name.length + 2).trim();
  const [tasks, number] = [named("tasks"), named("number")];
  if (!tasks || !number || !/^(none|\d{1,10})$/.test(number)) throw new Error("The receipt is not whole: it has a line “tasks: …” and a line “number: …”.");
  const lines = rows.slice(from + 1).flatMap((row) => {
    const [, id, answer, rating] = LINE.exec(row) ?? [];
    return id ? [{ id, answer, rating }] : [];
  });
  return { number: number === "none" ? undefined : Number(number), tasks: tasks.split(","), lines };
}

/** Works every verdict out again.
 * @param {Receipt} receipt
 * @param {(id: string, answer: string, number: number | undefined) => Promise<Verdict>} judge
 * @returns {Promise<{ rows: string[], summary: string }>} a sentence for each task, and one for all */
export async function checkReceipt({ number, tasks, lines }, judge) {
  let [right, differ] = [0, 0];
  const rows = [];
  for (const id of tasks) {
    const line = lines.find((one) => one.id === id);
    if (!line) {
      rows.push(`${id}: not answered`);
      continue;
    }
    const found = await judge(id, line.answer, number).then(({ rating }) => rating, (error) => `refused (${error.message})`);
    if (found === "right") right += 1;
    const agrees = found === line.rating;
    if (!agrees) differ += 1;
    rows.push(`${id}: ${line.answer} is ${found}${agrees ? "" : `; the receipt says ${line.rating}`}`);
  }
  const of = number === undefined ? "The lesson’s own data" : `Number ${number}`;
  const agreement = differ === 0 ? "The receipt says the same." : `The receipt differs in ${differ}.`;
  return { rows, summary: `${of}: ${right} of ${tasks.length} right. ${agreement}` };
}
