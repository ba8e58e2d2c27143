/**
 * Decodes the columns of a change: run-length encoded numbers, differences and strings, and booleans (GATE-9). Takes the canonical encoding alone, as every
 * Automerge writes it: anything else would come back from a save as other bytes, hence with another hash.
 */
import type { ByteCursor } from "./byteCursor";
import { COUNTER_MAX } from "./gateCaps";
import { GateError, malformed } from "./gateError";
import { codePoints, decodeUtf8 } from "./utf8";

/** Stands for "nothing here" in the arrays given back. */
export const NONE = -1;

type Segment = "START" | "RUN" | "LITERAL" | "NULLS";
type ColumnKind = "UNSIGNED" | "DELTA" | "STRING";

class RleColumn {
  private segment: Segment = "START";
  left = 0;
  private fresh = false;
  private value = 0;
  private strings = 0;
  private sawValue = false;
  string = "";

  constructor(
    private readonly input: ByteCursor,
    private readonly kind: ColumnKind,
    private readonly stringBytesMax: number,
  ) {}

  /** The next value, undefined for nothing. Of strings their number; the string itself lies in `string`. */
  next(): number | undefined {
    if (this.left === 0) this.startSegment();
    this.left--;
    if (this.segment === "LITERAL") this.readValue();
    return this.segment === "NULLS" ? undefined : this.value;
  }

  private startSegment(): void {
    const count = this.input.sleb();
    const before = this.segment;
    if (count > 0) {
      if (count === 1) throw malformed("run of one");
      this.segment = "RUN";
      this.left = count;
      this.fresh = before === "NULLS" || before === "START";
      this.readValue();
    } else if (count < 0) {
      if (before === "LITERAL") throw malformed("two literal runs in a row");
      this.segment = "LITERAL";
      this.left = -count;
      this.fresh = before !== "RUN";
    } else {
      if (before === "NULLS") throw malformed("two empty runs in a row");
      this.segment = "NULLS";
      this.left = this.input.uleb();
      if (this.left === 0) throw malformed("run of none");
    }
  }

  /** Reads a value that must differ from the one before it, unless that was nothing. */
  private readValue(): void {
    const before = this.value;
    switch (this.kind) {
      case "UNSIGNED":
        this.value = this.input.uleb();
        break;
      case "DELTA":
        this.value = this.input.sleb();
        break;
      case "STRING":
        this.readString();
    }
    if (!this.fresh && this.value === before) throw malformed("equal values that are not a run");
    this.fresh = false;
    this.sawValue = true;
  }

  private readString(): void {
    const length = this.input.ulebUpTo(this.stringBytesMax, "bytes of a key");
    const from = this.input.take(length);
    if (codePoints(this.input.bytes, from, from + length) < 0) throw malformed("key is not UTF-8");
    const next = decodeUtf8(this.input.bytes, from, from + length);
    if (this.strings === 0 || next !== this.string) {
      this.strings++;
      this.string = next;
    }
    this.value = this.strings;
  }

  finish(): void {
    if (this.left !== 0 || !this.input.isDone || !this.sawValue) {
      throw malformed("column does not have one value an operation");
    }
  }
}

/** `count` numbers from 0 to `max`, or NONE. An absent column is all NONE. */
export function unsignedColumn(input: ByteCursor, count: number, max: number): Int32Array {
  const out = new Int32Array(count).fill(NONE);
  if (input.isDone) return out;
  const column = new RleColumn(input, "UNSIGNED", 0);
  for (let i = 0; i < count; i++) {
    const next = column.next();
    if (next === undefined) continue;
    if (next > max) throw malformed("column value out of range");
    out[i] = next;
  }
  column.finish();
  return out;
}

/** `count` numbers from 0 to 2^31 - 1 encoded as differences, or NONE. */
export function deltaColumn(input: ByteCursor, count: number): Int32Array {
  const out = new Int32Array(count).fill(NONE);
  if (input.isDone) return out;
  const column = new RleColumn(input, "DELTA", 0);
  let absolute = 0;
  for (let i = 0; i < count; i++) {
    const next = column.next();
    if (next === undefined) continue;
    absolute += next;
    const inRange = Math.abs(next) <= COUNTER_MAX && absolute >= 0 && absolute <= COUNTER_MAX;
    if (!inRange) throw malformed("column value out of range");
    out[i] = absolute;
  }
  column.finish();
  return out;
}

/** `count` strings, or undefined. */
export function stringColumn(input: ByteCursor, count: number, bytesMax: number): (string | undefined)[] {
  const out = new Array<string | undefined>(count).fill(undefined);
  if (input.isDone) return out;
  const column = new RleColumn(input, "STRING", bytesMax);
  for (let i = 0; i < count; i++) out[i] = column.next() === undefined ? undefined : column.string;
  column.finish();
  return out;
}

/** All numbers of a column that itself says how many there are: the actions. */
export function countedColumn(input: ByteCursor, countMax: number): number[] {
  const tooMany = () => new GateError("TOO_LARGE", `more than ${countMax} operations`);
  const out: number[] = [];
  const column = new RleColumn(input, "UNSIGNED", 0);
  while (column.left > 0 || !input.isDone) {
    if (column.left > countMax - out.length) throw tooMany();
    const next = column.next();
    if (next === undefined || next > 127) throw malformed("unknown action");
    if (out.length === countMax) throw tooMany();
    out.push(next);
  }
  return out;
}

/** Exactly `count` booleans: lengths of alternating runs, beginning with false. */
export function booleanColumn(input: ByteCursor, count: number): boolean[] {
  const fault = () => malformed("column of booleans does not have one value an operation");
  const out = new Array<boolean>(count).fill(false);
  let at = 0;
  let value = false;
  let first = true;
  while (!input.isDone) {
    const run = input.uleb();
    if ((run === 0 && !first) || run > count - at) throw fault();
    if (value) out.fill(true, at, at + run);
    at += run;
    value = !value;
    first = false;
  }
  if (at !== count) throw fault();
  return out;
}
