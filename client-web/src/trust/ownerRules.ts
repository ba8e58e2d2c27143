/** What only owners do about others, and about the log (MEM-13, MEM-14, MEM-18, MEM-19). */
import { type NewGeneration, type Quarantine, type Remove, Role, type SetRole } from "../gen/meridian/v1/log_pb";
import { ITEM_BYTES, itemId } from "../protocol/ids";
import type { MemberDevice } from "./memberDevice";
import type { Membership } from "./membership";
import { isOwner, type Person } from "./person";
import { deviceIdOf } from "./recipients";
import { allowed, denied, type Ruling } from "./ruling";
import { VerifyKey } from "./signature";
import { vouches } from "./vouching";

const ADDRESS_MAX = 256;
const NO_SUCH_MEMBER = denied("NO_SUCH_MEMBER", "there is no such member");
const LAST_OWNER = denied("LAST_OWNER", "it is the last owner: make somebody else an owner first");

/** A member is none any more; the re-key is judged on its own. */
export function remove(before: Membership, owner: MemberDevice, body: Remove, entryMillis: number): Ruling {
  const person = personOf(before, body.member);
  if (person === undefined || person.state === "REMOVED") return NO_SUCH_MEMBER;
  if (person.id !== owner.member) return allowed(before.withoutPerson(person, entryMillis, owner.keys.id));
  return owners(before) === 1
    ? LAST_OWNER
    : denied("NOT_ALLOWED", "another owner removes an owner: who signs knows the next key");
}

/** A member's role from now on. */
export function setRole(before: Membership, body: SetRole): Ruling {
  if (body.role === Role.UNSPECIFIED) return denied("MALFORMED", "the record names no role");
  const person = personOf(before, body.member);
  if (person?.state !== "MEMBER") return NO_SUCH_MEMBER;
  const stepsDown = isOwner(person) && body.role !== Role.OWNER;
  return stepsDown && owners(before) === 1 ? LAST_OWNER : allowed(before.withRole(person, body.role));
}

/** An envelope that everybody skips. */
export function quarantine(before: Membership, body: Quarantine): Ruling {
  if (body.itemSha256.length !== ITEM_BYTES || body.pos < 1n || body.pos >= 1n << 63n) {
    return denied("MALFORMED", "the quarantine names no item");
  }
  const item = itemId(body.itemSha256);
  return before.quarantined.has(item)
    ? denied("ALREADY_PRESENT", "the item is in quarantine already")
    : allowed(before.withQuarantined(item));
}

/** Another relay key from here on. */
export function newGeneration(before: Membership, body: NewGeneration): Ruling {
  const relayKey = VerifyKey.of(body.relayKey);
  if (relayKey === undefined) return denied("BAD_KEY", "the relay's key may not be enrolled");
  const { relayKey: formerRelayKey } = before.foundation;
  if (relayKey.equals(formerRelayKey)) return denied("ALREADY_PRESENT", "it is the relay's key already");
  if (body.address.length > ADDRESS_MAX) return denied("MALFORMED", "the relay's address is too long");
  return vouches(before, body.last)
    ? allowed(before.withFoundation({ ...before.foundation, relayKey, formerRelayKey, relayAddress: body.address }))
    : denied("BAD_SIGNATURE", "the head that it follows is not by the relay before");
}

function personOf(before: Membership, bytes: Uint8Array): Person | undefined {
  const id = deviceIdOf(bytes);
  return id === undefined ? undefined : before.personOf(id);
}

function owners(before: Membership): number {
  return before.people.filter(isOwner).length;
}
