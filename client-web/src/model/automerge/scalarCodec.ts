/**
 * Scalars of the value columns (GATE-14): a number whose low four bits are the type and whose others are the length of the raw bytes. Types that Meridian
 * does not use (counters, unknown ones) are refused.
 */
import { toHex } from "../../protocol/bytes";
import { ByteCursor, exactSleb, exactUleb } from "./byteCursor";
import { GateError, malformed } from "./gateError";
import { codePoints, decodeUtf8 } from "./utf8";
import { NULL, type Scalar } from "./value";

export const NULL_META = 0;
const FALSE = 1;
const TRUE = 2;
const ULEB = 3;
const LEB = 4;
const F64 = 5;
const STRING = 6;
const BYTES = 7;
const COUNTER = 8;
const TIMESTAMP = 9;

export function scalarLength(meta: number): number {
  return meta >>> 4;
}

function require(holds: boolean): void {
  if (!holds) throw malformed("value does not decode");
}

/** Refuses what does not decode to exactly these bytes, or is too large. */
export function checkScalar(body: Uint8Array, meta: number, from: number, bytesMax: number): void {
  const length = scalarLength(meta);
  const to = from + length;
  switch (meta & 0xf) {
    case NULL_META:
    case FALSE:
    case TRUE:
      return require(length === 0);
    case ULEB: {
      const input = new ByteCursor(body, from, to);
      input.uleb();
      return require(input.isDone);
    }
    case LEB:
    case TIMESTAMP: {
      const input = new ByteCursor(body, from, to);
      input.sleb();
      return require(input.isDone);
    }
    case F64:
      return require(length === 8);
    case STRING:
      checkSize(length, bytesMax);
      return require(codePoints(body, from, to) >= 0);
    case BYTES:
      return checkSize(length, bytesMax);
    case COUNTER:
      throw new GateError("UNSUPPORTED", "counter");
    default:
      throw new GateError("UNSUPPORTED", `value type ${meta & 0xf}`);
  }
}

function checkSize(length: number, bytesMax: number): void {
  if (length > bytesMax) throw new GateError("TOO_LARGE", `value of ${length} bytes, above ${bytesMax}`);
}

/** Whether it is a string of exactly one code point: what a text is made of. */
export function isCharacter(body: Uint8Array, meta: number, from: number): boolean {
  return (meta & 0xf) === STRING && codePoints(body, from, from + scalarLength(meta)) === 1;
}

/** Decodes what `checkScalar` has passed. */
export function decodeScalar(body: Uint8Array, meta: number, from: number): Scalar {
  const to = from + scalarLength(meta);
  switch (meta & 0xf) {
    case NULL_META:
      return NULL;
    case FALSE:
      return { type: "boolean", value: false };
    case TRUE:
      return { type: "boolean", value: true };
    case ULEB:
      return { type: "uint", value: exactUleb(body, from, to) };
    case LEB:
      return { type: "int", value: exactSleb(body, from, to) };
    case F64:
      return { type: "f64", value: new DataView(body.buffer, body.byteOffset + from, 8).getFloat64(0, true) };
    case STRING:
      return { type: "str", value: decodeUtf8(body, from, to) };
    case BYTES:
      return { type: "bytes", hex: toHex(body.subarray(from, to)) };
    case TIMESTAMP:
      return { type: "timestamp", value: exactSleb(body, from, to) };
    default:
      throw new Error(`value type ${meta & 0xf} passed the check`);
  }
}
