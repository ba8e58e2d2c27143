/** What is worth a meeting of its own (RHY-13): an objection that went round too often, a large card that begins, a group that is done. */
import type { Card, Group } from "../board";
import { type BoardId, compare } from "../ids";
import { STATUS_CATEGORIES } from "../values";
import type { AgendaTerms } from "./agenda";
import type { Matters, Period } from "./matters";
import { cardTarget, firstLine, Names, type Target } from "./names";
import type { BoardState } from "./state";

const ADVICE_KINDS = ["objections", "kickOff", "retrospective"] as const;

/** That something is worth a meeting of its own, and why. */
export interface Advice {
  readonly kind: (typeof ADVICE_KINDS)[number];
  readonly target: Target;
  /** The rest of a sentence without a full stop. */
  readonly why: string;
}

/** A group of fewer cards needs no looking back. */
const GROUP_CARDS_MIN = 3;

export function meetingAdvice(period: Period, matters: Matters, terms: AgendaTerms): Advice[] {
  const before = new Names(period.before.team);
  const after = new Names(period.after.team);
  const advices: Advice[] = [];
  for (const { standing, objectionRounds, document } of matters.decisions) {
    if (standing !== "objected" || objectionRounds < terms.roundsMin) continue;
    const why = `was objected to in ${objectionRounds} rounds; writing does not settle it`;
    advices.push({ kind: "objections", target: after.documentTarget(document), why });
  }
  for (const { id } of period.after.boardsInOrder()) {
    const [was, is] = [period.before.board(id), period.after.board(id)];
    advices.push(...kickOffs(id, was, is, before, after, terms), ...retrospectives(was, is, before, after));
  }
  return advices.sort(
    (a, b) => ADVICE_KINDS.indexOf(a.kind) - ADVICE_KINDS.indexOf(b.kind) || compare(a.target.title, b.target.title),
  );
}

function kickOffs(
  board: BoardId,
  was: BoardState,
  is: BoardState,
  before: Names,
  after: Names,
  terms: AgendaTerms,
): Advice[] {
  const begins = (card: Card) => {
    const old = was.cards.get(card.id);
    const category = old === undefined ? undefined : before.category(old);
    const began = category !== undefined && STATUS_CATEGORIES.indexOf(category) >= STATUS_CATEGORIES.indexOf("active");
    return after.category(card) === "active" && !began;
  };
  return [...is.cards.values()]
    .filter((card) => !card.meta.life.deleted && (card.estimate ?? 0) >= terms.largeEstimate && begins(card))
    .map((card) => {
      const why = `begins, and is large: an estimate of ${card.estimate ?? 0}`;
      return { kind: "kickOff", target: cardTarget(board, card), why };
    });
}

function retrospectives(was: BoardState, is: BoardState, before: Names, after: Names): Advice[] {
  const isDone = (board: BoardState, group: Group, names: Names) => {
    const cards = cardsIn(board, group);
    return cards.length >= GROUP_CARDS_MIN && cards.every((card) => names.isOver(card));
  };
  return [...is.groups.values()]
    .filter((group) => !group.meta.life.deleted && isDone(is, group, after) && !isDone(was, group, before))
    .map((group) => {
      const why = `is done: all of its ${cardsIn(is, group).length} cards are over`;
      return { kind: "retrospective", target: { type: "other", id: group.id, title: firstLine(group.title) }, why };
    });
}

function cardsIn(board: BoardState, { id }: Group): Card[] {
  return [...board.cards.values()].filter((card) => !card.meta.life.deleted && card.group === id);
}
