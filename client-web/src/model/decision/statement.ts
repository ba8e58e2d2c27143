/** What people say in a decision, and its place in the log. */
import type { Instant } from "../calendar/time";
import type { DeviceId, DocumentId, MemberId, StatementId } from "../ids";
import type { Terms } from "./terms";

/** What a person says; who may say it, and when it counts, is judged by the fold. `act` is its name as it is written. */
export type Act =
  /** Puts the proposal to the people. */
  | { readonly act: "open"; readonly terms: Terms }
  /** This person's device holds the revision: said by the device, once a revision. */
  | { readonly act: "acknowledge" }
  /** Yes to the recommendation. */
  | { readonly act: "consent" }
  /** No, with a reason: stops the clock. */
  | { readonly act: "object"; readonly reason: string }
  /** Would do otherwise and is not in the way. */
  | { readonly act: "standaside" }
  /** No opinion. */
  | { readonly act: "abstain" }
  /** For an option; without one against all. */
  | { readonly act: "vote"; readonly option?: string | undefined }
  /** The raiser of an objection is content. */
  | { readonly act: "resolve"; readonly objection: StatementId }
  /** The decider finds an objection unreasoned. */
  | { readonly act: "dismiss"; readonly objection: StatementId; readonly reason: string }
  /** The proposal is now the revision that the statement names. */
  | { readonly act: "revise"; readonly material: boolean }
  /** Somebody required finds that an edit was material after all. */
  | { readonly act: "markmaterial"; readonly revise: StatementId }
  /** Of revisions made at the same time, the proposer picks the one of this statement. */
  | { readonly act: "pick"; readonly revise: StatementId }
  /** The proposer takes it back. */
  | { readonly act: "withdraw"; readonly reason: string }
  /** A later deadline. */
  | { readonly act: "extend"; readonly until: Instant }
  /** Somebody is not required any more: ill, gone. */
  | { readonly act: "excuse"; readonly member: MemberId; readonly reason: string }
  /** The speaker is away on these days: `2026-12-24..2027-01-02`. */
  | { readonly act: "away"; readonly days: string }
  /** The decider ends an argument by a vote. */
  | { readonly act: "callvote" }
  /** Asks for another round. */
  | { readonly act: "reopen"; readonly reason: string }
  /** Joins in asking for another round. */
  | { readonly act: "second"; readonly reopening: StatementId }
  /** When to look at the outcome again: `2027-01-31`. */
  | { readonly act: "review"; readonly date: string }
  /** If this is accepted, that one ends. */
  | { readonly act: "supersede"; readonly decision: DocumentId };

export type ActOf<W extends Act["act"]> = Act & { readonly act: W };

/** How far a copy of the log reaches: the position of its last entry, 0 where there is none, and when the relay received that. */
export interface LogEnd {
  readonly position: number;
  readonly at: Instant;
}

export const NO_LOG: LogEnd = { position: 0, at: 0 };

/** A proposal as it was at one moment: the heads of the document then, as hex digits, rising, with spaces between them. */
export type Revision = string & { readonly __revision?: never };

export function revisionOf(heads: Iterable<string>): Revision {
  return [...new Set(heads)].sort().join(" ");
}

export function headsOf(revision: Revision): string[] {
  return revision === "" ? [] : revision.split(" ");
}

/** A statement at its place in the log. */
export interface ReceivedStatement {
  readonly id: StatementId;
  readonly position: number;
  /** The relay's receipt; never falls from one position to the next. */
  readonly receivedAt: Instant;
  readonly author: MemberId;
  readonly device: DeviceId;
  /** By the author's clock. */
  readonly claimedAt: Instant;
  /** How far the author's copy of the log reached when it was made. */
  readonly seen: LogEnd;
  /** What it speaks of. */
  readonly revision: Revision;
  readonly act: Act;
}
