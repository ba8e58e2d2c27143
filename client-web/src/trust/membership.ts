/** Who is a member of a workspace at a position of its log: the fold of the membership records up to it. Immutable. */
import { Role, type Wrap } from "../gen/meridian/v1/log_pb";
import { equalBytes } from "../protocol/bytes";
import {
  type DeviceId,
  type DocumentId,
  type ItemId,
  isOfComments,
  TEAM_DOCUMENT,
  type WorkspaceId,
} from "../protocol/ids";
import type { DeviceKeys, EpochKey, PublicKeys } from "./keys";
import type { VerifyKey } from "./signature";

/** What genesis fixes, and what each record moves on. */
export interface Foundation {
  readonly relayKey: VerifyKey;
  /** The context of every wrap: the genesis nonce. */
  readonly wrapContext: Uint8Array;
  readonly epoch: number;
  readonly commit: Uint8Array;
  /** SHA-256 of the last record's body: what the next one must name, and `Head.members`. */
  readonly lastRecord: ItemId;
}

/** An invite as far as it was used; over from `expiresMillis` on, by the relay's clock. */
export interface InviteState {
  readonly keys: PublicKeys;
  readonly role: Role;
  readonly usesLeft: number;
  readonly expiresMillis: bigint;
  readonly wrap: Wrap;
}

/** A device that may act, its role, and the current epoch's key as it was sealed to it. */
export interface MemberDevice {
  readonly keys: PublicKeys;
  readonly role: Role;
  readonly wrap: Wrap;
}

export class Membership {
  private constructor(
    readonly workspace: WorkspaceId,
    private readonly founding: Foundation | undefined,
    readonly devices: ReadonlyMap<DeviceId, MemberDevice>,
    readonly invites: ReadonlyMap<DeviceId, InviteState>,
  ) {}

  /** Before the genesis record: nobody is a member. */
  static none(workspace: WorkspaceId): Membership {
    return new Membership(workspace, undefined, new Map(), new Map());
  }

  founded(foundation: Foundation, owner: MemberDevice): Membership {
    return new Membership(this.workspace, foundation, new Map([[owner.keys.id, owner]]), this.invites);
  }

  withDevice(device: MemberDevice): Membership {
    const devices = new Map(this.devices).set(device.keys.id, device);
    return new Membership(this.workspace, this.founding, devices, this.invites);
  }

  withInvite(invite: InviteState): Membership {
    const invites = new Map(this.invites).set(invite.keys.id, invite);
    return new Membership(this.workspace, this.founding, this.devices, invites);
  }

  after(record: ItemId): Membership {
    const foundation = { ...this.foundation, lastRecord: record };
    return new Membership(this.workspace, foundation, this.devices, this.invites);
  }

  get isFounded(): boolean {
    return this.founding !== undefined;
  }

  /** @throws Error before the genesis record */
  get foundation(): Foundation {
    if (this.founding === undefined) throw new Error(`workspace ${this.workspace} has no genesis yet`);
    return this.founding;
  }

  roleOf(device: DeviceId): Role | undefined {
    return this.devices.get(device)?.role;
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

  /** The current epoch's key for a device or an invite: unwrapped, and checked against the commitment (MEM-8). */
  async epochKeyFor(keys: DeviceKeys): Promise<EpochKey | undefined> {
    const wrap = this.devices.get(keys.id)?.wrap ?? this.invites.get(keys.id)?.wrap;
    if (wrap === undefined) return undefined;
    const { epoch, wrapContext, commit } = this.foundation;
    const key = await keys.unwrap(wrap, epoch, wrapContext);
    return key !== undefined && equalBytes(key.commit, commit) ? key : undefined;
  }
}
