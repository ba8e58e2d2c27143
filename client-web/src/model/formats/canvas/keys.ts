/** Between the keys of JSON Canvas and the fields of Meridian, both ways (FMT-CANVAS-7, FMT-CANVAS-8). */
import { type Field, isDate, parsePosition, parseSize, printPosition, printSize } from "../../values";
import {
  Digits,
  EMPTY,
  type FileJson,
  type FileObject,
  isArray,
  isFileObject,
  kindOf,
  type Located,
  same,
  sorted,
  write,
} from "../fileJson";
import { EXPORTED, OURS, plainNumber, readExported, sortedSet, writeExported } from "../merge/base";
import { FORMAT_LIMITS, isBlank, type SourceText } from "../source";
import { type CanvasEdge, type CanvasNode, colorOf, type Keys, type NamedRect, within } from "./nodes";
import { OUR_OBJECT } from "./reader";
import { readTextNode, writeTextNode } from "./textNode";

/** Fields of a card or group in the words of the file; those not spoken of are absent. */
export interface Reading {
  readonly values: ReadonlyMap<Field, string>;
  readonly sets: ReadonlyMap<Field, readonly string[]>;
}

export const NO_READING: Reading = { values: new Map(), sets: new Map() };

/** These fields, and the other's where it speaks of them. */
export function readingWith(one: Reading, other: Reading): Reading {
  return { values: new Map([...one.values, ...other.values]), sets: new Map([...one.sets, ...other.sets]) };
}

/** Of a group our own object says nothing else. */
export function onlyTitle({ values }: Reading): Reading {
  const title = values.get("title");
  return title === undefined ? NO_READING : { values: new Map([["title", title]]), sets: new Map() };
}

export const readingValue = (reading: Reading, field: Field) => reading.values.get(field) ?? "";
const readingSet = (reading: Reading, field: Field) => reading.sets.get(field) ?? [];

/**
 * What a node says by itself.
 *
 * @param groups as `rectsBySize` orders them
 * @param document what a file's document is called in the workspace, if it has one there
 */
export function readPlain(
  node: CanvasNode,
  groups: readonly NamedRect[],
  document: (path: string) => string | undefined,
): Reading {
  const values = new Map<Field, string>([
    ["title", node.title],
    ["position", printPosition(node.position)],
    ["size", printSize(node.size)],
    ["color", colorOf(node.keys)],
  ]);
  const sets = new Map<Field, readonly string[]>();
  if (!node.isGroup) {
    const { description, file } = node;
    if (description !== undefined) values.set("description", description);
    values.set("group", within(node.rect, groups));
    const word = file === undefined ? undefined : document(file);
    if (word !== undefined) sets.set("document", [word]);
  }
  return { values, sets };
}

const digits = (value: number) => new Digits(String(value));

/** The keys that say these fields, as far as keys of JSON Canvas can, in the usual order. @param head of the text as it was imported, if it was */
export function writePlain(type: string, fields: Reading, head: string | undefined): Map<string, FileJson> {
  const keys = new Map<string, FileJson>([["type", type]]);
  const title = readingValue(fields, "title");
  if (type === "text") keys.set("text", writeTextNode(title, readingValue(fields, "description"), head));
  const position = parsePosition(readingValue(fields, "position"));
  const size = parseSize(readingValue(fields, "size"));
  if (position === undefined || size === undefined) throw new RangeError("a node without a place");
  keys.set("x", digits(position.x)).set("y", digits(position.y));
  keys.set("width", digits(size.width)).set("height", digits(size.height));
  const color = readingValue(fields, "color");
  if (color !== "") keys.set("color", color);
  if (type === "group" && title !== "") keys.set("label", title);
  return keys;
}

// Our own object: {"status": "Active", "owners": ["Mara"]}.

const VALUES: Readonly<Record<string, Field>> = {
  title: "title",
  description: "description",
  status: "status",
  group: "group",
  pinned: "pinned",
  targetDate: "targetDate",
  estimate: "estimate",
};
const SETS: Readonly<Record<string, Field>> = { owners: "owner", labels: "label", documents: "document" };

/** @throws ImportFailed where a value is not what its key demands */
export function readOurs(source: SourceText, what: string, ours: Located): Reading {
  for (const [key, { value: json, at }] of ours.members) {
    const isKnown = Object.hasOwn(VALUES, key) || Object.hasOwn(SETS, key);
    const set = ourSet(key, json);
    if (isKnown && ourValue(key, json) === undefined && set === undefined) {
      const text = write(json);
      const shown = text.length <= 40 ? text : `${kindOf(json)} like this`;
      throw source.bad(at, `${what}: "${key}" of "${OUR_OBJECT}" cannot be ${shown}`);
    }
    if (isTooLong(key, json) || (set !== undefined && isTooLarge(key, set))) {
      throw source.bad(at, `${what}: "${key}" is too long`);
    }
  }
  return readStoredOurs(ours.value);
}

/** What a stored object says, where it says it properly. */
export function readStoredOurs(ours: FileJson): Reading {
  const values = new Map<Field, string>();
  const sets = new Map<Field, readonly string[]>();
  for (const [key, json] of isFileObject(ours) ? ours : EMPTY) {
    const [value, set] = [ourValue(key, json), ourSet(key, json)];
    if (value !== undefined) values.set(VALUES[key]!, value);
    if (set !== undefined) sets.set(SETS[key]!, set);
  }
  return { values, sets };
}

/** What the object says of the values as they were exported. */
export function exportedOf(ours: Located | undefined): ReadonlyMap<string, string> {
  const text = ours?.members.get(EXPORTED)?.value;
  return typeof text === "string" ? readExported(text) : new Map();
}

/** The object with what the workspace will want to know of the exported values when the file comes back. @param unlike see `unlikeImported` */
export function withExported(ours: FileObject, unlike: ReadonlyMap<string, string>): FileObject {
  return unlike.size === 0 ? ours : sorted(new Map([...ours, [EXPORTED, writeExported(unlike)]]));
}

/**
 * The object that says what the other keys do not.
 *
 * @param said what the other keys say already
 * @param imported the object as it came, of which everything that still holds is kept
 */
export function writeOurs(fields: Reading, said: Reading, imported: FileObject): FileObject {
  const keys = new Map(imported);
  for (const [key, field] of Object.entries(VALUES)) {
    const now = readingValue(fields, field);
    const before = imported.get(key);
    const holds = before !== undefined && ourValue(key, before) === now;
    if (!holds && (before !== undefined || now !== readingValue(said, field))) keys.set(key, jsonOf(field, now));
  }
  for (const [key, field] of Object.entries(SETS)) {
    const now = readingSet(fields, field);
    const before = imported.get(key);
    const set = before === undefined ? undefined : ourSet(key, before);
    const holds = set !== undefined && same(set, now);
    if (!holds && (before !== undefined || !same(now, readingSet(said, field)))) keys.set(key, now);
  }
  return sorted(keys);
}

function jsonOf(field: Field, value: string): FileJson {
  if (field === "pinned") return value !== "";
  if (field === "title" || field === "description") return value;
  if (value === "") return null;
  return field === "estimate" ? new Digits(value) : value;
}

/** A field with one value; undefined where the JSON cannot be one. */
function ourValue(key: string, json: FileJson): string | undefined {
  const field = Object.hasOwn(VALUES, key) ? VALUES[key] : undefined;
  const cleared = json === null ? "" : undefined;
  switch (field) {
    case undefined:
      return undefined;
    case "title":
      return lineOf(json);
    case "description":
      return typeof json === "string" ? json : undefined;
    case "pinned":
      return typeof json === "boolean" ? (json ? "true" : "") : undefined;
    case "estimate": {
      const value = json instanceof Digits ? Number(json.literal) : -1;
      return value >= 0 && Number.isFinite(value) ? plainNumber(value) : cleared;
    }
    case "targetDate":
      return typeof json === "string" && isDate(json) ? json : cleared;
    default:
      return lineOf(json) ?? cleared;
  }
}

/** What a title or a name can hold. */
function lineOf(json: FileJson): string | undefined {
  return typeof json === "string" && !/\p{Cc}/u.test(json) ? json : undefined;
}

function ourSet(key: string, json: FileJson): readonly string[] | undefined {
  if (!Object.hasOwn(SETS, key) || !isArray(json)) return undefined;
  const words = json.map(lineOf);
  return words.some((word) => word === undefined || isBlank(word)) ? undefined : sortedSet(words as string[]);
}

function isTooLong(key: string, json: FileJson): boolean {
  const field = Object.hasOwn(VALUES, key) ? VALUES[key] : undefined;
  const most = field === "status" ? FORMAT_LIMITS.nameCharsMax : FORMAT_LIMITS.titleCharsMax;
  return field !== undefined && field !== "description" && typeof json === "string" && json.length > most;
}

function isTooLarge(key: string, words: readonly string[]): boolean {
  const most = SETS[key] === "document" ? FORMAT_LIMITS.titleCharsMax : FORMAT_LIMITS.nameCharsMax;
  return words.some((word) => word.length > most) || write(words).length > FORMAT_LIMITS.extraCharsMax;
}

// What has to be kept of a node or an edge besides its fields, so that it comes out as it went in (FMT-CANVAS-1).

/**
 * `keys`: those that the fields would not give back, or not in the same way. `absent`: those that the fields would give back and that were not there. `head`: what
 * came before the description in a text node. `ours`: our own object as it was.
 */
export interface Kept {
  readonly keys: FileObject;
  readonly absent: readonly string[];
  readonly head: string | undefined;
  readonly ours: FileObject;
}

/** Longer values of our own object are not kept: they are written anew. */
const OUR_CHARS_MAX = 1_000;

/** @param plain what its keys say by themselves; @param fields what it says with our own object */
export function keptOfNode(node: CanvasNode, ours: FileJson | undefined, plain: Reading, fields: Reading): Kept {
  const title = readingValue(plain, "title");
  const usualHead = readingValue(plain, "description") === "" ? title : `${title}\n\n`;
  const head = node.type === "text" ? readTextNode(node.text).head : undefined;
  const ownHead = head === usualHead ? undefined : head;
  const composed = writePlain(node.type, fields, ownHead);
  // No field tells that a card is a file or a link.
  if (node.type !== "text" && !node.isGroup) composed.delete("type");
  return keptBetween(node.keys, composed, ownHead, ours);
}

export function keptOfEdge(edge: CanvasEdge, ours: FileJson | undefined, values: ReadonlyMap<Field, string>): Kept {
  return keptBetween(edge.keys, writeEdge(edge.from, edge.to, values), undefined, ours);
}

function keptBetween(raw: Keys, composed: Keys, head: string | undefined, ours: FileJson | undefined): Kept {
  const keys = new Map([...raw].filter(([key, value]) => !same(value, composed.get(key))));
  const absent = [...composed.keys()].filter((key) => !raw.has(key));
  const kept = [...(isFileObject(ours) ? ours : EMPTY)].filter(([, value]) => write(value).length <= OUR_CHARS_MAX);
  return { keys: sorted(keys), absent, head, ours: new Map(kept) };
}

export function readKept(stored: FileObject): Kept {
  const object = (key: string) => {
    const value = stored.get(key);
    return isFileObject(value) ? value : EMPTY;
  };
  const absent = stored.get("absent");
  const head = stored.get("head");
  return {
    keys: object("keys"),
    absent: isArray(absent) ? absent.filter((each) => typeof each === "string") : [],
    head: typeof head === "string" ? head : undefined,
    ours: object(OURS),
  };
}

export function writeKept({ keys, absent, head, ours }: Kept): FileObject {
  const stored = new Map<string, FileJson>();
  if (keys.size > 0) stored.set("keys", keys);
  if (absent.length > 0) stored.set("absent", absent);
  if (head !== undefined) stored.set("head", head);
  if (ours.size > 0) stored.set(OURS, ours);
  return stored;
}

/** The composed keys as they would stand if nothing had changed since the import. */
export function keysOver({ keys, absent }: Kept, composed: Keys): Map<string, FileJson> {
  const all = new Map(composed);
  for (const key of absent) all.delete(key);
  for (const [key, value] of keys) if (key !== "id" && key !== OUR_OBJECT) all.set(key, value);
  return all;
}

/** Takes back what `keysOver` did with a key. */
export function resetKey(keys: Map<string, FileJson>, composed: Keys, key: string): void {
  const value = composed.get(key);
  if (value === undefined) keys.delete(key);
  else keys.set(key, value);
}

/** Those that tell together where an edge leads and what it means. */
export const EDGE_ENDS = ["fromNode", "fromSide", "fromEnd", "toNode", "toSide", "toEnd"] as const;

/** In the usual order; the ends are left to their defaults where those say enough. */
export function writeEdge(from: string, to: string, values: ReadonlyMap<string, string>): Map<string, FileJson> {
  const keys = new Map<string, FileJson>([
    ["fromNode", from],
    ["toNode", to],
  ]);
  if (values.get("kind") === "relates") keys.set("toEnd", "none");
  const [color, title] = [values.get("color"), values.get("title")];
  if (color) keys.set("color", color);
  if (title) keys.set("label", title);
  return keys;
}

/** What an edge says, but where it leads. */
export function readEdge(edge: CanvasEdge): Map<Field, string> {
  return new Map<Field, string>([
    ["kind", edge.kind],
    ["title", edge.label],
    ["color", colorOf(edge.keys)],
  ]);
}
