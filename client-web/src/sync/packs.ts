/**
 * The changes that checked snapshots hold, by the positions at which they stand: what is read where a body is gone (SNAP-7). A snapshot is opened once; what does
 * not hold together is never used again, and noted. Owned by its workspace.
 */
import type { Frontier } from "../gen/meridian/v1/envelope_pb";
import { unpackChanges } from "../model/automerge/changePack";
import { authorOf, type ParsedChange } from "../model/automerge/gate";
import type { PlacedChange } from "../model/automerge/packReader";
import { NO_BYTES, toHex } from "../protocol/bytes";
import type { DocumentId } from "../protocol/ids";
import { parseEntry } from "../protocol/log";
import type { LogRow, SnapshotRow, StoreWrite, WorkspaceStore } from "../store/workspaceStore";
import type { Membership } from "../trust/membership";
import type { EnvelopeOpener, Opening } from "../trust/opening";
import type { SnapshotContent } from "../trust/snapshotContent";
import type { SnapshotShelf } from "./snapshotShelf";

const HELD = 2;

type ByPosition = ReadonlyMap<number, readonly ParsedChange[]>;

/** What came of opening a snapshot: it holds together, and every author's last change is signed by that author; or not. */
export type OpenedSnapshot =
  | { readonly type: "Sound"; readonly changes: readonly PlacedChange[] }
  | { readonly type: "Flawed"; readonly reason: string };

export interface PackSources {
  readonly store: WorkspaceStore;
  readonly snapshots: SnapshotShelf;
  /** The members right before each of some rising positions of the stored log. */
  membersBefore(positions: readonly number[]): Membership[];
  write(batch: readonly StoreWrite[]): Promise<void>;
}

export class Packs {
  private readonly held = new Map<number, ByPosition>();

  constructor(private readonly from: PackSources) {}

  /** The log was cut: another snapshot may stand where one stood. */
  forget(): void {
    this.held.clear();
  }

  /** The changes of an entry whose body is gone, none where it had no effect; undefined where no checked snapshot holds it. */
  async at(row: LogRow, opener: EnvelopeOpener): Promise<readonly ParsedChange[] | undefined> {
    const document = parseEntry(row.entry)?.document;
    if (document === undefined) throw new Error(`an entry of no document was pruned at position ${row.pos}`);
    for (const snapshot of this.from.snapshots.covering(document, row.pos)) {
      const known = this.held.get(snapshot.pos);
      if (known !== undefined) return known.get(row.pos) ?? [];
      const opened = await this.open(snapshot, opener);
      if (opened.type === "Flawed") {
        await this.discard(snapshot, opened.reason);
        continue;
      }
      if (this.held.size >= HELD) this.held.clear();
      const by = byPosition(opened.changes);
      this.held.set(snapshot.pos, by);
      return by.get(row.pos) ?? [];
    }
    return undefined;
  }

  private async discard(row: SnapshotRow, reason: string): Promise<void> {
    const { pos, author, document } = row;
    await this.from.write([
      { write: "snapshot", row: { ...row, placed: false } },
      { write: "rejected", row: { pos, author, document, reason: `a snapshot: ${reason}` } },
    ]);
  }

  /** Opens a snapshot and checks what can be told from it alone (SNAP-6, PACK-4). */
  async open(row: SnapshotRow, opener: EnvelopeOpener): Promise<OpenedSnapshot> {
    const item = (await this.from.store.logAt(row.pos))?.item ?? NO_BYTES;
    return checkSnapshot(opener.openVerified(item), opener, (positions) => this.from.membersBefore(positions));
  }
}

/** @param membersBefore the members right before each of some rising positions */
export function checkSnapshot(
  opening: Opening,
  opener: EnvelopeOpener,
  membersBefore: (positions: readonly number[]) => readonly Membership[],
): OpenedSnapshot {
  if (opening.type === "Rejected" || opening.type === "Unreadable") return flawed(opening.reason);
  if (opening.type !== "Snapshotted") return flawed("it is none");
  const { document, content } = opening;
  const unpacked = unpackChanges(content.changes);
  if (unpacked.type === "Refused") return flawed(unpacked.reason);
  const reason = flawIn(content, unpacked.changes) ?? flawOfAuthors(document, content.frontier, opener, membersBefore);
  return reason === undefined ? { type: "Sound", changes: unpacked.changes } : flawed(reason);
}

function flawed(reason: string): OpenedSnapshot {
  return { type: "Flawed", reason };
}

function flawIn(content: SnapshotContent, changes: readonly PlacedChange[]): string | undefined {
  const [first, last] = [changes[0], changes.at(-1)];
  const inRange = first === undefined || (first.pos > content.afterPos && last!.pos <= content.uptoPos);
  if (!inRange) return "it has changes from outside its range";
  const heads = content.heads.map(toHex);
  if (headsOf(changes).join() !== heads.join()) return "its heads are not those of its changes";
  const named = content.frontier.map(({ actor, seq, hash, pos }) => `${toHex(actor)} ${seq} ${toHex(hash)} ${pos}`);
  const lasts = lastOfEach(changes).map(({ pos, change }) => `${authorOf(change)} ${change.seq} ${change.hash} ${pos}`);
  const same = new Set(named).size === lasts.length && lasts.every((each) => named.includes(each));
  return same ? undefined : "its frontier is not that of its changes";
}

/** The changes that no other among them builds on, rising. */
export function headsOf(changes: readonly PlacedChange[]): string[] {
  const built = new Set(changes.flatMap(({ change }) => change.deps));
  return [...new Set(changes.map(({ change }) => change.hash))].filter((hash) => !built.has(hash)).sort();
}

/** The last change of each actor, by rising actor. */
export function lastOfEach(changes: readonly PlacedChange[]): PlacedChange[] {
  const last = new Map(changes.map((each) => [authorOf(each.change), each]));
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

function flawOfAuthors(
  document: DocumentId,
  frontier: readonly Frontier[],
  opener: EnvelopeOpener,
  membersBefore: (positions: readonly number[]) => readonly Membership[],
): string | undefined {
  const rising = [...frontier].sort((a, b) => Number(a.pos - b.pos));
  const members = membersBefore(rising.map(({ pos }) => Number(pos)));
  for (const [i, each] of rising.entries()) {
    const flaw = opener.flawOf(each, document, members[i]!);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

function byPosition(changes: readonly PlacedChange[]): ByPosition {
  const by = new Map<number, ParsedChange[]>();
  for (const { pos, change } of changes) {
    const known = by.get(pos);
    if (known === undefined) by.set(pos, [change]);
    else known.push(change);
  }
  return by;
}
