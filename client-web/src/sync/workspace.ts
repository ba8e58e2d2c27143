/**
 * One workspace of this home: edits in, changes out, durable before anybody is told (STORE-2). Everything that touches the store or the documents runs one after
 * the other.
 */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ErrorCode } from "../gen/meridian/v1/frame_pb";
import { EntryKind, LogItemSchema, SignedHeadSchema } from "../gen/meridian/v1/log_pb";
import { BoardDocument } from "../model/board";
import type { BoardIntent, DocumentIntent, TeamIntent, Warning } from "../model/intents";
import type { JsonObject } from "../model/json";
import type { PlanDocument } from "../model/planDocument";
import type { DocumentKind } from "../model/schema";
import { TeamDocument } from "../model/team";
import { TextDocument } from "../model/textDocument";
import type { Changed } from "../model/view";
import { boardJson, documentJson, printWorkspace, teamJson } from "../model/workspaceJson";
import { ACTOR_NONCE_BYTES, actorOf, type DocumentId, type ItemId, itemId, TEAM_DOCUMENT } from "../protocol/ids";
import { CHAIN_ZERO } from "../protocol/log";
import type { WorkspaceEntry } from "../store/homeStore";
import type { LogRow, OutboxRow, StoreWrite, WorkspaceStore } from "../store/workspaceStore";
import type { DeviceKeys } from "../trust/keys";
import { type MemberRecord, renewRecord } from "../trust/memberRecord";
import type { Membership } from "../trust/membership";
import { applyRecord } from "../trust/membershipFold";
import type { EnvelopeOpener } from "../trust/opening";
import { ChangeIndex } from "./changeIndex";
import { logRow, Unpacking, Waiting } from "./inbox";
import { type Arrival, asKind, Library } from "./library";
import { sealChanges } from "./sealing";
import { Session, type Shell, type StoreEffect, type Surroundings } from "./session";
import { Standing } from "./standing";
import type { ClientInput, ClientStatus, Principal } from "./types";

/** One step of an edit: intents on one document. */
export type Step =
  | { readonly kind: "team"; readonly intents: readonly TeamIntent[] }
  | { readonly kind: "board"; readonly document: DocumentId; readonly intents: readonly BoardIntent[] }
  | { readonly kind: "document"; readonly document: DocumentId; readonly intents: readonly DocumentIntent[] };

export type WorkspaceEvent =
  | { readonly type: "Changed"; readonly document: DocumentId; readonly changed: Changed }
  /** `pending` changes are not seen in the log yet. */
  | { readonly type: "Sync"; readonly status: ClientStatus; readonly pending: number }
  /** A document that is open must be read anew as a whole. */
  | { readonly type: "Reset"; readonly document: DocumentId }
  | { readonly type: "Failed"; readonly message: string };

/** This device may not write, by its role. */
export class NotAllowed extends Error {}

const GATHER_MILLIS = 100;
const ROWS_A_TURN = 500;

export class Workspace implements Shell {
  private readonly standing: Standing;
  private index = new ChangeIndex([]);
  private library: Library;
  private waiting = new Waiting([]);
  private outbox: OutboxRow[] = [];
  private opened = 0;
  private nextOrder = 1;
  private session: Session | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<(event: WorkspaceEvent) => void>();
  private status: ClientStatus = { type: "Offline" };

  private constructor(
    readonly entry: WorkspaceEntry,
    private readonly store: WorkspaceStore,
    readonly keys: DeviceKeys,
    private readonly world: Surroundings,
  ) {
    this.standing = new Standing(entry.id, keys);
    this.library = new Library(store, this.index, this.freshActor());
  }

  static async open(
    entry: WorkspaceEntry,
    store: WorkspaceStore,
    keys: DeviceKeys,
    world: Surroundings,
  ): Promise<Workspace> {
    const workspace = new Workspace(entry, store, keys, world);
    await workspace.load();
    return workspace;
  }

  /** A fresh nonce for every opening: no tab, clone or restored profile ever shares an actor (STORE-7). */
  private freshActor() {
    return actorOf(this.keys.id, this.world.entropy(ACTOR_NONCE_BYTES));
  }

  private async load(): Promise<void> {
    const stored = await this.store.load();
    this.index = new ChangeIndex(stored.changes);
    this.library = new Library(this.store, this.index, this.freshActor());
    this.waiting = new Waiting(stored.waiting);
    this.outbox = [...stored.outbox];
    this.opened = stored.opened;
    this.nextOrder = Math.max(0, ...this.outbox.map((row) => row.order)) + 1;
    await this.standing.reset(stored.members, stored.last);
    const genesis = this.outbox.find((row) => row.kind === EntryKind.MEMBER);
    if (!this.standing.logged.isFounded && genesis !== undefined && this.entry.stage === "READY") {
      await this.standing.found(genesis.item);
    }
    await this.openRest();
  }

  listen(listener: (event: WorkspaceEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(event: WorkspaceEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  private tellSync(): void {
    this.tell({ type: "Sync", status: this.status, pending: this.pending });
  }

  /** Changes of this home that are not seen in the log yet. */
  get pending(): number {
    return this.index.unsealed().length + this.outbox.reduce((sum, row) => sum + row.changes, 0);
  }

  get syncStatus(): ClientStatus {
    return this.status;
  }

  /** Runs after everything before it. */
  private run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.queue.then(task);
    this.queue = result.catch(() => undefined); // whoever asked hears of it
    return result;
  }

  // Reading and editing.

  /** Runs `read` on a document as the store has it; undefined where it is not here, or of another kind. */
  async read<T>(kind: "team", document: DocumentId, read: (document: TeamDocument) => T): Promise<T | undefined>;
  async read<T>(kind: "board", document: DocumentId, read: (document: BoardDocument) => T): Promise<T | undefined>;
  async read<T>(kind: "document", document: DocumentId, read: (document: TextDocument) => T): Promise<T | undefined>;
  async read<T>(kind: DocumentKind, document: DocumentId, read: (document: never) => T): Promise<T | undefined> {
    return this.run(async () => {
      const { plan } = await this.library.slot(document);
      const is = plan instanceof TeamDocument ? "team" : plan instanceof BoardDocument ? "board" : "document";
      return plan !== undefined && is === kind ? read(plan as never) : undefined;
    });
  }

  /** Carries out steps, all or nothing (STORE-3). When it returns, they are on the disk. @throws IntentRefused, NotAllowed */
  async edit(steps: readonly Step[]): Promise<readonly Warning[]> {
    return this.run(async () => {
      if (!this.standing.mayWrite) throw new NotAllowed("Your role in this workspace is to read, not to write.");
      const touched: { document: DocumentId; changed: Changed }[] = [];
      const writes: StoreWrite[] = [];
      const warnings: Warning[] = [];
      try {
        for (const step of steps) {
          const document = step.kind === "team" ? TEAM_DOCUMENT : step.document;
          touched.push({ document, changed: await this.editOne(step, document, writes, warnings) });
        }
        await this.library.write(writes);
      } catch (e) {
        // A document that went ahead of the store comes back from it as it was.
        for (const { document } of touched) {
          this.library.forget(document);
          this.tell({ type: "Reset", document });
        }
        throw e;
      }
      for (const each of touched) this.tell({ type: "Changed", ...each });
      this.tellSync();
      this.gather();
      return warnings;
    });
  }

  private async editOne(step: Step, document: DocumentId, writes: StoreWrite[], warnings: Warning[]): Promise<Changed> {
    const plan = asKind(await this.library.slot(document), step.kind);
    if (plan === undefined) throw new RangeError(`document ${document} is not a ${step.kind}`);
    // The step's kind and the document's are the same by now.
    const edited = (plan as PlanDocument<{ intent: string }>).apply(step.intents);
    for (const { change } of edited.changes) {
      const row = {
        ordinal: this.index.nextOrdinal(),
        document,
        hash: change.hash,
        actor: this.library.actor,
        seq: change.seq,
        pos: undefined,
        state: "ACCEPTED" as const,
        unsealed: true,
      };
      writes.push({ write: "change", row, chunk: change.chunk });
    }
    warnings.push(...edited.warnings);
    return edited.changed;
  }

  /** The whole as one JSON document (JSON-5), everything that is in the trash included. */
  async exportJson(): Promise<string> {
    const boards: [string, JsonObject][] = [];
    const documents: [string, JsonObject][] = [];
    const heads = new Map<string, readonly string[]>();
    let team: TeamDocument | undefined;
    await this.run(async () => {
      for (const document of [TEAM_DOCUMENT, ...this.index.all()]) {
        const { plan } = await this.library.slot(document);
        if (plan instanceof TeamDocument) team = plan;
        if (plan instanceof BoardDocument) boards.push([document, boardJson(plan.board, plan.unknown())]);
        if (plan instanceof TextDocument) documents.push([document, documentJson(plan)]);
        if (plan !== undefined) heads.set(document, plan.heads());
      }
    });
    if (team === undefined) throw new Error("the team document is not here yet");
    const teamPart = teamJson(team.team, team.unknown(), (id) => heads.get(id) ?? []);
    return printWorkspace(teamPart, Object.fromEntries(boards), Object.fromEntries(documents));
  }

  // Membership.

  /** Members by the log. */
  members(): Membership {
    return this.standing.logged;
  }

  get isMember(): boolean {
    return this.standing.isMember;
  }

  get mayWrite(): boolean {
    return this.standing.mayWrite;
  }

  /** The log's chain and time where it ends here. */
  get logEnd() {
    const { chain, relayMillis, pos } = this.standing.log();
    return { chain, relayMillis, pos };
  }

  /** Puts a membership record into the outbox. */
  async push(record: MemberRecord, isGenesis = false): Promise<void> {
    await this.run(async () => {
      await this.enqueue(record);
      if (isGenesis) await this.standing.found(record.item);
    });
    this.session?.input({ type: "OutboxChanged" });
  }

  private async enqueue(record: MemberRecord): Promise<void> {
    const { id, item } = record;
    const row: OutboxRow = {
      order: this.nextOrder++,
      kind: EntryKind.MEMBER,
      id,
      author: this.keys.id,
      changes: 0,
      item,
    };
    await this.library.write([{ write: "outbox", row }]);
    this.outbox.push(row);
  }

  /** Opens what was stored before this device had the key: after joining. */
  async openRest(): Promise<void> {
    const documents = new Set<DocumentId>();
    await this.run(async () => {
      for (;;) {
        const opener = this.standing.opener();
        const rows = opener === undefined ? [] : await this.store.logAfter(this.opened, ROWS_A_TURN);
        const last = rows.at(-1);
        if (opener === undefined || last === undefined) return;
        const unpacking = this.unpackingOf(opener, []);
        for (const row of rows) await unpacking.unpack(row);
        await this.settle(unpacking, [], last.pos);
        for (const document of unpacking.arrivals.keys()) documents.add(document);
      }
    });
    for (const document of documents) this.tell({ type: "Reset", document });
  }

  // Synchronising.

  /** Connects as somebody, and stays connected until told otherwise. */
  connect(principal: Principal = { type: "Device", key: this.keys.signing }): void {
    const { id: workspace, relay, relayKeyHash } = this.entry;
    const host = `${relay.host}:${relay.port}`;
    this.session = new Session(
      relay,
      { workspace, host, relayKeyHash, principal },
      this.standing.log(),
      this,
      this.world,
    );
    this.session.input({ type: "Start" });
  }

  /** Tries at once, for whoever has waited long enough. */
  retry(): void {
    this.session?.input({ type: "Start" });
  }

  async disconnect(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    await session?.close();
    this.status = { type: "Offline" };
    this.tellSync();
  }

  async close(): Promise<void> {
    clearTimeout(this.gathering);
    await this.disconnect();
    await this.run(async () => this.library.close());
    this.store.close();
  }

  private gather(): void {
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      this.session?.input({ type: "OutboxChanged" });
    }, GATHER_MILLIS);
  }

  failed(error: unknown): void {
    this.session = undefined;
    const message = error instanceof Error ? error.message : String(error);
    this.status = { type: "Stopped", reason: "PROTOCOL", message, evidence: [] };
    this.tell({ type: "Failed", message });
    this.tellSync();
  }

  async perform(effect: StoreEffect): Promise<ClientInput | undefined> {
    switch (effect.type) {
      case "Deliver":
        return this.run(() => this.deliver(effect));
      case "ReadOutbox":
        return this.run(() => this.readOutbox(effect));
      case "Acked":
        return this.run(() => this.acked(effect));
      case "Refused":
        return this.run(() => this.refused(effect));
      case "Rewind":
        return this.run(() => this.rewind(effect));
      case "ReadChain": {
        const row = effect.pos === 0 ? undefined : await this.store.logAt(effect.pos);
        return { type: "ChainRead", pos: effect.pos, chain: row?.chain ?? CHAIN_ZERO };
      }
      case "ReadOriginals":
        return this.originals(effect.afterPos);
      case "PresenceReceived":
        return undefined;
      case "Report":
        this.status = effect.status;
        this.tellSync();
        return undefined;
    }
  }

  private async deliver({ entries, head }: StoreEffect & { type: "Deliver" }): Promise<ClientInput> {
    const headBytes = toBinary(SignedHeadSchema, head);
    const rows: LogRow[] = entries.map(logRow);
    const last = rows.at(-1);
    if (last === undefined) {
      // A newer head of the last stored position.
      const row = { ...this.standing.lastRow!, head: headBytes };
      await this.library.write([{ write: "log", row }]);
      this.standing.renewHead(row);
      return { type: "Stored", pos: row.pos };
    }
    rows[rows.length - 1] = { ...last, head: headBytes };
    const writes: StoreWrite[] = rows.map((row) => ({ write: "log", row }));
    for (const { entry, author, rejected } of entries) {
      if (rejected === undefined) continue;
      writes.push({ write: "rejected", row: { pos: entry.pos, author, document: entry.document, reason: rejected } });
    }
    const sent = this.sentBy(rows);
    for (const { order } of sent) writes.push({ write: "unbox", order });
    const members = membersAfter(this.standing.logged, rows);
    const opener = this.opened === rows[0]!.pos - 1 ? this.standing.opener() : undefined;
    const unpacking = opener === undefined ? undefined : this.unpackingOf(opener, rows);
    for (const row of rows) await unpacking?.unpack(row);
    const news = await this.settle(unpacking, writes, last.pos);
    this.outbox = this.outbox.filter((row) => !sent.includes(row));
    await this.standing.follow(rows, members);
    for (const each of news) this.tell(each);
    this.tellSync();
    return { type: "Stored", pos: last.pos };
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
    await this.sealAll();
    const items: OutboxRow[] = [];
    let bytes = 0;
    for (const row of [...this.outbox].sort((a, b) => a.order - b.order)) {
      if (row.order <= afterOrder) continue;
      bytes += row.item.length;
      if (items.length === itemsMax || (items.length > 0 && bytes > bytesMax)) break;
      items.push(row);
    }
    return { type: "OutboxRead", items };
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
    const writes = sealChanges(changes, sealer, this.keys.id, this.standing.seen(), order, this.world.entropy);
    await this.library.write(writes);
    for (const each of writes) if (each.write === "outbox") this.outbox.push(each.row);
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

  /** Takes an item out of the outbox: a record that came second is made again, all else is kept aside. */
  private async refused({ item, code, message, lastRecord }: StoreEffect & { type: "Refused" }): Promise<undefined> {
    const refused = await this.unbox((row) => row.id === item);
    if (code === ErrorCode.MEMBERSHIP_CONFLICT) return this.renew(refused, lastRecord);
    const reason = message;
    const writes = refused.map(
      ({ id, kind, item }): StoreWrite => ({
        write: "refused",
        row: { id, kind, code: ErrorCode[code] ?? "", reason, item },
      }),
    );
    await this.library.write(writes);
    this.tellSync();
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

function membersAfter(members: Membership, rows: readonly LogRow[]): Membership {
  let now = members;
  for (const row of rows) {
    if (row.kind !== EntryKind.MEMBER || row.rejected) continue;
    // The entry was accepted at its own time already: an expiry cannot fail it here.
    const step = applyRecord(now, row.item, 0);
    if (step.type === "Accepted") now = step.next;
  }
  return now;
}
