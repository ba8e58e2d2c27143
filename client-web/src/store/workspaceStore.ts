/**
 * What is kept of one workspace (STORE-1), and the port to whatever keeps it. One engine writes it at a time, and holds in memory what it asks often; so the port
 * has one way to write: a list, all of it or nothing (STORE-2).
 */
import { EntryKind } from "../gen/meridian/v1/log_pb";
import type { ActorId, DeviceId, DocumentId, ItemId } from "../protocol/ids";

/** An entry of the log as it was received; `head` where the relay's signature on this very position is here. */
export interface LogRow {
  readonly pos: number;
  readonly kind: EntryKind;
  readonly itemId: ItemId;
  readonly author: DeviceId | undefined;
  readonly rejected: boolean;
  readonly entry: Uint8Array;
  readonly item: Uint8Array;
  readonly chain: Uint8Array;
  readonly head: Uint8Array | undefined;
}

/** Whether a change is in its document, or not, or whether that is to be found out when the document is next opened (STORE-10). */
export type ChangeState = "ACCEPTED" | "REFUSED" | "UNJUDGED";

/** A change of a document; `pos` where it stands in the log, `unsealed` while it waits to be put into an envelope. */
export interface ChangeRow {
  /** In the order in which this home had them; never used twice. */
  readonly ordinal: number;
  readonly document: DocumentId;
  readonly hash: string;
  readonly actor: ActorId;
  readonly seq: number;
  readonly pos: number | undefined;
  readonly state: ChangeState;
  readonly unsealed: boolean;
}

/** An item exactly as it is sent; repairs have orders below all others. */
export interface OutboxRow {
  readonly order: number;
  readonly kind: EntryKind;
  readonly id: ItemId;
  readonly author: DeviceId;
  /** How many changes are in it. */
  readonly changes: number;
  readonly item: Uint8Array;
}

/** An own item that the relay would not take; kept, not sent again. */
export interface RefusedRow {
  readonly id: ItemId;
  readonly kind: EntryKind;
  readonly code: string;
  readonly reason: string;
  readonly item: Uint8Array;
}

/** What stands in the log and was not applied. */
export interface RejectedRow {
  readonly pos: number;
  readonly author: DeviceId | undefined;
  readonly document: DocumentId | undefined;
  readonly reason: string;
  /** The change that the log must have first: then this one is taken after all (STORE-5). */
  readonly waitsFor?: string;
}

/** Something said in a decision; `pos` where it stands in the log. */
export interface StatementRow {
  readonly item: ItemId;
  readonly author: DeviceId;
  readonly document: DocumentId;
  readonly pos: number | undefined;
  /** When the relay received it. */
  readonly receivedMillis: number;
  /** How far its author's copy of the log reached, and when the relay had received what stands there. */
  readonly seenPos: number;
  readonly seenMillis: number;
  /** In the order in which this home made those that the log does not have. */
  readonly order: number;
  /** A serialised Statement. */
  readonly body: Uint8Array;
}

/** A snapshot in the log. Its changes stand after `afterPos` and up to `uptoPos`. */
export interface SnapshotRow {
  readonly pos: number;
  readonly document: DocumentId;
  readonly afterPos: number;
  readonly uptoPos: number;
  readonly author: DeviceId;
  /** Of its envelope, in hexadecimal. */
  readonly sha256: string;
  /** Whether it is of this very log, by the chain that it names (SNAP-3), and holds together as far as it was looked at. */
  readonly placed: boolean;
  /** Where somebody's word for it stands that counts; 0 where there is none. */
  readonly attestedPos: number;
}

/** Whether only the place of an entry is left: a checked snapshot holds what was in it. */
export function isPruned({ kind, item }: LogRow): boolean {
  return kind === EntryKind.ENVELOPE && item.length === 0;
}

export type MetaName = "opened" | "stop";

export type StoreWrite =
  | { readonly write: "meta"; readonly name: MetaName; readonly value: number | string }
  | { readonly write: "log"; readonly row: LogRow }
  /** Entries and rejections after a position go. */
  | { readonly write: "cutLog"; readonly afterPos: number }
  /** One that is here already gets its place in the log. */
  | { readonly write: "statement"; readonly row: StatementRow }
  | { readonly write: "dropStatement"; readonly row: StatementRow }
  /** `chunk` is there the first time. */
  | { readonly write: "change"; readonly row: ChangeRow; readonly chunk?: Uint8Array }
  | { readonly write: "dropChange"; readonly row: ChangeRow }
  | { readonly write: "snapshot"; readonly row: SnapshotRow }
  | { readonly write: "dropSnapshot"; readonly pos: number }
  | { readonly write: "outbox"; readonly row: OutboxRow }
  | { readonly write: "unbox"; readonly order: number }
  | { readonly write: "refused"; readonly row: RefusedRow }
  | { readonly write: "rejected"; readonly row: RejectedRow }
  /** What waited is taken. */
  | { readonly write: "dropRejected"; readonly pos: number };

/** What an engine begins with. */
export interface Stored {
  readonly opened: number;
  /** Valid membership records, in order. */
  readonly members: readonly LogRow[];
  readonly last: LogRow | undefined;
  /** By rising ordinal, without their chunks. */
  readonly changes: readonly ChangeRow[];
  readonly outbox: readonly OutboxRow[];
  /** Rejections that wait for something. */
  readonly waiting: readonly RejectedRow[];
  readonly statements: readonly StatementRow[];
  /** By rising position. */
  readonly snapshots: readonly SnapshotRow[];
}

export interface WorkspaceStore {
  load(): Promise<Stored>;
  /** The chunks of a document's changes by ordinal. */
  chunks(document: DocumentId): Promise<ReadonlyMap<number, Uint8Array>>;
  chunk(row: ChangeRow): Promise<Uint8Array | undefined>;
  logAt(pos: number): Promise<LogRow | undefined>;
  /** Entries after a position, in order: at most so many. */
  logAfter(pos: number, rowsMax: number): Promise<readonly LogRow[]>;
  refused(): Promise<readonly RefusedRow[]>;
  rejected(): Promise<readonly RejectedRow[]>;
  /** All of it, durable when the promise is kept; or nothing, and it is broken. */
  write(batch: readonly StoreWrite[]): Promise<void>;
  close(): void;
}
