/** A place in the archive's JSON. What is not as canonical JSON has it is an error with its place. */
import { isId } from "../../ids";
import type { Source } from "../../values";
import { Digits, isArray, isFileObject, type Located } from "../fileJson";
import type { ImportFailed, SourceText } from "../source";

const INT_MAX = 2 ** 31 - 1;

export class Node {
  constructor(
    readonly source: SourceText,
    readonly at: Located,
  ) {}

  text(key: string): string {
    return this.optional(key) ?? "";
  }

  optional(key: string): string | undefined {
    const found = this.member(key);
    if (found === undefined) return undefined;
    if (typeof found.at.value !== "string") throw found.bad(`"${key}" is a text`);
    return found.at.value;
  }

  id<T extends string>(key = "id"): T {
    const hex = this.text(key);
    if (!isId(hex)) throw this.bad(`"${key}" is an id of 32 hex digits`);
    return hex as T;
  }

  optionalId<T extends string>(key: string): T | undefined {
    return this.member(key) === undefined ? undefined : this.id<T>(key);
  }

  flag(key: string): boolean {
    return this.member(key)?.at.value === true;
  }

  number(key: string): number | undefined {
    const found = this.member(key);
    if (found === undefined) return undefined;
    const value = found.at.value instanceof Digits ? Number(found.at.value.literal) : Number.NaN;
    if (!Number.isFinite(value)) throw found.bad(`"${key}" is a number`);
    return value;
  }

  integer(key: string): number {
    const value = this.number(key);
    if (value === undefined) throw this.bad(`"${key}" is missing`);
    if (!Number.isInteger(value) || Math.abs(value) > INT_MAX) throw this.bad(`"${key}" is a whole number`);
    return value;
  }

  member(key: string): Node | undefined {
    const found = this.at.members.get(key);
    return found === undefined ? undefined : new Node(this.source, found);
  }

  object(key: string): Node {
    const found = this.member(key);
    if (found === undefined || !isFileObject(found.at.value)) throw this.bad(`"${key}" is missing`);
    return found;
  }

  /** The items of an array; none where there is no such key. */
  list(key: string): readonly Node[] {
    const found = this.member(key);
    if (found === undefined) return [];
    if (!isArray(found.at.value)) throw found.bad(`"${key}" is a list`);
    return found.at.items.map((item) => new Node(this.source, item));
  }

  texts(key: string): readonly string[] {
    return this.list(key).map((item) => {
      if (typeof item.at.value !== "string") throw item.bad(`"${key}" holds texts`);
      return item.at.value;
    });
  }

  /** Likewise, where each is an id. */
  ids<T extends string>(key: string, of: string): readonly T[] {
    return this.texts(key).map((hex) => {
      if (!isId(hex)) throw this.bad(`"${hex}" is no id of a ${of}`);
      return hex as T;
    });
  }

  /** The members of an object by rising key; none where there is no such key. */
  members(key: string): readonly (readonly [string, Node])[] {
    const members = this.member(key)?.at.members ?? new Map<string, Located>();
    const inOrder = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
    return inOrder.map(([name, at]) => [name, new Node(this.source, at)]);
  }

  origin(): Source | undefined {
    const found = this.member("source");
    if (found === undefined) return undefined;
    const values = found.members("values").map(([key]) => [key, found.object("values").text(key)]);
    return { kind: found.text("kind"), id: found.text("id"), values: Object.fromEntries(values) };
  }

  bad(reason: string): ImportFailed {
    return this.source.bad(this.at.at, reason);
  }
}
