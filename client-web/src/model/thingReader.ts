/** Reads the keys of one thing; what no question was asked for, or does not fit, is unknown (MODEL-4, MODEL-5). One use a reading. */
import { type DeviceId, deviceOfActor } from "../protocol/ids";
import { EMPTY, type Register, winningText, winningValue } from "./automerge/register";
import type { Replica } from "./automerge/replica";
import type { ChangeHash, ObjectId, Value } from "./automerge/value";
import { isObject, type Json, parseJson } from "./json";
import { DELETED_AT, LIFE, parseHeads, readLife, storedJson, storedNumber, storedText } from "./schema";
import { readStamps, type Stamp } from "./stamp";
import { type Candidate, type Conflict, FIELDS, type Field, type Meta, type Source } from "./values";

const FIELD_NAMES: ReadonlySet<string> = new Set(FIELDS);

export class ThingReader {
  private readonly left = new Map<string, Register>();
  private readonly itemKeys: string[] = [];
  private readonly conflicts: Conflict[] = [];

  constructor(
    private readonly replica: Replica,
    map: ObjectId,
  ) {
    for (const { key, register } of replica.tree.slotsOf(map)) {
      if (register.length === 0) continue;
      this.left.set(key, register);
      if (key.indexOf(":") > 0) this.itemKeys.push(key);
    }
    if (this.itemKeys.length > 1) this.itemKeys.sort();
  }

  /** A field's value as `parse` reads it; undefined where it is absent, null, or of the wrong form. */
  value<T>(field: Field, parse: (value: Value) => T | undefined): T | undefined {
    const register = this.left.get(field) ?? EMPTY;
    this.noteConflict(field, register);
    const winner = winningValue(register);
    if (winner === undefined) return undefined;
    const parsed = parse(winner);
    if (parsed !== undefined || winner.type === "null") this.left.delete(field);
    return parsed;
  }

  string(field: Field): string | undefined {
    return this.value(field, stringOf);
  }

  parsed<T>(field: Field, parse: (text: string) => T | undefined): T | undefined {
    return this.value(field, (value) => (value.type === "str" ? parse(value.value) : undefined));
  }

  number(field: Field): number | undefined {
    return this.value(field, storedNumber);
  }

  /** How something stands: everything that was said at once, what shows first; words that differ are a conflict. */
  stamps(field: Field): readonly Stamp[] {
    const register = this.left.get(field) ?? EMPTY;
    const stamps = readStamps(register);
    if (new Set(stamps.map((stamp) => stamp.word)).size > 1) this.noteConflict(field, register);
    if (stamps.length > 0) this.left.delete(field);
    return stamps;
  }

  /** Who wrote what shows in a field. */
  writer(field: Field): DeviceId | undefined {
    const [winner] = this.left.get(field) ?? EMPTY;
    return winner === undefined ? undefined : deviceOfActor(winner.author);
  }

  /** The greatest of all values that stand at a key: where it is kept so, several written at once are no conflict. */
  greatest<T>(key: string, parse: (text: string) => T | undefined, compare: (a: T, b: T) => number): T | undefined {
    const all = (this.left.get(key) ?? EMPTY).flatMap(({ value }) =>
      value.type === "str" ? (parse(value.value) ?? []) : [],
    );
    if (all.length > 0) this.left.delete(key);
    return all.sort(compare).at(-1);
  }

  flag(field: Field): boolean {
    return this.value(field, (value) => (value.type === "boolean" ? value.value : undefined)) ?? false;
  }

  text(field: Field): ObjectId | undefined {
    const text = winningText(this.left.get(field) ?? EMPTY);
    if (text !== undefined) this.left.delete(field);
    return text;
  }

  /** The items of a set: `parse` gets what follows the colon, and the value. */
  items<T>(field: Field, parse: (key: string, value: Value) => T | undefined): T[] {
    const items: T[] = [];
    const prefix = `${field}:`;
    for (const key of this.itemKeys) {
      const value = key.startsWith(prefix) ? winningValue(this.left.get(key) ?? EMPTY) : undefined;
      const item = value === undefined ? undefined : parse(key.slice(prefix.length), value);
      if (item !== undefined) {
        items.push(item);
        this.left.delete(key);
      }
    }
    return items;
  }

  /** The heads that the deletions which stand knew (LIFE-8); empty where one is not readable. */
  deletedAt(): ReadonlySet<ChangeHash> {
    const heads = new Set<ChangeHash>();
    for (const entry of this.left.get(DELETED_AT) ?? EMPTY) {
      const each = entry.value.type === "str" ? parseHeads(entry.value.value) : undefined;
      if (each === undefined) return new Set();
      for (const head of each) heads.add(head);
    }
    this.left.delete(DELETED_AT);
    return heads;
  }

  /** What is left, and what every thing has. Ask last. */
  meta(): Meta {
    const life = readLife(this.left.get(LIFE) ?? EMPTY);
    this.left.delete(LIFE);
    const source = this.source();
    const extra = this.string("extra");
    this.conflicts.sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field));
    return { life, conflicts: this.conflicts, source, extra, unknown: this.unknown() };
  }

  private source(): Source | undefined {
    const value = winningValue(this.left.get("source") ?? EMPTY);
    const source = value?.type === "str" ? parseSource(value.value) : undefined;
    if (source !== undefined) this.left.delete("source");
    return source;
  }

  private unknown(): Readonly<Record<string, Json>> {
    const unknown: [string, Json][] = [];
    for (const [key, register] of this.left) {
      const value = winningValue(register);
      if (value === undefined || (value.type === "null" && FIELD_NAMES.has(key))) continue;
      unknown.push([key, storedJson(this.replica.tree, (text) => this.replica.text(text), value)]);
    }
    return Object.fromEntries(unknown);
  }

  private noteConflict(field: Field, register: Register): void {
    if (register.length < 2) return;
    const seen = new Map<string, Candidate>();
    for (const entry of register) {
      const candidate = { value: storedText(entry.value), author: deviceOfActor(entry.author) };
      const key = `${candidate.author}${candidate.value === undefined ? "" : `=${candidate.value}`}`;
      if (!seen.has(key)) seen.set(key, candidate);
    }
    const candidates = [...seen.values()];
    if (new Set(candidates.map((each) => each.value)).size > 1) this.conflicts.push({ field, candidates });
  }
}

function stringOf(value: Value): string | undefined {
  return value.type === "str" ? value.value : undefined;
}

function parseSource(text: string): Source | undefined {
  const json = parseJson(text);
  if (!isObject(json) || typeof json.kind !== "string" || typeof json.id !== "string" || !isObject(json.values)) {
    return undefined;
  }
  const values = Object.entries(json.values).filter((each): each is [string, string] => typeof each[1] === "string");
  return { kind: json.kind, id: json.id, values: Object.fromEntries(values) };
}
