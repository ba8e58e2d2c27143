/** The snapshots in the log and whose word stands for them, as they are stored. Follows the store; owned by its workspace. */

import { EnvelopeKind } from "../gen/meridian/v1/envelope_pb";
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { equalBytes, toHex } from "../protocol/bytes";
import type { DocumentId } from "../protocol/ids";
import { isPruned, type LogRow, type SnapshotRow, type StoreWrite } from "../store/workspaceStore";
import { readEnvelope, type SealedEnvelope } from "../trust/envelope";

export class SnapshotShelf {
  private rows = new Map<number, SnapshotRow>();

  reset(rows: readonly SnapshotRow[]): void {
    this.rows = new Map(rows.map((row) => [row.pos, row]));
  }

  /** Takes over what a batch of writes says of snapshots, once that is stored. */
  follow(batch: readonly StoreWrite[]): void {
    for (const each of batch) {
      if (each.write === "snapshot") this.rows.set(each.row.pos, each.row);
      if (each.write === "dropSnapshot") this.rows.delete(each.pos);
    }
  }

  /** By rising position. */
  private get all(): SnapshotRow[] {
    return [...this.rows.values()].sort((a, b) => a.pos - b.pos);
  }

  /** Those that count and hold a document's changes at a position, the first first. */
  covering(document: DocumentId, pos: number): SnapshotRow[] {
    return this.all.filter(
      (row) => row.document === document && counts(row) && row.afterPos < pos && row.uptoPos >= pos,
    );
  }

  /** Up to where checked snapshots hold a document; 0 where there is none. */
  checkedUpto(document: DocumentId): number {
    return this.all.reduce(
      (most, row) => (row.document === document && counts(row) ? Math.max(most, row.uptoPos) : most),
      0,
    );
  }

  /** Those that have a place and nobody's word yet, the last of each document last. */
  unattested(): SnapshotRow[] {
    return this.all.filter(
      (row) => row.placed && row.attestedPos === 0 && row.uptoPos > this.checkedUpto(row.document),
    );
  }

  /** What entries that are stored now say of snapshots. @param entryAt an entry of the log before or among them */
  async note(rows: readonly LogRow[], entryAt: (pos: number) => Promise<LogRow | undefined>): Promise<StoreWrite[]> {
    const noted = new SnapshotShelf();
    noted.rows = new Map(this.rows);
    const writes: StoreWrite[] = [];
    for (const row of rows) {
      if (row.kind !== EntryKind.ENVELOPE || row.rejected || isPruned(row)) continue;
      const reading = readEnvelope(row.item);
      if (reading.type !== "Read") continue;
      const fresh = [...(await noted.snapshot(row, reading.envelope, entryAt)), ...noted.attest(row, reading.envelope)];
      noted.follow(fresh);
      writes.push(...fresh);
    }
    return writes;
  }

  private async snapshot(
    { pos }: LogRow,
    { core, document, device, mark }: SealedEnvelope,
    entryAt: (pos: number) => Promise<LogRow | undefined>,
  ): Promise<StoreWrite[]> {
    const { seen } = core;
    if (core.kind !== EnvelopeKind.SNAPSHOT || seen === undefined) return [];
    // SNAP-3. One that names no place before it has none, whatever it names.
    const isBefore = seen.pos < BigInt(pos);
    const end = isBefore ? await entryAt(Number(seen.pos)) : undefined;
    const row: SnapshotRow = {
      pos,
      document,
      afterPos: Number(core.afterPos),
      uptoPos: Number(seen.pos),
      author: device,
      sha256: toHex(mark.itemSha256),
      placed: end !== undefined && equalBytes(end.chain, seen.chain),
      attestedPos: 0,
    };
    return [{ write: "snapshot", row }];
  }

  private attest({ pos }: LogRow, { attested, document }: SealedEnvelope): StoreWrite[] {
    if (attested === undefined) return [];
    const sha256 = toHex(attested.itemSha256);
    return this.all
      .filter(
        (row) =>
          row.pos < pos &&
          row.attestedPos === 0 &&
          row.document === document &&
          row.author === attested.device &&
          row.sha256 === sha256,
      )
      .map((row) => ({ write: "snapshot", row: { ...row, attestedPos: pos } }));
  }

  /** The log is cut: snapshots after that go, and words for those before (SNAP-3). */
  cut(afterPos: number): StoreWrite[] {
    return this.all.flatMap((row): StoreWrite[] => {
      if (row.pos > afterPos) return [{ write: "dropSnapshot", pos: row.pos }];
      return row.attestedPos > afterPos ? [{ write: "snapshot", row: { ...row, attestedPos: 0 } }] : [];
    });
  }
}

function counts({ placed, attestedPos }: SnapshotRow): boolean {
  return placed && attestedPos > 0;
}
