/** How one relay key follows another: by an owner's record alone (MEM-19, LOGIN-2). */
import { MemberSchema, Role } from "../gen/meridian/v1/log_pb";
import { equalBytes } from "../protocol/bytes";
import { DEVICE_BYTES, deviceId, idBytes } from "../protocol/ids";
import { parse } from "../protocol/strict";
import { isSignedBy, parseRecord } from "./memberRecord";
import type { Membership } from "./membership";
import { applyRecord } from "./membershipFold";
import { VerifyKey } from "./signature";
import { isHeadBy, newGenerationOf } from "./vouching";

/** A membership record as a relay shows it, with the time of its entry. */
export interface Shown {
  readonly item: Uint8Array;
  readonly entryMillis: number;
}

/**
 * The relay key that records lead to from what is known: those that follow the last known one, judged one by one; or, where they do not follow it, records that
 * name another relay, each by a device that is known as an owner's.
 *
 * @param shown oldest first
 */
export function heir(known: Membership, shown: readonly Shown[]): VerifyKey | undefined {
  return known.isFounded ? (byFold(known, shown) ?? byKnownOwners(known, shown)) : undefined;
}

function byFold(known: Membership, shown: readonly Shown[]): VerifyKey | undefined {
  let members = known;
  for (const { item, entryMillis } of shown) {
    const step = applyRecord(members, item, entryMillis);
    if (step.type !== "Accepted") return undefined;
    members = step.next;
  }
  return members.foundation.relayKey;
}

function byKnownOwners(known: Membership, shown: readonly Shown[]): VerifyKey {
  let key = known.foundation.relayKey;
  for (const { item } of shown) {
    const body = isByOwner(known, item) ? newGenerationOf(item) : undefined;
    if (body !== undefined && isHeadBy(key, body.last)) key = VerifyKey.of(body.relayKey) ?? key;
  }
  return key;
}

function isByOwner(known: Membership, item: Uint8Array): boolean {
  const signed = parseRecord(item);
  if (signed === undefined || signed.device.length !== DEVICE_BYTES) return false;
  const device = known.deviceOf(deviceId(signed.device));
  const isOf = equalBytes(parse(MemberSchema, signed.body)?.ws ?? new Uint8Array(0), idBytes(known.workspace));
  return isOf && device?.role === Role.OWNER && isSignedBy(device.keys.signing, signed);
}
