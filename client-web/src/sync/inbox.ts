/**
 * What the log brings, as writes to the store: entries as they came, the changes in them, and what is rejected, each frame in one transaction (STORE-4). Checks
 * all that can be told without the document (STORE-5): the seal, the gate's reading of each chunk, that the batch is what its envelope says, and that the log
 * has everything it builds on: else it waits.
 */
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { authorOf, type GateResult, type ParsedChange, parseChange, splitChunks } from "../model/automerge/gate";
import { toHex } from "../protocol/bytes";
import type { ActorId, DocumentId } from "../protocol/ids";
import { parseEntry } from "../protocol/log";
import { type ChangeRow, isPruned, type LogRow, type RejectedRow, type StoreWrite } from "../store/workspaceStore";
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

/** Entries that wait for a change which the log does not have yet (STORE-5). */
export class Waiting {
  private readonly positions = new Map<string, number[]>();

  constructor(rows: readonly RejectedRow[]) {
    for (const { pos, document, waitsFor } of rows) {
      if (document !== undefined && waitsFor !== undefined) this.add(document, waitsFor, pos);
    }
  }

  add(document: DocumentId, hash: string, pos: number): void {
    const key = `${document} ${hash}`;
    this.positions.set(key, [...(this.positions.get(key) ?? []), pos]);
  }

  /** Takes out those that wait for a change. */
  take(document: DocumentId, hash: string): readonly number[] {
    const key = `${document} ${hash}`;
    const waiting = this.positions.get(key) ?? [];
    this.positions.delete(key);
    return waiting;
  }
}

/** Why a change of a batch is not what its envelope says, or not a change. */
function refusalIn(batch: ChangeBatch, parsed: GateResult, seq: number): string | undefined {
  if (parsed.type === "Refused") return `${parsed.refusal.reason}: ${parsed.refusal.message}`;
  const { change } = parsed;
  const isLast = seq === batch.lastSeq;
  const asNamed =
    authorOf(change) === batch.actor && change.seq === seq && (!isLast || change.hash === toHex(batch.lastHash));
  return asNamed ? undefined : "it does not hold the changes that it names";
}

function millisOf(entry: Uint8Array): number {
  const parsed = parseEntry(entry);
  if (parsed === undefined) throw new Error("an entry that was stored is none");
  return parsed.relayMillis;
}

/** Unpacks envelopes of one transaction. */
export class Unpacking {
  readonly writes: StoreWrite[] = [];
  /** New changes, by document, still to be judged. */
  readonly arrivals = new Map<DocumentId, Arrival[]>();
  /** Documents about which something was said. */
  readonly stated = new Set<DocumentId>();
  /** Something else writes under this home's actor. */
  ownActorElsewhere = false;
  /** What this transaction has put into the log. */
  private readonly fresh = new Map<string, ChangeRow>();
  /** Positions of entries that waited for something which is here now. */
  private readonly ready: number[] = [];

  /**
   * @param entryAt an entry of the log that was stored before, or comes with this transaction
   * @param prunedAt what checked snapshots hold of an entry whose body is gone; undefined where none holds it
   */
  constructor(
    private readonly index: ChangeIndex,
    private readonly waiting: Waiting,
    private readonly opener: EnvelopeOpener,
    private readonly ownActor: ActorId,
    private readonly entryAt: (pos: number) => Promise<LogRow | undefined>,
    private readonly prunedAt: (row: LogRow) => Promise<readonly ParsedChange[] | undefined>,
  ) {}

  /** Takes what is in an entry; then what waited for it. @returns false where it is not to be had yet: then what comes after it waits too (SNAP-7) */
  async unpack(row: LogRow): Promise<boolean> {
    if (!(await this.take(row))) return false;
    while (this.ready.length > 0) {
      this.ready.sort((a, b) => b - a);
      const waited = await this.entryAt(this.ready.pop() ?? 0);
      if (waited !== undefined) await this.take(waited);
    }
    return true;
  }

  private async take(row: LogRow): Promise<boolean> {
    if (row.kind !== EntryKind.ENVELOPE || row.rejected) return true;
    if (!isPruned(row)) {
      await this.open(row);
      return true;
    }
    const changes = await this.prunedAt(row);
    const document = parseEntry(row.entry)?.document;
    if (changes === undefined || document === undefined) return false;
    this.storeAll(row, document, changes);
    return true;
  }

  private async open(row: LogRow): Promise<void> {
    const opening = this.opener.openVerified(row.item);
    switch (opening.type) {
      case "Changes":
        return this.store(row, opening);
      case "Stated":
        return this.storeStatement(row, opening);
      case "Presence":
        return this.reject(row, opening.document, "presence does not belong into the log");
      case "Snapshotted":
      case "Attested":
        return; // What they hold is taken where it stands in the log.
      case "UnknownKind":
        return; // A later version's: kept in the log, and read when this device understands it.
      case "Unreadable":
      case "Rejected":
        return this.reject(row, undefined, opening.reason);
    }
  }

  private async storeStatement(
    { pos, entry }: LogRow,
    { author, document, item, seenPos, body }: Opening & { type: "Stated" },
  ): Promise<void> {
    // What its author cites may be of a log that was cut since, or a lie: nobody has seen what comes after.
    const cited = Number(seenPos < BigInt(pos) ? seenPos : BigInt(pos - 1));
    const seen = cited > 0 ? await this.entryAt(cited) : undefined;
    const receivedMillis = millisOf(entry);
    const seenMillis = seen === undefined ? 0 : millisOf(seen.entry);
    const row = { item, author, document, pos, receivedMillis, seenPos: cited, seenMillis, order: 0, body };
    this.writes.push({ write: "statement", row });
    this.stated.add(document);
  }

  private store(row: LogRow, { document, batch }: Opening & { type: "Changes" }): void {
    const chunks = splitChunks(batch.chunks);
    if (chunks.length !== batch.lastSeq - batch.firstSeq + 1) {
      return this.reject(row, document, "it does not hold the changes that it names");
    }
    const taken: ParsedChange[] = [];
    for (const [i, chunk] of chunks.entries()) {
      const parsed = parseChange(chunk);
      const refusal = refusalIn(batch, parsed, batch.firstSeq + i);
      if (refusal !== undefined) {
        // The rest of the batch builds on this one, so the gate would refuse it too.
        const which = chunks.length === 1 ? "" : `change ${i + 1} of ${chunks.length}: `;
        this.reject(row, document, which + refusal);
        break;
      }
      if (parsed.type === "Parsed") taken.push(parsed.change);
    }
    this.storeAll(row, document, taken);
  }

  private storeAll(row: LogRow, document: DocumentId, changes: readonly ParsedChange[]): void {
    const missing = this.missing(document, changes);
    if (missing !== undefined) return this.waitFor(missing, row, document);
    for (const change of changes) this.receive(row.pos, document, change);
  }

  // After a repair the log may have things in another order than they were made in: whose author the relay had forgotten comes later.
  private waitFor(missing: string, row: LogRow, document: DocumentId): void {
    const reason = `it builds on change ${missing}, which the log does not have before it`;
    this.waiting.add(document, missing, row.pos);
    this.writes.push({
      write: "rejected",
      row: { pos: row.pos, author: row.author, document, reason, waitsFor: missing },
    });
  }

  /** The first that the changes build on and neither the log nor they themselves have. */
  private missing(document: DocumentId, changes: readonly ParsedChange[]): string | undefined {
    const own = new Set<string>();
    for (const change of changes) {
      const missing = change.deps.find((dep) => !own.has(dep) && !this.isInLog(document, dep));
      if (missing !== undefined) return missing;
      own.add(change.hash);
    }
    return undefined;
  }

  private isInLog(document: DocumentId, hash: string): boolean {
    const row = this.fresh.get(`${document} ${hash}`) ?? this.index.find(document, hash);
    return row !== undefined && row.pos !== undefined && row.state !== "REFUSED";
  }

  private receive(pos: number, document: DocumentId, change: ParsedChange): void {
    const key = `${document} ${change.hash}`;
    for (const waited of this.waiting.take(document, change.hash)) {
      this.ready.push(waited);
      this.writes.push({ write: "dropRejected", pos: waited });
    }
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
