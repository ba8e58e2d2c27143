/** What is frozen when a decision opens (DEC-2), and the policies with a name (DEC-3). */
import type { Deadline } from "../calendar/deadline";
import { HOUR_MILLIS } from "../calendar/time";
import type { DeviceId, DocumentId, MemberId } from "../ids";

/** What lets a proposal pass when its deadline has passed. */
export type Rule = "silence" | "consent" | "vote";

/** What part a person has in a decision; the earlier is the stronger. */
export const PARTS = ["required", "consulted", "informed"] as const;
export type Part = (typeof PARTS)[number];

export interface Policy {
  readonly rule: Rule;
  /** Working days that everybody required has, from 1. */
  readonly windowDays: number;
  /** Working days that are left at least after the last objection went, from 1 to `windowDays`. */
  readonly minimumDays: number;
  /** Hours that the window has at least; 0 for none. */
  readonly hoursMin: number;
  /** How long after the deadline an objection that was written before it may still arrive. */
  readonly graceMillis: number;
  /** Days, of 24 hours, after which a round without an outcome expires. */
  readonly hardStopDays: number;
  /** People besides the proposer who must be reached before silence counts. */
  readonly floor: number;
  /** Votes, abstentions included, without which a vote says nothing. */
  readonly quorum: number;
  /** Who must say yes at least; for the rule consent 0 stands for everybody required. */
  readonly approvals: number;
}

/** Longer than anybody plans: bounds what a statement can make others compute. */
export const DAYS_MAX = 366;

/** Whether all of its numbers are within their ranges: an opening of another policy says nothing. */
export function isPolicy(policy: Policy): boolean {
  const within = (n: number, least: number, most: number) => n >= least && n <= most;
  const { windowDays, minimumDays, hoursMin, graceMillis, hardStopDays, floor, quorum, approvals } = policy;
  return (
    within(windowDays, 1, DAYS_MAX) &&
    within(minimumDays, 1, windowDays) &&
    within(hoursMin, 0, 24 * DAYS_MAX) &&
    // Whole days are counted: what is left over does not make it too long.
    within(graceMillis, 0, (DAYS_MAX + 1) * 24 * HOUR_MILLIS - 1) &&
    within(hardStopDays, 1, 4 * DAYS_MAX) &&
    floor >= 0 &&
    quorum >= 0 &&
    approvals >= 0
  );
}

const USUAL = { minimumDays: 1, hoursMin: 0, graceMillis: 24 * HOUR_MILLIS, hardStopDays: 30, quorum: 0, approvals: 0 };

export const PRESETS = {
  /** Nobody objects within 72 hours, weekends not counted (Apache). */
  "lazy-consensus": { ...USUAL, rule: "silence", windowDays: 3, hoursMin: 72, floor: 2 },
  /** Ten working days for a last objection (Rust). */
  "final-comment": { ...USUAL, rule: "silence", windowDays: 10, minimumDays: 3, hardStopDays: 60, floor: 2 },
  /** Two people approve within four working days (OpenTelemetry). */
  "two-approvals": { ...USUAL, rule: "consent", windowDays: 4, floor: 0, approvals: 2 },
  /** Everybody required says yes, stands aside or abstains. */
  "explicit-consent": { ...USUAL, rule: "consent", windowDays: 5, floor: 0 },
  /** More for than against, and at least three for it. */
  majority: { ...USUAL, rule: "vote", windowDays: 5, floor: 0, quorum: 3, approvals: 3 },
} as const satisfies Record<string, Policy>;

export type Preset = keyof typeof PRESETS;

/** The same with another window; the fresh one is never longer. */
export function withWindow(policy: Policy, days: number): Policy {
  return {
    ...policy,
    windowDays: days,
    minimumDays: Math.min(policy.minimumDays, days),
    hardStopDays: Math.max(policy.hardStopDays, 3 * days),
  };
}

/** Of two that were frozen at the same time: the earlier one's, asking for no less than the other (DEC-52). */
export function joinedPolicy(one: Policy, other: Policy): Policy {
  return {
    rule: one.rule,
    windowDays: Math.max(one.windowDays, other.windowDays),
    minimumDays: Math.max(one.minimumDays, other.minimumDays),
    hoursMin: Math.max(one.hoursMin, other.hoursMin),
    graceMillis: Math.max(one.graceMillis, other.graceMillis),
    hardStopDays: Math.max(one.hardStopDays, other.hardStopDays),
    floor: Math.max(one.floor, other.floor),
    quorum: Math.max(one.quorum, other.quorum),
    approvals: Math.max(one.approvals, other.approvals),
  };
}

/** Somebody's calendar as it was when the decision opened: hours and days off as they are stored. */
export interface FrozenCalendar {
  readonly zone: string;
  readonly week: readonly string[];
  readonly daysOff: readonly string[];
}

/** A person of a decision as it was when it opened; `devices` are those whose statements are theirs. */
export interface Participant {
  readonly member: MemberId;
  readonly part: Part;
  readonly calendar: FrozenCalendar;
  readonly devices: readonly DeviceId[];
}

/** Everything that is frozen, but for the proposal itself. */
export interface Terms {
  readonly question: string;
  /** From which one is chosen; the recommendation alone where there are none. */
  readonly options: readonly string[];
  /** What passes by silence or consent. */
  readonly recommendation: string;
  readonly decider: MemberId;
  /** Each at most once. */
  readonly people: readonly Participant[];
  readonly policy: Policy;
  /** As the opener's machine computed it; it only moves later. */
  readonly deadline: Deadline;
  /** Decisions that end when this one is accepted. */
  readonly supersedes: readonly DocumentId[];
  /** `2027-01-31`: when to look at it again. */
  readonly reviewOn: string | undefined;
}
