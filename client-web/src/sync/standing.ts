/** Who is a member as far as the stored log says, and what this device may read by that. Owned by its workspace. */
import { fromBinary } from "@bufbuild/protobuf";
import { SignedHeadSchema } from "../gen/meridian/v1/log_pb";
import type { WorkspaceId } from "../protocol/ids";
import { headRef, parseEntry } from "../protocol/log";
import type { LogRow } from "../store/workspaceStore";
import type { DeviceKeys, EpochKey } from "../trust/keys";
import { Membership } from "../trust/membership";
import { applyRecord } from "../trust/membershipFold";
import { EnvelopeOpener, EnvelopeSealer } from "../trust/opening";
import { LocalLog } from "./types";

/** The stored bytes contradict themselves. */
export class StoreDamaged extends Error {}

export class Standing {
  /** Members by the log alone. */
  logged: Membership;
  /** Members by the genesis that is not sent yet. */
  private unsent: Membership | undefined;
  private key: EpochKey | undefined;
  private last: LogRow | undefined;

  constructor(
    private readonly workspace: WorkspaceId,
    private readonly keys: DeviceKeys,
  ) {
    this.logged = Membership.none(workspace);
  }

  /** Begins anew from the stored membership records and the last entry. */
  async reset(records: readonly LogRow[], last: LogRow | undefined): Promise<void> {
    this.logged = Membership.none(this.workspace);
    for (const row of records) this.logged = next(this.logged, row.item, millisOf(row), row.pos);
    this.last = last;
    this.key = undefined;
    await this.refreshKey();
  }

  /** Takes in entries that were stored. */
  async follow(rows: readonly LogRow[], members: Membership): Promise<void> {
    this.logged = members;
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

  private async refreshKey(): Promise<void> {
    const { members } = this;
    if (members === undefined || this.key?.epoch === members.epoch) return;
    this.key = await members.epochKeyFor(this.keys);
  }

  /** Members by the log, or by the genesis that is not sent yet. */
  get members(): Membership | undefined {
    return this.logged.isFounded ? this.logged : this.unsent;
  }

  get isMember(): boolean {
    return this.members?.deviceOf(this.keys.id) !== undefined;
  }

  get mayWrite(): boolean {
    return this.members?.mayWrite(this.keys.id) ?? false;
  }

  /** Opens envelopes; undefined while this device has no key. */
  opener(): EnvelopeOpener | undefined {
    return this.key === undefined ? undefined : new EnvelopeOpener(this.workspace, [this.key]);
  }

  /** Seals envelopes; undefined while this device has no key. */
  sealer(): EnvelopeSealer | undefined {
    return this.key === undefined ? undefined : new EnvelopeSealer(this.workspace, this.keys, this.key);
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
    if (log.pos !== this.last.pos) throw new StoreDamaged(`the log does not hold at position ${this.last.pos}`);
    return log;
  }
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
