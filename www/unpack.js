// @ts-check
/* The module unpacked: LZMA, which takes a fifth fewer bytes than what browsers can open by
 * themselves.
 *
 * After Igor Pavlov's LZMA specification (2015, public domain). A stream is one long fraction
 * between 0 and 1, told bit by bit: each bit narrows the range, by the odds that the bits
 * before it in like places have taught. The bits say either "this byte" or "so many bytes again
 * from so far back". Of the format's settings a build uses one: 3 bits of the byte before choose
 * the odds for a byte, and no place counts (lc = 3, lp = 0, pb = 0). */

/* Odds count from 0 to 2^11, begin even, and move by a 32nd of the way. */
const ODDS_BITS = 11;
const EVEN_ODDS = 1 << (ODDS_BITS - 1);
const MOVE = 5;
/* Below this a range takes in another byte. */
const NARROW = 2 ** 24;
/* What came before, in 12 states: below 7 the last was a byte. */
const STATES = 12;
const AFTER_BYTE = 7;
const LEAST_LENGTH = 2;

/** @param {number} count */
const evenOdds = (count) => new Uint16Array(count).fill(EVEN_ODDS);

/** The range coder: bits, one at a time. */
class Bits {
  #at = 5;
  /* The range and where in it the fraction lies: in an array, whose numbers are 32 bits and never boxed. */
  #coder = new Uint32Array(2);

  /** @param {Uint8Array} packed */
  constructor(packed) {
    this.packed = packed;
    this.#coder[0] = 2 ** 32 - 1;
    this.#coder[1] = new DataView(packed.buffer, packed.byteOffset).getUint32(1);
  }

  /** Whether nothing is left of the fraction: then every bit was read as it was written. */
  get ended() {
    return this.#coder[1] === 0;
  }

  #widen() {
    const coder = this.#coder;
    if (coder[0] >= NARROW) return;
    coder[0] <<= 8;
    coder[1] = (coder[1] << 8) | this.packed[this.#at++];
  }

  /** A bit whose odds are learned.
   * @param {Uint16Array} odds
   * @param {number} index */
  learned(odds, index) {
    const coder = this.#coder;
    const chance = odds[index];
    const bound = Math.imul(coder[0] >>> ODDS_BITS, chance) >>> 0;
    const bit = coder[1] < bound ? 0 : 1;
    if (bit) {
      coder[0] -= bound;
      coder[1] -= bound;
      odds[index] = chance - (chance >> MOVE);
    } else {
      coder[0] = bound;
      odds[index] = chance + ((2 * EVEN_ODDS - chance) >> MOVE);
    }
    this.#widen();
    return bit;
  }

  /** So many bits of even odds.
   * @param {number} count */
  plain(count) {
    const coder = this.#coder;
    let value = 0;
    for (; count > 0; count--) {
      coder[0] >>>= 1;
      const bit = coder[1] < coder[0] ? 0 : 1;
      if (bit) coder[1] -= coder[0];
      value = value * 2 + bit;
      this.#widen();
    }
    return value;
  }

  /** A number of so many bits, highest first: each bit's odds hang on those before it.
   * @param {Uint16Array} odds
   * @param {number} count
   * @param {number} [from] */
  tree(odds, count, from = 0) {
    let found = 1;
    for (let i = 0; i < count; i++) found = found * 2 + this.learned(odds, from + found);
    return found - (1 << count);
  }

  /** The same, lowest first.
   * @param {Uint16Array} odds
   * @param {number} count
   * @param {number} [from] */
  reversed(odds, count, from = 0) {
    let [found, value] = [1, 0];
    for (let i = 0; i < count; i++) {
      const bit = this.learned(odds, from + found);
      found = found * 2 + bit;
      value += bit << i;
    }
    return value;
  }
}

/** How long a repeat is: 0 to 7, 8 to 15, or 16 to 271, beyond the least. */
class Lengths {
  #choice = evenOdds(2);
  #low = evenOdds(8);
  #middle = evenOdds(8);
  #high = evenOdds(256);

  /** @param {Bits} bits */
  read(bits) {
    if (!bits.learned(this.#choice, 0)) return bits.tree(this.#low, 3);
    if (!bits.learned(this.#choice, 1)) return 8 + bits.tree(this.#middle, 3);
    return 16 + bits.tree(this.#high, 8);
  }
}

/** How far back a repeat lies: a slot for the two highest bits, the rest by place. */
class Distances {
  #slots = Array.from({ length: 4 }, () => evenOdds(64));
  #near = evenOdds(115);
  #lowest = evenOdds(16);

  /** @param {Bits} bits
   * @param {number} length */
  read(bits, length) {
    const slot = bits.tree(this.#slots[Math.min(length, 3)], 6);
    if (slot < 4) return slot;
    const rest = (slot >> 1) - 1;
    const high = (2 + (slot & 1)) << rest;
    if (slot < 14) return high + bits.reversed(this.#near, rest, high - slot);
    return high + bits.plain(rest - 4) * 16 + bits.reversed(this.#lowest, 4);
  }
}

/**
 * The `size` bytes that were packed.
 * @param {Uint8Array<ArrayBuffer>} packed
 * @param {number} size
 */
export function unpack(packed, size) {
  const out = new Uint8Array(size);
  const bits = new Bits(packed);
  const isRepeat = evenOdds(STATES);
  const isKnown = evenOdds(STATES);
  const isOlder = [evenOdds(STATES), evenOdds(STATES), evenOdds(STATES)];
  const isLonger = evenOdds(STATES);
  const bytes = evenOdds(8 * 0x300);
  const [knownLengths, newLengths, distances] = [new Lengths(), new Lengths(), new Distances()];
  /* The last four distances, the last first; each counts from 0. */
  let back = [0, 0, 0, 0];
  let [at, state] = [0, 0];

  while (at < size) {
    if (!bits.learned(isRepeat, state)) {
      const from = 0x300 * ((out[at - 1] ?? 0) >> 5);
      let found = 1;
      if (state >= AFTER_BYTE) {
        /* The byte that a repeat would have put here is not it: its bits tell the odds until they differ. */
        let other = out[at - back[0] - 1] ?? 0;
        let same = true;
        while (same && found < 0x100) {
          const guess = (other >> 7) & 1;
          other <<= 1;
          const bit = bits.learned(bytes, from + 0x100 * (1 + guess) + found);
          found = found * 2 + bit;
          same = bit === guess;
        }
      }
      while (found < 0x100) found = found * 2 + bits.learned(bytes, from + found);
      out[at++] = found;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    const afterByte = state < AFTER_BYTE;
    let length = 1 - LEAST_LENGTH;
    if (!bits.learned(isKnown, state)) {
      length = newLengths.read(bits);
      back = [distances.read(bits, length), back[0], back[1], back[2]];
      state = afterByte ? 7 : 10;
    } else {
      const which = isOlder.findIndex((odds) => !bits.learned(odds, state));
      const short = which === 0 && !bits.learned(isLonger, state);
      if (!short) length = knownLengths.read(bits);
      back.unshift(...back.splice(which, 1));
      state = afterByte ? (short ? 9 : 8) : 11;
    }
    for (const end = Math.min(at + length + LEAST_LENGTH, size); at < end; at++) out[at] = out[at - back[0] - 1];
  }
  if (!bits.ended) throw new Error("its end does not fit its beginning");
  return out;
}
