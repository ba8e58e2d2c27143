/** Where a decision stands, as far as a copy of the log tells. */
import type { Instant } from "../calendar/time";
import type { DocumentId, MemberId, StatementId } from "../ids";
import type { Certificate } from "./certificate";
import type { LogEnd, Revision } from "./statement";
import type { Part, Policy, Rule, Terms } from "./terms";

/** Where a person stands in a round, the most restrictive word first where several were said at once (DEC-50). As it is written. */
export const WORDS = [
  "objected",
  "voted against",
  "stood aside",
  "abstained",
  "voted",
  "consented",
  /** Whoever proposed it. */
  "proposed",
  /** Was reached in time, and said nothing. */
  "silent",
  /** Was not reached in time: says nothing by saying nothing. */
  "unreached",
  /** Was not reached, and has had too few working days to be. */
  "away",
  /** Is not required any more. */
  "excused",
] as const;
export type Word = (typeof WORDS)[number];

/** Where one person stands in a round. */
export interface Standing {
  readonly member: MemberId;
  readonly part: Part;
  readonly word: Word;
  /** Of the statement that says so. */
  readonly position: number | undefined;
  /** When the log shows that one of their devices held the revision. */
  readonly acknowledgedAt: Instant | undefined;
  /** That they voted for. */
  readonly option: string | undefined;
}

export type ObjectionStatus = "open" | "resolved" | "dismissed" | "voted on";

export interface Objection {
  readonly id: StatementId;
  readonly raiser: MemberId;
  readonly reason: string;
  readonly position: number;
  readonly status: ObjectionStatus;
  /** Why it was dismissed; empty otherwise. */
  readonly note: string;
}

/** What carries an outcome; `option` is what was chosen. */
export interface Basis {
  readonly rule: Rule;
  readonly option: string;
}

export type DecisionState =
  /** Not put to the people yet. */
  | { readonly state: "draft" }
  /** The clock runs; `passed`: the deadline has passed without the rule being met. */
  | { readonly state: "open"; readonly rule: Rule; readonly passed: boolean }
  /** The clock is stopped until the objections are resolved or dismissed, or a vote is called. */
  | { readonly state: "objected"; readonly objections: readonly Objection[] }
  /** The clock is stopped until the proposer picks one of several revisions made at the same time. */
  | { readonly state: "forked"; readonly candidates: readonly StatementId[] }
  /** The deadline has passed and the rule is met; an objection that was written in time may still arrive. */
  | { readonly state: "provisional"; readonly basis: Basis; readonly closedAt: Instant; readonly finalAt: Instant }
  | { readonly state: "accepted"; readonly basis: Basis; readonly closedAt: Instant; readonly finalAt: Instant }
  /** The vote was lost. */
  | { readonly state: "rejected"; readonly closedAt: Instant }
  /** The hard stop came first: to be talked about, never accepted. */
  | { readonly state: "expired"; readonly stoppedAt: Instant }
  | { readonly state: "withdrawn"; readonly by: MemberId; readonly reason: string }
  /** It held until its successor was accepted. */
  | { readonly state: "superseded"; readonly successor: DocumentId; readonly since: Instant };

export function basisOf(state: DecisionState): Basis | undefined {
  return state.state === "provisional" || state.state === "accepted" ? state.basis : undefined;
}

/** A deadline; `setBy` is whose calendar set it, undefined where somebody named the moment. */
export interface Due {
  readonly at: Instant;
  readonly setBy: MemberId | undefined;
}

/** A round as it stands. */
export interface RoundView {
  /** From 1. */
  readonly number: number;
  /** From 1, rising with each material revision. */
  readonly revisionNumber: number;
  readonly revision: Revision;
  /** Where the revision began: who had not seen that does not speak of it. */
  readonly revisionBegan: number;
  /** Rising. */
  readonly proposers: readonly MemberId[];
  readonly terms: Terms;
  /** As it holds now: the terms', but for a vote that was called. */
  readonly policy: Policy;
  readonly opened: LogEnd;
  readonly due: Due;
  /** When it expires without an outcome. */
  readonly hardStop: Instant;
  /** How often the deadline was put off by itself. */
  readonly extensions: number;
  readonly people: readonly Standing[];
  readonly objections: readonly Objection[];
  /** Statements that made immaterial edits, and may be marked as material. */
  readonly immaterial: readonly StatementId[];
}

/** How a round ended, final. */
export interface Outcome {
  readonly round: number;
  readonly state: DecisionState;
  readonly certificate: Certificate;
}

/** A wish for another round, which one more person has to share; `objection`: one that came too late. */
export interface Reopening {
  readonly id: StatementId;
  readonly by: MemberId;
  readonly reason: string;
  readonly position: number;
  readonly objection: boolean;
}

/** Why a decision does not go on. */
export type Wait =
  /** This copy of the log ends before a moment that has passed (DEC-33). */
  | { readonly for: "sync"; readonly moment: Instant }
  /** The relay's clock is so far ahead that nothing closes by it here (DEC-34). */
  | { readonly for: "clock"; readonly relaySays: Instant }
  /** They were not reached in time, and have said nothing. */
  | { readonly for: "reach"; readonly people: readonly MemberId[] }
  | { readonly for: "floor"; readonly reached: number; readonly floor: number }
  /** They have not said yes; or, where that is enough, so many more have to. */
  | { readonly for: "consent"; readonly people: readonly MemberId[]; readonly missing: number }
  | { readonly for: "quorum"; readonly votes: number; readonly quorum: number }
  | { readonly for: "objections"; readonly objections: readonly StatementId[] }
  | { readonly for: "pick"; readonly candidates: readonly StatementId[] };

/** Something to know of a decision besides its state. */
export type Flag = "review_due" | "clock_ahead";

/** A statement without effect; `why` is one sentence for a person. */
export interface Ignored {
  readonly id: StatementId;
  readonly position: number;
  readonly author: MemberId;
  readonly act: string;
  readonly why: string;
}

export interface Decision {
  /** The last one; undefined for a draft. */
  readonly round: RoundView | undefined;
  readonly state: DecisionState;
  /** The outcome that holds: of an earlier round, while a later one has none. */
  readonly standing: Outcome | undefined;
  /** Of all rounds that ended, oldest first. */
  readonly outcomes: readonly Outcome[];
  /** That nobody has seconded yet. */
  readonly reopenings: readonly Reopening[];
  readonly waits: readonly Wait[];
  readonly flags: readonly Flag[];
  /** When the clock alone does something next. */
  readonly nextMoment: Instant | undefined;
  readonly ignored: readonly Ignored[];
}

export function waitsForSync(decision: Decision): boolean {
  return decision.waits.some((wait) => wait.for === "sync");
}
