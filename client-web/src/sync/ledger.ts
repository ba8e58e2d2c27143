/**
 * What this home has of one workspace: the log as far as it came, the changes in it, and what waits to be sent (STORE-1). Performs what the client machine asks
 * of the store. Owned by its workspace, which runs one thing after the other.
 */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { EntryKind, LogItemSchema, SignedHeadSchema } from "../gen/meridian/v1/log_pb";
import type { Statement } from "../gen/meridian/v1/statement_pb";
import type { Touched } from "../model/automerge/touched";
import type { LogEnd } from "../model/decision/statement";
import { ACTOR_NONCE_BYTES, type ActorId, actorOf, type DeviceId, type DocumentId } from "../protocol/ids";
import { CHAIN_ZERO } from "../protocol/log";
import type { WorkspaceEntry } from "../store/homeStore";
import { isPruned, type LogRow, type StoreWrite, type WorkspaceStore } from "../store/workspaceStore";
import type { DeviceKeys, Entropy } from "../trust/keys";
import type { MemberRecord } from "../trust/memberRecord";
import type { Membership } from "../trust/membership";
import type { EnvelopeOpener } from "../trust/opening";
import { ChangeIndex } from "./changeIndex";
import type { WorkspaceEvent } from "./events";
import { logRow, Unpacking, Waiting } from "./inbox";
import { Library } from "./library";
import { Outgoing } from "./outgoing";
import { Packs } from "./packs";
import { quarantine } from "./quarantining";
import { rewind } from "./rewinding";
import type { StoreEffect } from "./session";
import { SnapshotShelf } from "./snapshotShelf";
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
  readonly snapshots = new SnapshotShelf();
  private readonly packs: Packs;
  library: Library;
  private waiting = new Waiting([]);
  private opened = 0;
  private readonly outgoing: Outgoing;

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
    this.outgoing = new Outgoing(this, keys, entropy);
    this.packs = new Packs({
      store,
      snapshots: this.snapshots,
      membersBefore: (positions) => this.standing.membersBefore(positions),
      write: (batch) => this.library.write(batch),
    });
  }

  private newLibrary(): Library {
    return new Library(this.store, this.index, this.freshActor(), this.heard, (batch) => {
      this.statements.follow(batch);
      this.snapshots.follow(batch);
    });
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
    this.snapshots.reset(stored.snapshots);
    this.waiting = new Waiting(stored.waiting);
    this.outgoing.reset(stored.outbox, stored.statements);
    this.opened = stored.opened;
    await this.standing.reset(stored.members, stored.last);
    const { genesis } = this.outgoing;
    if (!this.standing.logged.isFounded && genesis !== undefined && this.entry.stage === "READY") {
      await this.standing.found(genesis.item);
    }
    await this.openRest();
  }

  /** A sentence with people's names for the devices that it tells by their first digits, where the team document is open and knows them. */
  named(sentence: string): string {
    const members = [...(this.library.openTeam?.members.values() ?? [])];
    return sentence.replace(/device ([0-9a-f]{8})\b/g, (all, digits: string) => {
      return members.find(({ devices }) => devices.some((each) => each.startsWith(digits)))?.name ?? all;
    });
  }

  get device(): DeviceId {
    return this.keys.id;
  }

  /** Changes of this home that are not seen in the log yet. */
  get pending(): number {
    return this.index.unsealedCount + this.outgoing.changes;
  }

  /** Puts a membership record into the outbox; `awaited` where its maker listens for what comes of it. */
  async push(record: MemberRecord, isGenesis: boolean, awaited: boolean): Promise<void> {
    await this.outgoing.push(record, awaited);
    if (isGenesis) await this.standing.found(record.item);
  }

  /** Puts what a device says in a decision into the outbox, after everything that it speaks of. */
  async state(statement: Statement, document: DocumentId, end: LogEnd): Promise<void> {
    await this.outgoing.state(statement, document, end);
  }

  /** Opens what was stored before this device had the key, or what it needs stood in the log. Gives back the documents that it was about. */
  async openRest(): Promise<ReadonlySet<DocumentId>> {
    const documents = new Set<DocumentId>();
    for (;;) {
      const opener = this.standing.opener();
      const waits = opener === undefined || (await this.missing(opener)) !== undefined;
      const rows = waits ? [] : await this.store.logAfter(this.opened, ROWS_A_TURN);
      if (opener === undefined || rows.length === 0) return documents;
      const unpacking = this.unpackingOf(opener, []);
      const opened = await this.unpackAll(unpacking, rows);
      await this.settle(unpacking, [], opened);
      for (const document of [...unpacking.arrivals.keys(), ...unpacking.stated]) documents.add(document);
    }
  }

  /**
   * The first entry whose body is gone and that no checked snapshot in the stored log holds; what comes after it is not opened. While the log is not caught up,
   * the snapshot may be still to come; after that the log is not whole (SNAP-7).
   */
  async missing(opener: EnvelopeOpener | undefined = this.standing.opener()): Promise<number | undefined> {
    if (opener === undefined || this.opened >= (this.standing.lastRow?.pos ?? 0)) return undefined;
    const row = await this.store.logAt(this.opened + 1);
    if (row === undefined || row.rejected || !isPruned(row)) return undefined;
    return (await this.packs.at(row, opener)) === undefined ? row.pos : undefined;
  }

  /** @returns up to where the rows could be opened */
  private async unpackAll(unpacking: Unpacking, rows: readonly LogRow[]): Promise<number> {
    let { opened } = this;
    for (const row of rows) {
      if (!(await unpacking.unpack(row))) break;
      opened = row.pos;
    }
    return opened;
  }

  /** Nothing for what is not the store's. */
  async perform(effect: StoreEffect): Promise<Performed> {
    switch (effect.type) {
      case "Deliver":
        return this.deliver(effect);
      case "ReadOutbox":
        return { input: await this.outgoing.read(effect) };
      case "Acked":
        await this.outgoing.acked(effect);
        return {};
      case "Refused":
        return { news: await this.outgoing.refused(effect) };
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
    const sent = this.outgoing.sentBy(rows);
    for (const { order } of sent) writes.push({ write: "unbox", order });
    const before = this.standing.members;
    const members = await this.standing.advance(rows);
    const opener = this.opened === rows[0]!.pos - 1 ? this.standing.opener() : undefined;
    const entryAt = this.entriesWith(rows);
    writes.push(...(await this.snapshots.note(rows, entryAt)));
    const unpacking = opener === undefined ? undefined : this.unpackingOf(opener, rows);
    const opened = unpacking === undefined ? this.opened : await this.unpackAll(unpacking, rows);
    const news = await this.settle(unpacking, writes, opened);
    this.outgoing.drop(sent);
    await this.standing.follow(rows, members);
    news.push(...(await this.recorded(entries, before)));
    return { input: { type: "Stored", pos: last.pos }, news };
  }

  /** What a frame leads to: what the log had before a key or a checked snapshot came is opened; by its records, what is in quarantine goes. */
  private async recorded(entries: readonly VerifiedEntry[], before: Membership | undefined): Promise<WorkspaceEvent[]> {
    const records = entries.filter(({ entry }) => entry.kind === EntryKind.MEMBER);
    const news: WorkspaceEvent[] = [];
    const resets = new Set(await this.openRest());
    if (records.length === 0) return [...resets].map((document) => ({ type: "Reset", document }));
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
      this.outgoing.recorded(record);
      news.push({ type: "Recorded", record, refusal: rejected });
    }
    return [...news, { type: "Members" }];
  }

  private unpackingOf(opener: EnvelopeOpener, fresh: readonly LogRow[]): Unpacking {
    const entryAt = this.entriesWith(fresh);
    const prunedAt = (row: LogRow) => this.packs.at(row, opener);
    return new Unpacking(this.index, this.waiting, opener, this.library.actor, entryAt, prunedAt);
  }

  private entriesWith(fresh: readonly LogRow[]): (pos: number) => Promise<LogRow | undefined> {
    return async (pos) => fresh.find((row) => row.pos === pos) ?? this.store.logAt(pos);
  }

  /** Stores entries and what was in them, judged as far as its documents are open. */
  private async settle(unpacking: Unpacking | undefined, writes: StoreWrite[], pos: number): Promise<WorkspaceEvent[]> {
    const news: WorkspaceEvent[] = [];
    const judged: DocumentId[] = [];
    if (unpacking !== undefined) {
      writes.push(...unpacking.writes, { write: "meta", name: "opened", value: pos });
      for (const [document, arrivals] of unpacking.arrivals) {
        if (!this.library.isWanted(document)) continue;
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

  /** The relay went on without what comes after a position (STORE-9). */
  private async rewind(effect: StoreEffect & { type: "Rewind" }): Promise<ClientInput> {
    const { writes, repairs } = await rewind(effect, this, this.outgoing.firstOrder);
    this.opened = Math.min(this.opened, effect.toPos);
    writes.push({ write: "meta", name: "opened", value: this.opened });
    await this.library.write(writes);
    this.packs.forget();
    this.outgoing.repair(repairs);
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
