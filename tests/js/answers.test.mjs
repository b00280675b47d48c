// What a learner has answered, with a storage and without one; a receipt, written, read and checked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Answers } from "../../www/lesson/answers.js";
import { checkReceipt, readReceipt, writeReceipt } from "../../www/lesson/receipt.js";

const RIGHT = { answer: "28,9", rating: "right", sentence: "Near." };

function storage(kept = new Map()) {
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => kept.set(name, text) };
}

test("answers come back from the storage, each under its task and number", () => {
  const kept = storage();
  const before = new Answers(() => kept);
  let told = 0;
  before.listen(() => (told += 1));
  before.keep("mixture", undefined, RIGHT);
  before.keep("mixture", 7, { ...RIGHT, rating: "wrong" });
  before.number = "7";
  assert.equal(told, 3);
  const after = new Answers(() => kept);
  assert.deepEqual(after.of("mixture"), RIGHT);
  assert.equal(after.of("mixture", 7).rating, "wrong");
  assert.equal(after.of("mixture", 8), undefined);
  assert.equal(after.number, "7");
  after.forget();
  assert.equal(new Answers(() => kept).of("mixture"), undefined);
});

test("an answer of one page leaves what another page has stored meanwhile", () => {
  const kept = storage();
  const [one, other] = [new Answers(() => kept), new Answers(() => kept)];
  one.keep("mixture", undefined, RIGHT);
  other.keep("ellipses", undefined, RIGHT);
  const after = new Answers(() => kept);
  assert.deepEqual([after.of("mixture"), after.of("ellipses")], [RIGHT, RIGHT]);
});

test("of the answers of two open pages the right one stays, and so does the number", () => {
  const kept = storage();
  const [one, other] = [new Answers(() => kept), new Answers(() => kept)];
  one.keep("mixture", undefined, { ...RIGHT, rating: "wrong" });
  other.keep("mixture", undefined, RIGHT);
  other.number = "7";
  one.keep("climb", undefined, RIGHT);
  assert.equal(one.of("mixture").rating, "right", "from the other page");
  one.keep("mixture", undefined, { ...RIGHT, rating: "nearly" });
  const after = new Answers(() => kept);
  assert.deepEqual([after.of("mixture"), after.of("climb"), after.number], [RIGHT, RIGHT, "7"]);
  one.number = "8";
  one.keep("e-step", undefined, RIGHT);
  assert.equal(new Answers(() => kept).number, "8", "typed last");
  other.forget();
  assert.equal(new Answers(() => kept).of("climb"), undefined);
});

test("without a storage, or with another program's text in it, the page has the answers", () => {
  const none = () => {
    throw new DOMException("no storage", "SecurityError");
  };
  const full = () => ({ getItem: () => null, setItem: none });
  const others = ["{", "7", "null", '{"kept":{}}', '{"number":7}'].map((text) => () => storage(new Map([["em-mixture answers", text]])));
  for (const source of [none, full, ...others]) {
    const answers = new Answers(source);
    assert.equal(answers.of("mixture"), undefined);
    assert.equal(answers.number, "");
    answers.keep("mixture", undefined, RIGHT);
    assert.deepEqual(answers.of("mixture"), RIGHT);
  }
});

const RECEIPT = {
  number: 12,
  tasks: ["mixture", "how-many", "climb"],
  lines: [
    { id: "mixture", answer: "1 028,9", rating: "right" },
    { id: "climb", answer: "seed=12&start=0.5,33.9,10~0.5,34.1,10&step=100", rating: "right" },
  ],
};

test("a receipt is read as it was written, also quoted in a mail", () => {
  const text = writeReceipt(RECEIPT);
  assert.deepEqual(readReceipt(text), RECEIPT);
  assert.deepEqual(readReceipt(`Hello,\r\n\n> ${text.replaceAll("\n", "\r\n> ")}\r\n\nGreetings`), RECEIPT);
  const own = { number: undefined, tasks: ["mixture"], lines: [] };
  assert.deepEqual(readReceipt(writeReceipt(own)), own);
});

test("what is no receipt is refused with what is missing", () => {
  assert.throws(() => readReceipt(""), /begins with the line/);
  const text = writeReceipt(RECEIPT);
  for (const line of ["tasks: ", "number: "]) assert.throws(() => readReceipt(text.replace(line, "")), /is not whole/);
  assert.throws(() => readReceipt(text.replace("number: 12", "number: twelve")), /is not whole/);
});

test("each verdict is worked out again, and a difference is told", async () => {
  const asked = [];
  const judge = async (id, answer, number) => {
    asked.push([id, answer, number]);
    if (id === "climb") throw new Error("other data");
    return { rating: "nearly", sentence: "" };
  };
  const { rows, summary } = await checkReceipt(RECEIPT, judge);
  assert.deepEqual(asked, RECEIPT.lines.map(({ id, answer }) => [id, answer, 12]));
  assert.deepEqual(rows, [
    "mixture: 1 028,9 is nearly; the receipt says right",
    "how-many: not answered",
    "climb: seed=12&start=0.5,33.9,10~0.5,34.1,10&step=100 is refused (other data); the receipt says right",
  ]);
  assert.equal(summary, "Number 12: 0 of 3 right. The receipt differs in 2.");
  const agreed = await checkReceipt(RECEIPT, async () => ({ rating: "right", sentence: "" }));
  assert.equal(agreed.summary, "Number 12: 2 of 3 right. The receipt says the same.");
});
