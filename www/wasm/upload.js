// @ts-check
/* Own data in pieces: a text, a file or an array goes to the wasm piece by piece, so that the page can
   react to input meanwhile, and a file of ten million lines is never in memory as a whole. */

/** Values or characters in a piece: a few milliseconds of work. */
const PIECE = 1 << 15;
/** Bytes of a file that are read at a time. */
const READ_BYTES = 1 << 20;
/** How much of a file is read to find out whether it is text, and in which encoding. */
const HEAD_BYTES = 1 << 10;

/** For a file that is not UTF-8: the encoding that browsers assume too. */
const FALLBACK = "windows-1252";

/** Passes on a text or a file in pieces. A file that turns out not to be UTF-8 is read again from its beginning.
 * @template T
 * @param {string | File} source
 * @param {(pieces: Pieces) => Promise<T>} take
 * @returns {Promise<T>} */
export async function feed(source, take) {
  if (typeof source === "string") return take(textPieces(source));
  try {
    return await take(filePieces(source));
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return take(filePieces(source, FALLBACK));
  }
}

/** An array for the wasm; what is no number becomes NaN.
 * @param {ArrayLike<unknown>} list
 * @returns {Float64Array} */
export function asFloats(list) {
  if (list instanceof Float64Array) return list;
  return Float64Array.from(list, (value) => (typeof value === "number" ? value : NaN));
}

/** @param {ArrayLike<unknown>} values
 * @param {unknown[]} [labels] one for each point
 * @param {1 | 2} [each] how many values a point is
 * @returns {Iterable<Piece>} */
export function* valuePieces(values, labels, each = 1) {
  const { length } = values;
  for (let from = 0; from < length; from += PIECE) {
    const to = Math.min(length, from + PIECE);
    yield {
      values: asFloats(values instanceof Float64Array ? values.subarray(from, to) : Array.prototype.slice.call(values, from, to)),
      labels: labels?.slice(from / each, to / each).map(String),
      fraction: to / length,
    };
  }
}

/** @param {string} text
 * @returns {Iterable<Piece>} */
export function* textPieces(text) {
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + PIECE);
    if (to < text.length && isFirstOfTwo(text.charCodeAt(to - 1))) to -= 1;
    yield { text: text.slice(from, to), fraction: to / text.length };
    from = to;
  }
}

/** A file's text, read by `slice`, which every page may do, also in a sandboxed frame or from `file://`.
 * @param {File} file
 * @param {string} [encoding] where it is known not to be UTF-8
 * @returns {AsyncIterable<Piece>} */
export async function* filePieces(file, encoding) {
  const head = await bytesOf(file, 0, HEAD_BYTES);
  const kind = encoding ?? encodingOf(head);
  if (kind !== "utf-16le" && kind !== "utf-16be" && head.includes(0)) {
    throw new Error(`${file.name} is not a text file: if it is a spreadsheet, save it as CSV first, and open that.`);
  }
  const decoder = new TextDecoder(kind, { fatal: kind === "utf-8" });
  for (let from = 0; from < file.size; from += READ_BYTES) {
    const bytes = await bytesOf(file, from, from + READ_BYTES);
    const fraction = Math.min(1, (from + READ_BYTES) / file.size);
    for (const { text } of textPieces(decoded(decoder, bytes))) yield { text, fraction };
  }
  yield { text: decoded(decoder), fraction: 1 };
}

/** @param {Uint8Array} head */
function encodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

/** @param {File} file
 * @param {number} from
 * @param {number} to */
async function bytesOf(file, from, to) {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch {
    throw new Error(`${file.name} could not be read: choose it again, or paste its numbers.`);
  }
}

class NotUtf8 extends Error {}

/** @param {TextDecoder} decoder
 * @param {Uint8Array} [bytes] none: the end */
function decoded(decoder, bytes) {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new NotUtf8("The file is no UTF-8.");
  }
}

/** Whether a code unit is the first half of a character: the second must be in the same piece.
 * @param {number} unit */
function isFirstOfTwo(unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}
