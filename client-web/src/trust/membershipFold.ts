/**
 * The rules by which one membership record follows another (MEM-1 to MEM-9). Relay and clients run the same ones at every position.
 *
 * A record of a member is verified before its body is parsed. The signer of a genesis or a join is not a member yet, and its key is in the body: a genesis
 * is known by its hash, which is the workspace's id, and a join by the invite's signature.
 */

import type { Signed } from "../gen/meridian/v1/envelope_pb";
import {
  type Genesis,
  type Invite,
  type Join,
  type Member,
  MemberSchema,
  Role,
  type Wrap,
} from "../gen/meridian/v1/log_pb";
import { equalBytes, sha256 } from "../protocol/bytes";
import { DEVICE_BYTES, type DeviceId, deviceId, type ItemId, idBytes } from "../protocol/ids";
import { hasNoUnknownFields, parse } from "../protocol/strict";
import { isWrappingKey, PublicKeys, WRAP_CT_BYTES } from "./keys";
import { admission, parseRecord, recordId } from "./memberRecord";
import type { InviteState, MemberDevice, Membership } from "./membership";
import { VerifyKey } from "./signature";

const SUITE = 1;

export { SUITE as CIPHER_SUITE };

const NONCE_BYTES = 32;
const HASH_BYTES = 32;

/** Why a record is refused. STALE may be valid once made again; the others are the sender's fault. */
export type MembershipRefusal =
  | "MALFORMED"
  | "BAD_KEY"
  | "BAD_SIGNATURE"
  | "WRONG_WORKSPACE"
  | "STALE"
  | "NOT_ALLOWED"
  | "NO_SUCH_INVITE"
  | "INVITE_EXPIRED"
  | "INVITE_USED_UP"
  | "ALREADY_PRESENT";

/** What came of a record. After UpgradeNeeded whoever does not know it must stop and not guess. */
export type MembershipStep =
  | { readonly type: "Accepted"; readonly next: Membership; readonly record: ItemId }
  | { readonly type: "Refused"; readonly refusal: MembershipRefusal; readonly reason: string }
  | { readonly type: "UpgradeNeeded"; readonly reason: string };

function refused(refusal: MembershipRefusal, reason: string): MembershipStep {
  return { type: "Refused", refusal, reason };
}

const UPGRADE: MembershipStep = { type: "UpgradeNeeded", reason: "a membership record of a later version" };

/**
 * Judges the next membership record.
 *
 * @param item a serialised `Signed`
 * @param entryMillis the relay's time of its entry: invites expire by it
 */
export function applyRecord(before: Membership, item: Uint8Array, entryMillis: number): MembershipStep {
  const signed = parseRecord(item);
  if (signed === undefined) return refused("MALFORMED", "not a signed record");
  return before.isFounded ? follow(before, signed, entryMillis) : found(before, signed);
}

function found(before: Membership, signed: Signed): MembershipStep {
  if (!equalBytes(sha256(signed.body), idBytes(before.workspace))) {
    return refused("WRONG_WORKSPACE", "not the genesis record of this workspace");
  }
  const member = parse(MemberSchema, signed.body);
  if (member === undefined) return refused("MALFORMED", "not a membership record");
  if (isOfLaterVersion(member)) return UPGRADE;
  return member.op.case === "genesis"
    ? foundBy(before, signed, member, member.op.value)
    : refused("MALFORMED", "the first record is a genesis");
}

function foundBy(before: Membership, signed: Signed, member: Member, genesis: Genesis): MembershipStep {
  if (genesis.suite !== SUITE) {
    return { type: "UpgradeNeeded", reason: `this workspace uses cipher suite ${genesis.suite}` };
  }
  const { rotate } = genesis;
  const wrap = rotate?.wraps[0];
  const wellFormed =
    member.ws.length === 0 &&
    member.prevMember.length === 0 &&
    genesis.nonce.length === NONCE_BYTES &&
    rotate !== undefined &&
    rotate.epoch === 0 &&
    rotate.commit.length === HASH_BYTES &&
    rotate.prevKey.length === 0 &&
    rotate.wraps.length === 1;
  if (!wellFormed || wrap === undefined) return refused("MALFORMED", "the genesis record is not well formed");
  const relayKey = VerifyKey.of(genesis.relayKey);
  const owner = PublicKeys.of(genesis.owner);
  if (relayKey === undefined || owner === undefined) {
    return refused("BAD_KEY", "a key of the genesis record may not be enrolled");
  }
  if (!isSignedBy(owner.signing, signed)) {
    return refused("BAD_SIGNATURE", "the genesis record is not signed by its owner");
  }
  if (!isFor(owner.id, wrap)) return refused("MALFORMED", "the genesis record wraps no key to its owner");
  const record = recordId(signed);
  const { commit } = rotate;
  const foundation = { relayKey, wrapContext: genesis.nonce, epoch: 0, commit, lastRecord: record };
  const next = before.founded(foundation, { keys: owner, role: Role.OWNER, wrap });
  return { type: "Accepted", next, record };
}

function follow(before: Membership, signed: Signed, entryMillis: number): MembershipStep {
  const signer = before.devices.get(deviceId(signed.device));
  if (signer !== undefined && !isSignedBy(signer.keys.signing, signed)) {
    return refused("BAD_SIGNATURE", "not signed by the device that it names");
  }
  const member = parse(MemberSchema, signed.body);
  if (member === undefined) return refused("MALFORMED", "not a membership record");
  if (!equalBytes(member.ws, idBytes(before.workspace))) {
    return member.op.case === "genesis"
      ? refused("ALREADY_PRESENT", "the workspace is founded already")
      : refused("WRONG_WORKSPACE", "a record of another workspace");
  }
  if (!equalBytes(member.prevMember, idBytes(before.foundation.lastRecord))) {
    return refused("STALE", "another membership record came first");
  }
  if (isOfLaterVersion(member)) return UPGRADE;
  switch (member.op.case) {
    case "genesis":
      return refused("ALREADY_PRESENT", "the workspace is founded already");
    case "invite":
      return invite(before, signed, signer, member.op.value, entryMillis);
    case "join":
      return join(before, signed, member.op.value, entryMillis);
    default:
      return UPGRADE;
  }
}

function isOver(expiresMillis: bigint, nowMillis: number): boolean {
  // A time past 2^63 is no time: the other side reads it as a negative number.
  return expiresMillis >= 1n << 63n || BigInt(nowMillis) >= expiresMillis;
}

function invite(
  before: Membership,
  signed: Signed,
  signer: MemberDevice | undefined,
  body: Invite,
  entryMillis: number,
): MembershipStep {
  if (signer?.role !== Role.OWNER) return refused("NOT_ALLOWED", "only an owner invites");
  const keys = PublicKeys.of(body.keys);
  if (keys === undefined) return refused("BAD_KEY", "a key of the invite may not be enrolled");
  const { role, wrap } = body;
  if (role === Role.UNSPECIFIED || body.uses === 0 || wrap === undefined || !isFor(keys.id, wrap)) {
    return refused("MALFORMED", "the invite is not well formed");
  }
  if (isPresent(before, keys.id)) return refused("ALREADY_PRESENT", "the invite's key is in use already");
  const state: InviteState = { keys, role, usesLeft: body.uses, expiresMillis: body.expiresMs, wrap };
  if (isOver(state.expiresMillis, entryMillis)) {
    return refused("INVITE_EXPIRED", "the invite is over before it begins");
  }
  return accepted(signed, before.withInvite(state));
}

function join(before: Membership, signed: Signed, body: Join, entryMillis: number): MembershipStep {
  const keys = PublicKeys.of(body.device);
  if (keys === undefined) return refused("BAD_KEY", "a key of the newcomer may not be enrolled");
  if (!isSignedBy(keys.signing, signed)) return refused("BAD_SIGNATURE", "not signed by the device that joins");
  if (body.invite.length !== DEVICE_BYTES || body.own === undefined || !isFor(keys.id, body.own)) {
    return refused("MALFORMED", "the join is not well formed");
  }
  if (isPresent(before, keys.id)) return refused("ALREADY_PRESENT", "the device is here already");
  const by = before.invites.get(deviceId(body.invite));
  if (by === undefined) return refused("NO_SUCH_INVITE", "this invite was never made");
  const admitted = admission(before.workspace, by.keys.id, by.role, keys);
  if (!by.keys.signing.verifies("join", admitted, body.inviteSig)) {
    return refused("BAD_SIGNATURE", "not admitted by the invite's key");
  }
  if (by.usesLeft === 0) return refused("INVITE_USED_UP", "the invite was used as often as it may be");
  if (isOver(by.expiresMillis, entryMillis)) return refused("INVITE_EXPIRED", "the invite has expired");
  const device: MemberDevice = { keys, role: by.role, wrap: body.own };
  return accepted(signed, before.withInvite({ ...by, usesLeft: by.usesLeft - 1 }).withDevice(device));
}

function accepted(signed: Signed, next: Membership): MembershipStep {
  const record = recordId(signed);
  return { type: "Accepted", next: next.after(record), record };
}

function isPresent(before: Membership, id: DeviceId): boolean {
  return before.devices.has(id) || before.invites.has(id);
}

function isSignedBy(key: VerifyKey, signed: Signed): boolean {
  return equalBytes(signed.device, idBytes(key.deviceId)) && key.verifies("member", signed.body, signed.sig);
}

function isFor(recipient: DeviceId, wrap: Wrap): boolean {
  return equalBytes(wrap.recipient, idBytes(recipient)) && isWrappingKey(wrap.enc) && wrap.ct.length === WRAP_CT_BYTES;
}

// A field, operation or role that this version does not know may say who is a member, so nothing of it is guessed.
function isOfLaterVersion(member: Member): boolean {
  const unknownRole = member.op.case === "invite" && Role[member.op.value.role] === undefined;
  return !hasNoUnknownFields(member) || member.rekey !== undefined || unknownRole || isOperationOfLaterVersion(member);
}

// What is in the format already, and not here yet.
function isOperationOfLaterVersion({ op }: Member): boolean {
  switch (op.case) {
    case "genesis":
      return op.value.recovery !== undefined;
    case "invite":
      return op.value.approval || op.value.epoch !== 0;
    case "join":
      return op.value.recovery !== undefined || op.value.recoveryWrap !== undefined || op.value.epoch !== 0;
    default:
      return op.case !== undefined;
  }
}
