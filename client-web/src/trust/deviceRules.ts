/** The devices of a member (MEM-10 to MEM-12). */
import { type AddDevice, type RevokeDevice, Role } from "../gen/meridian/v1/log_pb";
import { isAskedFor } from "./deviceRequest";
import { isKnown } from "./entryRules";
import { PublicKeys } from "./keys";
import { deviceOf, type MemberDevice } from "./memberDevice";
import type { Membership } from "./membership";
import { deviceIdOf, isFor } from "./recipients";
import { allowed, denied, type Ruling, staleEpoch } from "./ruling";

const NO_SUCH_DEVICE = denied("NO_SUCH_MEMBER", "there is no such device");

/** One more device of the signer's member. */
export function addDevice(before: Membership, signer: MemberDevice, body: AddDevice): Ruling {
  const keys = PublicKeys.of(body.device);
  if (keys === undefined) return denied("BAD_KEY", "a key of the new device may not be enrolled");
  const request = { keys, signature: body.requestSig, recovery: body.recovery };
  if (!isAskedFor(request, before.workspace, signer.member)) {
    return denied("BAD_SIGNATURE", "the new device did not ask to be this member's");
  }
  if (!isFor(keys.id, body.wrap)) return denied("MALFORMED", "the record does not wrap the key to the new device");
  if (isKnown(before, keys.id)) return denied("ALREADY_PRESENT", "the device is here already, or was");
  if (body.epoch !== before.epoch) return staleEpoch;
  const person = before.personOf(signer.member);
  if (person === undefined) return NO_SUCH_DEVICE;
  const kind = body.recovery ? "RECOVERY" : "ACTIVE";
  const device = deviceOf(keys, person.id, person.role, kind, body.wrap);
  if (!body.recovery) {
    return allowed(before.withPerson({ ...person, devices: [...person.devices, keys.id] }).withDevices([device]));
  }
  if (person.recovery !== undefined || signer.kind === "RECOVERY") {
    return denied("ALREADY_PRESENT", "the member has a recovery device already");
  }
  return allowed(before.withPerson({ ...person, recovery: keys.id }).withDevices([device]));
}

/** A device acts no more; the re-key is judged on its own. */
export function revokeDevice(
  before: Membership,
  signer: MemberDevice,
  body: RevokeDevice,
  entryMillis: number,
): Ruling {
  const id = deviceIdOf(body.device);
  const device = id === undefined ? undefined : before.knownDevice(id);
  const person = device === undefined ? undefined : before.personOf(device.member);
  const acts = device?.kind === "ACTIVE" || device?.kind === "RECOVERY";
  if (device === undefined || !acts || person?.state !== "MEMBER") return NO_SUCH_DEVICE;
  const mayDoSo = signer.member === device.member || (signer.kind === "ACTIVE" && signer.role === Role.OWNER);
  if (!mayDoSo) return denied("NOT_ALLOWED", "only its own member or an owner revokes a device");
  if (signer.keys.id === device.keys.id) {
    return denied("NOT_ALLOWED", "a device is revoked by another one: who signs knows the next key");
  }
  if (device.kind === "ACTIVE" && person.devices.length === 1) {
    return denied("LAST_DEVICE", "it is the member's only device: add another one first");
  }
  return allowed(before.withoutDevice(device, entryMillis, signer.keys.id));
}
