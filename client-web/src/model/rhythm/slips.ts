/** Every target date that moved in a period, traced along arrows to a cause (RHY-14). */

import type { Card } from "../board";
import type { Frontier } from "../calendar/forms";
import { dayOf, type Instant } from "../calendar/time";
import { type BoardId, byId, type CardId, compare } from "../ids";
import { isDate } from "../values";
import { Attribution } from "./attribution";
import type { Why } from "./change";
import type { Asking, Matters, Period } from "./matters";
import { type CardTarget, cardTarget, firstLine, Names, type Person } from "./names";
import { Reasons } from "./reasons";
import type { BoardState } from "./state";

/** One writing of the date. */
export interface SlipStep {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly by: Person;
  readonly at: Instant | undefined;
}

export interface Slip {
  readonly card: CardTarget;
  readonly owners: readonly Person[];
  /** Before the period. */
  readonly from: string | undefined;
  /** After it. */
  readonly to: string | undefined;
  /** How much later it is, negative where earlier; 0 where one of the two is missing. */
  readonly days: number;
  /** Later than it was, or without a date now. */
  readonly late: boolean;
  readonly steps: readonly SlipStep[];
  /** From this card along the arrows to the card that caused it: this card alone where no other did. Empty where it is not later. */
  readonly trace: readonly CardTarget[];
  /** Why the last card of the trace is late. */
  readonly cause: Why | undefined;
}

/** Those that moved farthest first. */
export interface SlipLedger {
  readonly workspace: string;
  readonly from: Frontier;
  readonly to: Frontier;
  readonly now: Instant;
  readonly slips: readonly Slip[];
}

export function slipsOf(period: Period, matters: Matters, asking: Asking): SlipLedger {
  const names = new Names(period.after.team);
  const attribution = new Attribution(period.happenings, names);
  const steps = stepsOf(period, names);
  const slips = period.after.boardsInOrder().flatMap(({ id }) => {
    const [was, is] = [period.before.board(id), period.after.board(id)];
    const reasons = new Reasons(was, is, names, attribution, matters);
    return ofBoard(id, was, is, names, reasons, steps);
  });
  const lostDate = ({ late, to }: Slip) => late && to === undefined;
  slips.sort(
    (a, b) =>
      Number(lostDate(b)) - Number(lostDate(a)) ||
      b.days - a.days ||
      compare(a.card.title, b.card.title) ||
      compare(a.card.card, b.card.card),
  );
  return { workspace: period.after.team.name, from: period.from, to: period.to, now: asking.now, slips };
}

function stepsOf({ happenings }: Period, names: Names): Map<string, SlipStep[]> {
  const steps = new Map<string, SlipStep[]>();
  const date = (text: string | undefined) => (text !== undefined && isDate(text) ? text : undefined);
  for (const { acts, author, receivedAt } of happenings) {
    for (const { subject, field, before, after } of acts) {
      if (field !== "targetDate") continue;
      const step = { from: date(before), to: date(after), by: names.ofDevice(author), at: receivedAt };
      steps.set(subject, [...(steps.get(subject) ?? []), step]);
    }
  }
  return steps;
}

function ofBoard(
  board: BoardId,
  was: BoardState,
  is: BoardState,
  names: Names,
  reasons: Reasons,
  steps: ReadonlyMap<string, readonly SlipStep[]>,
): Slip[] {
  return [...was.cards.keys()].sort(compare).flatMap((id) => {
    const [old, now] = [was.livingCard(id), is.livingCard(id)];
    if (old === undefined || now === undefined || old.targetDate === now.targetDate) return [];
    const late = isLate(old, now);
    const trace = late ? traceFrom(now, was, is, reasons) : [];
    return [
      {
        card: cardTarget(board, now),
        owners: names.owners(now),
        from: old.targetDate,
        to: now.targetDate,
        days: daysLater(old, now),
        late,
        steps: steps.get(id) ?? [],
        trace: trace.map((card) => cardTarget(board, card)),
        cause: late ? reasons.ofStill(trace.at(-1) ?? now) : undefined,
      },
    ];
  });
}

function daysLater(old: Card, now: Card): number {
  return old.targetDate === undefined || now.targetDate === undefined
    ? 0
    : dayOf(now.targetDate) - dayOf(old.targetDate);
}

function isLate(old: Card, now: Card): boolean {
  return daysLater(old, now) > 0 || (old.targetDate !== undefined && now.targetDate === undefined);
}

/** From a card to its cause: each time on to the blocker that slipped farthest, until none did. */
function traceFrom(start: Card, was: BoardState, is: BoardState, reasons: Reasons): Card[] {
  const seen = new Set<CardId>();
  const trace: Card[] = [];
  for (let next: Card | undefined = start; next !== undefined && !seen.has(next.id); ) {
    seen.add(next.id);
    trace.push(next);
    next = causeOf(next, was, is, reasons);
  }
  return trace;
}

function causeOf(card: Card, was: BoardState, is: BoardState, reasons: Reasons): Card | undefined {
  const days = (blocker: Card) => {
    const old = was.cards.get(blocker.id);
    return old === undefined || !isLate(old, blocker) ? undefined : daysLater(old, blocker);
  };
  const slipped = is.blockersOf(card.id).filter((blocker) => days(blocker) !== undefined);
  const farthest = slipped.sort((a, b) => (days(b) ?? 0) - (days(a) ?? 0) || byId(a, b))[0];
  const open = () =>
    reasons.openBlockers(card).sort((a, b) => compare(firstLine(a.title), firstLine(b.title)) || byId(a, b))[0];
  return farthest ?? open();
}
