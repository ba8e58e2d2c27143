/** What stands at one key: the values that no later write has seen and replaced, winner first, then the losers of the conflict by falling op id. Immutable. */
import type { ActorId } from "../../protocol/ids";
import { type ObjectId, sameValue, type Value } from "./value";

/** One visible value, and the operation that wrote it: its actor is the author. */
export interface Entry {
  readonly counter: number;
  readonly author: ActorId;
  readonly value: Value;
}

export type Register = readonly Entry[];
export const EMPTY: Register = [];

function isLater(left: Entry, right: Entry): boolean {
  return left.counter !== right.counter ? left.counter > right.counter : left.author > right.author;
}

export function hasOp(register: Register, counter: number, author: ActorId): boolean {
  return register.some((entry) => entry.counter === counter && entry.author === author);
}

/** The register without what an operation wrote; the same where that does not stand here. */
export function without(register: Register, counter: number, author: ActorId): Register {
  if (!hasOp(register, counter, author)) return register;
  return register.length === 1 ? EMPTY : register.filter((each) => each.counter !== counter || each.author !== author);
}

export function withEntry(register: Register, entry: Entry): Register {
  const at = register.findIndex((each) => isLater(entry, each));
  return at < 0 ? [...register, entry] : [...register.slice(0, at), entry, ...register.slice(at)];
}

/** Whether this value, and nothing else, stands here. */
export function isOnly(register: Register, value: Value): boolean {
  const [winner] = register;
  return winner !== undefined && register.length === 1 && sameValue(winner.value, value);
}

export function winningValue(register: Register): Value | undefined {
  return register[0]?.value;
}

export function winningString(register: Register): string | undefined {
  const value = register[0]?.value;
  return value?.type === "str" ? value.value : undefined;
}

export function winningMap(register: Register): ObjectId | undefined {
  const value = register[0]?.value;
  return value?.type === "map" ? value.id : undefined;
}

export function winningText(register: Register): ObjectId | undefined {
  const value = register[0]?.value;
  return value?.type === "text" ? value.id : undefined;
}
