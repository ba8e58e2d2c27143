/** Who is a member of a workspace at a position of its log: the fold of the membership records up to it. Immutable. */
import { Role } from "../gen/meridian/v1/log_pb";
import { equalBytes } from "../protocol/bytes";
import {
  type DeviceId,
  type DocumentId,
  type ItemId,
  isOfComments,
  TEAM_DOCUMENT,
  type WorkspaceId,
} from "../protocol/ids";
import { type InviteState, isOpen, isOver, voided } from "./inviteState";
import type { DeviceKeys, EpochKey } from "./keys";
import { gone, type MemberDevice } from "./memberDevice";
import { allDevices, isOwner, type Person, withoutDevice } from "./person";
import type { VerifyKey } from "./signature";

/** One epoch's key, as far as everybody sees it. */
export interface Epoch {
  readonly commit: Uint8Array;
  /** The key of the epoch before, sealed under this one; empty at epoch 0. */
  readonly prevKey: Uint8Array;
}

/** What genesis fixes, and what records move on. */
export interface Foundation {
  readonly relayKey: VerifyKey;
  /** The key before, by which the very record that named the present one may be signed; undefined since genesis. */
  readonly formerRelayKey?: VerifyKey;
  /** Where the owner who named the relay says that it is; not checked, may be empty. */
  readonly relayAddress?: string;
  /** The context of every wrap: the genesis nonce. */
  readonly wrapContext: Uint8Array;
  /** Epoch e is the e-th. */
  readonly epochs: readonly Epoch[];
  /** SHA-256 of the last record's body: what the next one must name, and `Head.members`. */
  readonly lastRecord: ItemId;
}

interface State {
  readonly founding: Foundation | undefined;
  readonly people: ReadonlyMap<DeviceId, Person>;
  readonly devices: ReadonlyMap<DeviceId, MemberDevice>;
  readonly invites: ReadonlyMap<DeviceId, InviteState>;
  readonly quarantined: ReadonlySet<ItemId>;
}

const NOBODY: State = {
  founding: undefined,
  people: new Map(),
  devices: new Map(),
  invites: new Map(),
  quarantined: new Set(),
};

export class Membership {
  private constructor(
    readonly workspace: WorkspaceId,
    private readonly state: State,
  ) {}

  /** Before the genesis record: nobody is a member. */
  static none(workspace: WorkspaceId): Membership {
    return new Membership(workspace, NOBODY);
  }

  // What the rules make of it.

  private with(change: Partial<State>): Membership {
    return new Membership(this.workspace, { ...this.state, ...change });
  }

  withFoundation(founding: Foundation): Membership {
    return this.with({ founding });
  }

  withPerson(person: Person): Membership {
    return this.with({ people: new Map(this.state.people).set(person.id, person) });
  }

  withDevices(changed: Iterable<MemberDevice>): Membership {
    const devices = new Map(this.state.devices);
    for (const device of changed) devices.set(device.keys.id, device);
    return this.with({ devices });
  }

  withInvites(changed: Iterable<InviteState>): Membership {
    const invites = new Map(this.state.invites);
    for (const invite of changed) invites.set(invite.keys.id, invite);
    return this.with({ invites });
  }

  withQuarantined(item: ItemId): Membership {
    return this.with({ quarantined: new Set([...this.state.quarantined, item]) });
  }

  after(lastRecord: ItemId): Membership {
    return this.withFoundation({ ...this.foundation, lastRecord });
  }

  /** Without a device, which is gone from then on. */
  withoutDevice(device: MemberDevice, millis: number, by: DeviceId): Membership {
    const next = this.withDevices([gone(device, millis, by)]);
    const person = this.personOf(device.member);
    return person === undefined ? next : next.withPerson(withoutDevice(person, device.keys.id));
  }

  /** Without a member, its devices, and the invites it made. */
  withoutPerson(person: Person, millis: number, by: DeviceId): Membership {
    return this.withPerson({ ...person, state: "REMOVED", devices: [], recovery: undefined })
      .withDevices(this.devicesOf(person).map((device) => gone(device, millis, by)))
      .withoutInvitesOf(person.id);
  }

  private withoutInvitesOf(maker: DeviceId): Membership {
    return this.withInvites(this.invites.filter((each) => each.maker === maker && isOpen(each)).map(voided));
  }

  withRole(person: Person, role: Role): Membership {
    const next = this.withPerson({ ...person, role }).withDevices(
      this.devicesOf(person).map((device) => ({ ...device, role })),
    );
    // Who no longer owns the workspace must not come back as an owner by a link of its own.
    return isOwner(person) && role !== Role.OWNER ? next.withoutInvitesOf(person.id) : next;
  }

  // What is asked of it.

  get isFounded(): boolean {
    return this.state.founding !== undefined;
  }

  /** @throws Error before the genesis record */
  get foundation(): Foundation {
    const { founding } = this.state;
    if (founding === undefined) throw new Error(`workspace ${this.workspace} has no genesis yet`);
    return founding;
  }

  /** The current epoch. */
  get epoch(): number {
    return this.foundation.epochs.length - 1;
  }

  /** A device that may act for a member. */
  deviceOf(id: DeviceId): MemberDevice | undefined {
    const device = this.knownDevice(id);
    return device?.kind === "ACTIVE" ? device : undefined;
  }

  /** A device that the log names, whatever it may do, also when it is gone. */
  knownDevice(id: DeviceId): MemberDevice | undefined {
    return this.state.devices.get(id);
  }

  /** Whose device each is that the log names, also those that are gone. */
  get ownersOfDevices(): Map<DeviceId, DeviceId> {
    return new Map([...this.state.devices].map(([device, { member }]) => [device, member]));
  }

  /** All devices that may act, in the order they came. */
  get devices(): MemberDevice[] {
    return [...this.state.devices.values()].filter((device) => device.kind === "ACTIVE");
  }

  /** The devices of a member, the recovery device with them. */
  devicesOf(person: Person): MemberDevice[] {
    return allDevices(person).flatMap((id) => this.knownDevice(id) ?? []);
  }

  /** Everybody who ever was a member, or waits to be one, in the order they came. */
  get people(): Person[] {
    return [...this.state.people.values()];
  }

  /** A member, by the id of the device that it came with. */
  personOf(member: DeviceId): Person | undefined {
    return this.state.people.get(member);
  }

  /** The member whose device this is, or was. */
  personBehind(device: DeviceId): Person | undefined {
    const known = this.knownDevice(device);
    return known === undefined ? undefined : this.personOf(known.member);
  }

  /** All invites, live or not, in the order they were made. */
  get invites(): InviteState[] {
    return [...this.state.invites.values()];
  }

  inviteOf(id: DeviceId): InviteState | undefined {
    return this.state.invites.get(id);
  }

  /** The invite of this id, if it can still be used at this time of the relay's clock. */
  liveInvite(id: DeviceId, nowMillis: number): InviteState | undefined {
    const invite = this.inviteOf(id);
    return invite !== undefined && isOpen(invite) && !isOver(invite, nowMillis) ? invite : undefined;
  }

  /** Hashes of the envelopes that everybody skips, with what builds on them. */
  get quarantined(): ReadonlySet<ItemId> {
    return this.state.quarantined;
  }

  /** Of a device that may act. */
  roleOf(device: DeviceId): Role | undefined {
    return this.deviceOf(device)?.role;
  }

  /** Owners and editors write into documents, commenters into those of comments (MEM-7). */
  mayWrite(device: DeviceId, document: DocumentId = TEAM_DOCUMENT): boolean {
    const role = this.roleOf(device);
    return role === Role.OWNER || role === Role.EDITOR || (role === Role.COMMENTER && isOfComments(document));
  }

  /** Everybody but a viewer speaks in decisions (ENV-20). */
  mayState(device: DeviceId): boolean {
    return this.mayWrite(device) || this.roleOf(device) === Role.COMMENTER;
  }

  /**
   * Whether a device's word that it has checked another's snapshot of a document counts: it is another member's, or, where nobody else may write there,
   * another device of the same (SNAP-4).
   */
  isSecondTo(second: DeviceId, first: DeviceId, document: DocumentId): boolean {
    const one = this.knownDevice(first)?.member;
    const other = this.deviceOf(second)?.member;
    if (one === undefined || other === undefined) return false;
    return one !== other || (second !== first && this.isOnlyWriter(other, document));
  }

  private isOnlyWriter(member: DeviceId, document: DocumentId): boolean {
    return this.devices.every((device) => device.member === member || !this.mayWrite(device.keys.id, document));
  }

  /** The current epoch's key for a device or an invite: unwrapped, and checked against the commitment (MEM-8). */
  async epochKeyFor(keys: DeviceKeys): Promise<EpochKey | undefined> {
    const wrap = this.knownDevice(keys.id)?.wrap ?? this.inviteOf(keys.id)?.wrap;
    const current = this.foundation.epochs.at(-1);
    if (wrap === undefined || current === undefined) return undefined;
    const key = await keys.unwrap(wrap, this.epoch, this.foundation.wrapContext);
    return key !== undefined && equalBytes(key.commit, current.commit) ? key : undefined;
  }

  /**
   * The keys of the current epoch and those before it, newest first: each is sealed under the next (MEM-17). Ends where one does not open or is not the one
   * committed to; empty where these keys have none.
   */
  async keyRingFor(keys: DeviceKeys): Promise<EpochKey[]> {
    const newest = await this.epochKeyFor(keys);
    return newest === undefined ? [] : this.ringUnder(newest);
  }

  private ringUnder(newest: EpochKey): EpochKey[] {
    const { epochs, wrapContext } = this.foundation;
    const ring: EpochKey[] = [];
    for (let key: EpochKey | undefined = newest; key !== undefined; ) {
      ring.push(key);
      const before: EpochKey | undefined =
        key.epoch === 0 ? undefined : key.openPrevious(epochs[key.epoch]!.prevKey, wrapContext);
      key = before !== undefined && equalBytes(before.commit, epochs[before.epoch]!.commit) ? before : undefined;
    }
    return ring;
  }
}
