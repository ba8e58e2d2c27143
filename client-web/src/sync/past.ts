/**
 * The workspace as it was (RHY-8): the state at a position is what the accepted changes at positions up to it make, whatever else was here then. Replayed apart
 * from the documents in memory, a little at a time, so that editing goes on meanwhile.
 */
import { Replica } from "../model/automerge/replica";
import { BoardDocument } from "../model/board";
import type { Frontier } from "../model/calendar/forms";
import { CommentsDocument } from "../model/commentsDocument";
import { TextDocument } from "../model/textDocument";
import { toHex } from "../protocol/bytes";
import { type ActorId, commentsOf, type DeviceId, type DocumentId, deviceOfActor } from "../protocol/ids";
import { parseEntry } from "../protocol/log";
import type { ChangeRow, LogRow } from "../store/workspaceStore";
import type { Ledger } from "./ledger";
import { type AnyDocument, wrapped } from "./library";
import { StoreDamaged } from "./standing";

/** What is replayed is never written to. */
const NOBODY = "0".repeat(48) as ActorId;
const START: Frontier = { position: 0, chain: "", receivedAt: "1970-01-01T00:00:00Z" };
const ROWS_A_TURN = 500;
const CHANGES_A_TURN = 100;

/** Where something is asked for: a position of the log, a time (in milliseconds), or what this person has seen. */
export type Since =
  | { readonly type: "Position"; readonly position: number }
  | { readonly type: "Time"; readonly millis: number }
  | { readonly type: "Looked" };

/** An entry of the log, or what is not sent yet (without position and time), as far as it is about one document. */
export interface Moment {
  readonly position: number | undefined;
  readonly millis: number | undefined;
  readonly device: DeviceId;
  readonly changes: number;
}

/** A change with its bytes. */
export interface PastChange {
  readonly row: ChangeRow;
  readonly chunk: Uint8Array;
}

/** Runs a task after all that came before it. */
export type Run = <T>(task: () => Promise<T>) => Promise<T>;

/** When the relay received what stands at a position: read once, kept. */
export class Receipts {
  private readonly millis: number[] = [];

  constructor(private readonly ledger: Ledger) {}

  /** All that are here by now: index 0 is position 1. */
  async all(): Promise<readonly number[]> {
    const { store, standing } = this.ledger;
    const { pos: last } = standing.log();
    // The log may have been cut (STORE-9): what comes then has other times.
    if (this.millis.length > last) this.millis.length = last;
    while (this.millis.length < last) {
      const rows = await store.logAfter(this.millis.length, ROWS_A_TURN);
      if (rows.length === 0) break;
      for (const row of rows) this.millis[row.pos - 1] = millisOf(row);
    }
    return this.millis;
  }
}

function millisOf(row: LogRow): number {
  const entry = parseEntry(row.entry);
  if (entry === undefined) throw new StoreDamaged(`the log does not hold at position ${row.pos}`);
  return entry.relayMillis;
}

/** An instant as Java prints one. */
export function instantText(millis: number): string {
  return new Date(millis).toISOString().replace(".000Z", "Z");
}

export class Past {
  readonly receipts: Receipts;

  constructor(
    private readonly ledger: Ledger,
    private readonly run: Run,
  ) {
    this.receipts = new Receipts(ledger);
  }

  /** The frontier at a position; at the last where there are not so many. */
  async frontier(position: number): Promise<Frontier> {
    const { store, standing } = this.ledger;
    const at = Math.min(position, standing.log().pos);
    if (at < 1) return START;
    const row = await store.logAt(at);
    if (row === undefined) throw new StoreDamaged(`the log does not hold at position ${at}`);
    return { position: at, chain: toHex(row.chain), receivedAt: instantText(millisOf(row)) };
  }

  /** The frontier at the last entry that the relay had received by then. Receipt times never fall. */
  async frontierAt(millis: number): Promise<Frontier> {
    const all = await this.receipts.all();
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (all[middle - 1]! > millis) high = middle - 1;
      else low = middle;
    }
    return this.frontier(low);
  }

  /** The frontier here that means the same as one that was noted on this device or another (RHY-7). */
  async here(noted: Frontier): Promise<Frontier> {
    const same = await this.frontier(noted.position);
    if (same.position < noted.position || same.chain === noted.chain) return same;
    return this.frontierAt(Date.parse(noted.receivedAt));
  }

  /** The accepted changes of a document in the order of the log, those that are not in it yet last. */
  async changes(document: DocumentId): Promise<PastChange[]> {
    return this.run(async () => {
      const rows = await this.accepted(document);
      const chunks = await this.ledger.store.chunks(document);
      return rows.map((row) => ({ row, chunk: present(row, chunks.get(row.ordinal)) }));
    });
  }

  /** The same without their bytes, with those of what is said beside it. */
  async rows(document: DocumentId): Promise<ChangeRow[]> {
    return this.run(async () => {
      const rows: ChangeRow[] = [];
      for (const each of documentsOf(document)) rows.push(...(await this.accepted(each)));
      return rows.sort(byPlace);
    });
  }

  /** The bytes of some of them. */
  async withBytes(rows: readonly ChangeRow[]): Promise<PastChange[]> {
    const read = async (row: ChangeRow) => ({ row, chunk: present(row, await this.ledger.store.chunk(row)) });
    return this.run(() => Promise.all(rows.map(read)));
  }

  private async accepted(document: DocumentId): Promise<ChangeRow[]> {
    if (!this.ledger.index.has(document)) return [];
    // Whatever waits to be judged is judged when the document is opened.
    await this.ledger.library.slot(document);
    const rows = this.ledger.index.of(document).filter((row) => row.state === "ACCEPTED");
    return rows.sort(byPlace);
  }

  /** When and by whom a document was written to, in order. */
  async moments(document: DocumentId): Promise<readonly Moment[]> {
    const millis = await this.receipts.all();
    const rows = documentsOf(document)
      .flatMap((each) => this.ledger.index.of(each))
      .filter((row) => row.state === "ACCEPTED");
    const moments: Moment[] = [];
    for (const group of together(rows.sort(byPlace), (row) => row)) {
      const { pos, actor } = group[0]!;
      const at = pos === undefined ? undefined : millis[pos - 1];
      moments.push({ position: pos, millis: at, device: deviceOfActor(actor), changes: group.length });
    }
    return moments;
  }

  /** A document on its way through its changes, before the first. */
  async replay(document: DocumentId): Promise<Replay> {
    const all: PastChange[] = [];
    for (const each of documentsOf(document)) all.push(...(await this.changes(each)));
    return new Replay(
      document,
      all.sort((a, b) => byPlace(a.row, b.row)),
    );
  }
}

function present(row: ChangeRow, chunk: Uint8Array | undefined): Uint8Array {
  if (chunk === undefined) throw new StoreDamaged(`change ${row.hash} has no bytes`);
  return chunk;
}

/** Positions before what is not sent. */
export function place(row: ChangeRow): number {
  return row.pos ?? Number.POSITIVE_INFINITY;
}

/** In the order of the log, what is not sent last. */
export function byPlace(a: ChangeRow, b: ChangeRow): number {
  const [left, right] = [place(a), place(b)];
  return left === right ? a.ordinal - b.ordinal : left - right;
}

/** A document and what is said beside it. */
export function documentsOf(document: DocumentId): DocumentId[] {
  return [...new Set([document, commentsOf(document)])];
}

/** What came with one entry, or was made in one go. */
export function together<T>(all: readonly T[], rowOf: (each: T) => ChangeRow): T[][] {
  const groups: T[][] = [];
  for (const each of all) {
    const last = groups.at(-1);
    const [row, before] = [rowOf(each), last === undefined ? undefined : rowOf(last[0]!)];
    if (
      last !== undefined &&
      before?.pos === row.pos &&
      before?.actor === row.actor &&
      before.document === row.document
    )
      last.push(each);
    else groups.push([each]);
  }
  return groups;
}

/** Lets whatever else waits have its turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** One document with what is said beside it, forwards only; whoever made it closes it. */
export class Replay {
  private readonly replica = new Replica(NOBODY);
  private readonly beside = new CommentsDocument(new Replica(NOBODY));
  private document: AnyDocument | undefined;
  private next = 0;
  /** The position up to which it is played. */
  position = 0;

  constructor(
    private readonly id: DocumentId,
    readonly changes: readonly PastChange[],
  ) {}

  /** Undefined before its first change, and where it is of a kind that this version does not know. */
  get plan(): AnyDocument | undefined {
    return this.document;
  }

  /** Plays the changes up to and with a position; infinity for those that are not sent, too. */
  async to(position: number): Promise<void> {
    while (this.next < this.changes.length && place(this.changes[this.next]!.row) <= position) {
      const batch: PastChange[] = [];
      while (batch.length < CHANGES_A_TURN && this.next < this.changes.length) {
        const change = this.changes[this.next]!;
        if (place(change.row) > position) break;
        batch.push(change);
        this.next++;
      }
      this.play(batch);
      await breathe();
    }
    this.position = position;
  }

  /** What is left to play, by entry. */
  rest(): PastChange[][] {
    return together(this.changes.slice(this.next), (each) => each.row);
  }

  /** Plays what comes next, of one entry or of several, and says what it touched: in the document, or beside it. */
  play(batch: readonly PastChange[]) {
    const beside = batch.filter(({ row }) => row.document !== this.id);
    const own = batch.filter(({ row }) => row.document === this.id);
    const said = beside.length === 0 ? undefined : this.playBeside(beside);
    return own.length === 0 && said !== undefined
      ? { ...said, isBeside: true }
      : { ...this.playOwn(own), isBeside: false };
  }

  private playBeside(batch: readonly PastChange[]) {
    const { outcomes, ...received } = this.beside.receive(batch.map(({ chunk }) => ({ chunk, author: undefined })));
    if (outcomes.some((each) => each.type === "Refused")) throw new StoreDamaged("a document cannot be replayed");
    return received;
  }

  private playOwn(batch: readonly PastChange[]) {
    const incoming = batch.map(({ chunk }) => ({ chunk, author: undefined }));
    const received = this.document?.receive(incoming);
    const { outcomes, touched } = received ?? this.replica.apply(incoming);
    if (outcomes.some((each) => each.type === "Refused")) throw new StoreDamaged("a document cannot be replayed");
    this.document ??= wrapped(this.replica);
    if (this.document instanceof BoardDocument || this.document instanceof TextDocument) {
      this.document.beside = this.beside;
    }
    return { touched, changed: received?.changed };
  }

  close(): void {
    this.beside.close();
    this.replica.close();
  }
}
