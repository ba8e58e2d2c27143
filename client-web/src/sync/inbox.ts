/**
 * What the log brings, as writes to the store: entries as they came, the changes in them, and what is rejected, each frame in one transaction (STORE-4). Checks
 * all that can be told without the document (STORE-5): the seal, the gate's reading of each chunk, that the batch is what its envelope says, and that the log
 * has everything it builds on.
 */
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { authorOf, type ParsedChange, parseChange, splitChunks } from "../model/automerge/gate";
import { toHex } from "../protocol/bytes";
import type { ActorId, DocumentId } from "../protocol/ids";
import type { ChangeRow, LogRow, RejectedRow, StoreWrite } from "../store/workspaceStore";
import type { ChangeBatch, EnvelopeOpener, Opening } from "../trust/opening";
import type { ChangeIndex } from "./changeIndex";
import type { Arrival } from "./library";
import type { VerifiedEntry } from "./types";

export function logRow(entry: VerifiedEntry): LogRow {
  return {
    pos: entry.entry.pos,
    kind: entry.entry.kind,
    itemId: entry.itemId,
    author: entry.author,
    rejected: entry.rejected !== undefined,
    entry: entry.entry.bytes,
    item: entry.item,
    chain: entry.chain,
    head: undefined,
  };
}

/** Unpacks envelopes of one transaction. */
export class Unpacking {
  readonly writes: StoreWrite[] = [];
  /** New changes, by document, still to be judged. */
  readonly arrivals = new Map<DocumentId, Arrival[]>();
  /** Something else writes under this home's actor. */
  ownActorElsewhere = false;
  /** What this transaction has put into the log. */
  private readonly fresh = new Map<string, ChangeRow>();

  constructor(
    private readonly index: ChangeIndex,
    private readonly opener: EnvelopeOpener,
    private readonly ownActor: ActorId,
  ) {}

  unpack(row: LogRow): void {
    if (row.kind !== EntryKind.ENVELOPE || row.rejected) return;
    const opening = this.opener.openVerified(row.item);
    switch (opening.type) {
      case "Changes":
        return this.store(row, opening);
      case "Presence":
        return this.reject(row, opening.document, "presence does not belong into the log");
      case "UnknownKind":
        return; // A later version's: kept in the log, and read when this device understands it.
      case "Unreadable":
      case "Rejected":
        return this.reject(row, undefined, opening.reason);
    }
  }

  private store(row: LogRow, { document, batch }: Opening & { type: "Changes" }): void {
    const chunks = splitChunks(batch.chunks);
    if (chunks.length !== batch.lastSeq - batch.firstSeq + 1) {
      return this.reject(row, document, "it does not hold the changes that it names");
    }
    for (const [i, chunk] of chunks.entries()) {
      const refusal = this.storeChunk(row.pos, document, batch, chunk, batch.firstSeq + i);
      if (refusal !== undefined) {
        // The rest of the batch builds on this one, so the gate would refuse it too.
        const which = chunks.length === 1 ? "" : `change ${i + 1} of ${chunks.length}: `;
        return this.reject(row, document, which + refusal);
      }
    }
  }

  private storeChunk(
    pos: number,
    document: DocumentId,
    batch: ChangeBatch,
    chunk: Uint8Array,
    seq: number,
  ): string | undefined {
    const parsed = parseChange(chunk);
    if (parsed.type === "Refused") return `${parsed.refusal.reason}: ${parsed.refusal.message}`;
    const { change } = parsed;
    const isLast = seq === batch.lastSeq;
    const asNamed =
      authorOf(change) === batch.actor && change.seq === seq && (!isLast || change.hash === toHex(batch.lastHash));
    if (!asNamed) return "it does not hold the changes that it names";
    const missing = change.deps.find((dep) => !this.isInLog(document, dep));
    if (missing !== undefined) return `it builds on change ${missing}, which the log does not have before it`;
    this.receive(pos, document, change);
    return undefined;
  }

  private isInLog(document: DocumentId, hash: string): boolean {
    const row = this.fresh.get(`${document} ${hash}`) ?? this.index.find(document, hash);
    return row !== undefined && row.pos !== undefined && row.state !== "REFUSED";
  }

  private receive(pos: number, document: DocumentId, change: ParsedChange): void {
    const key = `${document} ${change.hash}`;
    const known = this.fresh.get(key) ?? this.index.find(document, change.hash);
    if (known?.state === "ACCEPTED") {
      // In the document already: the log has it now, whoever sealed it.
      const row = { ...known, pos: known.pos ?? pos, unsealed: false };
      this.fresh.set(key, row);
      this.writes.push({ write: "change", row });
      return;
    }
    if (known?.state === "UNJUDGED") return;
    const actor = authorOf(change);
    if (actor === this.ownActor) this.ownActorElsewhere = true;
    // One that was refused and comes again is judged again.
    if (known !== undefined) this.writes.push({ write: "dropChange", row: known });
    const row: ChangeRow = {
      ordinal: this.index.nextOrdinal(),
      document,
      hash: change.hash,
      actor,
      seq: change.seq,
      pos,
      state: "UNJUDGED",
      unsealed: false,
    };
    this.fresh.set(key, row);
    this.writes.push({ write: "change", row, chunk: change.chunk });
    const arrivals = this.arrivals.get(document);
    if (arrivals === undefined) this.arrivals.set(document, [{ row, chunk: change.chunk }]);
    else arrivals.push({ row, chunk: change.chunk });
  }

  private reject(row: LogRow, document: DocumentId | undefined, reason: string): void {
    const rejected: RejectedRow = { pos: row.pos, author: row.author, document, reason };
    this.writes.push({ write: "rejected", row: rejected });
  }
}
