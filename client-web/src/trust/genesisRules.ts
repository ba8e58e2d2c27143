/** What the first record must be (MEM-6). */

import type { Signed } from "../gen/meridian/v1/envelope_pb";
import { type Genesis, type Member, Role, type Rotate } from "../gen/meridian/v1/log_pb";
import { PublicKeys } from "./keys";
import { deviceOf } from "./memberDevice";
import { isSignedBy, recordId } from "./memberRecord";
import type { Membership } from "./membership";
import { isFor, isForOptional } from "./recipients";
import { allowed, denied, type Ruling } from "./ruling";
import { VerifyKey } from "./signature";

const NONCE_BYTES = 32;
const HASH_BYTES = 32;

export function found(before: Membership, signed: Signed, member: Member, genesis: Genesis): Ruling {
  const { rotate } = genesis;
  if (rotate === undefined || !isWellFormed(member, genesis, rotate)) {
    return denied("MALFORMED", "the genesis record is not well formed");
  }
  const relayKey = VerifyKey.of(genesis.relayKey);
  const owner = PublicKeys.of(genesis.owner);
  const recovery = PublicKeys.of(genesis.recovery);
  if (relayKey === undefined || owner === undefined || (recovery === undefined) !== (genesis.recovery === undefined)) {
    return denied("BAD_KEY", "a key of the genesis record may not be enrolled");
  }
  if (!isSignedBy(owner.signing, signed)) {
    return denied("BAD_SIGNATURE", "the genesis record is not signed by its owner");
  }
  const { wraps, commit, prevKey } = rotate;
  const fits =
    recovery?.id !== owner.id &&
    wraps.length === (recovery === undefined ? 1 : 2) &&
    isFor(owner.id, wraps[0]) &&
    isForOptional(recovery?.id, wraps[1]);
  if (!fits) return denied("MALFORMED", "the genesis record does not wrap its key to its owner and recovery device");
  const foundation = {
    relayKey,
    wrapContext: genesis.nonce,
    epochs: [{ commit, prevKey }],
    lastRecord: recordId(signed),
  };
  const devices = [deviceOf(owner, owner.id, Role.OWNER, "ACTIVE", wraps[0])];
  if (recovery !== undefined) devices.push(deviceOf(recovery, owner.id, Role.OWNER, "RECOVERY", wraps[1]));
  return allowed(
    before
      .withFoundation(foundation)
      .withPerson({ id: owner.id, role: Role.OWNER, state: "MEMBER", devices: [owner.id], recovery: recovery?.id })
      .withDevices(devices),
  );
}

function isWellFormed(member: Member, genesis: Genesis, rotate: Rotate): boolean {
  return (
    member.ws.length === 0 &&
    member.prevMember.length === 0 &&
    genesis.nonce.length === NONCE_BYTES &&
    rotate.epoch === 0 &&
    rotate.commit.length === HASH_BYTES &&
    rotate.prevKey.length === 0
  );
}
