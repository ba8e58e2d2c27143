/** The one ordered log of a workspace: entries, their chain, and the heads that a relay signs. Rules: docs/spec/log.md. */
import { create, toBinary } from "@bufbuild/protobuf";
import { type HeadRef, HeadRefSchema } from "../gen/meridian/v1/envelope_pb";
import { EntryKind, EntrySchema, HeadSchema, type SignedHead } from "../gen/meridian/v1/log_pb";
import type { VerifyKey } from "../trust/signature";
import { equalBytes, sha256, utf8 } from "./bytes";
import {
  DOCUMENT_BYTES,
  type DocumentId,
  documentId,
  ITEM_BYTES,
  type ItemId,
  idBytes,
  itemId,
  WORKSPACE_BYTES,
  type WorkspaceId,
  workspaceId,
} from "./ids";
import { parse } from "./strict";

const HASH_BYTES = 32;
const SPINE = utf8("meridian/1/spine");

/** Chain before the first entry. */
export const CHAIN_ZERO = new Uint8Array(HASH_BYTES);

/** The chain after one more entry, which is serialised exactly as received (LOG-3). */
export function nextChain(previous: Uint8Array, entry: Uint8Array): Uint8Array {
  return sha256(SPINE, previous, entry);
}

/** A position or a time: not below zero, and as exact as a number of this language is. */
function whole(value: bigint): number | undefined {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}

/** One place in the log (LOG-2). `bytes` are chained; `itemSha256` is empty for a tick; `document` is there for an envelope alone. */
export interface LogEntry {
  readonly pos: number;
  readonly relayMillis: number;
  readonly kind: EntryKind.MEMBER | EntryKind.ENVELOPE | EntryKind.TICK;
  readonly itemSha256: Uint8Array;
  readonly document: DocumentId | undefined;
  readonly bytes: Uint8Array;
}

/** The entry that these bytes are, or undefined if they are none of this version. */
export function parseEntry(bytes: Uint8Array): LogEntry | undefined {
  const entry = parse(EntrySchema, bytes);
  if (entry === undefined) return undefined;
  const pos = whole(entry.pos);
  const relayMillis = whole(entry.relayMs);
  if (pos === undefined || pos < 1 || relayMillis === undefined) return undefined;
  const hash = entry.itemSha256.length;
  const common = { pos, relayMillis, itemSha256: entry.itemSha256, bytes };
  switch (entry.kind) {
    case EntryKind.MEMBER:
      return hash === HASH_BYTES && entry.doc.length === 0
        ? { ...common, kind: EntryKind.MEMBER, document: undefined }
        : undefined;
    case EntryKind.ENVELOPE:
      return hash === HASH_BYTES && entry.doc.length === DOCUMENT_BYTES
        ? { ...common, kind: EntryKind.ENVELOPE, document: documentId(entry.doc) }
        : undefined;
    case EntryKind.TICK:
      return hash === 0 && entry.doc.length === 0
        ? { ...common, kind: EntryKind.TICK, document: undefined }
        : undefined;
    default:
      return undefined;
  }
}

/** Whether bytes that are no entry of this version may be one of a later: of a kind that is not known here (VER-5). */
export function isOfLaterVersion(bytes: Uint8Array): boolean {
  const entry = parse(EntrySchema, bytes);
  return entry !== undefined && entry.pos > 0n && EntryKind[entry.kind] === undefined;
}

/** An entry as a relay writes it. */
export function encodeEntry(entry: Omit<LogEntry, "bytes">): Uint8Array {
  return toBinary(
    EntrySchema,
    create(EntrySchema, {
      pos: BigInt(entry.pos),
      relayMs: BigInt(entry.relayMillis),
      kind: entry.kind,
      itemSha256: entry.itemSha256,
      ...(entry.document === undefined ? {} : { doc: idBytes(entry.document) }),
    }),
  );
}

/** Whether the entry is of exactly these item bytes; a tick is of none. */
export function isOf(entry: LogEntry, item: Uint8Array): boolean {
  return entry.kind === EntryKind.TICK ? item.length === 0 : equalBytes(entry.itemSha256, sha256(item));
}

/** The state of a log after the entry at `pos` (LOG-4). Generations need all of 64 bits. */
export interface LogHead {
  readonly workspace: WorkspaceId;
  readonly gen: bigint;
  readonly pos: number;
  readonly relayMillis: number;
  readonly chain: Uint8Array;
  readonly members: ItemId;
}

const GEN_MAX = (1n << 63n) - 1n;

function parseHead(bytes: Uint8Array): LogHead | undefined {
  const head = parse(HeadSchema, bytes);
  if (head === undefined) return undefined;
  const pos = whole(head.pos);
  const relayMillis = whole(head.relayMs);
  const sizesFit =
    head.ws.length === WORKSPACE_BYTES && head.chain.length === HASH_BYTES && head.members.length === ITEM_BYTES;
  if (!sizesFit || head.gen > GEN_MAX || pos === undefined || pos < 1 || relayMillis === undefined) return undefined;
  const { gen, chain } = head;
  return { workspace: workspaceId(head.ws), gen, pos, relayMillis, chain, members: itemId(head.members) };
}

/** The bytes that a relay signs. */
export function encodeHead(head: LogHead): Uint8Array {
  return toBinary(
    HeadSchema,
    create(HeadSchema, {
      ws: idBytes(head.workspace),
      gen: head.gen,
      pos: BigInt(head.pos),
      relayMs: BigInt(head.relayMillis),
      chain: head.chain,
      members: idBytes(head.members),
    }),
  );
}

/** The head, if the relay signed these bytes, they are well formed, and they are of this workspace. */
export function verifyHead(
  signed: SignedHead | undefined,
  relayKey: VerifyKey,
  workspace: WorkspaceId,
): LogHead | undefined {
  if (signed === undefined || !relayKey.verifies("head", signed.head, signed.relaySig)) return undefined;
  const head = parseHead(signed.head);
  return head?.workspace === workspace ? head : undefined;
}

/** What these bytes say, if they are well formed and of this workspace; whose word it is, is not looked at. */
export function headOf(signed: SignedHead, workspace: WorkspaceId): LogHead | undefined {
  const head = parseHead(signed.head);
  return head?.workspace === workspace ? head : undefined;
}

/** How an author cites a head in an envelope; without one, nothing seen. */
export function headRef(head: LogHead | undefined): HeadRef {
  return head === undefined
    ? create(HeadRefSchema)
    : create(HeadRefSchema, { gen: head.gen, pos: BigInt(head.pos), chain: head.chain });
}
