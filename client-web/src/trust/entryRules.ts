/** How somebody becomes a member: invites, joins, approvals (MEM-5, MEM-9, MEM-15, MEM-16). */
import type { Signed } from "../gen/meridian/v1/envelope_pb";
import { type Approve, type Invite, type Join, type RevokeInvite, Role } from "../gen/meridian/v1/log_pb";
import type { DeviceId } from "../protocol/ids";
import { type InviteState, isOpen, isOver, voided } from "./inviteState";
import { PublicKeys } from "./keys";
import { deviceOf, type MemberDevice } from "./memberDevice";
import { admission, isSignedBy } from "./memberRecord";
import type { Membership } from "./membership";
import { deviceIdOf, isFor, isForOptional } from "./recipients";
import { allowed, type Denied, denied, type Ruling, staleEpoch } from "./ruling";

const NO_SUCH_INVITE = denied("NO_SUCH_INVITE", "this invite was never made");

/** An owner's invitation. */
export function invite(before: Membership, owner: MemberDevice, body: Invite, entryMillis: number): Ruling {
  const keys = PublicKeys.of(body.keys);
  if (keys === undefined) return denied("BAD_KEY", "a key of the invite may not be enrolled");
  const { role, wrap, approval, epoch, uses } = body;
  const sealed = approval ? wrap === undefined && epoch === 0 : isFor(keys.id, wrap);
  if (!sealed || role === Role.UNSPECIFIED || uses === 0) {
    return denied("MALFORMED", "the invite is not well formed");
  }
  if (!approval && epoch !== before.epoch) return staleEpoch;
  if (isKnown(before, keys.id)) return denied("ALREADY_PRESENT", "the invite's key is in use already");
  const expiresMillis = body.expiresMs;
  const state = { keys, maker: owner.member, role, usesLeft: uses, expiresMillis, approval, revoked: false, wrap };
  return isOver(state, entryMillis)
    ? denied("INVITE_EXPIRED", "the invite is over before it begins")
    : allowed(before.withInvites([state]));
}

/** An invite lets nobody in any more. */
export function revokeInvite(before: Membership, body: RevokeInvite): Ruling {
  const id = deviceIdOf(body.invite);
  if (id === undefined) return denied("MALFORMED", "the revocation names no invite");
  const invite = before.inviteOf(id);
  if (invite === undefined) return NO_SUCH_INVITE;
  return unusable(invite) ?? allowed(before.withInvites([voided(invite)]));
}

interface Newcomer {
  readonly keys: PublicKeys;
  readonly recovery: PublicKeys | undefined;
}

/** A newcomer enters, or asks to. */
export function join(before: Membership, signed: Signed, body: Join, entryMillis: number): Ruling {
  const keys = PublicKeys.of(body.device);
  const recovery = PublicKeys.of(body.recovery);
  if (keys === undefined || (recovery === undefined) !== (body.recovery === undefined)) {
    return denied("BAD_KEY", "a key of the newcomer may not be enrolled");
  }
  if (!isSignedBy(keys.signing, signed)) return denied("BAD_SIGNATURE", "not signed by the device that joins");
  const inviteId = deviceIdOf(body.invite);
  if (inviteId === undefined || recovery?.id === keys.id) return denied("MALFORMED", "the join is not well formed");
  if (isKnown(before, keys.id) || (recovery !== undefined && isKnown(before, recovery.id))) {
    return denied("ALREADY_PRESENT", "the device is here already, or was");
  }
  const invite = before.inviteOf(inviteId);
  return invite === undefined ? NO_SUCH_INVITE : joinBy(before, body, { keys, recovery }, invite, entryMillis);
}

function joinBy(before: Membership, body: Join, newcomer: Newcomer, invite: InviteState, entryMillis: number): Ruling {
  const admitted = admission(before.workspace, invite.keys.id, invite.role, newcomer.keys);
  if (!invite.keys.signing.verifies("join", admitted, body.inviteSig)) {
    return denied("BAD_SIGNATURE", "not admitted by the invite's key");
  }
  if (!wrapsFit(body, newcomer, invite.approval)) {
    return denied("MALFORMED", "the join does not wrap the key to its devices, and only to them");
  }
  const refusal = unusable(invite);
  if (refusal !== undefined) return refusal;
  if (isOver(invite, entryMillis)) return denied("INVITE_EXPIRED", "the invite has expired");
  if (!invite.approval && body.epoch !== before.epoch) return staleEpoch;
  return allowed(entered(before, body, newcomer, invite));
}

function wrapsFit({ own, recoveryWrap, epoch }: Join, { keys, recovery }: Newcomer, approval: boolean): boolean {
  return approval
    ? own === undefined && recoveryWrap === undefined && epoch === 0
    : isFor(keys.id, own) && isForOptional(recovery?.id, recoveryWrap);
}

function entered(before: Membership, body: Join, { keys, recovery }: Newcomer, invite: InviteState): Membership {
  const { role, approval } = invite;
  const { id } = keys;
  // With approval there are no wraps yet.
  const devices = [deviceOf(keys, id, role, approval ? "PENDING" : "ACTIVE", body.own)];
  if (recovery !== undefined) devices.push(deviceOf(recovery, id, role, "RECOVERY", body.recoveryWrap));
  return before
    .withInvites([{ ...invite, usesLeft: invite.usesLeft - 1 }])
    .withPerson({ id, role, state: approval ? "PENDING" : "MEMBER", devices: [id], recovery: recovery?.id })
    .withDevices(devices);
}

/** Somebody who waits gets the key. */
export function approve(before: Membership, body: Approve): Ruling {
  const id = deviceIdOf(body.member);
  const person = id === undefined ? undefined : before.personOf(id);
  if (person?.state !== "PENDING") return denied("NO_SUCH_MEMBER", "nobody of this name waits for approval");
  if (!isFor(person.id, body.wrap) || !isForOptional(person.recovery, body.recoveryWrap)) {
    return denied("MALFORMED", "the approval does not wrap the key to exactly the newcomer's devices");
  }
  if (body.epoch !== before.epoch) return staleEpoch;
  const devices = before
    .devicesOf(person)
    .map(
      (device): MemberDevice =>
        device.kind === "PENDING"
          ? { ...device, kind: "ACTIVE", wrap: body.wrap }
          : { ...device, wrap: body.recoveryWrap },
    );
  return allowed(before.withPerson({ ...person, state: "MEMBER" }).withDevices(devices));
}

function unusable(invite: InviteState): Denied | undefined {
  if (invite.revoked) return denied("INVITE_REVOKED", "the invite was revoked");
  return isOpen(invite) ? undefined : denied("INVITE_USED_UP", "the invite was used as often as it may be");
}

/** Whether the id is a device's or an invite's, or was. */
export function isKnown(before: Membership, id: DeviceId): boolean {
  return before.knownDevice(id) !== undefined || before.inviteOf(id) !== undefined;
}
