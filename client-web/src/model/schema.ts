/** Where the planning domain lies in Automerge documents: docs/schema.md. */
import { sha256, toHex, utf8 } from "../protocol/bytes";
import { deviceOfActor } from "../protocol/ids";
import type { ObjectTree } from "./automerge/objectTree";
import { type Register, winningMap } from "./automerge/register";
import { type ChangeHash, type ObjectId, ROOT, type Value } from "./automerge/value";
import { isId, type Subject, type SubjectKind } from "./ids";
import type { Json } from "./json";
import type { Field, Life } from "./values";

export const SCHEMA_CURRENT = 1;
export const LIFE = "life";
export const DELETED_AT = "deletedAt";

export type DocumentKind = "team" | "board" | "document";

/** A map from id to thing; large ones are cut into 256 shards (SCHEMA-3). */
export interface Collection {
  readonly key: string;
  readonly of: SubjectKind;
  readonly sharded: boolean;
}

const CARDS: Collection = { key: "cards", of: "card", sharded: true };
const GROUPS: Collection = { key: "groups", of: "group", sharded: true };
const DEPENDENCIES: Collection = { key: "dependencies", of: "dependency", sharded: true };
const MEMBERS: Collection = { key: "members", of: "member", sharded: false };
const STATUSES: Collection = { key: "statuses", of: "status", sharded: false };
const BOARDS: Collection = { key: "boards", of: "board", sharded: false };
const DOCUMENTS: Collection = { key: "documents", of: "document", sharded: true };

export const COLLECTIONS: Readonly<Record<DocumentKind, readonly Collection[]>> = {
  team: [MEMBERS, STATUSES, BOARDS, DOCUMENTS],
  board: [CARDS, GROUPS, DEPENDENCIES],
  document: [],
};

/** Keys of the root that are neither a collection nor unknown. */
export const ROOT_KEYS: Readonly<Record<DocumentKind, readonly string[]>> = {
  team: ["schema", "kind", "name"],
  board: ["schema", "kind"],
  document: ["schema", "kind", "text"],
};

const BY_KIND: Readonly<Record<SubjectKind, Collection>> = {
  card: CARDS,
  group: GROUPS,
  dependency: DEPENDENCIES,
  member: MEMBERS,
  status: STATUSES,
  board: BOARDS,
  document: DOCUMENTS,
};

export const SHARDS: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));

/** The thing at a key of a shard (`''` where there are none); undefined where it is no id, or lies in the wrong one. */
export function subjectAt(collection: Collection, shard: string, key: string): Subject | undefined {
  return isId(key) && key.startsWith(shard) ? { kind: collection.of, id: key } : undefined;
}

/** How registers are read: from the tree, or through an edit. */
export type Registers = (map: ObjectId, key: string) => Register;

/** The map that a thing lies in. */
export function homeOf(at: Registers, subject: Subject): ObjectId | undefined {
  const collection = BY_KIND[subject.kind];
  const top = winningMap(at(ROOT, collection.key));
  if (top === undefined || !collection.sharded) return top;
  return winningMap(at(top, subject.id.slice(0, 2)));
}

/** The map of a thing. */
export function findThing(at: Registers, subject: Subject): ObjectId | undefined {
  const home = homeOf(at, subject);
  return home === undefined ? undefined : winningMap(at(home, subject.id));
}

const LIFE_MAX = 2 ** 53;
const PLAIN_KEY_MAX = 120;

function lifeOf(value: Value): number | undefined {
  return value.type === "int" && value.value <= LIFE_MAX && value.value >= -LIFE_MAX ? Number(value.value) : undefined;
}

/** Reads `life` (LIFE-2 to LIFE-4). */
export function readLife(register: Register): Life {
  let edits = 0;
  const editedBy = new Set<string>();
  const deletedBy = new Set<string>();
  for (const entry of register) {
    const life = lifeOf(entry.value);
    if (life === undefined) continue;
    edits = Math.max(edits, Math.abs(life));
    (life < 0 ? deletedBy : editedBy).add(deviceOfActor(entry.author));
  }
  const sorted = (devices: Set<string>) => [...devices].sort() as ReturnType<typeof deviceOfActor>[];
  const both = editedBy.size > 0 && deletedBy.size > 0;
  return {
    deleted: deletedBy.size > 0 && editedBy.size === 0,
    edits,
    revival: both ? { deletedBy: sorted(deletedBy), editedBy: sorted(editedBy) } : undefined,
  };
}

/** What whoever edits, restores or deletes a thing writes. */
export function nextLife(before: Register, deleted: boolean): number {
  const next = readLife(before).edits + 1;
  return deleted ? -next : next;
}

/** Keys of the items of sets (SCHEMA-6, SCHEMA-7). */
export function idItemKey(field: Field, id: string): string {
  return `${field}:${id}`;
}

export function textItemKey(field: Field, text: string): string {
  return `${field}:${encodeItem(text)}`;
}

export function nameItemKey(field: Field, name: string): string {
  return `${field}:~${encodeItem(name)}`;
}

function encodeItem(text: string): string {
  const key = encodeURIComponent(text);
  return key.length <= PLAIN_KEY_MAX ? key : `#${toHex(sha256(utf8(text))).slice(0, 32)}`;
}

export function printHeads(heads: readonly ChangeHash[]): string {
  return [...heads].sort().join(" ");
}

export function parseHeads(text: string): ChangeHash[] | undefined {
  if (text === "") return [];
  const heads = text.split(" ");
  return heads.every((head) => /^[0-9a-fA-F]{64}$/.test(head)) ? heads.map((head) => head.toLowerCase()) : undefined;
}

/** A value as text, for people and for comparison (CONFLICT-3); undefined for null. */
export function storedText(value: Value): string | undefined {
  switch (value.type) {
    case "str":
      return value.value;
    case "int":
    case "uint":
    case "timestamp":
    case "boolean":
      return String(value.value);
    case "f64":
      return String(value.value === 0 ? 0 : value.value);
    case "null":
      return undefined;
    case "bytes":
      return value.hex;
    case "map":
    case "text":
      return value.id;
  }
}

export function storedNumber(value: Value): number | undefined {
  if (value.type === "int" || value.type === "uint") return Number(value.value);
  return value.type === "f64" && Number.isFinite(value.value) ? value.value : undefined;
}

const DEPTH_MAX = 16;

/** Anything that stands somewhere, as JSON (MODEL-4). */
export function storedJson(tree: ObjectTree, textOf: (text: ObjectId) => string, value: Value, depth = 0): Json {
  switch (value.type) {
    case "str":
    case "int":
    case "uint":
    case "timestamp":
    case "boolean":
      return value.value;
    case "f64":
      return Number.isFinite(value.value) ? value.value : null;
    case "null":
      return null;
    case "bytes":
      return value.hex;
    case "text":
      return textOf(value.id);
    case "map": {
      if (depth >= DEPTH_MAX) return {};
      const fields: [string, Json][] = [];
      for (const [key, [winner]] of tree.entries(value.id)) {
        if (winner !== undefined) fields.push([key, storedJson(tree, textOf, winner.value, depth + 1)]);
      }
      return Object.fromEntries(fields);
    }
  }
}
