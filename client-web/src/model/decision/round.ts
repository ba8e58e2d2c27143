/**
 * One round: what is frozen, what was said, and where its clock stands. Time moves by `advance` only, which everybody calls with the receipts of the log; so
 * everybody's clock does the same. Owned by its fold.
 */
import { DAY_MILLIS, type Instant } from "../calendar/time";
import type { MemberId, StatementId } from "../ids";
import { type Crew, orLater } from "./crew";
import type { Basis, Due, Objection, ObjectionStatus } from "./decision";
import { Stances } from "./stances";
import type { ActOf, LogEnd, ReceivedStatement, Revision } from "./statement";
import type { Policy, Terms } from "./terms";
import { Verdict } from "./verdict";

/** How often a deadline is put off by itself (DEC-23). */
const EXTENSIONS_MAX = 2;

/** `running`: open, objected or forked. */
export type Phase = "running" | "provisional" | "accepted" | "rejected" | "expired" | "withdrawn";

/** A revision made by one statement. */
export interface Candidate {
  readonly statement: StatementId;
  readonly revision: Revision;
  readonly material: boolean;
}

/** When a round was closed: by a statement, or, with position 0, by the first entry of the log at or after a moment. */
export interface Close {
  readonly at: Instant;
  readonly position: number;
}

export function isCloseSeen(close: Close, seen: LogEnd): boolean {
  return close.position > 0 ? seen.position >= close.position : seen.at >= close.at;
}

export class Round {
  readonly startedAt: Instant;
  readonly startPosition: number;
  policy: Policy;
  voteCalled = false;
  revisionNumber = 1;
  /** Where the revision begins: who had not seen that does not speak of it. */
  revisionPosition: number;
  /** All heads that are this revision: the first, and those of immaterial edits, the last one being how it reads now. */
  revisions: Revision[];
  /** The statements that made `revisions` but the first, and may be marked as material. */
  readonly immaterial = new Set<StatementId>();
  lastRevise: Candidate;
  lastRevisePosition: number;
  readonly forks = new Map<StatementId, Candidate>();
  readonly stances = new Stances();
  readonly acknowledged = new Map<MemberId, Instant>();
  readonly objections = new Map<StatementId, Objection>();
  openObjections = 0;
  phase: Phase = "running";
  windowStart: Instant;
  due: Due;
  extensions = 0;
  /** The deadline has passed without the rule being met. */
  passed = false;
  close: Close | undefined;
  endedAt: Instant = 0;
  basis: Basis | undefined;
  withdrawal: ActOf<"withdraw"> | undefined;
  withdrawnBy: MemberId | undefined;
  /** What counted, in the order of the log. */
  readonly record: ReceivedStatement[] = [];

  private constructor(
    readonly number: number,
    start: ReceivedStatement,
    revision: Revision,
    public terms: Terms,
    readonly crew: Crew,
  ) {
    this.policy = terms.policy;
    this.startedAt = start.receivedAt;
    this.startPosition = start.position;
    this.revisionPosition = start.position;
    this.revisions = [revision];
    this.lastRevise = { statement: start.id, revision, material: true };
    this.lastRevisePosition = start.position;
    this.windowStart = start.receivedAt;
    this.due = { at: terms.deadline.at, setBy: terms.deadline.setBy };
  }

  /** Opens by a statement: the deadline is as frozen, or later where the calendars say so today. */
  static opened(opening: ReceivedStatement, terms: Terms, crew: Crew): Round {
    const round = new Round(1, opening, opening.revision, terms, crew);
    if (terms.deadline.rule.type === "WorkingDays") round.due = orLater(round.due, round.fullWindow());
    return round;
  }

  /** Another round of the same, from the statement that seconded it. */
  static again(before: Round, start: ReceivedStatement): Round {
    const round = new Round(before.number + 1, start, before.revision, before.terms, before.crew);
    round.due = round.fullWindow();
    return round;
  }

  fullWindow(): Due {
    return this.crew.window(this.windowStart, this.policy.windowDays, this.policy.hoursMin);
  }

  get revision(): Revision {
    return this.revisions[this.revisions.length - 1]!;
  }

  get hardStop(): Instant {
    return this.startedAt + this.policy.hardStopDays * DAY_MILLIS;
  }

  get finalAt(): Instant {
    return (this.close?.at ?? this.startedAt) + this.policy.graceMillis;
  }

  get isForked(): boolean {
    return this.forks.size > 0;
  }

  get isStopped(): boolean {
    return this.openObjections > 0 || this.forks.size > 0;
  }

  get isOver(): boolean {
    return this.phase !== "running" && this.phase !== "provisional";
  }

  /** When the clock alone does something next. */
  get nextMoment(): Instant | undefined {
    switch (this.phase) {
      case "running":
        return this.isStopped || this.passed || this.due.at > this.hardStop ? this.hardStop : this.due.at;
      case "provisional":
        return this.finalAt;
      default:
        return undefined;
    }
  }

  /** Lets the time pass until a receipt of the log. */
  advance(until: Instant): void {
    for (let next = this.nextMoment; next !== undefined && next <= until; next = this.nextMoment) this.strike(next);
  }

  private strike(moment: Instant): void {
    if (this.phase === "provisional") {
      this.phase = "accepted";
      this.endedAt = moment;
    } else if (this.isStopped || this.passed || this.due.at > moment) {
      this.phase = "expired";
      this.endedAt = moment;
    } else {
      this.reachDeadline();
    }
  }

  private reachDeadline(): void {
    const verdict = new Verdict(this);
    const later = this.extensions < EXTENSIONS_MAX ? verdict.extension() : undefined;
    if (later !== undefined) {
      this.extensions++;
      this.due = later;
    } else {
      this.passed = true;
      this.settleBy(verdict, { at: this.due.at, position: 0 });
    }
  }

  /** After the deadline: closes with a statement that meets the rule, if it does. */
  settle(statement: ReceivedStatement): void {
    if (this.phase === "running" && this.passed && !this.isStopped) {
      this.settleBy(new Verdict(this), { at: statement.receivedAt, position: statement.position });
    }
  }

  private settleBy(verdict: Verdict, by: Close): void {
    const result = verdict.result();
    switch (result.type) {
      case "Met":
        this.phase = "provisional";
        this.close = by;
        this.basis = result.basis;
        return;
      case "Lost":
        this.phase = "rejected";
        this.close = by;
        this.endedAt = by.at;
        return;
      case "NotYet":
        return;
    }
  }

  /** A new window of working days; what had been said in time before counts no more where `stale`. */
  restart(by: ReceivedStatement, days: number, stale: boolean): void {
    this.windowStart = by.receivedAt;
    const fresh = this.crew.window(this.windowStart, days, stale ? this.policy.hoursMin : 0);
    this.due = stale ? fresh : orLater(this.due, fresh);
    this.passed = false;
  }

  /** The clock goes on after the last obstacle went: with what is left, and a fresh minimum. */
  resumeIfFree(by: ReceivedStatement): void {
    if (!this.isStopped && this.phase === "running") this.restart(by, this.policy.minimumDays, false);
  }

  /** A material revision: consents and acknowledgements go stale, objections stay. */
  revise(by: ReceivedStatement, next: Revision): void {
    this.revisionNumber++;
    this.revisionPosition = by.position;
    this.revisions = [next];
    this.immaterial.clear();
    this.stances.clear();
    this.acknowledged.clear();
    this.restart(by, this.policy.windowDays, true);
  }

  object(id: StatementId, raiser: MemberId, reason: string, position: number): void {
    this.objections.set(id, { id, raiser, reason, position, status: "open", note: "" });
    this.openObjections++;
  }

  lift(objection: Objection, status: ObjectionStatus, note: string): void {
    this.objections.set(objection.id, { ...objection, status, note });
    this.openObjections--;
  }

  open(): Objection[] {
    return this.openObjections === 0 ? [] : [...this.objections.values()].filter(({ status }) => status === "open");
  }

  /** An objection that counts as timely takes back what was only provisional. */
  backToRunning(): void {
    this.phase = "running";
    this.close = undefined;
    this.basis = undefined;
    this.passed = true;
  }
}
