/** What stands at a key of a map: a scalar, or an object that lies there. */
import type { ActorId } from "../../protocol/ids";

/** An object of a document: `_root`, or counter and actor of the operation that made it, as Automerge spells it. */
export type ObjectId = "_root" | `${number}@${string}`;
export const ROOT: ObjectId = "_root";

export function objectId(counter: number, actor: ActorId): ObjectId {
  return `${counter}@${actor}`;
}

/** Who made an object; undefined for the root. */
export function makerOf(object: ObjectId): ActorId | undefined {
  const at = object.indexOf("@");
  return at < 0 ? undefined : (object.slice(at + 1) as ActorId);
}

/** A change's hash, 64 hexadecimal digits. */
export type ChangeHash = string & { readonly changeHash?: never };

/** Integers beyond 2^53 are bigint, so that none loses a digit. */
export type Scalar =
  | { readonly type: "str"; readonly value: string }
  | { readonly type: "int"; readonly value: number | bigint }
  | { readonly type: "uint"; readonly value: number | bigint }
  | { readonly type: "f64"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "null" }
  | { readonly type: "timestamp"; readonly value: number | bigint }
  | { readonly type: "bytes"; readonly hex: string };

export type Value =
  | Scalar
  | { readonly type: "map"; readonly id: ObjectId }
  | { readonly type: "text"; readonly id: ObjectId };

export const NULL: Scalar = { type: "null" };
export const str = (value: string): Scalar => ({ type: "str", value });
export const int = (value: number): Scalar => ({ type: "int", value });
export const f64 = (value: number): Scalar => ({ type: "f64", value });
export const bool = (value: boolean): Scalar => ({ type: "boolean", value });

/** Equal when the bits are: NaN equals NaN, 0.0 is not -0.0. */
export function sameValue(left: Value, right: Value): boolean {
  if (left.type !== right.type) return false;
  if ("value" in left && "value" in right) return Object.is(left.value, right.value);
  if ("id" in left && "id" in right) return left.id === right.id;
  if ("hex" in left && "hex" in right) return left.hex === right.hex;
  return true;
}

/** What others may have written and this replica may not: numbers are numbers (SCHEMA-2). */
export function writable(value: Scalar): Scalar {
  if (value.type === "uint" || value.type === "timestamp") return { type: "f64", value: Number(value.value) };
  if (value.type === "bytes") return NULL;
  return value;
}
