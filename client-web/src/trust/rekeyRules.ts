/** The epoch that follows: sealed to exactly those who remain (MEM-17). */
import type { Rotate, Wrap } from "../gen/meridian/v1/log_pb";
import { equalBytes } from "../protocol/bytes";
import { type DeviceId, deviceId } from "../protocol/ids";
import { type InviteState, isOver, takesKeys } from "./inviteState";
import { PREV_KEY_BYTES } from "./keys";
import type { MemberDevice } from "./memberDevice";
import type { Membership } from "./membership";
import { isWellFormedWrap } from "./recipients";
import { allowed, type Denied, denied, type Ruling } from "./ruling";

const HASH_BYTES = 32;

/** @param remaining the members with the operation that the re-key belongs to */
export function rekey(remaining: Membership, rotate: Rotate, entryMillis: number): Ruling {
  const { foundation } = remaining;
  const { epochs } = foundation;
  const { epoch, commit, prevKey, wraps } = rotate;
  if (epoch !== epochs.length) return bad(`epoch ${epochs.length} follows, not epoch ${epoch}`);
  const wellFormed = commit.length === HASH_BYTES && prevKey.length === PREV_KEY_BYTES && wraps.every(isWellFormedWrap);
  if (!wellFormed) return denied("MALFORMED", "the new epoch is not well formed");
  if (epochs.some((each) => equalBytes(each.commit, commit))) return bad("the key of an earlier epoch comes back");
  const byRecipient = new Map(wraps.map((wrap) => [deviceId(wrap.recipient), wrap]));
  if (byRecipient.size !== wraps.length) return bad("the key is sealed to one recipient twice");
  const members = remaining.withFoundation({ ...foundation, epochs: [...epochs, { commit, prevKey }] });
  return spread(members, byRecipient, entryMillis);
}

/** Gives everybody their wrap; none may be missing, and none left over. */
function spread(members: Membership, wraps: Map<DeviceId, Wrap>, entryMillis: number): Ruling {
  const devices: MemberDevice[] = [];
  for (const device of holders(members)) {
    const wrap = take(wraps, device.keys.id);
    if (wrap === undefined) return bad(`the key is not sealed to device ${device.keys.id}`);
    devices.push({ ...device, wrap });
  }
  const invites: InviteState[] = [];
  for (const invite of members.invites.filter(takesKeys)) {
    const wrap = take(wraps, invite.keys.id);
    if (wrap === undefined && !isOver(invite, entryMillis)) {
      return bad(`the key is not sealed to invite ${invite.keys.id}`);
    }
    invites.push({ ...invite, wrap });
  }
  return wraps.size === 0
    ? allowed(members.withDevices(devices).withInvites(invites))
    : bad("the key is sealed to somebody who is not to have it");
}

function take(wraps: Map<DeviceId, Wrap>, id: DeviceId): Wrap | undefined {
  const wrap = wraps.get(id);
  wraps.delete(id);
  return wrap;
}

/** The devices that get the key of every epoch: all that are not gone and do not wait. */
export function holders(members: Membership): MemberDevice[] {
  return members.people.filter((person) => person.state === "MEMBER").flatMap((person) => members.devicesOf(person));
}

function bad(reason: string): Denied {
  return denied("BAD_REKEY", reason);
}
