/** What is remembered of an import, in order to tell later who changed what (FMT-MERGE-2, FMT-MERGE-7). */
import { sha256, toHex, utf8 } from "../../../protocol/bytes";
import { utf8Length } from "../../automerge/utf8";
import { VALUE_BYTES_MAX } from "../../limits";
import type { Field, Meta } from "../../values";
import { EMPTY, type FileJson, type FileObject, isArray, isFileObject, parseStored, sorted, write } from "../fileJson";
import { ImportFailed, type Mark } from "../source";

const PLAIN_CHARS_MAX = 80;
const MARK = "sha256:";
/** What is remembered of foreign keys where there are none. */
export const NO_EXTRA = "{}";
/** Where what an export noted stands in our own object. */
export const EXPORTED = "exported";
/** Key of our own object as a file had it. */
export const OURS = "ours";

/** Fields with one value each, "" for none; those not spoken of are absent. */
export type Values = ReadonlyMap<Field, string>;
/** Fields with several; sorted. */
export type Sets = ReadonlyMap<Field, readonly string[]>;

/** A card, group or arrow as a file has it. Fields that the file does not speak of are absent, and an import leaves them alone. */
export interface SourceThing {
  readonly id: string;
  readonly at: Mark;
  readonly values: Values;
  readonly sets: Sets;
  /** Foreign keys, to be given back. */
  readonly extra: FileObject;
  /** `brief` of values as they were when Meridian wrote the file, if it says so. */
  readonly exported: ReadonlyMap<string, string>;
}

export function fieldOf(thing: SourceThing, field: Field): string {
  return thing.values.get(field) ?? "";
}

export function sortedSet(words: Iterable<string>): readonly string[] {
  return [...new Set(words)].sort();
}

/** A short value itself; of a long one half of its SHA-256. */
export function fingerprint(value: string): string {
  return value.length <= PLAIN_CHARS_MAX && !value.startsWith(MARK) ? value : MARK + digest(value);
}

/** Eight hex digits, for files: enough to see that a value changed, not to prove it against somebody who means harm. */
export function brief(value: string): string {
  return digest(value).slice(0, 8);
}

/** A set as one value. */
export function joined(words: readonly string[]): string {
  return write(sortedSet(words));
}

/** Reads what `joined` wrote; nothing where somebody wrote there what is not ours. */
export function storedSet(text: string): readonly string[] {
  const json = parseStored(text);
  return isArray(json) ? sortedSet(json.filter((each) => typeof each === "string")) : [];
}

function digest(value: string): string {
  return toHex(sha256(utf8(value))).slice(0, 32);
}

/** Several formats may have seen one card: each remembers for itself. */
export function baseKey(kind: string, field: string): string {
  return `${kind}.${field}`;
}

/** What one field was when file and workspace last agreed: as the file says that Meridian exported it, else as it was last imported. */
export class Base {
  private constructor(
    readonly stored: string | undefined,
    readonly exported: string | undefined,
  ) {}

  static of(meta: Meta | undefined, kind: string, theirs: SourceThing, field: Field): Base {
    return new Base(meta?.source?.values[baseKey(kind, field)], theirs.exported.get(field));
  }

  /** Of the foreign keys: where nothing is remembered, there were none. */
  static ofExtra(meta: Meta | undefined, kind: string, theirs: SourceThing): Base {
    const base = Base.of(meta, kind, theirs, "extra");
    return base.known ? base : new Base(NO_EXTRA, undefined);
  }

  get known(): boolean {
    return this.stored !== undefined || this.exported !== undefined;
  }

  matches(value: string): boolean {
    return this.exported !== undefined ? this.exported === brief(value) : this.stored === fingerprint(value);
  }

  /** Sets are stored whole, so that items can be told apart. */
  matchesSet(words: readonly string[]): boolean {
    const text = joined(words);
    return this.exported !== undefined ? this.exported === brief(text) : this.stored === text;
  }
}

/** What a file that Meridian wrote says of the values in it: `title:1f0c2a9b status:77e1d0aa`. */
export function readExported(text: string): ReadonlyMap<string, string> {
  const prints = new Map<string, string>();
  for (const item of text.split(" ")) {
    const colon = item.indexOf(":");
    if (colon > 0) prints.set(item.slice(0, colon), item.slice(colon + 1));
  }
  return prints;
}

export function writeExported(values: ReadonlyMap<string, string>): string {
  const fields = [...values.keys()].sort();
  return fields.map((field) => `${field}:${brief(values.get(field) ?? "")}`).join(" ");
}

/** Those fields whose value is not the last imported one: what an export has to remember in the file. */
export function unlikeImported(
  meta: Meta,
  kind: string,
  values: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const unlike = new Map<string, string>();
  for (const [field, value] of values) {
    const before = meta.source?.values[baseKey(kind, field)] ?? (field === "extra" ? NO_EXTRA : undefined);
    if (before === undefined || (before !== value && before !== fingerprint(value))) unlike.set(field, value);
  }
  return unlike;
}

/** What the format of this kind left in a thing's foreign keys; empty where it left nothing, or somebody wrote there what is not ours. */
export function extraOf(meta: Meta | undefined, kind: string): FileObject {
  const part = allExtra(meta).get(kind);
  return isFileObject(part) ? part : EMPTY;
}

/** The whole as it will be stored with this kind's part replaced; undefined for nothing at all. */
export function extraWith(meta: Meta | undefined, kind: string, extra: FileObject): string | undefined {
  const members = new Map(allExtra(meta));
  if (extra.size === 0) members.delete(kind);
  else members.set(kind, extra);
  return members.size === 0 ? undefined : write(members);
}

/** What is compared to see whether a file's foreign keys changed: all but the note of the export, which changes with every export. */
export function printExtra(extra: FileObject): string {
  const ours = extra.get(OURS);
  if (!isFileObject(ours)) return write(extra);
  const members = new Map(extra);
  const kept = new Map(ours);
  kept.delete(EXPORTED);
  if (kept.size === 0) members.delete(OURS);
  else members.set(OURS, kept);
  return write(members);
}

function allExtra(meta: Meta | undefined): FileObject {
  const json: FileJson | undefined = meta?.extra === undefined ? undefined : parseStored(meta.extra);
  return isFileObject(json) ? sorted(json) : EMPTY;
}

/** The readers' limits keep nearly all files below what can be kept of one thing; this is the last word. @throws ImportFailed */
export function requireStorable(value: string, file: string, at: Mark, what: string): void {
  const bytes = utf8Length(value);
  if (bytes <= VALUE_BYTES_MAX) return;
  throw new ImportFailed(file, at, `the ${what} take ${bytes} bytes, and at most ${VALUE_BYTES_MAX} are kept`);
}

export function requireStorableBase(base: ReadonlyMap<string, string>, file: string, at: Mark): void {
  // For quotes, commas and escapes around the values of a source.
  const all = [...base].map(([key, value]) => key + value.replaceAll('"', '\\"') + " ".repeat(16)).join("");
  requireStorable(all, file, at, "owners, labels and documents");
}

/** `3`, `0.5`; never with an exponent. */
export function plainNumber(value: number): string {
  if (value === 0) return "0";
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = "", first = "", rest = "", exponent = "0"] = match;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return digits.length <= point
    ? sign + digits.padEnd(point, "0")
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const SHOWN_CHARS_MAX = 60;

/** The beginning of a text, on one line. */
export function beginning(text: string): string {
  const line = text.trim().split(/\r\n|\n|\r/, 1)[0] ?? "";
  if (line.length <= SHOWN_CHARS_MAX) return line;
  const cut = line.slice(0, SHOWN_CHARS_MAX);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}...`;
}

/** A value in quotes, or that there is none. */
export function shown(value: string): string {
  return value === "" ? "none" : `"${beginning(value)}"`;
}
