/** A device that the log names. */
import type { Role, Wrap } from "../gen/meridian/v1/log_pb";
import type { DeviceId } from "../protocol/ids";
import type { PublicKeys } from "./keys";

/**
 * What a device may do at all. ACTIVE: what its member's role allows. PENDING: it reads what it cannot open, until an owner approves its member. RECOVERY: it
 * adds and revokes devices of its member, and nothing else. GONE: nothing; it was revoked, or its member removed, and never comes back.
 */
export type DeviceKind = "ACTIVE" | "PENDING" | "RECOVERY" | "GONE";

export interface MemberDevice {
  readonly keys: PublicKeys;
  /** Whose it is: a member is known by the device that it came with. */
  readonly member: DeviceId;
  /** Of the member. */
  readonly role: Role;
  readonly kind: DeviceKind;
  /** The current epoch's key as it was sealed to it; none while it waits for approval, and when it is gone. */
  readonly wrap: Wrap | undefined;
  /** Since when it is no more, by the relay's clock; 0 for the others. */
  readonly goneMillis: number;
  /** The device that signed so. */
  readonly goneBy: DeviceId | undefined;
}

/** A device of a member, not gone. */
export function deviceOf(
  keys: PublicKeys,
  member: DeviceId,
  role: Role,
  kind: Exclude<DeviceKind, "GONE">,
  wrap: Wrap | undefined,
): MemberDevice {
  return { keys, member, role, kind, wrap, goneMillis: 0, goneBy: undefined };
}

export function gone(device: MemberDevice, goneMillis: number, goneBy: DeviceId): MemberDevice {
  return { ...device, kind: "GONE", wrap: undefined, goneMillis, goneBy };
}
