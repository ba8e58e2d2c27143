/** All documents of a workspace as they were at one moment. Immutable, and without ties to the documents that they were read from. */
import type { ChangeHash } from "../automerge/value";
import type { BoardDocument, Card, Dependency, Group } from "../board";
import type { Cycle } from "../cycles";
import { type CommentThread, threadsInOrder } from "../discussion";
import {
  type BoardId,
  byId,
  type CardId,
  compare,
  type DependencyId,
  type DocumentId,
  type GroupId,
  type MemberId,
  type PlaceableRef,
  type StatusId,
} from "../ids";
import {
  type BoardEntry,
  type DocumentEntry,
  isEntryDeleted,
  type Member,
  type Status,
  type TeamDocument,
} from "../team";
import type { TextDocument } from "../textDocument";
import type { DependencyKind } from "../values";

export interface TeamState {
  readonly name: string;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly statuses: ReadonlyMap<StatusId, Status>;
  readonly boards: ReadonlyMap<BoardId, BoardEntry>;
  readonly documents: ReadonlyMap<DocumentId, DocumentEntry>;
}

export const NO_TEAM: TeamState = {
  name: "",
  members: new Map(),
  statuses: new Map(),
  boards: new Map(),
  documents: new Map(),
};

export function teamState({ team }: TeamDocument): TeamState {
  const { name, members, statuses, boards, documents } = team;
  return {
    name,
    members: new Map(members),
    statuses: new Map(statuses),
    boards: new Map(boards),
    documents: new Map(documents),
  };
}

interface Things {
  readonly cards: ReadonlyMap<CardId, Card>;
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly dependencies: ReadonlyMap<DependencyId, Dependency>;
  readonly cycles: readonly Cycle[];
  readonly threads: readonly CommentThread[];
  readonly heads: readonly ChangeHash[];
}

export class BoardState {
  static readonly NONE = new BoardState({
    cards: new Map(),
    groups: new Map(),
    dependencies: new Map(),
    cycles: [],
    threads: [],
    heads: [],
  });

  readonly cards: Things["cards"];
  readonly groups: Things["groups"];
  readonly dependencies: Things["dependencies"];
  readonly cycles: Things["cycles"];
  /** Those with something to read, in order. */
  readonly threads: Things["threads"];
  readonly heads: Things["heads"];
  private arrivingAt: ReadonlyMap<string, readonly Dependency[]> | undefined;

  private constructor(things: Things) {
    this.cards = things.cards;
    this.groups = things.groups;
    this.dependencies = things.dependencies;
    this.cycles = things.cycles;
    this.threads = things.threads;
    this.heads = things.heads;
  }

  static of(document: BoardDocument): BoardState {
    const { board } = document;
    return new BoardState({
      cards: new Map(board.cards),
      groups: new Map(board.groups),
      dependencies: new Map(board.dependencies),
      cycles: [...board.cycles],
      threads: threadsInOrder(board.threads()),
      heads: document.heads(),
    });
  }

  livingCard(id: CardId): Card | undefined {
    const card = this.cards.get(id);
    return card === undefined || card.meta.life.deleted ? undefined : card;
  }

  livingGroup(id: GroupId): Group | undefined {
    const group = this.groups.get(id);
    return group === undefined || group.meta.life.deleted ? undefined : group;
  }

  /** Arrows of a kind that lead to a card and count: neither they nor their ends are in the trash (LIFE-7). By rising id. */
  arrowsTo(card: CardId, kind: DependencyKind): Dependency[] {
    this.arrivingAt ??= arriving(this.dependencies.values());
    const all = this.arrivingAt.get(`card ${card}`) ?? [];
    return all.filter((arrow) => arrow.kind === kind && this.counts(arrow)).sort(byId);
  }

  private counts({ meta, from, to }: Dependency): boolean {
    return !meta.life.deleted && this.isThere(from) && this.isThere(to);
  }

  private isThere(end: PlaceableRef): boolean {
    return ("card" in end ? this.livingCard(end.card) : this.livingGroup(end.group)) !== undefined;
  }

  /** Cards that must be done before this one, whether they are or not, by rising id. */
  blockersOf(card: CardId): Card[] {
    const ids = this.arrowsTo(card, "blocks").flatMap(({ from }) => ("card" in from ? from.card : []));
    return [...new Set(ids)].sort(compare).flatMap((id) => this.cards.get(id) ?? []);
  }
}

export function endKey(end: PlaceableRef): string {
  return "card" in end ? `card ${end.card}` : `group ${end.group}`;
}

function arriving(dependencies: Iterable<Dependency>): Map<string, Dependency[]> {
  const at = new Map<string, Dependency[]>();
  for (const each of dependencies) {
    const key = endKey(each.to);
    const known = at.get(key);
    if (known === undefined) at.set(key, [each]);
    else known.push(each);
  }
  return at;
}

export interface TextState {
  readonly text: string;
  /** Those with something to read, in order. */
  readonly threads: readonly CommentThread[];
  readonly heads: readonly ChangeHash[];
}

export function textState(document: TextDocument): TextState {
  return { text: document.text, threads: threadsInOrder(document.threads()), heads: document.heads() };
}

export class WorkspaceState {
  constructor(
    readonly team: TeamState,
    readonly boards: ReadonlyMap<BoardId, BoardState>,
    readonly documents: ReadonlyMap<DocumentId, TextState>,
  ) {}

  /** Boards of the team's list that are not in the trash, in their order. */
  boardsInOrder(): BoardEntry[] {
    return [...this.team.boards.values()]
      .filter((entry) => !isEntryDeleted(entry, this.boards.get(entry.id)?.heads ?? []))
      .sort((a, b) => a.order - b.order || byId(a, b));
  }

  /** Documents of the team's list that are not in the trash, by title. */
  documentsByTitle(): DocumentEntry[] {
    return [...this.team.documents.values()]
      .filter((entry) => !isEntryDeleted(entry, this.documents.get(entry.id)?.heads ?? []))
      .sort((a, b) => compare(a.title, b.title) || byId(a, b));
  }

  board(id: BoardId): BoardState {
    return this.boards.get(id) ?? BoardState.NONE;
  }
}
