/**
 * Raw DEFLATE (RFC 1951) with a cap on what comes out: a browser has none that is synchronous, bounded, and tells where the input ended (GATE-4).
 */
import { GateError, malformed } from "./gateError";

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const CODE_BITS_MAX = 15;
const fault = () => malformed("does not inflate");

/** A canonical Huffman code: how many codes there are of each length, and the symbols in their order. */
interface Huffman {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

function huffman(lengths: ArrayLike<number>): Huffman {
  const counts = new Uint16Array(CODE_BITS_MAX + 1);
  for (let i = 0; i < lengths.length; i++) counts[lengths[i]!]!++;
  let left = 1;
  for (let bits = 1; bits <= CODE_BITS_MAX; bits++) {
    left = 2 * left - counts[bits]!;
    if (left < 0) throw fault();
  }
  // Incomplete codes are possible for a single distance alone, of one bit.
  if (left > 0 && lengths.length - counts[0]! > 1) throw fault();
  const offsets = new Uint16Array(CODE_BITS_MAX + 2);
  for (let bits = 1; bits <= CODE_BITS_MAX; bits++) offsets[bits + 1] = offsets[bits]! + counts[bits]!;
  const symbols = new Uint16Array(lengths.length);
  for (let i = 0; i < lengths.length; i++) if (lengths[i] !== 0) symbols[offsets[lengths[i]!]!++] = i;
  return { counts, symbols };
}

const FIXED_LENGTHS = huffman(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)));
const FIXED_DISTANCES: Huffman = huffman(new Array(32).fill(5));

class Inflater {
  private bitBuffer = 0;
  private bitCount = 0;
  private out: Uint8Array;
  private size = 0;

  constructor(
    private readonly input: Uint8Array,
    private at: number,
    private readonly bytesMax: number,
  ) {
    this.out = new Uint8Array(Math.min(bytesMax, 4 * (input.length - at) + 64));
  }

  run(): Uint8Array {
    for (let last = 0; last === 0; ) {
      last = this.bits(1);
      const type = this.bits(2);
      if (type === 0) this.stored();
      else if (type === 1) this.codes(FIXED_LENGTHS, FIXED_DISTANCES);
      else if (type === 2) this.dynamic();
      else throw fault();
    }
    if (this.at !== this.input.length) throw malformed("bytes after the compressed body");
    return this.out.slice(0, this.size);
  }

  private bits(count: number): number {
    let value = this.bitBuffer;
    while (this.bitCount < count) {
      if (this.at === this.input.length) throw fault();
      value |= this.input[this.at++]! << this.bitCount;
      this.bitCount += 8;
    }
    this.bitBuffer = value >>> count;
    this.bitCount -= count;
    return value & ((1 << count) - 1);
  }

  private symbol(code: Huffman): number {
    let word = 0;
    let first = 0;
    let index = 0;
    for (let bits = 1; bits <= CODE_BITS_MAX; bits++) {
      word |= this.bits(1);
      const count = code.counts[bits]!;
      if (word - count < first) return code.symbols[index + (word - first)]!;
      index += count;
      first = (first + count) << 1;
      word <<= 1;
    }
    throw fault();
  }

  private put(byte: number): void {
    if (this.size === this.bytesMax) throw new GateError("TOO_LARGE", `inflates to more than ${this.bytesMax} bytes`);
    if (this.size === this.out.length) {
      const larger = new Uint8Array(Math.min(this.bytesMax, 2 * this.size));
      larger.set(this.out);
      this.out = larger;
    }
    this.out[this.size++] = byte;
  }

  private stored(): void {
    this.bitBuffer = 0;
    this.bitCount = 0;
    if (this.at + 4 > this.input.length) throw fault();
    const length = this.input[this.at]! | (this.input[this.at + 1]! << 8);
    const inverse = this.input[this.at + 2]! | (this.input[this.at + 3]! << 8);
    this.at += 4;
    if ((length ^ inverse) !== 0xffff || this.at + length > this.input.length) throw fault();
    for (let i = 0; i < length; i++) this.put(this.input[this.at++]!);
  }

  private dynamic(): void {
    const lengthCount = this.bits(5) + 257;
    const distanceCount = this.bits(5) + 1;
    const codeCount = this.bits(4) + 4;
    if (lengthCount > 286 || distanceCount > 30) throw fault();
    const codeLengths = new Uint8Array(19);
    for (let i = 0; i < codeCount; i++) codeLengths[CODE_ORDER[i]!] = this.bits(3);
    const code = huffman(codeLengths);
    const lengths = new Uint8Array(lengthCount + distanceCount);
    for (let i = 0; i < lengths.length; ) {
      const symbol = this.symbol(code);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw fault();
      const repeated = symbol === 16 ? lengths[i - 1]! : 0;
      const times = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7);
      if (i + times > lengths.length) throw fault();
      lengths.fill(repeated, i, i + times);
      i += times;
    }
    if (lengths[256] === 0) throw fault();
    this.codes(huffman(lengths.subarray(0, lengthCount)), huffman(lengths.subarray(lengthCount)));
  }

  private codes(lengths: Huffman, distances: Huffman): void {
    for (;;) {
      const symbol = this.symbol(lengths);
      if (symbol === 256) return;
      if (symbol < 256) {
        this.put(symbol);
        continue;
      }
      if (symbol > 285) throw fault();
      const length = LENGTH_BASE[symbol - 257]! + this.bits(LENGTH_EXTRA[symbol - 257]!);
      const distanceSymbol = this.symbol(distances);
      if (distanceSymbol > 29) throw fault();
      const distance = DISTANCE_BASE[distanceSymbol]! + this.bits(DISTANCE_EXTRA[distanceSymbol]!);
      if (distance > this.size) throw fault();
      for (let i = 0; i < length; i++) this.put(this.out[this.size - distance]!);
    }
  }
}

/** What the bytes from `from` to the end inflate to. @throws GateError where they do not, to more than `bytesMax`, or go on after their end */
export function inflateRaw(input: Uint8Array, from: number, bytesMax: number): Uint8Array {
  return new Inflater(input, from, bytesMax).run();
}
