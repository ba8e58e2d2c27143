/** The documents in memory. Opening replays the accepted changes; what came by the log is judged then (STORE-10). Owned by its workspace. */
import { winningString } from "../model/automerge/register";
import { type ChangeOutcome, Replica } from "../model/automerge/replica";
import type { Touched } from "../model/automerge/touched";
import { ROOT } from "../model/automerge/value";
import { BoardDocument } from "../model/board";
import { CommentsDocument } from "../model/commentsDocument";
import type { DocumentKind } from "../model/schema";
import { type Team, TeamDocument } from "../model/team";
import { TextDocument } from "../model/textDocument";
import type { Changed } from "../model/view";
import {
  type ActorId,
  aboutsOf,
  commentsOf,
  type DocumentId,
  deviceOfActor,
  isOfComments,
  TEAM_DOCUMENT,
} from "../protocol/ids";
import type { ChangeRow, StoreWrite, WorkspaceStore } from "../store/workspaceStore";
import type { ChangeIndex } from "./changeIndex";
import { StoreDamaged } from "./standing";

/** Of changes that Automerge is given at once while somebody may come: some tens of milliseconds. */
const PIECE_BYTES = 64 * 1024;

export type AnyDocument = TeamDocument | BoardDocument | TextDocument | CommentsDocument;

/** An open document; `plan` once it says what it is. */
export interface Slot {
  readonly replica: Replica;
  plan: AnyDocument | undefined;
}

/** A change that came by the log, and its bytes. */
export interface Arrival {
  readonly row: ChangeRow;
  readonly chunk: Uint8Array;
}

export class Library {
  private readonly slots = new Map<DocumentId, Slot>();

  constructor(
    private readonly store: WorkspaceStore,
    private readonly index: ChangeIndex,
    public actor: ActorId,
    /** Is told what changes that this engine did not make touched in an open document. */
    private readonly heard: (document: DocumentId, touched: Touched) => void = () => undefined,
    /** Is told what is stored now. */
    private readonly follow: (batch: readonly StoreWrite[]) => void = () => undefined,
  ) {}

  isOpen(document: DocumentId): boolean {
    return this.slots.has(document);
  }

  /** Whether it is open, or what it is beside is: then what is new in it is wanted. */
  isWanted(document: DocumentId): boolean {
    return this.isOpen(document) || (isOfComments(document) && aboutsOf(document).some((each) => this.isOpen(each)));
  }

  /** Who is in the team, if the team document is open. */
  get openTeam(): Team | undefined {
    const plan = this.slots.get(TEAM_DOCUMENT)?.plan;
    return plan instanceof TeamDocument ? plan.team : undefined;
  }

  /** The document as the store has it, everything judged; a board or document with what is said beside it. */
  async slot(document: DocumentId): Promise<Slot> {
    const slot = this.slots.get(document) ?? (await this.open(document));
    const { plan } = slot;
    if (plan instanceof BoardDocument || plan instanceof TextDocument) {
      const beside = commentsOf(document);
      const isSpoken = this.isOpen(beside) || this.index.has(beside);
      plan.beside = isSpoken ? await this.comments(document) : undefined;
    }
    return slot;
  }

  /**
   * What is said beside a board or document, empty where nothing is yet; undefined where what is said lies in that itself (DISC-30), or somebody
   * wrote something else there.
   */
  async comments(about: DocumentId): Promise<CommentsDocument | undefined> {
    const document = commentsOf(about);
    if (document === about) return undefined;
    const slot = this.slots.get(document) ?? (await this.open(document));
    if (slot.replica.changeCount === 0) slot.plan ??= new CommentsDocument(slot.replica);
    return slot.plan instanceof CommentsDocument ? slot.plan : undefined;
  }

  /** The board or document of this workspace that a document of comments is beside; any other document itself. */
  about(document: DocumentId): DocumentId {
    return (isOfComments(document) ? aboutsOf(document).find((each) => this.index.has(each)) : undefined) ?? document;
  }

  private async open(document: DocumentId): Promise<Slot> {
    const rows = this.index.of(document).filter((row) => row.state !== "REFUSED");
    const chunks = rows.length === 0 ? new Map<number, Uint8Array>() : await this.store.chunks(document);
    const arrivals = rows.map((row) => ({ row, chunk: chunkOf(chunks, row) }));
    const slot: Slot = { replica: new Replica(this.actor), plan: undefined };
    const accepted = arrivals.filter(({ row }) => row.state === "ACCEPTED");
    const { outcomes } = slot.replica.apply(accepted.map(({ chunk }) => ({ chunk, author: undefined })));
    if (outcomes.some((outcome) => outcome.type === "Refused")) {
      throw new StoreDamaged(`document ${document} cannot be rebuilt from its changes`);
    }
    wrap(slot);
    this.slots.set(document, slot);
    const unjudged = arrivals.filter(({ row }) => row.state === "UNJUDGED");
    if (unjudged.length > 0) {
      const { writes } = this.judge(slot, unjudged);
      await this.write(writes);
    }
    return slot;
  }

  /** Stores, and follows what was stored. */
  async write(batch: readonly StoreWrite[]): Promise<void> {
    await this.store.write(batch);
    this.index.follow(batch);
    this.follow(batch);
  }

  /** Gives changes of the log to an open document; the writes say what became of them, and are still to be stored. */
  judge(
    slot: Slot,
    arrivals: readonly Arrival[],
  ): { writes: StoreWrite[]; changed: Changed | undefined; refused: number } {
    const incoming = arrivals.map(({ row, chunk }) => ({ chunk, author: deviceOfActor(row.actor) }));
    const before = slot.plan;
    const received = before === undefined ? undefined : before.receive(incoming);
    const { outcomes, touched } = received ?? slot.replica.apply(incoming);
    const [first] = arrivals;
    if (first !== undefined) this.heard(first.row.document, touched);
    if (before === undefined) wrap(slot);
    const writes = arrivals.flatMap((arrival, i) => settle(arrival.row, outcomes[i]!));
    const refused = outcomes.filter((outcome) => outcome.type === "Refused").length;
    return { writes, changed: received?.changed, refused };
  }

  /** Does a part of what was put off when documents were opened and changes came: there is time now. @returns whether there is more */
  settlePiece(): boolean {
    const [first, ...more] = [...this.slots.values()].filter(({ replica }) => !replica.isSettled);
    return first !== undefined && (first.replica.settle(PIECE_BYTES) || more.length > 0);
  }

  forget(document: DocumentId): void {
    const slot = this.slots.get(document);
    this.slots.delete(document);
    slot?.replica.close();
  }

  /** Writes as somebody else from now on: documents are opened anew. */
  becomeActor(actor: ActorId): void {
    this.close();
    this.actor = actor;
  }

  close(): void {
    for (const document of [...this.slots.keys()]) this.forget(document);
  }
}

function chunkOf(chunks: ReadonlyMap<number, Uint8Array>, row: ChangeRow): Uint8Array {
  const chunk = chunks.get(row.ordinal);
  if (chunk === undefined) throw new StoreDamaged(`change ${row.hash} has no bytes`);
  return chunk;
}

function settle(row: ChangeRow, outcome: ChangeOutcome): StoreWrite[] {
  switch (outcome.type) {
    case "Accepted":
      return [{ write: "change", row: { ...row, state: "ACCEPTED" } }];
    case "Duplicate":
      return [{ write: "dropChange", row }];
    case "Refused": {
      const { reason, message } = outcome.refusal;
      const rejected = { pos: row.pos ?? 0, author: deviceOfActor(row.actor), document: row.document };
      return [
        { write: "change", row: { ...row, state: "REFUSED" } },
        { write: "rejected", row: { ...rejected, reason: `${reason}: ${message}` } },
      ];
    }
  }
}

export const KINDS: Readonly<Record<DocumentKind, (replica: Replica) => AnyDocument>> = {
  team: (replica) => new TeamDocument(replica),
  board: (replica) => new BoardDocument(replica),
  document: (replica) => new TextDocument(replica),
  comments: (replica) => new CommentsDocument(replica),
};

function wrap(slot: Slot): void {
  // Somebody who writes there may make it say something else later: then it is that, or those who had it open would see another than those who open it anew.
  const kind = kindOf(slot.replica);
  if (kind !== undefined && slot.plan?.kind !== kind) slot.plan = KINDS[kind](slot.replica);
}

/** The document as what it says it is; undefined where it does not yet, or is something that this version does not know. */
export function wrapped(replica: Replica): AnyDocument | undefined {
  const kind = kindOf(replica);
  return kind === undefined ? undefined : KINDS[kind](replica);
}

function kindOf(replica: Replica): DocumentKind | undefined {
  const kind = winningString(replica.tree.at(ROOT, "kind"));
  return kind !== undefined && Object.hasOwn(KINDS, kind) ? (kind as DocumentKind) : undefined;
}

/** The document as one of a kind, for whoever makes it; undefined where it is something else. */
export function asKind(slot: Slot, kind: DocumentKind): AnyDocument | undefined {
  if (slot.plan === undefined && slot.replica.changeCount === 0) slot.plan = KINDS[kind](slot.replica);
  return slot.plan?.kind === kind ? slot.plan : undefined;
}
