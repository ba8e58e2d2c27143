/** What changed in a workspace between two moments of its log, for one reader (RHY-1). A pure function of states, happenings and a moment. */

import type { Card } from "../board";
import type { Frontier } from "../calendar/forms";
import { DAY_MILLIS, type Instant, instantOf } from "../calendar/time";
import { Zone } from "../calendar/zone";
import { type BoardId, byId, type CardId, compare } from "../ids";
import { STATUS_CATEGORIES, type StatusCategory } from "../values";
import { Attribution } from "./attribution";
import { CardDiff } from "./cardDiff";
import { type CardLine, type Change, type OtherLine, type Why, weightiestFirst, weightOf } from "./change";
import type { Asking, DecisionFact, Matters, Period, Remark } from "./matters";
import { cardTarget, type DocumentTarget, distinct, firstLine, Names, type Person } from "./names";
import { type Need, Needs } from "./needs";
import { otherLines } from "./otherDiff";
import { Reasons } from "./reasons";
import { BoardState, type WorkspaceState } from "./state";

/** A decision on a page. */
export interface DecisionLine {
  readonly document: DocumentTarget;
  readonly outcome: string;
  readonly deadline: Instant | undefined;
  readonly at: Instant | undefined;
  readonly waitingFor: readonly Person[];
}

/** Grouped by card, never per event: every card that changed stands in exactly one of the four lists of cards. */
export interface Digest {
  /** Its name. */
  readonly workspace: string;
  readonly from: Frontier;
  readonly to: Frontier;
  /** Changes of this home that are in no log entry yet and are told here all the same. */
  readonly unsent: number;
  readonly now: Instant;
  readonly reader: Person | undefined;
  /** Status, target date, owners, group or estimate differ, or they came or went. */
  readonly moved: readonly CardLine[];
  /** Under way, and did not move; with what else changed about them. */
  readonly still: readonly CardLine[];
  /** Of the others, those of which a title, text, arrow, label, comment or linked document differs. */
  readonly edited: readonly CardLine[];
  /** Those that differ in their place or look only. */
  readonly rearranged: readonly CardLine[];
  readonly others: readonly OtherLine[];
  readonly needs: readonly Need[];
  readonly decided: readonly DecisionLine[];
  /** Open decisions whose deadline is near, the nearest first. */
  readonly closing: readonly DecisionLine[];
}

/** A decision that closes within this time is told as closing soon. */
const CLOSING_SOON_MILLIS = 3 * DAY_MILLIS;
const UNDER_WAY: readonly (StatusCategory | undefined)[] = ["scoped", "active", "review"];

/** Whether nothing changed. What stood still, and what waits for the reader, may be there all the same. */
export function isEmptyDigest(digest: Digest): boolean {
  const { moved, edited, rearranged, others, decided, still } = digest;
  return (
    [moved, edited, rearranged, others, decided].every((list) => list.length === 0) &&
    still.every(({ changes }) => changes.length === 0)
  );
}

export function digestOf(period: Period, matters: Matters, asking: Asking): Digest {
  return new DigestFold(period, matters, asking).fold();
}

class DigestFold {
  private readonly before: Names;
  private readonly after: Names;
  private readonly attribution: Attribution;
  private readonly said = new Map<string, Remark[]>();
  private readonly moved: CardLine[] = [];
  private readonly still: CardLine[] = [];
  private readonly edited: CardLine[] = [];
  private readonly rearranged: CardLine[] = [];

  constructor(
    private readonly period: Period,
    private readonly matters: Matters,
    private readonly asking: Asking,
  ) {
    this.before = new Names(period.before.team);
    this.after = new Names(period.after.team);
    this.attribution = new Attribution(period.happenings, this.after);
    for (const each of matters.remarks) {
      if (each.fresh) this.said.set(each.about, [...(this.said.get(each.about) ?? []), each]);
    }
  }

  fold(): Digest {
    const { period, asking, after, moved, still } = this;
    const [was, is] = [live(period.before), live(period.after)];
    for (const board of new Set([...is.keys(), ...was.keys()])) {
      this.board(board, was.get(board) ?? BoardState.NONE, is.get(board) ?? BoardState.NONE);
    }
    const others = otherLines(period.before, period.after, this.attribution, (about) => this.comments(about));
    const reader = asking.reader === undefined ? undefined : after.ofMember(asking.reader);
    return {
      workspace: period.after.team.name,
      from: period.from,
      to: period.to,
      unsent: period.happenings.filter(({ position }) => position === 0).length,
      now: asking.now,
      reader,
      moved,
      still,
      edited: this.edited,
      rearranged: this.rearranged,
      others,
      needs:
        asking.reader === undefined
          ? []
          : new Needs(asking.reader, after, sortedById(is)).of(this.matters, moved, still, this.today(reader)),
      decided: this.decided(),
      closing: this.closing(),
    };
  }

  /** How many comments are new on something, and whose. */
  private comments(about: string): Change | undefined {
    const remarks = this.said.get(about) ?? [];
    if (remarks.length === 0) return undefined;
    const by = distinct(remarks.map(({ author }) => author));
    return { what: "comments", from: undefined, to: String(remarks.length), by, at: remarks.at(-1)?.at };
  }

  private today(reader: Person | undefined): number {
    const zone = reader?.zone === undefined ? undefined : Zone.of(reader.zone);
    return (zone ?? Zone.utc()).dayAt(this.asking.now);
  }

  private decided(): DecisionLine[] {
    const from = instantOf(this.period.from.receivedAt);
    return this.matters.decisions
      .filter(({ standing, since }) => standing === "over" && (since === undefined || since > from))
      .sort((a, b) => order(a.since, b.since))
      .map((each) => this.decisionLine(each));
  }

  private closing(): DecisionLine[] {
    const soon = this.asking.now + CLOSING_SOON_MILLIS;
    return this.matters.decisions
      .filter(({ standing, deadline }) => standing === "open" && deadline !== undefined && deadline <= soon)
      .sort((a, b) => order(a.deadline, b.deadline))
      .map((each) => this.decisionLine(each));
  }

  private decisionLine({ document, outcome, deadline, since, waitingFor }: DecisionFact): DecisionLine {
    return {
      document: this.after.documentTarget(document),
      outcome,
      deadline,
      at: since,
      waitingFor: waitingFor.map((member) => this.after.ofMember(member)),
    };
  }

  private board(id: BoardId, was: BoardState, is: BoardState): void {
    const reasons = new Reasons(was, is, this.after, this.attribution, this.matters);
    const diff = new CardDiff(was, is, this.before, this.after, this.attribution);
    const candidates = diff.candidates();
    for (const card of is.cards.keys()) if (this.said.has(card)) candidates.add(card);
    const changed = new Map<CardId, readonly Change[]>();
    for (const card of candidates) {
      const changes = diff.changes(card);
      const comments = is.livingCard(card) === undefined ? undefined : this.comments(card);
      if (comments !== undefined) changes.push(comments);
      if (changes.length > 0) changed.set(card, weightiestFirst(changes));
    }
    const gone = [...was.cards.values()].filter((card) => !is.cards.has(card.id));
    [...is.cards.values(), ...gone]
      .filter((card) => changed.has(card.id) || this.isUnderWay(is, card))
      .sort((a, b) => compare(firstLine(a.title), firstLine(b.title)) || byId(a, b))
      .forEach((card) => {
        this.place(id, was, is, card, changed.get(card.id) ?? [], reasons);
      });
  }

  /** Scoped, active or in review, or with a target date and not over: what is expected to move (RHY-3). */
  private isUnderWay(is: BoardState, card: Card): boolean {
    const expected = card.targetDate !== undefined && !this.after.isOver(card);
    return (
      !card.meta.life.deleted && is.cards.has(card.id) && (UNDER_WAY.includes(this.after.category(card)) || expected)
    );
  }

  private place(
    board: BoardId,
    was: BoardState,
    is: BoardState,
    card: Card,
    changes: readonly Change[],
    reasons: Reasons,
  ): void {
    const has = (weight: string) => changes.some(({ what }) => weightOf(what) === weight);
    const line = (why?: Why): CardLine => ({
      card: cardTarget(board, card),
      status: this.after.status(card)?.name,
      category: this.after.category(card),
      owners: this.after.owners(card),
      targetDate: card.targetDate,
      changes,
      why,
    });
    if (has("move")) this.moved.push(line(reasons.ofMoved(card, this.asksForReason(was, card, changes))));
    else if (this.isUnderWay(is, card)) this.still.push(line(reasons.ofStill(card)));
    else if (has("edit")) this.edited.push(line());
    else this.rearranged.push(line());
  }

  /** It slipped, went back, was given up or deleted. */
  private asksForReason(was: BoardState, now: Card, changes: readonly Change[]): boolean {
    if (changes.some(({ what }) => what === "deleted")) return true;
    const old = was.livingCard(now.id);
    return old !== undefined && (slipped(old, now) || this.wentBack(old, now));
  }

  private wentBack(old: Card, now: Card): boolean {
    const from = this.before.category(old);
    const to = this.after.category(now);
    if (to === "dropped" && from !== to) return true;
    if (from === undefined || from === "dropped" || to === undefined) return false;
    return STATUS_CATEGORIES.indexOf(to) < STATUS_CATEGORIES.indexOf(from);
  }
}

function slipped(old: Card, now: Card): boolean {
  return old.targetDate !== undefined && (now.targetDate === undefined || old.targetDate < now.targetDate);
}

/** Undefined last. */
function order(one: Instant | undefined, other: Instant | undefined): number {
  const [a, b] = [one ?? Number.MAX_VALUE, other ?? Number.MAX_VALUE];
  return a - b;
}

/** Boards that are not in the trash, in their order. */
function live(state: WorkspaceState): Map<BoardId, BoardState> {
  return new Map(state.boardsInOrder().flatMap(({ id }) => (state.boards.has(id) ? [[id, state.board(id)]] : [])));
}

function sortedById<V>(boards: ReadonlyMap<BoardId, V>): Map<BoardId, V> {
  return new Map([...boards].sort(([a], [b]) => compare(a, b)));
}
