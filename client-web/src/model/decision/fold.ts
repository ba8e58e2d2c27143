/**
 * Goes through the statements of one decision in the order of the log. Before each, time passes until its receipt; so what the clock does has happened when a
 * statement comes after it. Used once.
 */
import type { Instant } from "../calendar/time";
import { certificateOf } from "./certificate";
import { Crew } from "./crew";
import type { Decision, Ignored, Outcome, Reopening } from "./decision";
import { picture, stateOf } from "./picture";
import { isCloseSeen, Round } from "./round";
import { isBlank, type Refusal, Running } from "./running";
import type { ActOf, LogEnd, ReceivedStatement } from "./statement";
import type { Terms } from "./terms";

export class Fold {
  private readonly ignored: Ignored[] = [];
  private reopenings: Reopening[] = [];
  private readonly outcomes: Outcome[] = [];
  private current: Round | undefined;

  /** @param end how far this copy of the log reaches, not before the last statement */
  run(statements: readonly ReceivedStatement[], end: LogEnd, now: Instant): Decision {
    let position = 0;
    for (const each of statements) {
      if (each.position <= position) throw new RangeError("statements are folded in the order of the log");
      position = each.position;
      this.advance(each.receivedAt);
      this.take(each);
    }
    this.advance(end.at);
    return picture(this.current, this.outcomes, this.reopenings, this.ignored, end, now);
  }

  private advance(until: Instant): void {
    if (this.current === undefined || this.current.isOver) return;
    this.current.advance(until);
    this.noteOutcome(this.current);
  }

  private noteOutcome(round: Round): void {
    if (!round.isOver || this.outcomes.at(-1)?.round === round.number) return;
    this.outcomes.push({ round: round.number, state: stateOf(round), certificate: certificateOf(round) });
  }

  private take(statement: ReceivedStatement): void {
    const { id, position, author, act } = statement;
    const why = this.refusal(statement, this.current);
    if (why !== undefined) this.ignored.push({ id, position, author, act: act.act, why });
    if (this.current !== undefined) this.noteOutcome(this.current);
  }

  private refusal(statement: ReceivedStatement, round: Round | undefined): Refusal {
    const { act } = statement;
    if (round === undefined) {
      return act.act === "open" ? this.open(statement, act.terms) : "the decision is not open yet";
    }
    switch (round.phase) {
      case "running": {
        // Noted before it is judged: what closes the round belongs to it.
        const refusal = new Running(round).take(statement);
        if (refusal === undefined) {
          round.record.push(statement);
          round.settle(statement);
        }
        return refusal;
      }
      case "provisional":
        return this.provisional(statement, round);
      case "accepted":
      case "rejected":
      case "expired":
        return this.over(statement, round);
      case "withdrawn":
        return "the proposal was withdrawn";
    }
  }

  private open(statement: ReceivedStatement, terms: Terms): undefined {
    const crew = new Crew(statement.receivedAt);
    crew.join(terms.people, statement.author);
    this.current = Round.opened(statement, terms, crew);
    this.current.record.push(statement);
  }

  private provisional(statement: ReceivedStatement, round: Round): Refusal {
    const { act } = statement;
    switch (act.act) {
      case "object":
        return this.objectToProvisional(statement, act, round);
      case "withdraw": {
        const refusal = new Running(round).withdraw(statement, act);
        if (refusal === undefined) round.record.push(statement);
        return refusal;
      }
      case "reopen":
        return this.reopen(statement, act.reason, false);
      case "second":
        return this.second(statement, act);
      default:
        return "the deadline has passed";
    }
  }

  /** An objection that was written before the close and unaware of it counts; any other asks for another round (DEC-31, DEC-32). */
  private objectToProvisional(statement: ReceivedStatement, { reason }: ActOf<"object">, round: Round): Refusal {
    if (isBlank(reason)) return "an objection needs a reason";
    const { close } = round;
    const timely = close !== undefined && statement.claimedAt < close.at && !isCloseSeen(close, statement.seen);
    if (!timely) return this.reopen(statement, reason, true);
    round.backToRunning();
    round.object(statement.id, statement.author, reason, statement.position);
    round.record.push(statement);
    // What came too late for a round that was about to close is in time for one that goes on.
    for (const each of this.reopenings) {
      if (each.objection) round.object(each.id, each.by, each.reason, each.position);
    }
    this.reopenings = this.reopenings.filter((each) => !each.objection);
    return undefined;
  }

  private over(statement: ReceivedStatement, round: Round): Refusal {
    const { act } = statement;
    switch (act.act) {
      case "object":
        if (isBlank(act.reason)) return "an objection needs a reason";
        return round.phase === "accepted"
          ? this.reopen(statement, act.reason, true)
          : "there is nothing left to object to";
      case "reopen":
        return this.reopen(statement, act.reason, false);
      case "second":
        return this.second(statement, act);
      default:
        return "the round is over";
    }
  }

  private reopen(statement: ReceivedStatement, reason: string, objection: boolean): Refusal {
    if (isBlank(reason)) return "asking for another round needs a reason";
    const { id, author, position } = statement;
    const seconds = this.reopenings.some((each) => each.by !== author);
    this.reopenings.push({ id, by: author, reason, position, objection });
    if (seconds && this.current?.isOver) this.begin(statement, this.current);
    return undefined;
  }

  private second(statement: ReceivedStatement, { reopening }: ActOf<"second">): Refusal {
    const asked = this.reopenings.find((each) => each.id === reopening);
    if (asked === undefined) return "nobody asks for another round by that statement";
    if (asked.by === statement.author) return "nobody seconds themselves";
    if (this.current === undefined || !this.current.isOver) return "the round is not over yet";
    this.begin(statement, this.current);
    return undefined;
  }

  /** A new round of the same proposal; late objections are open in it, and the old outcome stands meanwhile (DEC-60). */
  private begin(seconding: ReceivedStatement, before: Round): void {
    const next = Round.again(before, seconding);
    for (const each of this.reopenings) {
      if (each.objection) next.object(each.id, each.by, each.reason, each.position);
    }
    this.reopenings = [];
    next.record.push(seconding);
    this.current = next;
  }
}
