/** Strict UTF-8 in place, without an object per string. */

/** Code points in a range; -1 where it is not UTF-8 (overlong, surrogate, above U+10FFFF, cut off). */
export function codePoints(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; count++) {
    const width = widthAt(bytes, at, to);
    if (width < 0) return -1;
    at += width;
  }
  return count;
}

function isTail(bytes: Uint8Array, at: number, to: number): boolean {
  return at < to && (bytes[at]! & 0xc0) === 0x80;
}

function widthAt(bytes: Uint8Array, at: number, to: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  if (first < 0xc2) return -1;
  if (first < 0xe0) return isTail(bytes, at + 1, to) ? 2 : -1;
  if (!isTail(bytes, at + 1, to) || !isTail(bytes, at + 2, to)) return -1;
  const second = bytes[at + 1]!;
  if (first < 0xf0) return (first === 0xe0 && second < 0xa0) || (first === 0xed && second >= 0xa0) ? -1 : 3;
  const outside = first > 0xf4 || (first === 0xf0 && second < 0x90) || (first === 0xf4 && second >= 0x90);
  return outside || !isTail(bytes, at + 3, to) ? -1 : 4;
}

const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** Up to this long a string costs the decoder more than its characters do. */
const SHORT_BYTES = 48;

export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string {
  if (to - from <= SHORT_BYTES) {
    let short = "";
    let at = from;
    for (; at < to && bytes[at]! < 0x80; at++) short += String.fromCharCode(bytes[at]!);
    if (at === to) return short;
  }
  return DECODER.decode(bytes.subarray(from, to));
}

/** Bytes that a string takes in UTF-8; -1 where it holds an unpaired surrogate. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) length++;
    else if (c < 0x800) length += 2;
    else if (c < 0xd800 || c > 0xdfff) length += 3;
    else {
      const next = text.charCodeAt(i + 1);
      if (c > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return -1;
      length += 4;
      i++;
    }
  }
  return length;
}

/** Unicode code points of a string. */
export function codePointCount(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0xd800 && c <= 0xdbff) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        count--;
        i++;
      }
    }
  }
  return count;
}

/** The UTF-16 index that lies `count` code points after the index `from`. */
export function offsetByCodePoints(text: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0; left--) {
    const point = text.codePointAt(at);
    at += point !== undefined && point > 0xffff ? 2 : 1;
  }
  return at;
}
