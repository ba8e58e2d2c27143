/** What stands in the log and is in no document here: who wrote it, when, and why it was left out. */
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { type DeviceId, type DocumentId, type ItemId, itemId } from "../protocol/ids";
import { parseEntry } from "../protocol/log";
import type { WorkspaceStore } from "../store/workspaceStore";
import { QUARANTINED } from "./quarantining";

export interface LeftOutEntry {
  readonly position: number;
  /** When the relay received it. */
  readonly millis: number | undefined;
  readonly author: DeviceId | undefined;
  readonly document: DocumentId | undefined;
  readonly reason: string;
  /** An owner had everybody skip it. */
  readonly isQuarantined: boolean;
  /** It is taken as soon as what it builds on is there. */
  readonly waits: boolean;
}

/** By position; one line for each entry. */
export async function leftOut(store: WorkspaceStore): Promise<readonly LeftOutEntry[]> {
  const found = new Map<number, LeftOutEntry>();
  for (const { pos, author, document, reason, waitsFor } of await store.rejected()) {
    if (found.has(pos)) continue;
    const row = await store.logAt(pos);
    const entry = row === undefined ? undefined : parseEntry(row.entry);
    found.set(pos, {
      position: pos,
      millis: entry?.relayMillis,
      author: author ?? row?.author,
      document,
      reason,
      isQuarantined: reason === QUARANTINED,
      waits: waitsFor !== undefined,
    });
  }
  return [...found.values()].sort((a, b) => a.position - b.position);
}

/** What a quarantine of the entry at a position names; undefined where no change of a document or statement stands there. */
export async function quarantinable(store: WorkspaceStore, position: number): Promise<ItemId | undefined> {
  const row = await store.logAt(position);
  const entry = row?.kind === EntryKind.ENVELOPE ? parseEntry(row.entry) : undefined;
  return entry === undefined ? undefined : itemId(entry.itemSha256);
}
