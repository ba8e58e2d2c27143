/**
 * What waits to be sent: sealed items in their order, and the changes that are not sealed yet (STORE-6). What the relay answers about an item leads here to what
 * becomes of it. Owned by the ledger.
 */
import { toBinary } from "@bufbuild/protobuf";
import { ErrorCode } from "../gen/meridian/v1/frame_pb";
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { type Statement, StatementSchema } from "../gen/meridian/v1/statement_pb";
import type { LogEnd } from "../model/decision/statement";
import { sha256 } from "../protocol/bytes";
import { type DocumentId, type ItemId, itemId } from "../protocol/ids";
import {
  isPruned,
  type LogRow,
  type OutboxRow,
  type StatementRow,
  type StoreWrite,
  type WorkspaceStore,
} from "../store/workspaceStore";
import type { DeviceKeys, Entropy } from "../trust/keys";
import { type MemberRecord, renewRecord } from "../trust/memberRecord";
import type { ChangeIndex } from "./changeIndex";
import { signerOf } from "./entryVerifier";
import type { WorkspaceEvent } from "./events";
import type { Arrival, Library } from "./library";
import { epochOf, reseal } from "./resealing";
import { sealChanges } from "./sealing";
import type { StoreEffect } from "./session";
import type { Standing } from "./standing";
import type { StatementShelf } from "./statementShelf";
import type { ClientInput } from "./types";

/** Where an outgoing item comes from, as it is now. */
export interface Sources {
  readonly store: WorkspaceStore;
  readonly standing: Standing;
  readonly index: ChangeIndex;
  readonly statements: StatementShelf;
  readonly library: Library;
}

export class Outgoing {
  private rows: OutboxRow[] = [];
  private nextOrder = 1;
  /** Records whose makers wait to hear what came of them, and make them anew by themselves. */
  private readonly awaited = new Set<ItemId>();

  constructor(
    private readonly from: Sources,
    private readonly keys: DeviceKeys,
    private readonly entropy: Entropy,
  ) {}

  /** Begins with what is stored. */
  reset(outbox: readonly OutboxRow[], statements: readonly StatementRow[]): void {
    this.rows = [...outbox];
    this.nextOrder = [...outbox, ...statements].reduce((most, { order }) => Math.max(most, order), 0) + 1;
  }

  /** A genesis that is not sent yet. */
  get genesis(): OutboxRow | undefined {
    return this.rows.find((row) => row.kind === EntryKind.MEMBER);
  }

  /** How many changes and statements wait in sealed items. */
  get changes(): number {
    return this.rows.reduce((sum, row) => sum + row.changes, 0);
  }

  /** Puts a membership record at the end; `awaited` where its maker listens for what comes of it. */
  async push(record: MemberRecord, awaited: boolean): Promise<void> {
    if (awaited) this.awaited.add(record.id);
    await this.enqueue(record);
  }

  /** What of this the log has shown in some of its rows. */
  sentBy(rows: readonly LogRow[]): OutboxRow[] {
    const seen = new Set(rows.map((row) => `${row.itemId} ${row.author}`));
    // An own item whose answer never came may be one that was pruned since: its hash tells.
    const pruned = new Set(rows.filter(isPruned).map(({ itemId: hash }) => hash));
    return this.rows.filter(
      (row) => seen.has(`${row.id} ${row.author}`) || (pruned.size > 0 && pruned.has(itemId(sha256(row.item)))),
    );
  }

  /** These are not in the store any more. */
  drop(gone: readonly OutboxRow[]): void {
    this.rows = this.rows.filter((row) => !gone.includes(row));
  }

  /** A record stands in the log: nobody waits for it any more. */
  recorded(record: ItemId): void {
    this.awaited.delete(record);
  }

  /** Rows that stand in the store already and go before everything else: items that a relay lost. */
  repair(rows: readonly OutboxRow[]): void {
    this.rows.push(...rows);
  }

  /** An order before all that are here. */
  get firstOrder(): number {
    return Math.min(0, ...this.rows.map((row) => row.order));
  }

  async read({ afterOrder, itemsMax, bytesMax }: StoreEffect & { type: "ReadOutbox" }): Promise<ClientInput> {
    await this.resealStale();
    await this.sealAll();
    const items: OutboxRow[] = [];
    let bytes = 0;
    for (const row of [...this.rows].sort((a, b) => a.order - b.order)) {
      if (row.order <= afterOrder || this.isStale(row)) continue;
      bytes += row.item.length;
      if (items.length === itemsMax || (items.length > 0 && bytes > bytesMax)) break;
      items.push(row);
    }
    return { type: "OutboxRead", items };
  }

  /** Puts what a device says in a decision into the outbox, after everything that it speaks of. */
  async state(statement: Statement, document: DocumentId, end: LogEnd): Promise<void> {
    await this.sealAll();
    const sealer = this.from.standing.sealer();
    if (sealer === undefined) throw new Error("This device has no key of the workspace yet: sync first.");
    const { id, item } = sealer.statement(statement, this.from.standing.seen(), this.entropy);
    const order = this.nextOrder++;
    const row: OutboxRow = { order, kind: EntryKind.ENVELOPE, id, author: this.keys.id, changes: 1, item };
    const said: StatementRow = {
      item: id,
      author: this.keys.id,
      document,
      pos: undefined,
      receivedMillis: 0,
      seenPos: end.position,
      seenMillis: end.at,
      order,
      body: toBinary(StatementSchema, statement),
    };
    await this.from.library.write([
      { write: "outbox", row },
      { write: "statement", row: said },
    ]);
    this.rows.push(row);
  }

  private async sealAll(): Promise<void> {
    const sealer = this.from.standing.sealer();
    const rows = sealer === undefined ? [] : this.from.index.unsealed();
    if (sealer === undefined || rows.length === 0) return;
    const changes: Arrival[] = [];
    for (const row of rows) {
      const chunk = await this.from.store.chunk(row);
      if (chunk === undefined) throw new Error(`change ${row.hash} has no bytes`);
      changes.push({ row, chunk });
    }
    const order = () => this.nextOrder++;
    const writes = sealChanges(changes, sealer, this.keys.id, this.from.standing.seen(), order, this.entropy);
    await this.from.library.write(writes);
    for (const each of writes) if (each.write === "outbox") this.rows.push(each.row);
  }

  /** Own items of an epoch that is over; repairs belong to the epochs that they come after. */
  private isStale(row: OutboxRow): boolean {
    const epoch = row.order > 0 ? epochOf(row) : undefined;
    return epoch !== undefined && this.from.standing.isStale(epoch);
  }

  private async resealStale(): Promise<void> {
    for (const row of this.rows.filter((each) => this.isStale(each))) await this.reseal(row);
  }

  private async reseal(row: OutboxRow): Promise<boolean> {
    const { entropy } = this;
    const { index, standing, statements } = this.from;
    const done = reseal(row, { index, standing, statements, entropy, nextOrder: () => this.nextOrder++ });
    if (done === undefined) return false;
    await this.from.library.write(done.writes);
    this.rows = this.rows.filter((each) => each !== row);
    if (done.row !== undefined) this.rows.push(done.row);
    return true;
  }

  /** An item that the stored log has already comes back with its old position, and will not come by the log again. */
  async acked({ receipts }: StoreEffect & { type: "Acked" }): Promise<undefined> {
    const { pos: lastPos } = this.from.standing.log();
    for (const receipt of receipts) {
      if (receipt.pos > BigInt(lastPos) || receipt.itemId.length !== 32) continue;
      const row = await this.from.store.logAt(Number(receipt.pos));
      const id = itemId(receipt.itemId);
      if (row !== undefined && isPruned(row)) {
        await this.unbox((each) => each.id === id && itemId(sha256(each.item)) === row.itemId);
      }
      if (row?.itemId === id) await this.unbox((each) => each.id === id && each.author === row.author);
    }
  }

  private async unbox(which: (row: OutboxRow) => boolean): Promise<OutboxRow[]> {
    const gone = this.rows.filter(which);
    if (gone.length > 0) await this.from.library.write(gone.map(({ order }) => ({ write: "unbox", order })));
    this.drop(gone);
    return gone;
  }

  /** Takes an item out of the outbox: a record that came second is made again, what came after its epoch is sealed again, all else is kept aside. */
  async refused(effect: StoreEffect & { type: "Refused" }): Promise<WorkspaceEvent[]> {
    const { item, code, message, lastRecord } = effect;
    if (code === ErrorCode.STALE_EPOCH && (await this.cameTooLate(item))) return [];
    const refused = await this.unbox((row) => row.id === item);
    if (this.awaited.delete(item)) {
      const cameSecond = code === ErrorCode.MEMBERSHIP_CONFLICT || code === ErrorCode.STALE_EPOCH;
      return [{ type: "Recorded", record: item, refusal: message, cameSecond }];
    }
    if (code === ErrorCode.MEMBERSHIP_CONFLICT) {
      await this.renew(refused, lastRecord);
      return [];
    }
    const reason = message;
    // What the relay refused was not said.
    const unsaid = refused.flatMap(({ id, author }) => this.from.statements.find(author, id) ?? []);
    const drops = unsaid.map((row): StoreWrite => ({ write: "dropStatement", row }));
    const writes = refused.map(
      ({ id, kind, item }): StoreWrite => ({
        write: "refused",
        row: { id, kind, code: ErrorCode[code] ?? "", reason, item },
      }),
    );
    await this.from.library.write([...writes, ...drops]);
    return [];
  }

  /** Whether it is an own envelope: it stays until it can be sealed under the epoch that the relay is in. */
  private async cameTooLate(item: ItemId): Promise<boolean> {
    const row = this.rows.find(({ id, author }) => id === item && author === this.keys.id);
    const epoch = row === undefined ? undefined : epochOf(row);
    if (row === undefined || epoch === undefined) return false;
    this.from.standing.isOver(epoch);
    return row.order > 0 || this.reseal(row);
  }

  private async renew(rows: readonly OutboxRow[], lastRecord: ItemId | undefined): Promise<undefined> {
    for (const row of rows) {
      const record = lastRecord === undefined ? undefined : renewRecord(row.item, lastRecord, this.keys.signing);
      if (record !== undefined) await this.enqueue(record);
    }
  }

  private async enqueue(record: MemberRecord): Promise<void> {
    const { id, item } = record;
    const row: OutboxRow = {
      order: this.nextOrder++,
      kind: EntryKind.MEMBER,
      id,
      author: signerOf(item) ?? this.keys.id,
      changes: 0,
      item,
    };
    await this.from.library.write([{ write: "outbox", row }]);
    this.rows.push(row);
  }
}
