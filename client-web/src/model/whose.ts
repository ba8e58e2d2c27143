/**
 * Whose each device is by the membership log (TEAM-10). The team document says so too, and every editor writes there: where the two differ the log counts, or an
 * editor could speak in another member's name.
 */
import type { DeviceId } from "../protocol/ids";
import { byId, type MemberId } from "./ids";
import type { Member } from "./team";

/** By device, also those that are gone: the id that its member's entry bears in the team document. */
export type Attribution = ReadonlyMap<DeviceId, MemberId>;

type Entries = ReadonlyMap<MemberId, Member>;

/** Members with the devices that speak for them: the log's, and those claimed that the log does not know. */
export function attributed(members: Entries, log: Attribution): Map<MemberId, Member> {
  const known = new Map<MemberId, DeviceId[]>();
  for (const [device, member] of log) known.set(member, [...(known.get(member) ?? []), device]);
  const devices = new Map<MemberId, DeviceId[]>();
  for (const [member, theirs] of known) {
    // Entries have had their members' ids only since there were attributions: before, the claims are all there is.
    const entry = members.get(member) ?? claimedBy(theirs, members, known);
    if (entry !== undefined) devices.set(entry.id, [...(devices.get(entry.id) ?? []), ...theirs]);
  }
  return new Map(
    [...members].map(([id, member]) => {
      const strangers = member.devices.filter((device) => !log.has(device));
      return [id, { ...member, devices: [...(devices.get(id) ?? []), ...strangers].sort() }];
    }),
  );
}

function claimedBy(devices: readonly DeviceId[], members: Entries, known: ReadonlyMap<MemberId, unknown>) {
  return [...members.values()]
    .filter((entry) => !known.has(entry.id) && entry.devices.some((device) => devices.includes(device)))
    .sort(byId)[0];
}

/** Whether a device may speak for an entry, by what the log says. */
export function allows(log: Attribution, entry: MemberId, device: DeviceId): boolean {
  const member = log.get(device);
  return member === undefined || member === entry || ![...log.values()].includes(entry);
}
