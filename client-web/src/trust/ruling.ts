/** What one operation of a membership record comes to, before the record as a whole is taken. */
import type { Membership } from "./membership";

/** Why a record is refused. STALE may be valid once made again; the others are the sender's fault. */
export type MembershipRefusal =
  | "MALFORMED"
  | "BAD_KEY"
  | "BAD_SIGNATURE"
  | "WRONG_WORKSPACE"
  | "STALE"
  | "STALE_EPOCH"
  | "NOT_ALLOWED"
  | "NO_SUCH_INVITE"
  | "INVITE_EXPIRED"
  | "INVITE_USED_UP"
  | "INVITE_REVOKED"
  | "ALREADY_PRESENT"
  | "NO_SUCH_MEMBER"
  | "LAST_OWNER"
  | "LAST_DEVICE"
  | "BAD_REKEY";

export interface Denied {
  readonly type: "Denied";
  readonly refusal: MembershipRefusal;
  readonly reason: string;
}

export type Ruling = { readonly type: "Allowed"; readonly next: Membership } | Denied;

export function allowed(next: Membership): Ruling {
  return { type: "Allowed", next };
}

export function denied(refusal: MembershipRefusal, reason: string): Denied {
  return { type: "Denied", refusal, reason };
}

export const staleEpoch = denied("STALE_EPOCH", "it wraps the key of an epoch that is over");
