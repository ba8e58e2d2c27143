/**
 * One workspace of this home: edits in, changes out, durable before anybody is told (STORE-2). Everything that touches the store or the documents runs one after
 * the other.
 */
import type { BoardDocument } from "../model/board";
import { printFrontier } from "../model/calendar/forms";
import { type BoardId, newId, type Subject } from "../model/ids";
import type { Warning } from "../model/intents";
import type { DocumentKind } from "../model/schema";
import type { TeamDocument } from "../model/team";
import type { TextDocument } from "../model/textDocument";
import type { Direction } from "../model/undo/revert";
import type { HistoryState } from "../model/undo/undoStack";
import type { Candidate, Field } from "../model/values";
import type { Attribution } from "../model/whose";
import { type DocumentId, type ItemId, TEAM_DOCUMENT, type WorkspaceId } from "../protocol/ids";
import type { WorkspaceEntry } from "../store/homeStore";
import type { WorkspaceStore } from "../store/workspaceStore";
import type { DeviceKeys } from "../trust/keys";
import type { MemberRecord } from "../trust/memberRecord";
import type { Membership } from "../trust/membership";
import type { ExportedBytes, Facts, Restored } from "./archiving";
import { Connection } from "./connection";
import { Editing, type Undoable, type Undone } from "./editing";
import type { Step, WorkspaceEvent } from "./events";
import { exportOf } from "./exporting";
import { WorkspaceHistory } from "./history";
import type { DroppedFile, ExportedFile, ExportFormat, Imported, ImportRequest } from "./importing";
import type { ImportedDocuments } from "./importingDocuments";
import { Ledger } from "./ledger";
import { type LeftOutEntry, leftOut, quarantinable } from "./leftOut";
import type { Since } from "./past";
import { Planning } from "./planning";
import type { Mine, Peer } from "./presence";
import { PresenceLine } from "./presenceLine";
import type { Surroundings } from "./session";
import type { OwnAccess } from "./standing";
import { purging } from "./trash";
import type { ClientStatus, Principal } from "./types";
import { UNWATCHED, type Work } from "./work";

export type { Undoable, Undone } from "./editing";
export type { Step, WorkspaceEvent } from "./events";
export { NotAllowed } from "./events";

/** After the answer is on its way, and between two pieces of what was put off. */
const SETTLE_MILLIS = 50;
const PIECE_MILLIS = 10;

/** Loaded when the first file comes in or goes out: opening a workspace needs none of it. */
const files = () => import("./importing");
const documentFiles = () => import("./importingDocuments");
const archives = () => import("./archiving");

/** A selection in a text, in code points. */
export interface CaretPlace {
  readonly anchor: number;
  readonly head: number;
}

export type PagePresence = Omit<Mine, "caret"> & { readonly caret?: CaretPlace };
export type PeerPresence = Omit<Peer, "caret"> & { readonly caret?: CaretPlace };

export class Workspace {
  private readonly ledger: Ledger;
  private readonly editing: Editing;
  /** Its past, who wrote what, and what its reader has seen. */
  readonly history: WorkspaceHistory;
  private readonly presence: PresenceLine;
  /** Decisions and the rhythm. */
  readonly planning: Planning;
  private readonly connection: Connection;
  private queue: Promise<unknown> = Promise.resolve();
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<(event: WorkspaceEvent) => void>();

  private constructor(
    readonly entry: WorkspaceEntry,
    private readonly store: WorkspaceStore,
    readonly keys: DeviceKeys,
    private readonly world: Surroundings,
  ) {
    this.ledger = new Ledger(entry, store, keys, world.entropy, (document, touched) =>
      this.editing.heard(document, touched),
    );
    this.editing = new Editing(
      this.ledger,
      (event) => this.tell(event),
      () => this.connection.outboxGrew(),
    );
    this.history = new WorkspaceHistory(this.ledger, (task) => this.run(task));
    this.presence = new PresenceLine({
      ledger: this.ledger,
      world,
      send: (envelope) => this.connection.send({ type: "SendPresence", envelope }),
      tell: (document) => this.tell({ type: "Presence", document }),
    });
    this.planning = new Planning({
      ledger: this.ledger,
      history: this.history,
      entropy: world.entropy,
      now: () => world.wallMillis(),
      run: (task) => this.run(task),
      edit: (steps) => this.edit(steps),
      isLive: () => this.syncStatus.type === "Live",
      requestTick: () => this.connection.send({ type: "RequestTick" }),
      failed: (error) => this.connection.failed(error),
      said: (document) => {
        this.tell({ type: "Said", document });
        this.connection.outboxGrew();
      },
    });
    this.connection = new Connection({
      entry,
      ledger: this.ledger,
      signing: keys.signing,
      world,
      run: (task) => this.run(task),
      tell: (event) => this.tell(event),
      presence: this.presence,
      tending: this.planning.tending,
    });
  }

  static async open(
    entry: WorkspaceEntry,
    store: WorkspaceStore,
    keys: DeviceKeys,
    world: Surroundings,
  ): Promise<Workspace> {
    const workspace = new Workspace(entry, store, keys, world);
    await workspace.ledger.load();
    return workspace;
  }

  listen(listener: (event: WorkspaceEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What is said beside a board or document is told as of that. */
  private tell(event: WorkspaceEvent): void {
    const told =
      event.type === "Changed" || event.type === "Reset" || event.type === "History"
        ? { ...event, document: this.ledger.library.about(event.document) }
        : event;
    for (const listener of this.listeners) listener(told);
  }

  /** Changes of this home that are not seen in the log yet. */
  get pending(): number {
    return this.ledger.pending;
  }

  get syncStatus(): ClientStatus {
    return this.connection.status;
  }

  /** What was put off is done when nobody waits for anything, piece by piece: whoever asks meanwhile comes in between. */
  private settleLater(millis = SETTLE_MILLIS): void {
    this.settling ??= setTimeout(() => {
      this.settling = undefined;
      this.run(async () => this.ledger.library.settlePiece()).then(
        (isMore) => {
          if (isMore) this.settleLater(PIECE_MILLIS);
        },
        (e: unknown) => this.connection.failed(e),
      );
    }, millis);
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
    const opens = !this.ledger.library.isOpen(document);
    try {
      return await this.run(async () => {
        const { plan } = await this.ledger.library.slot(document);
        return plan?.kind === kind ? read(plan as never) : undefined;
      });
    } finally {
      // Not before: what opens takes longer than the wait.
      if (opens) this.settleLater();
    }
  }

  /** Carries out steps, all or nothing (STORE-3). When it returns, they are on the disk. @throws IntentRefused, NotAllowed */
  async edit(steps: readonly Step[], undo?: Undoable): Promise<readonly Warning[]> {
    return this.run(() => this.editing.carryOut(steps, undo));
  }

  /** Likewise, if a condition holds when their turn has come. @returns whether it did */
  async editIf(holds: () => boolean, steps: readonly Step[], undo?: Undoable): Promise<boolean> {
    return this.run(async () => {
      if (!holds()) return false;
      await this.editing.carryOut(steps, undo);
      return true;
    });
  }

  /** Brings a file into the workspace, as one step that can be taken back, or not at all. @throws ImportFailed, NotAllowed, StoreFault */
  async importFile(file: DroppedFile, request: ImportRequest, work?: Work): Promise<Imported> {
    const { planImport } = await files();
    return this.run(async () => {
      const newIdHere = () => newId<BoardId>(this.world.entropy);
      const { index, library } = this.ledger;
      const { steps, imported } = await planImport(library, index.all(), file, request, newIdHere);
      if (steps.length > 0) await this.editing.carryOut(steps, {}, work);
      return imported;
    });
  }

  /** Brings Markdown files into the workspace, all of them or none. @throws ImportFailed, NotAllowed, StoreFault */
  async importDocuments(name: string, files: readonly DroppedFile[], work?: Work): Promise<ImportedDocuments> {
    return this.run(async () => {
      const newIdHere = () => newId<DocumentId>(this.world.entropy);
      const { index, library, statements } = this.ledger;
      const { planDocuments } = await documentFiles();
      const chosen = { name, files, opened: new Set(statements.documents()) };
      const { steps, imported } = await planDocuments(library, index.all(), chosen, newIdHere);
      if (steps.length > 0) await this.editing.carryOut(steps, {}, work);
      return imported;
    });
  }

  /** Brings an archive into this workspace, which has no boards and documents, whole or not at all. @throws ImportFailed, NotAllowed, StoreFault, Cancelled */
  async restoreArchive(file: DroppedFile, work: Work = UNWATCHED): Promise<Restored> {
    const { planRestore } = await archives();
    return this.run(async () => {
      const newIdHere = () => newId<DocumentId>(this.world.entropy);
      const { steps, restored } = await planRestore(this.ledger.library, file, newIdHere, work);
      await this.editing.carryOut(steps, {}, work);
      return restored;
    });
  }

  /** Everything as one ZIP that is read without Meridian. @throws Cancelled */
  async exportArchive(work: Work = UNWATCHED): Promise<ExportedBytes> {
    const { exportArchive } = await archives();
    const { library, index } = this.ledger;
    return this.run(async () => exportArchive(library, index.all(), await this.facts(), work));
  }

  /** Target dates, deadlines and cycles as one calendar. */
  async exportCalendar(): Promise<ExportedFile> {
    const { exportCalendar } = await archives();
    return this.run(async () => exportCalendar(this.ledger.library, await this.facts(), UNWATCHED));
  }

  private async facts(): Promise<Facts> {
    const { pos: revision } = this.ledger.standing.log();
    return { workspace: this.id, revision, decisions: await this.planning.histories() };
  }

  /** A board as a file of another program. */
  async exportFile(board: BoardId, format: ExportFormat): Promise<ExportedFile> {
    const { exportBoard } = await files();
    return this.run(() => exportBoard(this.ledger.library, board, format));
  }

  /** All documents as Markdown files. */
  async exportMarkdown(): Promise<readonly ExportedFile[]> {
    const { exportDocuments } = await files();
    return this.run(() => exportDocuments(this.ledger.library, this.ledger.index.all()));
  }

  /** Takes back the last undoable edit of this engine that touched a document, or does again what was taken back last (UNDO-1). */
  async revert(document: DocumentId, direction: Direction): Promise<Undone> {
    return this.run(() => this.editing.revert(document, direction));
  }

  /** Settles a conflict with one of the values that stand there. One step to be taken back. @returns false where that value is not there any more */
  async pick(document: DocumentId, subject: Subject, field: Field, candidate: Candidate): Promise<boolean> {
    return this.run(() => this.editing.pick(document, subject, field, candidate));
  }

  /** Whether there is something to take back, or to do again, in a document. */
  historyOf(document: DocumentId): HistoryState {
    return this.editing.historyOf(document);
  }

  /** Removes for good everything that is in the trash, or of one board (LIFE-6). Cannot be taken back. */
  async emptyTrash(board?: DocumentId): Promise<number> {
    const found = (await this.history.trash()).filter(
      (each) => board === undefined || ("board" in each && each.board === board),
    );
    // Ends before arrows: an arrow goes with its ends.
    const steps = purging(found);
    if (steps.length > 0) await this.edit(steps);
    return found.length;
  }

  /** Notes for all devices of this home's member that everything up to there was seen (SCHEMA-40). @returns false where this device is nobody's yet */
  async markLooked(since: Since): Promise<boolean> {
    const me = await this.history.me();
    if (me === undefined) return false;
    const frontier = printFrontier(await this.history.frontier(since));
    await this.edit([{ kind: "team", intents: [{ intent: "SetLooked", member: me.id, frontier }] }]);
    return true;
  }

  /** The whole as one JSON document (JSON-5), everything that is in the trash included. */
  async exportJson(): Promise<string> {
    return this.run(() => exportOf(this.ledger.library, [TEAM_DOCUMENT, ...this.ledger.index.all()]));
  }

  /** What stands in the log and is in no document here. */
  async leftOut(): Promise<readonly LeftOutEntry[]> {
    return this.run(() => leftOut(this.store));
  }

  /** What a quarantine of a position names. */
  async quarantinable(position: number): Promise<ItemId | undefined> {
    return this.run(() => quarantinable(this.store, position));
  }

  // Presence.

  /** Says what a page's person is at in a document, undefined when it leaves; text cursors in code points. */
  async present(document: DocumentId, page: string, mine: PagePresence | undefined): Promise<void> {
    const { caret, ...rest } = mine ?? { mood: "idle" };
    const marks = caret === undefined ? undefined : await this.read("document", document, (text) => text.marks(caret));
    this.presence.mine(document, page, mine && { ...rest, ...(marks === undefined ? {} : { caret: marks }) });
  }

  /** A page is closed. */
  leave(page: string): void {
    this.presence.leave(page);
  }

  /** Who else is in a document. */
  async people(document: DocumentId): Promise<readonly PeerPresence[]> {
    const peers = this.presence.peers(document);
    if (peers.every((peer) => peer.caret === undefined)) return peers.map(({ caret: _, ...peer }) => peer);
    const placed = await this.read("document", document, (text) =>
      peers.map(({ caret, ...peer }) => {
        const place = caret === undefined ? undefined : text.caret(caret);
        return place === undefined ? peer : { ...peer, caret: place };
      }),
    );
    return placed ?? peers.map(({ caret: _, ...peer }) => peer);
  }

  // Membership.

  /** Members by the log. */
  members(): Membership {
    return this.ledger.standing.logged;
  }

  /** Whose each device is by the log (TEAM-10). */
  get attribution(): Attribution {
    return this.ledger.standing.attribution;
  }

  /** Members by the log, or by the genesis that is not sent yet. */
  get standingMembers(): Membership | undefined {
    return this.ledger.standing.members;
  }

  get id(): WorkspaceId {
    return this.entry.id;
  }

  get isMember(): boolean {
    return this.ledger.standing.isMember;
  }

  get mayWrite(): boolean {
    return this.ledger.standing.mayWrite;
  }

  /** Whether this device may say something about boards and documents. */
  get mayComment(): boolean {
    return this.ledger.standing.mayComment;
  }

  /** Whether the log names this device, though it may wait for approval. */
  get isKnown(): boolean {
    return this.ledger.standing.isKnown;
  }

  /** What this device may do at all. */
  get access(): OwnAccess {
    const { access } = this.ledger.standing;
    return access.type === "Gone" ? { ...access, farewell: this.ledger.named(access.farewell) } : access;
  }

  /** Where this device was revoked or its member removed: since when, and what it keeps. */
  get farewell(): string | undefined {
    const { farewell } = this.ledger.standing;
    return farewell === undefined ? undefined : this.ledger.named(farewell);
  }

  /** The log's chain and time where it ends here. */
  get logEnd() {
    const { chain, relayMillis, pos } = this.ledger.standing.log();
    return { chain, relayMillis, pos };
  }

  /** Puts a membership record into the outbox. */
  async push(record: MemberRecord, as: { genesis?: boolean; awaited?: boolean } = {}): Promise<void> {
    await this.run(() => this.ledger.push(record, as.genesis ?? false, as.awaited ?? false));
    this.connection.send({ type: "OutboxChanged" });
  }

  /** Opens what was stored before this device had the key: after joining. */
  async openRest(): Promise<void> {
    const documents = await this.run(() => this.ledger.openRest());
    for (const document of documents) this.tell({ type: "Reset", document });
  }

  // Synchronising.

  /** Connects as somebody, and stays connected until told otherwise. */
  connect(principal?: Principal): void {
    this.connection.connect(principal);
  }

  /** Tries at once, for whoever has waited long enough. */
  retry(): void {
    this.connection.retry();
  }

  async disconnect(): Promise<void> {
    await this.connection.disconnect();
  }

  async close(): Promise<void> {
    clearTimeout(this.settling);
    this.presence.close();
    this.planning.tending.close();
    await this.connection.close();
    await this.run(async () => this.ledger.library.close());
    this.store.close();
  }
}
