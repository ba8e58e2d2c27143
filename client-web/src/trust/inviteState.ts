/** An invite as far as it was used. */
import type { Role, Wrap } from "../gen/meridian/v1/log_pb";
import type { DeviceId } from "../protocol/ids";
import type { PublicKeys } from "./keys";

export interface InviteState {
  readonly keys: PublicKeys;
  /** The member who made it. */
  readonly maker: DeviceId;
  readonly role: Role;
  readonly usesLeft: number;
  /** By the relay's clock; from then on it is over. */
  readonly expiresMillis: bigint;
  /** Whether those who join by it wait for an owner. */
  readonly approval: boolean;
  /** Whether it was revoked, or became void with its maker. */
  readonly revoked: boolean;
  /** The current epoch's key; none with approval, and where it was left out of a re-key because it was over. */
  readonly wrap: Wrap | undefined;
}

/** Whether its time is over at this time of the relay's clock. */
export function isOver(invite: InviteState, nowMillis: number): boolean {
  // A time past 2^63 is no time: the other side reads it as a negative number.
  return invite.expiresMillis >= 1n << 63n || BigInt(nowMillis) >= invite.expiresMillis;
}

/** Whether it could be used, but for the time. */
export function isOpen(invite: InviteState): boolean {
  return invite.usesLeft > 0 && !invite.revoked;
}

/** Whether it needs the key of every epoch. */
export function takesKeys(invite: InviteState): boolean {
  return isOpen(invite) && !invite.approval;
}

export function voided(invite: InviteState): InviteState {
  return { ...invite, revoked: true, wrap: undefined };
}
