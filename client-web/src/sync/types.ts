/** What can happen to a ClientMachine, what it asks of its shell, and how it stands: the same as in the Java client. */

import type { ErrorCode, Receipt } from "../gen/meridian/v1/frame_pb";
import type { EntryKind, LogItem, SignedHead } from "../gen/meridian/v1/log_pb";
import type { DeviceId, ItemId, WorkspaceId } from "../protocol/ids";
import { CHAIN_ZERO, headOf, type LogEntry, type LogHead } from "../protocol/log";
import type { ProtocolVersions } from "../protocol/versions";
import { Membership } from "../trust/membership";
import type { SigningKey } from "../trust/signature";

/** As whom a client comes. A guest holds an invite: reads the log up to its head, joins, and comes back as a device. */
export type Principal =
  | { readonly type: "Device"; readonly key: SigningKey }
  /** `linkChain`: the log must pass through it; undefined where the stored log did so already. */
  | { readonly type: "Guest"; readonly key: SigningKey; readonly linkChain: Uint8Array | undefined };

/** Who talks to whom about what; `host` is HOST:PORT as it is dialled, because the login is bound to it. */
export interface ClientTerms {
  readonly workspace: WorkspaceId;
  readonly host: string;
  readonly relayKeyHash: Uint8Array;
  readonly principal: Principal;
  readonly versions: ProtocolVersions;
}

/** What a client bears and how it waits. */
export interface ClientLimits {
  readonly windowItemsMax: number;
  readonly windowBytesMax: number;
  readonly unstoredBytesMax: number;
  readonly answerMillisMax: number;
  readonly backOffMillisMin: number;
  readonly backOffMillisMax: number;
}

export const CLIENT_LIMITS: ClientLimits = {
  windowItemsMax: 256,
  windowBytesMax: 512 * 1024,
  unstoredBytesMax: 64 * 1024 * 1024,
  answerMillisMax: 15_000,
  backOffMillisMin: 250,
  backOffMillisMax: 30_000,
};

/** Why a client talks no more to its relay until somebody starts it again. Local editing goes on. */
export type StopReason =
  | "ASKED"
  | "WRONG_RELAY"
  /** By an owner's record, which is in the own log now, another relay orders the workspace. */
  | "MOVED"
  | "FORK"
  | "ROLLBACK"
  | "BAD_LOG"
  | "LINK_MISMATCH"
  /** The log, or the relay, speaks a later version: this program is too old. */
  | "UPGRADE_NEEDED"
  /** The relay speaks none but versions of before those that this program speaks. */
  | "RELAY_TOO_OLD"
  | "LOGIN_REFUSED"
  | "NOT_A_MEMBER"
  /** This device was revoked, or its member removed. */
  | "REVOKED"
  | "INVITE_REVOKED"
  | "INVITE_EXPIRED"
  | "INVITE_USED_UP"
  | "PROTOCOL";

/** How a client stands with its relay. Reasons and messages are for a person. */
export type ClientStatus =
  | { readonly type: "Offline" }
  | { readonly type: "Waiting"; readonly untilMillis: number; readonly reason: string }
  | { readonly type: "Connecting" }
  | { readonly type: "Repairing"; readonly pos: number }
  | { readonly type: "CatchingUp"; readonly pos: number; readonly headPos: number }
  | { readonly type: "Live"; readonly pos: number }
  | {
      readonly type: "Stopped";
      readonly reason: StopReason;
      readonly message: string;
      readonly evidence: readonly SignedHead[];
    };

/** How a conversation goes on after something was said. */
export type Turn =
  | { readonly type: "GoOn" }
  | { readonly type: "HangUp"; readonly reason: string; readonly retryAfterMillis: number }
  | Halt;

export interface Halt {
  readonly type: "Halt";
  readonly reason: StopReason;
  readonly message: string;
  readonly evidence: readonly SignedHead[];
}

export const GO_ON: Turn = { type: "GoOn" };

export function hangUp(reason: string, retryAfterMillis = 0): Turn {
  return { type: "HangUp", reason, retryAfterMillis };
}

export function halt(reason: StopReason, message: string, ...evidence: (SignedHead | undefined)[]): Halt {
  return { type: "Halt", reason, message, evidence: evidence.filter((each) => each !== undefined) };
}

/** An entry of the log whose place is proven; `rejected` says why it must have no effect. */
export interface VerifiedEntry {
  readonly entry: LogEntry;
  readonly itemId: ItemId;
  readonly author: DeviceId | undefined;
  readonly item: Uint8Array;
  /** After this entry. */
  readonly chain: Uint8Array;
  readonly rejected: string | undefined;
}

/** Something to be pushed, exactly these bytes. Items are sent by rising order; a number is never used twice. */
export interface OutboxItem {
  readonly order: number;
  readonly kind: EntryKind;
  readonly id: ItemId;
  readonly item: Uint8Array;
}

/** Where a client's own copy of the log stands. */
export class LocalLog {
  private constructor(
    readonly head: LogHead | undefined,
    readonly signed: SignedHead | undefined,
    readonly members: Membership,
  ) {}

  static empty(workspace: WorkspaceId): LocalLog {
    return new LocalLog(undefined, undefined, Membership.none(workspace));
  }

  static after(head: LogHead, signed: SignedHead, members: Membership): LocalLog {
    return new LocalLog(head, signed, members);
  }

  /**
   * A log as it was stored: verified when it came. The head may be by the relay that the members name; by the one before, where the last entry is the record that
   * names it; or by one that owners name further on, up to where the log was not read yet (LOGIN-2).
   *
   * @throws Error if it is no head of this workspace with these members
   */
  static at(signed: SignedHead, members: Membership): LocalLog {
    const head = headOf(signed, members.workspace);
    if (head?.members !== members.foundation.lastRecord)
      throw new Error("the stored head is not of this workspace's log");
    return new LocalLog(head, signed, members);
  }

  get pos(): number {
    return this.head?.pos ?? 0;
  }

  get gen(): bigint {
    return this.head?.gen ?? 0n;
  }

  get chain(): Uint8Array {
    return this.head?.chain ?? CHAIN_ZERO;
  }

  get relayMillis(): number {
    return this.head?.relayMillis ?? 0;
  }
}

export type ClientInput =
  | { readonly type: "Start" }
  | { readonly type: "Stop" }
  | { readonly type: "Connected"; readonly connection: number }
  | { readonly type: "ConnectFailed"; readonly connection: number; readonly reason: string }
  | { readonly type: "Received"; readonly connection: number; readonly frame: Uint8Array }
  | { readonly type: "Disconnected"; readonly connection: number; readonly reason: string }
  | { readonly type: "Stored"; readonly pos: number }
  | { readonly type: "Rewound"; readonly log: LocalLog }
  | { readonly type: "ChainRead"; readonly pos: number; readonly chain: Uint8Array }
  | {
      readonly type: "OriginalsRead";
      readonly afterPos: number;
      readonly items: readonly LogItem[];
      readonly head: SignedHead;
    }
  | { readonly type: "OutboxChanged" }
  | { readonly type: "OutboxRead"; readonly items: readonly OutboxItem[] }
  | { readonly type: "SendPresence"; readonly envelope: Uint8Array }
  /** Asks the relay to say that time has passed (REL-50). */
  | { readonly type: "RequestTick" }
  | { readonly type: "Tick" };

/** In this order; after Rewind, Rewound comes before anything else of the connection. */
export type ClientEffect =
  | { readonly type: "Connect"; readonly connection: number }
  | { readonly type: "Send"; readonly connection: number; readonly frame: Uint8Array }
  | { readonly type: "Disconnect"; readonly connection: number }
  | { readonly type: "Deliver"; readonly entries: readonly VerifiedEntry[]; readonly head: SignedHead }
  | { readonly type: "Acked"; readonly receipts: readonly Receipt[] }
  | {
      readonly type: "Refused";
      readonly item: ItemId;
      readonly code: ErrorCode;
      readonly message: string;
      readonly lastRecord: ItemId | undefined;
    }
  | { readonly type: "Rewind"; readonly toPos: number; readonly head: SignedHead | undefined }
  | { readonly type: "ReadChain"; readonly pos: number }
  | { readonly type: "ReadOriginals"; readonly afterPos: number }
  | { readonly type: "ReadOutbox"; readonly afterOrder: number; readonly itemsMax: number; readonly bytesMax: number }
  | { readonly type: "PresenceReceived"; readonly envelope: Uint8Array }
  | { readonly type: "SetTimer"; readonly atMillis: number }
  | { readonly type: "Report"; readonly status: ClientStatus };
