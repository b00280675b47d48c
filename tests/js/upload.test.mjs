// Own data go to the wasm in pieces, and the encoding of a file is found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { feed, filePieces, textPieces, valuePieces } from "../../www/wasm/upload.js";

test("values come in pieces with their labels, and all of them once", () => {
  const n = 100_000;
  for (const values of [Array.from({ length: n }, (_, i) => i), Float64Array.from({ length: n }, (_, i) => i)]) {
    const labels = Array.from({ length: n }, (_, i) => i % 3);
    const pieces = [...valuePieces(values, labels)];
    assert.ok(pieces.length > 2);
    assert.deepEqual(pieces.flatMap((piece) => [...piece.values]), [...values]);
    assert.deepEqual(pieces.flatMap((piece) => piece.labels), labels.map(String));
    assert.equal(pieces.at(-1).fraction, 1);
  }
  assert.deepEqual([...valuePieces([])], []);
});

test("a text comes whole, and no character is cut in two", () => {
  for (const text of ["", "1\n2\n", `${"x".repeat(32767)}😀${"y".repeat(40000)}`]) {
    const pieces = [...textPieces(text)].map((piece) => piece.text);
    assert.equal(pieces.join(""), text);
    for (const piece of pieces) assert.doesNotMatch(piece, /^[\udc00-\udfff]|[\ud800-\udbff]$/);
  }
});

const named = (bytes, name = "marks.csv") => Object.assign(new Blob([bytes]), { name });

/** What the lab would read of a file. */
function textOf(file) {
  return feed(file, async (pieces) => {
    let text = "";
    for await (const piece of pieces) text += piece.text;
    return text;
  });
}

test("a file's own encoding is found", async () => {
  const text = "wer;größe\r\nJürgen;1,5\r\nMüller;−2,5\r\n";
  const utf8 = new TextEncoder().encode(text);
  const utf16 = (little) => Uint8Array.from([0xfeff, ...Array.from(text, (sign) => sign.charCodeAt(0))].flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
  for (const bytes of [utf8, Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), utf16(true), utf16(false)]) assert.equal(await textOf(named(bytes)), text);
  const latin = text.replace("−", "-");
  assert.equal(await textOf(named(Uint8Array.from(latin, (sign) => sign.charCodeAt(0)))), latin);
});

test("a character on the border of two readings is whole, and UTF-8 that breaks late is read again", async () => {
  assert.equal(await textOf(named(Uint8Array.of(0x31, 0x0a, 0xe9))), "1\né", "its last character is cut off");
  const long = `${"x".repeat((1 << 20) - 1)}é1\n`;
  assert.equal(await textOf(named(new TextEncoder().encode(long))), long);
  const latin = Uint8Array.from(long, (sign) => sign.charCodeAt(0));
  assert.equal(await textOf(named(latin)), long);
});

test("what is no text, or cannot be read, is said with its name", async () => {
  await assert.rejects(textOf(named(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 8), "heights.xlsx")), /^Error: heights\.xlsx is not a text file: .*save it as CSV/);
  const gone = { name: "gone.csv", size: 3, slice: () => ({ arrayBuffer: () => Promise.reject(new Error("NotReadableError")) }) };
  await assert.rejects(filePieces(gone).next(), /gone\.csv could not be read: choose it again/);
});
