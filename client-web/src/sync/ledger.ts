/**
 * What this home has of one workspace: the log as far as it came, the changes in it, and what waits to be sent (STORE-1). Performs what the client machine asks
 * of the store. Owned by its workspace, which runs one thing after the other.
 */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ErrorCode } from "../gen/meridian/v1/frame_pb";
import { EntryKind, LogItemSchema, SignedHeadSchema } from "../gen/meridian/v1/log_pb";
import { type Statement, StatementSchema } from "../gen/meridian/v1/statement_pb";
import type { Touched } from "../model/automerge/touched";
import type { LogEnd } from "../model/decision/statement";
import {
  ACTOR_NONCE_BYTES,
  type ActorId,
  actorOf,
  type DeviceId,
  type DocumentId,
  type ItemId,
  itemId,
} from "../protocol/ids";
import { CHAIN_ZERO } from "../protocol/log";
import type { WorkspaceEntry } from "../store/homeStore";
import type { LogRow, OutboxRow, StatementRow, StoreWrite, WorkspaceStore } from "../store/workspaceStore";
import type { DeviceKeys, Entropy } from "../trust/keys";
import { type MemberRecord, renewRecord } from "../trust/memberRecord";
import type { Membership } from "../trust/membership";
import type { EnvelopeOpener } from "../trust/opening";
import { ChangeIndex } from "./changeIndex";
import { signerOf } from "./entryVerifier";
import type { WorkspaceEvent } from "./events";
import { logRow, Unpacking, Waiting } from "./inbox";
import { type Arrival, Library } from "./library";
import { quarantine } from "./quarantining";
import { epochOf, reseal } from "./resealing";
import { sealChanges } from "./sealing";
import type { StoreEffect } from "./session";
import { Standing } from "./standing";
import { StatementShelf } from "./statementShelf";
import type { ClientInput, VerifiedEntry } from "./types";

const ROWS_A_TURN = 500;

/** What an effect on the store came to: the machine's next input, and what is to be told. */
export interface Performed {
  readonly input?: ClientInput;
  readonly news?: readonly WorkspaceEvent[];
}

export class Ledger {
  readonly standing: Standing;
  index = new ChangeIndex([]);
  readonly statements = new StatementShelf();
  library: Library;
  private waiting = new Waiting([]);
  private outbox: OutboxRow[] = [];
  private opened = 0;
  private nextOrder = 1;
  /** Records whose makers wait to hear what came of them, and make them anew by themselves. */
  private readonly awaited = new Set<ItemId>();

  /** @param heard is told what changes of others, or of this device elsewhere, touched in an open document */
  constructor(
    private readonly entry: WorkspaceEntry,
    readonly store: WorkspaceStore,
    private readonly keys: DeviceKeys,
    private readonly entropy: Entropy,
    private readonly heard: (document: DocumentId, touched: Touched) => void,
  ) {
    this.standing = new Standing(entry.id, keys);
    this.library = this.newLibrary();
  }

  private newLibrary(): Library {
    return new Library(this.store, this.index, this.freshActor(), this.heard, (batch) => this.statements.follow(batch));
  }

  /** A fresh nonce for every opening: no tab, clone or restored profile ever shares an actor (STORE-7). */
  private freshActor(): ActorId {
    return actorOf(this.keys.id, this.entropy(ACTOR_NONCE_BYTES));
  }

  async load(): Promise<void> {
    const stored = await this.store.load();
    this.index = new ChangeIndex(stored.changes);
    this.library = this.newLibrary();
    this.statements.reset(stored.statements);
    this.waiting = new Waiting(stored.waiting);
    this.outbox = [...stored.outbox];
    this.opened = stored.opened;
    const orders = [...this.outbox, ...stored.statements].map((row) => row.order);
    this.nextOrder = orders.reduce((most, each) => Math.max(most, each), 0) + 1;
    await this.standing.reset(stored.members, stored.last);
    const genesis = this.outbox.find((row) => row.kind === EntryKind.MEMBER);
    if (!this.standing.logged.isFounded && genesis !== undefined && this.entry.stage === "READY") {
      await this.standing.found(genesis.item);
    }
    await this.openRest();
  }

  get device(): DeviceId {
    return this.keys.id;
  }

  /** Changes of this home that are not seen in the log yet. */
  get pending(): number {
    return this.index.unsealedCount + this.outbox.reduce((sum, row) => sum + row.changes, 0);
  }

  /** Puts a membership record into the outbox; `awaited` where its maker listens for what comes of it. */
  async push(record: MemberRecord, isGenesis: boolean, awaited: boolean): Promise<void> {
    if (awaited) this.awaited.add(record.id);
    await this.enqueue(record);
    if (isGenesis) await this.standing.found(record.item);
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
    await this.library.write([{ write: "outbox", row }]);
    this.outbox.push(row);
  }

  /** Opens what was stored before this device had the key: after joining. Gives back the documents that it was about. */
  async openRest(): Promise<ReadonlySet<DocumentId>> {
    const documents = new Set<DocumentId>();
    for (;;) {
      const opener = this.standing.opener();
      const rows = opener === undefined ? [] : await this.store.logAfter(this.opened, ROWS_A_TURN);
      const last = rows.at(-1);
      if (opener === undefined || last === undefined) return documents;
      const unpacking = this.unpackingOf(opener, []);
      for (const row of rows) await unpacking.unpack(row);
      await this.settle(unpacking, [], last.pos);
      for (const document of [...unpacking.arrivals.keys(), ...unpacking.stated]) documents.add(document);
    }
  }

  /** Nothing for what is not the store's. */
  async perform(effect: StoreEffect): Promise<Performed> {
    switch (effect.type) {
      case "Deliver":
        return this.deliver(effect);
      case "ReadOutbox":
        return { input: await this.readOutbox(effect) };
      case "Acked":
        await this.acked(effect);
        return {};
      case "Refused":
        return { news: await this.refused(effect) };
      case "Rewind":
        return { input: await this.rewind(effect) };
      case "ReadChain": {
        const row = effect.pos === 0 ? undefined : await this.store.logAt(effect.pos);
        return { input: { type: "ChainRead", pos: effect.pos, chain: row?.chain ?? CHAIN_ZERO } };
      }
      case "ReadOriginals":
        return { input: await this.originals(effect.afterPos) };
      case "PresenceReceived":
      case "Report":
        return {};
    }
  }

  private async deliver({ entries, head }: StoreEffect & { type: "Deliver" }): Promise<Performed> {
    const headBytes = toBinary(SignedHeadSchema, head);
    const rows: LogRow[] = entries.map(logRow);
    const last = rows.at(-1);
    if (last === undefined) {
      // A newer head of the last stored position.
      const row = { ...this.standing.lastRow!, head: headBytes };
      await this.library.write([{ write: "log", row }]);
      this.standing.renewHead(row);
      return { input: { type: "Stored", pos: row.pos } };
    }
    rows[rows.length - 1] = { ...last, head: headBytes };
    const writes: StoreWrite[] = rows.map((row) => ({ write: "log", row }));
    for (const { entry, author, rejected } of entries) {
      if (rejected === undefined) continue;
      writes.push({ write: "rejected", row: { pos: entry.pos, author, document: entry.document, reason: rejected } });
    }
    const sent = this.sentBy(rows);
    for (const { order } of sent) writes.push({ write: "unbox", order });
    const before = this.standing.members;
    const members = await this.standing.advance(rows);
    const opener = this.opened === rows[0]!.pos - 1 ? this.standing.opener() : undefined;
    const unpacking = opener === undefined ? undefined : this.unpackingOf(opener, rows);
    for (const row of rows) await unpacking?.unpack(row);
    const news = await this.settle(unpacking, writes, last.pos);
    this.outbox = this.outbox.filter((row) => !sent.includes(row));
    await this.standing.follow(rows, members);
    news.push(...(await this.recorded(entries, before)));
    return { input: { type: "Stored", pos: last.pos }, news };
  }

  /** What the records of a frame lead to: what is in quarantine goes, what the log had before a key came is opened. */
  private async recorded(entries: readonly VerifiedEntry[], before: Membership | undefined): Promise<WorkspaceEvent[]> {
    const records = entries.filter(({ entry }) => entry.kind === EntryKind.MEMBER);
    if (records.length === 0) return [];
    const news: WorkspaceEvent[] = [];
    const resets = new Set(await this.openRest());
    const items = this.standing.logged.quarantined;
    const fresh = new Set([...items].filter((item) => !before?.quarantined.has(item)));
    if (fresh.size > 0) {
      const { writes, documents } = await quarantine(fresh, this.store, this.index, this.statements);
      await this.library.write(writes);
      for (const document of documents) {
        this.library.forget(document);
        resets.add(document);
        news.push({ type: "Said", document });
      }
    }
    for (const document of resets) news.push({ type: "Reset", document });
    for (const { itemId: record, rejected } of records) {
      this.awaited.delete(record);
      news.push({ type: "Recorded", record, refusal: rejected });
    }
    return [...news, { type: "Members" }];
  }

  private unpackingOf(opener: EnvelopeOpener, fresh: readonly LogRow[]): Unpacking {
    const entryAt = async (pos: number) => fresh.find((row) => row.pos === pos) ?? (await this.store.logAt(pos));
    return new Unpacking(this.index, this.waiting, opener, this.library.actor, entryAt);
  }

  private sentBy(rows: readonly LogRow[]): OutboxRow[] {
    const seen = new Set(rows.map((row) => `${row.itemId} ${row.author}`));
    return this.outbox.filter((row) => seen.has(`${row.id} ${row.author}`));
  }

  /** Stores entries and what was in them, judged as far as its documents are open. */
  private async settle(unpacking: Unpacking | undefined, writes: StoreWrite[], pos: number): Promise<WorkspaceEvent[]> {
    const news: WorkspaceEvent[] = [];
    const judged: DocumentId[] = [];
    if (unpacking !== undefined) {
      writes.push(...unpacking.writes, { write: "meta", name: "opened", value: pos });
      for (const [document, arrivals] of unpacking.arrivals) {
        if (!this.library.isOpen(document)) continue;
        const slot = await this.library.slot(document);
        const result = this.library.judge(slot, arrivals);
        judged.push(document);
        writes.push(...result.writes);
        news.push(
          result.changed === undefined
            ? { type: "Reset", document }
            : { type: "Changed", document, changed: result.changed },
        );
      }
    }
    try {
      await this.library.write(writes);
    } catch (e) {
      for (const document of judged) this.library.forget(document);
      this.waiting = new Waiting((await this.store.load()).waiting);
      throw e;
    }
    for (const document of unpacking?.stated ?? []) news.push({ type: "Said", document });
    if (unpacking !== undefined) this.opened = pos;
    if (unpacking?.ownActorElsewhere) {
      this.library.becomeActor(this.freshActor());
      return this.index.all().map((document) => ({ type: "Reset", document }));
    }
    return news;
  }

  private async readOutbox({
    afterOrder,
    itemsMax,
    bytesMax,
  }: StoreEffect & { type: "ReadOutbox" }): Promise<ClientInput> {
    await this.resealStale();
    await this.sealAll();
    const items: OutboxRow[] = [];
    let bytes = 0;
    for (const row of [...this.outbox].sort((a, b) => a.order - b.order)) {
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
    const sealer = this.standing.sealer();
    if (sealer === undefined) throw new Error("This device has no key of the workspace yet: sync first.");
    const { id, item } = sealer.statement(statement, this.standing.seen(), this.entropy);
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
    await this.library.write([
      { write: "outbox", row },
      { write: "statement", row: said },
    ]);
    this.outbox.push(row);
  }

  private async sealAll(): Promise<void> {
    const sealer = this.standing.sealer();
    const rows = sealer === undefined ? [] : this.index.unsealed();
    if (sealer === undefined || rows.length === 0) return;
    const changes: Arrival[] = [];
    for (const row of rows) {
      const chunk = await this.store.chunk(row);
      if (chunk === undefined) throw new Error(`change ${row.hash} has no bytes`);
      changes.push({ row, chunk });
    }
    const order = () => this.nextOrder++;
    const writes = sealChanges(changes, sealer, this.keys.id, this.standing.seen(), order, this.entropy);
    await this.library.write(writes);
    for (const each of writes) if (each.write === "outbox") this.outbox.push(each.row);
  }

  /** Own items of an epoch that is over; repairs belong to the epochs that they come after. */
  private isStale(row: OutboxRow): boolean {
    const epoch = row.order > 0 ? epochOf(row) : undefined;
    return epoch !== undefined && this.standing.isStale(epoch);
  }

  private async resealStale(): Promise<void> {
    for (const row of this.outbox.filter((each) => this.isStale(each))) await this.reseal(row);
  }

  private async reseal(row: OutboxRow): Promise<boolean> {
    const { index, standing, statements, entropy } = this;
    const done = reseal(row, { index, standing, statements, entropy, nextOrder: () => this.nextOrder++ });
    if (done === undefined) return false;
    await this.library.write(done.writes);
    this.outbox = this.outbox.filter((each) => each !== row);
    if (done.row !== undefined) this.outbox.push(done.row);
    return true;
  }

  /** An item that the stored log has already comes back with its old position, and will not come by the log again. */
  private async acked({ receipts }: StoreEffect & { type: "Acked" }): Promise<undefined> {
    const { pos: lastPos } = this.standing.log();
    for (const receipt of receipts) {
      if (receipt.pos > BigInt(lastPos) || receipt.itemId.length !== 32) continue;
      const row = await this.store.logAt(Number(receipt.pos));
      const id = itemId(receipt.itemId);
      if (row?.itemId === id) await this.unbox((each) => each.id === id && each.author === row.author);
    }
  }

  private async unbox(which: (row: OutboxRow) => boolean): Promise<OutboxRow[]> {
    const gone = this.outbox.filter(which);
    if (gone.length > 0) await this.library.write(gone.map(({ order }) => ({ write: "unbox", order })));
    this.outbox = this.outbox.filter((row) => !gone.includes(row));
    return gone;
  }

  /** Takes an item out of the outbox: a record that came second is made again, what came after its epoch is sealed again, all else is kept aside. */
  private async refused(effect: StoreEffect & { type: "Refused" }): Promise<WorkspaceEvent[]> {
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
    const unsaid = refused.flatMap(({ id, author }) => this.statements.find(author, id) ?? []);
    const drops = unsaid.map((row): StoreWrite => ({ write: "dropStatement", row }));
    const writes = refused.map(
      ({ id, kind, item }): StoreWrite => ({
        write: "refused",
        row: { id, kind, code: ErrorCode[code] ?? "", reason, item },
      }),
    );
    await this.library.write([...writes, ...drops]);
    return [];
  }

  /** Whether it is an own envelope: it stays until it can be sealed under the epoch that the relay is in. */
  private async cameTooLate(item: ItemId): Promise<boolean> {
    const row = this.outbox.find(({ id, author }) => id === item && author === this.keys.id);
    const epoch = row === undefined ? undefined : epochOf(row);
    if (row === undefined || epoch === undefined) return false;
    this.standing.isOver(epoch);
    return row.order > 0 || this.reseal(row);
  }

  private async renew(rows: readonly OutboxRow[], lastRecord: ItemId | undefined): Promise<undefined> {
    for (const row of rows) {
      const record = lastRecord === undefined ? undefined : renewRecord(row.item, lastRecord, this.keys.signing);
      if (record !== undefined) await this.enqueue(record);
    }
  }

  /** The relay lost what comes after a position and went on without it (STORE-9). */
  private async rewind({ toPos, head }: StoreEffect & { type: "Rewind" }): Promise<ClientInput> {
    const lost: LogRow[] = [];
    for (let after = toPos; ; after = lost.at(-1)!.pos) {
      const rows = await this.store.logAfter(after, ROWS_A_TURN);
      if (rows.length === 0) break;
      lost.push(...rows);
    }
    const first = Math.min(0, ...this.outbox.map((row) => row.order)) - lost.length;
    const repairs = lost.flatMap(({ kind, itemId: id, author, item }, i): OutboxRow[] =>
      author === undefined ? [] : [{ order: first + i, kind, id, author, changes: 0, item }],
    );
    const kept = toPos === 0 ? undefined : await this.store.logAt(toPos);
    const writes: StoreWrite[] = [{ write: "cutLog", afterPos: toPos }];
    for (const row of repairs) writes.push({ write: "outbox", row });
    for (const document of this.index.all()) {
      for (const row of this.index.of(document)) {
        if (row.pos === undefined || row.pos <= toPos) continue;
        const { pos: _, ...rest } = row;
        writes.push(
          row.state === "UNJUDGED"
            ? { write: "dropChange", row }
            : { write: "change", row: { ...rest, pos: undefined } },
        );
      }
    }
    for (const row of this.statements.after(toPos)) {
      writes.push({ write: "statement", row: { ...row, pos: undefined, receivedMillis: 0 } });
    }
    if (kept !== undefined && head !== undefined) {
      writes.push({ write: "log", row: { ...kept, head: toBinary(SignedHeadSchema, head) } });
    }
    this.opened = Math.min(this.opened, toPos);
    writes.push({ write: "meta", name: "opened", value: this.opened });
    await this.library.write(writes);
    this.outbox.push(...repairs);
    const stored = await this.store.load();
    this.waiting = new Waiting(stored.waiting);
    await this.standing.reset(stored.members, stored.last);
    return { type: "Rewound", log: this.standing.log() };
  }

  /** Right after a position, up to and with the next position whose head was kept. */
  private async originals(afterPos: number): Promise<ClientInput> {
    const items = [];
    for (let after = afterPos; ; ) {
      const rows = await this.store.logAfter(after, ROWS_A_TURN);
      if (rows.length === 0) throw new Error(`nothing is stored after position ${afterPos}`);
      for (const row of rows) {
        items.push(create(LogItemSchema, { entry: row.entry, item: row.item }));
        if (row.head !== undefined) {
          return { type: "OriginalsRead", afterPos, items, head: fromBinary(SignedHeadSchema, row.head) };
        }
        after = row.pos;
      }
    }
  }
}
