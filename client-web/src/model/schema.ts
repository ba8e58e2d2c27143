/** Where the planning domain lies in Automerge documents: docs/schema.md. */
import { sha256, toHex, utf8 } from "../protocol/bytes";
import { deviceOfActor } from "../protocol/ids";
import type { ObjectTree, Place } from "./automerge/objectTree";
import { type Register, winningMap } from "./automerge/register";
import { type ChangeHash, type ObjectId, ROOT, type Value } from "./automerge/value";
import { isId, type Subject, type SubjectKind } from "./ids";
import type { Json } from "./json";
import type { Field, Life } from "./values";

export const SCHEMA_CURRENT = 1;
export const LIFE = "life";
export const DELETED_AT = "deletedAt";

export type DocumentKind = "team" | "board" | "document" | "comments";

/** A map from id to thing; large ones are cut into shards by the first digits of the id (SCHEMA-3, SCHEMA-30). */
export interface Collection {
  readonly key: string;
  readonly of: SubjectKind;
  readonly shardDigits: 0 | 1 | 2;
  /** Where there is no such map, its things stand at the root itself, under this word and a colon. */
  readonly rootPrefix?: string;
}

const COLLECTION_OF: Readonly<Record<SubjectKind, Collection>> = {
  card: { key: "cards", of: "card", shardDigits: 2 },
  group: { key: "groups", of: "group", shardDigits: 2 },
  dependency: { key: "dependencies", of: "dependency", shardDigits: 2 },
  member: { key: "members", of: "member", shardDigits: 0 },
  status: { key: "statuses", of: "status", shardDigits: 0 },
  board: { key: "boards", of: "board", shardDigits: 0 },
  document: { key: "documents", of: "document", shardDigits: 2 },
  thread: { key: "threads", of: "thread", shardDigits: 1, rootPrefix: "thread" },
  comment: { key: "comments", of: "comment", shardDigits: 1, rootPrefix: "comment" },
};

const THREADS_AND_COMMENTS = [COLLECTION_OF.thread, COLLECTION_OF.comment];

export const COLLECTIONS: Readonly<Record<DocumentKind, readonly Collection[]>> = {
  team: [COLLECTION_OF.member, COLLECTION_OF.status, COLLECTION_OF.board, COLLECTION_OF.document],
  board: [COLLECTION_OF.card, COLLECTION_OF.group, COLLECTION_OF.dependency, ...THREADS_AND_COMMENTS],
  document: THREADS_AND_COMMENTS,
  comments: THREADS_AND_COMMENTS,
};

/** The team's rhythm (SCHEMA of `cycles:`). */
export const CYCLE_KINDS = ["update", "review", "planning"] as const;
export type CycleKind = (typeof CYCLE_KINDS)[number];

export function cycleKey(kind: CycleKind): string {
  return `cycles:${kind}`;
}

/** Fields of a decision that is not open yet (SCHEMA-50). Lists have an item a line, people by id or name. */
export const DRAFT_FIELDS = [
  "question",
  "options",
  "recommendation",
  "decider",
  "required",
  "consulted",
  "informed",
  "preset",
  /** Working days, in place of the preset's. */
  "window",
  /** A date: until it has ended everywhere. */
  "deadline",
  "review",
  "supersedes",
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** At the root of the document: no map of its own, since two people may begin a draft at once (SCHEMA-6). */
export function draftKey(field: DraftField): string {
  return `decision:${field}`;
}

const OUTCOME = "outcome:";

export function outcomeKey(round: number): string {
  return `${OUTCOME}${round}`;
}

/** The round whose outcome stands under a key of the root. */
export function roundOfKey(key: string): number | undefined {
  const digits = key.startsWith(OUTCOME) ? key.slice(OUTCOME.length) : "";
  return /^[1-9][0-9]{0,3}$/.test(digits) ? Number(digits) : undefined;
}

/** Whether a key of the root is known besides those that are listed. */
export function isRootKey(kind: DocumentKind, key: string): boolean {
  return kind === "document" && key.startsWith(OUTCOME);
}

/** Keys of the root that are neither a collection nor unknown. */
export const ROOT_KEYS: Readonly<Record<DocumentKind, readonly string[]>> = {
  team: ["schema", "kind", "name", ...CYCLE_KINDS.map(cycleKey)],
  board: ["schema", "kind"],
  document: ["schema", "kind", "text", ...DRAFT_FIELDS.map(draftKey)],
  comments: ["schema", "kind"],
};

/** Keys of a collection's shards; none where it has none. */
export function shardsOf({ shardDigits }: Collection): string[] {
  const count = shardDigits === 0 ? 0 : 16 ** shardDigits;
  return Array.from({ length: count }, (_, i) => i.toString(16).padStart(shardDigits, "0"));
}

/** The thing at a key of a shard (`''` where there are none); undefined where it is no id, or lies in the wrong one. */
export function subjectAt(collection: Collection, shard: string, key: string): Subject | undefined {
  return isId(key) && key.startsWith(shard) ? { kind: collection.of, id: key } : undefined;
}

/** The thing that a key of the root means, where it means one. */
export function subjectAtRoot(collections: readonly Collection[], rootKey: string): Subject | undefined {
  for (const collection of collections) {
    const prefix = `${collection.rootPrefix}:`;
    if (collection.rootPrefix === undefined || !rootKey.startsWith(prefix)) continue;
    return subjectAt(collection, "", rootKey.slice(prefix.length));
  }
  return undefined;
}

/** How registers are read: from the tree, or through an edit. */
export type Registers = (map: ObjectId, key: string) => Register;

function placeInShard(at: Registers, { kind, id }: Subject): Place | undefined {
  const { key, shardDigits } = COLLECTION_OF[kind];
  const top = winningMap(at(ROOT, key));
  const home = top === undefined || shardDigits === 0 ? top : winningMap(at(top, id.slice(0, shardDigits)));
  return home === undefined ? undefined : { map: home, key: id };
}

function placeAtRoot({ kind, id }: Subject): Place | undefined {
  const { rootPrefix } = COLLECTION_OF[kind];
  return rootPrefix === undefined ? undefined : { map: ROOT, key: `${rootPrefix}:${id}` };
}

/** Where a thing is to be made. */
export function homeOf(at: Registers, subject: Subject): Place | undefined {
  return placeInShard(at, subject) ?? placeAtRoot(subject);
}

/** Where a thing stands. */
export function placeOf(at: Registers, subject: Subject): Place | undefined {
  const places = [placeInShard(at, subject), placeAtRoot(subject)];
  return places.find((place) => place !== undefined && winningMap(at(place.map, place.key)) !== undefined);
}

/** The map of a thing. */
export function findThing(at: Registers, subject: Subject): ObjectId | undefined {
  const place = placeOf(at, subject);
  return place === undefined ? undefined : winningMap(at(place.map, place.key));
}

/** Integers are within 32 bits (SCHEMA-2); it stays there, however often somebody says that they edited. */
const LIFE_MAX = 2 ** 31 - 1;
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
  const next = Math.min(readLife(before).edits + 1, LIFE_MAX);
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
