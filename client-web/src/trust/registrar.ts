/** What members do about membership, as records that are ready to push: after the last one that is known here. */
import { create } from "@bufbuild/protobuf";
import {
  AddDeviceSchema,
  ApproveSchema,
  NewGenerationSchema,
  QuarantineSchema,
  RemoveSchema,
  RevokeDeviceSchema,
  RevokeInviteSchema,
  type Role,
  type Rotate,
  RotateSchema,
  SetRoleSchema,
  type SignedHead,
  type Wrap,
} from "../gen/meridian/v1/log_pb";
import { type DeviceId, type ItemId, idBytes } from "../protocol/ids";
import type { DeviceRequest } from "./deviceRequest";
import { isOver, takesKeys, voided } from "./inviteState";
import { type DeviceKeys, type Entropy, EpochKey, type PublicKeys } from "./keys";
import { epochKey, follow, type MemberRecord } from "./memberRecord";
import type { Membership } from "./membership";
import { holders } from "./rekeyRules";
import type { VerifyKey } from "./signature";

export class Registrar {
  /** @param logMillis the time of the last entry known: invites that are over by then get no new key */
  constructor(
    private readonly members: Membership,
    private readonly signer: DeviceKeys,
    private readonly logMillis: number,
    private readonly entropy: Entropy,
  ) {}

  /** One more device of the signer's member. */
  async addDevice({ keys, signature, recovery }: DeviceRequest): Promise<MemberRecord> {
    const value = create(AddDeviceSchema, {
      device: keys.toDevice(),
      requestSig: signature,
      wrap: await this.wrapTo(keys),
      epoch: this.members.epoch,
      recovery,
    });
    return this.follow({ op: { case: "addDevice", value } });
  }

  /** A device acts no more. */
  async revokeDevice(device: DeviceId): Promise<MemberRecord> {
    const known = this.members.knownDevice(device);
    const next = known === undefined ? this.members : this.members.withoutDevice(known, this.logMillis, this.signer.id);
    const value = create(RevokeDeviceSchema, { device: idBytes(device) });
    return this.follow({ op: { case: "revokeDevice", value }, rekey: await this.rekey(next) });
  }

  /** A member is none any more. */
  async remove(member: DeviceId): Promise<MemberRecord> {
    const person = this.members.personOf(member);
    const next =
      person === undefined ? this.members : this.members.withoutPerson(person, this.logMillis, this.signer.id);
    const value = create(RemoveSchema, { member: idBytes(member) });
    return this.follow({ op: { case: "remove", value }, rekey: await this.rekey(next) });
  }

  /** Somebody who waits for approval does not get it. */
  decline(member: DeviceId): MemberRecord {
    return this.follow({ op: { case: "remove", value: create(RemoveSchema, { member: idBytes(member) }) } });
  }

  /** Another role for a member. */
  setRole(member: DeviceId, role: Role): MemberRecord {
    return this.follow({ op: { case: "setRole", value: create(SetRoleSchema, { member: idBytes(member), role }) } });
  }

  /** A new epoch. */
  async rotate(): Promise<MemberRecord> {
    return this.follow({ op: { case: "rotate", value: await this.rekey(this.members) } });
  }

  /** An invite lets nobody in any more; with a new epoch, because who has the link may have the key by it. */
  async revokeInvite(invite: DeviceId): Promise<MemberRecord> {
    const op = { case: "revokeInvite", value: create(RevokeInviteSchema, { invite: idBytes(invite) }) } as const;
    const state = this.members.inviteOf(invite);
    return state !== undefined && takesKeys(state)
      ? this.follow({ op, rekey: await this.rekey(this.members.withInvites([voided(state)])) })
      : this.follow({ op });
  }

  /** Somebody who waits for approval gets it. @throws RangeError if nobody of this id is known */
  async approve(member: DeviceId): Promise<MemberRecord> {
    const value = create(ApproveSchema, {
      member: idBytes(member),
      wrap: await this.wrapTo(this.keysOf(member)),
      epoch: this.members.epoch,
    });
    const recovery = this.members.personOf(member)?.recovery;
    if (recovery !== undefined) value.recoveryWrap = await this.wrapTo(this.keysOf(recovery));
    return this.follow({ op: { case: "approve", value } });
  }

  /** Everybody skips an envelope, and what builds on it; `pos` is where it stands now, for people. */
  quarantine(itemSha256: ItemId, pos: number): MemberRecord {
    const value = create(QuarantineSchema, { itemSha256: idBytes(itemSha256), pos: BigInt(pos) });
    return this.follow({ op: { case: "quarantine", value } });
  }

  /** Another relay key orders the log from here on: right after `last`, the head at its end as it is known here. */
  newGeneration(relayKey: VerifyKey, last: SignedHead, address: string): MemberRecord {
    const value = create(NewGenerationSchema, { relayKey: relayKey.bytes, last, address });
    return this.follow({ op: { case: "newGeneration", value } });
  }

  private keysOf(device: DeviceId): PublicKeys {
    const keys = this.members.knownDevice(device)?.keys;
    if (keys === undefined) throw new RangeError(`no device ${device}`);
    return keys;
  }

  private async wrapTo(recipient: PublicKeys): Promise<Wrap> {
    const key = await epochKey(this.members, this.signer);
    return key.wrapTo(recipient, this.members.foundation.wrapContext, this.entropy);
  }

  private follow(operation: Parameters<typeof follow>[2]): MemberRecord {
    return follow(this.members, this.signer.signing, operation);
  }

  private async rekey(remaining: Membership): Promise<Rotate> {
    const { members, entropy } = this;
    const { wrapContext } = members.foundation;
    const current = await epochKey(members, this.signer);
    const next = EpochKey.generate(members.epoch + 1, entropy);
    const invites = remaining.invites.filter((each) => takesKeys(each) && !isOver(each, this.logMillis));
    const wraps: Wrap[] = [];
    for (const { keys } of [...holders(remaining), ...invites]) {
      wraps.push(await next.wrapTo(keys, wrapContext, entropy));
    }
    const prevKey = next.sealPrevious(current, wrapContext);
    return create(RotateSchema, { epoch: next.epoch, commit: next.commit, prevKey, wraps });
  }
}
