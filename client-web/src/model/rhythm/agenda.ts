/** What a review of the last weeks has to talk about, and what everybody reads before (RHY-12). */

import type { Card } from "../board";
import type { Frontier } from "../calendar/forms";
import { DAY_MILLIS, type Instant } from "../calendar/time";
import { USUAL_WEEK, WorkCalendar } from "../calendar/workCalendar";
import { Zone } from "../calendar/zone";
import { type BoardId, compare, type DocumentId } from "../ids";
import type { CardLine } from "./change";
import { type Digest, digestOf } from "./digest";
import type { Asking, Matters, Period, Remark } from "./matters";
import { type Advice, meetingAdvice } from "./meetings";
import { cardTarget, distinct, endTitle, firstLine, Names, type Person, type Target } from "./names";
import { conflictFields } from "./needs";
import type { BoardState, TeamState } from "./state";

/** Why something is on the agenda, the weightiest first, and how many minutes it may take. */
const ITEM_MINUTES = { objected: 8, expired: 5, blocker: 3, cycle: 3, thread: 5, conflict: 1 } as const;
export type AgendaKind = keyof typeof ITEM_MINUTES;
const KINDS = Object.keys(ITEM_MINUTES) as AgendaKind[];

/** Something that a meeting would have to talk about; `text` is the rest of a sentence after the target's title. */
export interface AgendaItem {
  readonly kind: AgendaKind;
  readonly target: Target;
  readonly text: string;
  readonly people: readonly Person[];
  /** Its time box. */
  readonly minutes: number;
}

/** What a team takes for granted about its meetings. */
export interface AgendaTerms {
  /** How long the meeting is. */
  readonly minutesMax: number;
  /** A blocker is for the meeting once it has been open for so many working days. */
  readonly blockerDays: number;
  /** A conversation, or an objection, is once it went round so often. */
  readonly roundsMin: number;
  /** A card of this estimate begins with a meeting. */
  readonly largeEstimate: number;
}

export const USUAL_TERMS: AgendaTerms = { minutesMax: 30, blockerDays: 3, roundsMin: 3, largeEstimate: 8 };

export interface Agenda {
  readonly workspace: string;
  readonly from: Frontier;
  readonly to: Frontier;
  readonly now: Instant;
  readonly minutesMax: number;
  /** To be read before, not told. */
  readonly moved: readonly CardLine[];
  readonly still: readonly CardLine[];
  /** For the meeting, the weightiest first. Without any, the meeting is proposed to be cancelled. */
  readonly items: readonly AgendaItem[];
  /** What does not fit into it: to be settled in writing, until then. */
  readonly inWriting: readonly AgendaItem[];
  readonly until: Instant;
  /** What is worth a meeting of its own; nothing else is. */
  readonly meetings: readonly Advice[];
}

/** What is settled in writing gets so many working days of the reader's. */
const DAYS_IN_WRITING = 2;

export function agendaMinutes(items: readonly AgendaItem[]): number {
  return items.reduce((sum, { minutes }) => sum + minutes, 0);
}

export function agendaOf(period: Period, matters: Matters, asking: Asking, terms: AgendaTerms): Agenda {
  return new AgendaFold(period, matters, asking, terms).fold();
}

/** When somebody works; who is no member, or whose zone is not known, Monday to Friday in UTC. */
function calendarOf(team: TeamState, person: Person): WorkCalendar {
  const member = person.member === undefined ? undefined : team.members.get(person.member);
  const calendar = member === undefined ? undefined : WorkCalendar.of(member);
  return calendar ?? new WorkCalendar(Zone.utc(), USUAL_WEEK, []);
}

class AgendaFold {
  private readonly digest: Digest;
  private readonly team: TeamState;
  private readonly names: Names;
  private readonly targets = new Map<string, Target>();
  private readonly cards = new Map<string, Card>();
  private readonly items: AgendaItem[] = [];

  constructor(
    private readonly period: Period,
    private readonly matters: Matters,
    asking: Asking,
    private readonly terms: AgendaTerms,
  ) {
    this.digest = digestOf(period, matters, asking);
    this.team = period.after.team;
    this.names = new Names(this.team);
  }

  fold(): Agenda {
    const { digest, terms } = this;
    const state = this.period.after;
    for (const { id } of state.boardsInOrder()) this.board(id, state.board(id));
    this.decisions();
    this.blockers();
    this.threads();
    this.items.sort(
      (a, b) =>
        KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
        compare(a.target.title, b.target.title) ||
        compare(a.text, b.text),
    );
    const items: AgendaItem[] = [];
    const inWriting: AgendaItem[] = [];
    for (const item of this.items) {
      (agendaMinutes(items) + item.minutes <= terms.minutesMax ? items : inWriting).push(item);
    }
    const { workspace, from, to, now, moved, still } = digest;
    const meetings = meetingAdvice(this.period, this.matters, terms);
    const { minutesMax } = terms;
    return { workspace, from, to, now, minutesMax, moved, still, items, inWriting, until: this.until(), meetings };
  }

  private until(): Instant {
    const { reader, now } = this.digest;
    const calendar = reader === undefined ? undefined : calendarOf(this.team, reader);
    return calendar?.nthDayFrom(now, DAYS_IN_WRITING)?.end ?? now + DAYS_IN_WRITING * DAY_MILLIS;
  }

  private add(kind: AgendaKind, target: Target, text: string, people: readonly Person[]): void {
    this.items.push({ kind, target, text, people, minutes: ITEM_MINUTES[kind] });
  }

  private board(id: BoardId, board: BoardState): void {
    for (const card of board.cards.values()) {
      if (card.meta.life.deleted) continue;
      this.targets.set(card.id, cardTarget(id, card));
      this.cards.set(card.id, card);
      this.conflict(id, card);
    }
    for (const { path } of board.cycles) {
      const first = path[0] === undefined ? undefined : board.cards.get(path[0]);
      if (first === undefined) continue;
      const way = path.map((card) => endTitle(board, { card })).join(" → ");
      this.add("cycle", cardTarget(id, first), `blocks itself: ${way}`, []);
    }
  }

  private conflict(board: BoardId, card: Card): void {
    const { conflicts } = card.meta;
    if (conflicts.length === 0) return;
    const writers = conflicts.flatMap(({ candidates }) => candidates.map(({ author }) => this.names.ofDevice(author)));
    const text = `was written by two at once (${conflictFields(card)})`;
    this.add("conflict", cardTarget(board, card), text, distinct(writers));
  }

  private decisions(): void {
    for (const { standing, document, outcome, waitingFor } of this.matters.decisions) {
      if (standing !== "objected" && standing !== "expired") continue;
      const people = waitingFor.map((member) => this.names.ofMember(member));
      this.add(standing, this.names.documentTarget(document), outcome, people);
    }
  }

  private blockers(): void {
    for (const remark of this.matters.remarks) {
      const target = this.targets.get(remark.about);
      if (target === undefined || !remark.blocker || remark.settled || remark.at === undefined) continue;
      const days = this.age(remark, remark.at);
      if (days < this.terms.blockerDays) continue;
      this.add("blocker", target, `has been blocked for ${days} working days: “${firstLine(remark.text)}”`, [
        remark.author,
      ]);
    }
  }

  /** In working days of the card's first owner who is a member, else of who wrote the blocker. */
  private age({ about, author }: Remark, at: Instant): number {
    const card = this.cards.get(about);
    const owner = card === undefined ? undefined : this.names.owners(card).find(({ member }) => member !== undefined);
    return calendarOf(this.team, owner ?? author).daysBetween(at, this.digest.now);
  }

  private threads(): void {
    for (const { about, settled, rounds, text, people } of this.matters.threads) {
      if (settled || rounds < this.terms.roundsMin) continue;
      const target = this.targets.get(about) ?? this.names.documentTarget(about as DocumentId);
      this.add("thread", target, `went round ${rounds} times: “${firstLine(text)}”`, people);
    }
  }
}
