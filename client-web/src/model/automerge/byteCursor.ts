/** Reads forward through a range of bytes. Numbers must be in their shortest form, because a change that is not canonical breaks a save. */
import { GateError, malformed } from "./gateError";

export class ByteCursor {
  constructor(
    readonly bytes: Uint8Array,
    private position: number,
    readonly end: number,
  ) {}

  get at(): number {
    return this.position;
  }

  get isDone(): boolean {
    return this.position === this.end;
  }

  get remaining(): number {
    return this.end - this.position;
  }

  u8(): number {
    if (this.position === this.end) throw malformed("ends too early");
    return this.bytes[this.position++]!;
  }

  /** Skips `count` bytes and returns where they began. */
  take(count: number): number {
    if (count < 0 || count > this.remaining) throw malformed("ends too early");
    const from = this.position;
    this.position += count;
    return from;
  }

  /** Unsigned LEB128 of at most 64 bits; beyond 2^53 only about right, for comparison with a cap. */
  uleb(): number {
    const first = this.u8();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    let factor = 0x80;
    for (let shift = 7; ; shift += 7, factor *= 0x80) {
      const next = this.u8();
      if (shift === 63 && next > 1) throw malformed("number above 64 bits");
      value += (next & 0x7f) * factor;
      if (next < 0x80) {
        if (next === 0) throw malformed("number not in its shortest form");
        return value;
      }
    }
  }

  /** Unsigned LEB128 that must lie between 0 and `max`. */
  ulebUpTo(max: number, what: string): number {
    const value = this.uleb();
    if (value > max) throw new GateError("TOO_LARGE", `${what} is ${value}, above ${max}`);
    return value;
  }

  /** Signed LEB128 of at most 64 bits; beyond 2^53 only about right. */
  sleb(): number {
    let value = 0;
    let factor = 1;
    let previous = 0;
    for (let shift = 0; ; shift += 7) {
      const next = this.u8();
      if (shift === 63 && next !== 0 && next !== 0x7f) throw malformed("number above 64 bits");
      const negative = next < 0x80 && (next & 0x40) !== 0;
      value += ((next & 0x7f) - (negative ? 0x80 : 0)) * factor;
      factor *= 0x80;
      if (next < 0x80) {
        const extendsSign = (next === 0 && (previous & 0x40) === 0) || (next === 0x7f && (previous & 0x40) !== 0);
        if (shift > 0 && extendsSign) throw malformed("number not in its shortest form");
        return value;
      }
      previous = next;
    }
  }
}

function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function bits(bytes: Uint8Array, from: number, to: number): bigint {
  let value = 0n;
  for (let i = to - 1; i >= from; i--) value = (value << 7n) | BigInt(bytes[i]! & 0x7f);
  return value;
}

/** An unsigned LEB128 that was checked before, every digit of it. */
export function exactUleb(bytes: Uint8Array, from: number, to: number): number | bigint {
  return exact(bits(bytes, from, to));
}

/** A signed LEB128 that was checked before, every digit of it. */
export function exactSleb(bytes: Uint8Array, from: number, to: number): number | bigint {
  const width = 7 * (to - from);
  return exact(BigInt.asIntN(Math.min(width, 64), bits(bytes, from, to)));
}
