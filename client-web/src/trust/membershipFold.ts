/**
 * The rules by which one membership record follows another: docs/spec/trust.md, MEM. Relay and clients run the same ones at every position. Here is what holds
 * for every record; the files of rules beside this one have the operations.
 *
 * A record of a member is verified before its body is parsed. The signer of a genesis or a join is not a member yet, and its key is in the body: a genesis
 * is known by its hash, which is the workspace's id, and a join by the invite's signature.
 */

import type { Signed } from "../gen/meridian/v1/envelope_pb";
import { type Member, MemberSchema, Role } from "../gen/meridian/v1/log_pb";
import { equalBytes, sha256 } from "../protocol/bytes";
import { deviceId, type ItemId, idBytes } from "../protocol/ids";
import { hasNoUnknownFields, parse } from "../protocol/strict";
import { addDevice, revokeDevice } from "./deviceRules";
import { approve, invite, join, revokeInvite } from "./entryRules";
import { found as foundBy } from "./genesisRules";
import type { MemberDevice } from "./memberDevice";
import { CIPHER_SUITE, isSignedBy, parseRecord, recordId } from "./memberRecord";
import type { Membership } from "./membership";
import { newGeneration, quarantine, remove, setRole } from "./ownerRules";
import { deviceIdOf } from "./recipients";
import { rekey } from "./rekeyRules";
import { allowed, denied, type MembershipRefusal, type Ruling } from "./ruling";

export type { MembershipRefusal } from "./ruling";

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
  if (member.op.case !== "genesis") return refused("MALFORMED", "the first record is a genesis");
  const genesis = member.op.value;
  return genesis.suite === CIPHER_SUITE
    ? stepOf(signed, foundBy(before, signed, member, genesis))
    : { type: "UpgradeNeeded", reason: `this workspace uses cipher suite ${genesis.suite}` };
}

function follow(before: Membership, signed: Signed, entryMillis: number): MembershipStep {
  const signer = before.knownDevice(deviceId(signed.device));
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
  const ruling = judge(before, signed, signer, member.op, entryMillis);
  return stepOf(signed, ruling.type === "Allowed" ? rekeyed(before, ruling.next, member, entryMillis) : ruling);
}

type Signer = MemberDevice | undefined;

function judge(before: Membership, signed: Signed, signer: Signer, op: Member["op"], entryMillis: number): Ruling {
  switch (op.case) {
    case "genesis":
      return denied("ALREADY_PRESENT", "the workspace is founded already");
    case "invite":
      return byOwner(signer, "invites", (owner) => invite(before, owner, op.value, entryMillis));
    case "join":
      return join(before, signed, op.value, entryMillis);
    case "addDevice":
      return byMember(signer, (device) => addDevice(before, device, op.value));
    case "revokeDevice":
      return byMember(signer, (device) => revokeDevice(before, device, op.value, entryMillis));
    case "remove":
      return byOwner(signer, "removes a member", (owner) => remove(before, owner, op.value, entryMillis));
    case "setRole":
      return byOwner(signer, "changes a role", () => setRole(before, op.value));
    case "rotate":
      return byOwner(signer, "changes the key", () => rekey(before, op.value, entryMillis));
    case "revokeInvite":
      return byOwner(signer, "revokes an invite", () => revokeInvite(before, op.value));
    case "approve":
      return byOwner(signer, "approves a newcomer", () => approve(before, op.value));
    case "quarantine":
      return byOwner(signer, "puts something in quarantine", () => quarantine(before, op.value));
    case "newGeneration":
      return byOwner(signer, "changes the relay's key", () => newGeneration(before, op.value));
    case undefined:
      throw new Error("an operation that is not known got past its check");
  }
}

function byOwner(signer: Signer, what: string, rule: (owner: MemberDevice) => Ruling): Ruling {
  return signer?.kind === "ACTIVE" && signer.role === Role.OWNER
    ? rule(signer)
    : denied("NOT_ALLOWED", `only an owner ${what}`);
}

// The one thing that a recovery device may do.
function byMember(signer: Signer, rule: (device: MemberDevice) => Ruling): Ruling {
  return signer?.kind === "ACTIVE" || (signer?.kind === "RECOVERY" && signer.wrap !== undefined)
    ? rule(signer)
    : denied("NOT_ALLOWED", "only a member's device does that");
}

function rekeyed(before: Membership, next: Membership, { op, rekey: rotate }: Member, entryMillis: number): Ruling {
  if (rotate !== undefined) return rekey(next, rotate, entryMillis);
  const needed = op.case === "revokeDevice" || (op.case === "remove" && !isPending(before, op.value.member));
  return needed ? denied("BAD_REKEY", "there is no new key, and who goes would have the present one") : allowed(next);
}

function isPending(before: Membership, member: Uint8Array): boolean {
  const id = deviceIdOf(member);
  return id !== undefined && before.personOf(id)?.state === "PENDING";
}

function stepOf(signed: Signed, ruling: Ruling): MembershipStep {
  if (ruling.type === "Denied") return refused(ruling.refusal, ruling.reason);
  const record = recordId(signed);
  return { type: "Accepted", next: ruling.next.after(record), record };
}

// A field, operation or role that this version does not know may say who is a member, so nothing of it is guessed.
function isOfLaterVersion(member: Member): boolean {
  const { op } = member;
  const unknownRole = (op.case === "invite" || op.case === "setRole") && Role[op.value.role] === undefined;
  return !hasNoUnknownFields(member) || unknownRole || !isKnownOperation(member);
}

function isKnownOperation({ op, rekey: rotate }: Member): boolean {
  switch (op.case) {
    case "revokeDevice":
    case "remove":
    case "revokeInvite":
      return true;
    case undefined:
      return false;
    default:
      return rotate === undefined;
  }
}
