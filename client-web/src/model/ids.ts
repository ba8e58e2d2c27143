/** Identities of the planning domain: 16 bytes as 32 lower-case hexadecimal digits (SCHEMA-3). */
import { toHex } from "../protocol/bytes";
import type { DeviceId, DocumentId } from "../protocol/ids";

declare const modelBrand: unique symbol;
type Id<Name extends string> = string & { readonly [modelBrand]: Name };

export type CardId = Id<"CardId">;
export type GroupId = Id<"GroupId">;
export type DependencyId = Id<"DependencyId">;
export type MemberId = Id<"MemberId">;
export type StatusId = Id<"StatusId">;
export type ThreadId = Id<"ThreadId">;
export type CommentId = Id<"CommentId">;
export type StatementId = Id<"StatementId">;
/** The id of a board or document is also the id of its own document in the log. */
export type BoardId = DocumentId;
export type { DeviceId, DocumentId };

export function isId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** A new id from 16 random bytes, without the mark of comments in case it is a document's (MEM-20). */
export function newId<T extends string>(entropy: (length: number) => Uint8Array): T {
  const bytes = entropy(16);
  bytes[0] = (bytes[0] ?? 0) & 0x3f;
  return toHex(bytes) as T;
}

export type SubjectKind =
  | "card"
  | "group"
  | "dependency"
  | "member"
  | "status"
  | "board"
  | "document"
  | "thread"
  | "comment";

/** Anything that has an id and a life. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** What may be placed on a board, hence an end of an arrow. */
export type PlaceableRef = { readonly card: CardId } | { readonly group: GroupId };
export type ThingRef = PlaceableRef | { readonly dependency: DependencyId };
/** What a thread may be about. */
export type TopicRef = { readonly card: CardId } | { readonly document: DocumentId };
export type EntryRef =
  | { readonly member: MemberId }
  | { readonly status: StatusId }
  | { readonly board: BoardId }
  | { readonly document: DocumentId };

export function subjectOf(ref: ThingRef | EntryRef): Subject {
  const [[kind, id] = []] = Object.entries(ref);
  if (kind === undefined || id === undefined) throw new RangeError("a reference to nothing");
  return { kind: kind as SubjectKind, id };
}

export function sameRef(left: ThingRef | EntryRef, right: ThingRef | EntryRef): boolean {
  return keyOf(subjectOf(left)) === keyOf(subjectOf(right));
}

/** A subject as the key of a map. */
export function keyOf(subject: Subject): string {
  return `${subject.kind}:${subject.id}`;
}

/** Boards and team hold their subjects in this order. */
const ORDER: readonly SubjectKind[] = [
  "card",
  "group",
  "dependency",
  "member",
  "status",
  "board",
  "document",
  "thread",
  "comment",
];

export function compareSubjects(left: Subject, right: Subject): number {
  const kinds = ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind);
  return kinds !== 0 ? kinds : compare(left.id, right.id);
}

/** By UTF-16 units: for ids, by bytes. */
export function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return compare(left.id, right.id);
}
