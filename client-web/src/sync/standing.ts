/** Who is a member as far as the stored log says, and what this device may read by that. Owned by its workspace. */
import { fromBinary } from "@bufbuild/protobuf";
import { EntryKind, Role, SignedHeadSchema } from "../gen/meridian/v1/log_pb";
import type { Attribution } from "../model/whose";
import { equalBytes } from "../protocol/bytes";
import { commentsOf, type DeviceId, type DocumentId, TEAM_DOCUMENT, type WorkspaceId } from "../protocol/ids";
import { headRef, parseEntry } from "../protocol/log";
import type { LogRow } from "../store/workspaceStore";
import type { DeviceKeys } from "../trust/keys";
import { Membership } from "../trust/membership";
import { applyRecord } from "../trust/membershipFold";
import { EnvelopeOpener, EnvelopeSealer } from "../trust/opening";
import { KeyRing } from "./keyRing";
import { LocalLog } from "./types";

/** Of a device, as the relay tells it too. */
const DIGITS_SHOWN = 8;

/** The stored bytes contradict themselves. */
export class StoreDamaged extends Error {}

/**
 * What this device may do at all. Waiting: until an owner lets its person in, who compares `code`. Gone: it was revoked, or its member removed; `farewell` says since
 * when, and what it keeps.
 */
export type OwnAccess =
  | { readonly type: "Member" }
  | { readonly type: "Waiting"; readonly code: string }
  | { readonly type: "Gone"; readonly farewell: string };

export class Standing {
  /** Members by the log alone. */
  logged: Membership;
  /** Members by the genesis that is not sent yet. */
  private unsent: Membership | undefined;
  private ring: KeyRing;
  private last: LogRow | undefined;
  /** The membership records in force, in order. */
  private records: LogRow[] = [];
  /** The relay is past this epoch: what is sealed under it comes too late. */
  private overEpoch = -1;
  private attributed: { readonly members: Membership | undefined; readonly attribution: Attribution } | undefined;

  constructor(
    private readonly workspace: WorkspaceId,
    private readonly keys: DeviceKeys,
  ) {
    this.logged = Membership.none(workspace);
    this.ring = new KeyRing(keys);
  }

  /** Begins anew from the stored membership records and the last entry. */
  async reset(records: readonly LogRow[], last: LogRow | undefined): Promise<void> {
    this.logged = Membership.none(this.workspace);
    this.ring = new KeyRing(this.keys);
    this.last = last;
    this.records = [...records];
    this.logged = await this.advance(records);
    await this.refreshKey();
  }

  /** The members after more entries; on the way takes the keys that this device had, though it may be gone by the end. */
  async advance(rows: readonly LogRow[]): Promise<Membership> {
    let now = this.logged;
    let keyed: Membership | undefined;
    for (const row of rows) {
      if (row.rejected || row.kind !== EntryKind.MEMBER) continue;
      now = next(now, row.item, millisOf(row), row.pos);
      if (now.knownDevice(this.keys.id)?.wrap !== undefined) keyed = now;
    }
    if (keyed !== undefined) await this.ring.follow(keyed);
    return now;
  }

  /** Takes in entries that were stored. */
  async follow(rows: readonly LogRow[], members: Membership): Promise<void> {
    this.logged = members;
    for (const row of rows) if (row.kind === EntryKind.MEMBER && !row.rejected) this.records.push(row);
    this.last = rows.at(-1) ?? this.last;
    await this.refreshKey();
  }

  /** The head of the last stored entry is a newer one. */
  renewHead(row: LogRow): void {
    this.last = row;
  }

  /** A genesis that waits to be sent makes this device a member already. */
  async found(record: Uint8Array): Promise<void> {
    this.unsent = next(Membership.none(this.workspace), record, 0, 0);
    await this.refreshKey();
  }

  /** The members right before each of some rising positions of the stored log. */
  membersBefore(positions: readonly number[]): Membership[] {
    let now = Membership.none(this.workspace);
    let read = 0;
    return positions.map((pos) => {
      for (; read < this.records.length && this.records[read]!.pos < pos; read++) {
        const row = this.records[read]!;
        now = next(now, row.item, millisOf(row), row.pos);
      }
      return now;
    });
  }

  private async refreshKey(): Promise<void> {
    if (this.members !== undefined) await this.ring.follow(this.members);
  }

  /** The relay is in a later epoch than this one: nothing is sealed before the log has brought it. */
  isOver(epoch: number): void {
    this.overEpoch = Math.max(this.overEpoch, epoch);
  }

  /** Whether what is sealed under this epoch comes too late. */
  isStale(epoch: number): boolean {
    return epoch <= this.overEpoch || epoch < (this.members?.epoch ?? 0);
  }

  /** Whose each device is, in the team document's words (TEAM-10). */
  get attribution(): Attribution {
    const { members } = this;
    if (this.attributed === undefined || this.attributed.members !== members) {
      const owners: ReadonlyMap<DeviceId, string> = members?.ownersOfDevices ?? new Map();
      this.attributed = { members, attribution: owners as Attribution };
    }
    return this.attributed.attribution;
  }

  /** Members by the log, or by the genesis that is not sent yet. */
  get members(): Membership | undefined {
    return this.logged.isFounded ? this.logged : this.unsent;
  }

  get isMember(): boolean {
    return this.members?.deviceOf(this.keys.id) !== undefined;
  }

  /** Whether the log names this device, though it may wait for approval, or be gone. */
  get isKnown(): boolean {
    return this.members?.knownDevice(this.keys.id) !== undefined;
  }

  get mayWrite(): boolean {
    return this.mayWriteIn(TEAM_DOCUMENT);
  }

  get mayComment(): boolean {
    return this.mayWriteIn(commentsOf(TEAM_DOCUMENT));
  }

  mayWriteIn(document: DocumentId): boolean {
    return this.members?.mayWrite(this.keys.id, document) ?? false;
  }

  get access(): OwnAccess {
    const { farewell } = this;
    if (farewell !== undefined) return { type: "Gone", farewell };
    const isWaiting = this.members?.knownDevice(this.keys.id)?.kind === "PENDING";
    return isWaiting ? { type: "Waiting", code: codeOf(this.keys.id) } : { type: "Member" };
  }

  /** Why this device may not write, in a sentence for its person. */
  get whyNot(): string {
    const device = this.members?.knownDevice(this.keys.id);
    switch (device?.kind) {
      case "GONE":
        return this.farewell ?? "";
      case "PENDING":
        return "An owner has yet to let you in: until then there is nothing to read or write here.";
      case "ACTIVE":
        return device.role === Role.COMMENTER
          ? "Your role in this workspace is to comment and to speak in decisions, not to edit."
          : "Your role in this workspace is to read, not to write.";
      default:
        return "This device is not a member's.";
    }
  }

  /** Where this device was revoked or its member removed: since when, and what it keeps. */
  get farewell(): string | undefined {
    const device = this.logged.knownDevice(this.keys.id);
    if (device?.kind !== "GONE") return undefined;
    const removed = this.logged.personOf(device.member)?.state === "REMOVED";
    const when = new Date(device.goneMillis).toISOString().slice(0, 16).replace("T", " at ");
    const what = removed ? "You were removed from this workspace" : "This device was revoked";
    const by = device.goneBy === undefined ? "" : ` by device ${device.goneBy.slice(0, DIGITS_SHOWN)}`;
    return `${what} on ${when} UTC${by}. What was here by then stays readable and can be exported; what was not sent by then is not sent any more.`;
  }

  /** Opens envelopes; undefined while this device has no key. */
  opener(): EnvelopeOpener | undefined {
    const { keys } = this.ring;
    return keys.length === 0 ? undefined : new EnvelopeOpener(this.workspace, keys);
  }

  /** Seals envelopes under the newest key; undefined while this device has none, or may do nothing. */
  sealer(): EnvelopeSealer | undefined {
    const { members } = this;
    const key = members === undefined ? undefined : this.ring.get(members.epoch);
    const mayNot = !this.isMember || key === undefined || key.epoch <= this.overEpoch;
    return mayNot ? undefined : new EnvelopeSealer(this.workspace, this.keys, key);
  }

  /** How an author cites what it has seen. */
  seen() {
    return headRef(this.log().head);
  }

  get lastRow(): LogRow | undefined {
    return this.last;
  }

  /** Where the stored log stands. */
  log(): LocalLog {
    if (this.last === undefined) return LocalLog.empty(this.workspace);
    if (this.last.head === undefined) throw new StoreDamaged(`no head at position ${this.last.pos}`);
    const log = LocalLog.at(fromBinary(SignedHeadSchema, this.last.head), this.logged);
    if (log.pos !== this.last.pos || !equalBytes(log.chain, this.last.chain))
      throw new StoreDamaged(`the log does not hold at position ${this.last.pos}`);
    return log;
  }
}

/** What people read to each other to tell a device: the beginning of its id. */
export function codeOf(device: DeviceId): string {
  return device.slice(0, 12).replace(/(.{4})(?=.)/g, "$1 ");
}

function millisOf(row: LogRow): number {
  const entry = parseEntry(row.entry);
  if (entry === undefined) throw new StoreDamaged(`the log does not hold at position ${row.pos}`);
  return entry.relayMillis;
}

function next(members: Membership, item: Uint8Array, millis: number, pos: number): Membership {
  const step = applyRecord(members, item, millis);
  if (step.type !== "Accepted") throw new StoreDamaged(`membership does not hold at position ${pos}: ${step.reason}`);
  return step.next;
}
