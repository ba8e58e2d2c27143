/** What a planning meeting reads before: boards and documents frozen at a position, who has read them, and what is left to settle (RHY-15). */
import type { Frontier } from "../calendar/forms";
import type { Instant } from "../calendar/time";
import { type BoardId, byId, compare, type GroupId } from "../ids";
import { type AgendaItem, type AgendaTerms, agendaOf } from "./agenda";
import type { CardLine } from "./change";
import { digestOf } from "./digest";
import type { Asking, Matters, Period } from "./matters";
import { cardTarget, type DocumentTarget, firstLine, Names, type Person } from "./names";
import type { BoardState } from "./state";

export interface PackGroup {
  /** Undefined for cards in no group, which come last. */
  readonly title: string | undefined;
  readonly cards: readonly CardLine[];
}

export interface PackBoard {
  readonly board: BoardId;
  readonly title: string;
  readonly groups: readonly PackGroup[];
}

/** `text` is Markdown. */
export interface PackDocument {
  readonly document: DocumentTarget;
  readonly text: string;
}

export interface PackReader {
  readonly person: Person;
  /** A device of theirs had the frozen position, as their acts since show. */
  readonly reached: boolean;
  /** They said that they looked since. */
  readonly read: boolean;
  /** They said something since. */
  readonly commented: boolean;
}

export interface Pack {
  readonly workspace: string;
  /** The boards and documents are as of this. */
  readonly frozen: Frontier;
  readonly now: Instant;
  readonly meeting: Instant | undefined;
  readonly boards: readonly PackBoard[];
  readonly documents: readonly PackDocument[];
  readonly readers: readonly PackReader[];
  /** Cards and documents that differ from the frozen ones by now. */
  readonly changedSince: number;
  /** What the meeting has to settle, and nothing else. */
  readonly open: readonly AgendaItem[];
}

/** @param period since the boards and documents were frozen */
export function packOf(
  period: Period,
  matters: Matters,
  asking: Asking,
  terms: AgendaTerms,
  meeting: Instant | undefined,
): Pack {
  const { before: frozen, after } = period;
  const names = new Names(frozen.team);
  const { items, inWriting } = agendaOf(period, matters, asking, terms);
  const digest = digestOf(period, matters, asking);
  const changedSince =
    digest.moved.length +
    digest.edited.length +
    digest.still.filter(({ changes }) => changes.length > 0).length +
    digest.others.filter(({ target }) => target.type === "document").length;
  return {
    workspace: after.team.name,
    frozen: period.from,
    now: asking.now,
    meeting,
    boards: frozen.boardsInOrder().map(({ id, title }) => ({
      board: id,
      title: firstLine(title),
      groups: groupsOf(id, frozen.board(id), names),
    })),
    documents: frozen.documentsByTitle().map(({ id }) => ({
      document: names.documentTarget(id),
      text: frozen.documents.get(id)?.text ?? "",
    })),
    readers: readersOf(period, matters),
    changedSince,
    open: [...items, ...inWriting],
  };
}

function groupsOf(id: BoardId, board: BoardState, names: Names): PackGroup[] {
  const groups = [...board.groups.values()]
    .filter(({ meta }) => !meta.life.deleted)
    .sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y || byId(a, b))
    .map((group): PackGroup => ({ title: firstLine(group.title), cards: cardsOf(id, board, names, group.id) }));
  const rest = cardsOf(id, board, names, undefined);
  return rest.length === 0 ? groups : [...groups, { title: undefined, cards: rest }];
}

/** From the top down, as they are read. */
function cardsOf(id: BoardId, board: BoardState, names: Names, group: GroupId | undefined): CardLine[] {
  return [...board.cards.values()]
    .filter(({ meta }) => !meta.life.deleted)
    .filter((card) => (card.group === undefined ? undefined : board.livingGroup(card.group)?.id) === group)
    .sort((a, b) => a.position.y - b.position.y || a.position.x - b.position.x || byId(a, b))
    .map((card) => ({
      card: cardTarget(id, card),
      status: names.status(card)?.name,
      category: names.category(card),
      owners: names.owners(card),
      targetDate: card.targetDate,
      changes: [],
      why: undefined,
    }));
}

function readersOf({ from, after, happenings }: Period, { remarks }: Matters): PackReader[] {
  const names = new Names(after.team);
  const acted = happenings.filter(({ position }) => position > 0).map(({ author }) => names.ofDevice(author).member);
  const active = new Set(acted);
  const said = new Set(remarks.filter(({ fresh }) => fresh).map(({ author }) => author.member));
  return [...after.team.members.values()]
    .filter(({ meta }) => !meta.life.deleted)
    .sort((a, b) => compare(a.name, b.name) || byId(a, b))
    .map(({ id, looked }) => {
      const read = looked !== undefined && looked.position >= from.position;
      const commented = said.has(id);
      return { person: names.ofMember(id), reached: read || commented || active.has(id), read, commented };
    });
}
