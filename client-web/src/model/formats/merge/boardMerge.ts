/** Makes of a board what a file says of it, as a plan that is carried out in one edit (FMT-ERR-1). */
import type { Board, Card, Group } from "../../board";
import type { BoardId, CardId, DocumentId, GroupId, PlaceableRef, StatusId } from "../../ids";
import type { BoardIntent, DocumentIntent, TeamIntent } from "../../intents";
import type { Team } from "../../team";
import {
  CARD_SIZE,
  type Field,
  ORIGIN,
  type Position,
  parsePosition,
  parseSize,
  type StatusCategory,
} from "../../values";
import { type FileObject, same } from "../fileJson";
import { type ImportWarning, START, type Warnings } from "../source";
import { ArrowMerge, baseOrder, type SourceArrow } from "./arrowMerge";
import {
  baseKey,
  beginning,
  extraOf,
  extraWith,
  fieldOf,
  plainNumber,
  requireStorable,
  type SourceThing,
} from "./base";
import type { DocumentMerge } from "./documentMerge";
import { gridPlaces } from "./grid";
import { arrange } from "./layers";
import { Matches, Ours } from "./ours";
import { ThingMerge } from "./thingMerge";
import { statusesInOrder, Words } from "./words";
import { Writes } from "./writes";

/** A card or a group of a file. One whose position or size it does not tell gets them when it is new. */
export interface SourcePlaced {
  readonly isGroup: boolean;
  readonly thing: SourceThing;
}

/** What a format means by what it does not say. */
export interface Style {
  /** The order in the file is an order of layers that later imports carry over. */
  readonly ordered: boolean;
  /** An arrow is known by what it joins, rather than by an id of its own. */
  readonly arrowsByEnds: boolean;
  /** Whether the file would still name this mention if it held. */
  speaksOf(mention: string): boolean;
  /** What status words mean that nobody here knows. */
  readonly statusWords: ReadonlyMap<string, StatusCategory>;
}

/** What a file says of a board. */
export interface SourceBoard {
  /** Of the format, as `source` has it. */
  readonly kind: string;
  readonly file: string;
  readonly placed: readonly SourcePlaced[];
  readonly arrows: readonly SourceArrow[];
  /** Foreign keys of the file as a whole. */
  readonly extra: FileObject;
  readonly style: Style;
}

/** Where the cards go: a board that is there, or a fresh id and the title of the one to be made. */
export interface BoardTarget {
  readonly id: BoardId;
  readonly title: string;
  /** Undefined where it is to be made. */
  readonly board: Board | undefined;
}

export interface ImportContext {
  readonly team: Team;
  newId(): string;
  /** Whose value stands where a field was changed here and in the file since the last import. */
  readonly takeTheirs: boolean;
}

/** What an import does, in numbers. What it leaves as it is counts nowhere. */
export interface ImportSummary {
  readonly cardsAdded: number;
  readonly cardsChanged: number;
  readonly groupsAdded: number;
  readonly groupsChanged: number;
  readonly arrowsAdded: number;
  readonly arrowsChanged: number;
  readonly arrowsRemoved: number;
  readonly documentsAdded: number;
  readonly documentsChanged: number;
}

/** All that an import writes. Nothing to write means that the workspace holds already what the file says. */
export interface ImportPlan {
  readonly team: readonly TeamIntent[];
  readonly board: readonly BoardIntent[];
  /** Those that the file shows and that came with it. */
  readonly documents: ReadonlyMap<DocumentId, readonly DocumentIntent[]>;
  readonly warnings: readonly ImportWarning[];
  readonly summary: ImportSummary;
}

const NO_BOARD: Board = {
  schema: 0,
  cards: new Map(),
  groups: new Map(),
  dependencies: new Map(),
  cycles: [],
  threads: () => [],
};

/** @throws ImportFailed */
export function planBoard(
  context: ImportContext,
  target: BoardTarget,
  source: SourceBoard,
  warnings: Warnings,
  files?: DocumentMerge,
): ImportPlan {
  const { team } = context;
  const shown = files?.plan;
  const teamIntents: TeamIntent[] = [...(shown?.team ?? [])];
  const board: BoardIntent[] = [];
  if (target.board === undefined) {
    const order = Math.max(0, ...[...team.boards.values()].map((each) => each.order)) + 1;
    teamIntents.push({ intent: "AddBoard", board: target.id, title: target.title, order });
    const origin = { kind: source.kind, id: source.file, values: {} };
    teamIntents.push({ intent: "SetSource", entry: { board: target.id }, source: origin });
    board.push({ intent: "Create" });
  }
  const merge = new BoardMerge(context, target.board ?? NO_BOARD, source, warnings, files?.byPath);
  merge.merge(board);
  const meta = team.boards.get(target.id)?.meta;
  const before = extraOf(meta, source.kind);
  // A file that says nothing new leaves a board that it did not make as it is.
  if ((board.length > 0 || before.size > 0) && !same(before, source.extra)) {
    const extra = extraWith(meta, source.kind, source.extra);
    requireStorable(extra ?? "", source.file, START, "foreign keys");
    const entry = { board: target.id };
    teamIntents.push({ intent: "SetExtra", entry, ...(extra === undefined ? {} : { extra }) });
  }
  const documents = shown?.documents ?? new Map();
  const summary = { ...merge.summary, documentsAdded: shown?.added ?? 0, documentsChanged: shown?.changed ?? 0 };
  return { team: teamIntents, board, documents, warnings: warnings.all, summary };
}

class BoardMerge {
  private readonly words: Words;
  private readonly things: ThingMerge;
  private readonly cards: Matches<Card>;
  private readonly groups: Matches<Group>;
  private readonly ends = new Map<string, PlaceableRef>();
  private readonly arrows: ArrowMerge;
  private readonly counts = { cardsAdded: 0, cardsChanged: 0, groupsAdded: 0, groupsChanged: 0 };

  constructor(
    private readonly context: ImportContext,
    private readonly board: Board,
    private readonly source: SourceBoard,
    private readonly warnings: Warnings,
    learned?: ReadonlyMap<string, DocumentId>,
  ) {
    const { kind, file } = source;
    this.words = new Words(context.team, source.style.statusWords, learned);
    this.cards = new Matches(board.cards.values(), kind);
    this.groups = new Matches(board.groups.values(), kind);
    const groupIds = new Map<string, GroupId>();
    for (const group of board.groups.values()) if (!group.meta.life.deleted) groupIds.set(group.id, group.id);
    for (const { isGroup, thing } of source.placed) {
      const local = this.local(isGroup, thing);
      const id = local?.id ?? context.newId();
      this.ends.set(thing.id, isGroup ? { group: id as GroupId } : { card: id as CardId });
      if (isGroup && !local?.meta.life.deleted) groupIds.set(thing.id, id as GroupId);
    }
    const ours = new Ours(context.team, board, this.words, kind);
    const importing = { kind, file, takeTheirs: context.takeTheirs };
    this.things = new ThingMerge(importing, ours, new Writes(this.words, groupIds), warnings);
    this.arrows = new ArrowMerge(board, source, warnings, this.things, context.newId);
  }

  get summary() {
    const { added, changed, removed } = this.arrows.summary;
    return { ...this.counts, arrowsAdded: added, arrowsChanged: changed, arrowsRemoved: removed };
  }

  merge(intents: BoardIntent[]): void {
    const places = this.places();
    const { placed, style, kind } = this.source;
    const slots = placed.map(({ isGroup, thing }) => {
      const local = this.local(isGroup, thing);
      return { base: style.ordered && local !== undefined ? baseOrder(local, kind) : undefined, local: local?.order };
    });
    const things = [...this.board.cards.values(), ...this.board.groups.values()];
    const top = things.reduce((most, each) => Math.max(most, each.order), 0);
    const orders = arrange(slots, things.length === 0 ? 0 : top);
    // Groups first, so that cards can be put into them.
    for (const groups of [true, false]) {
      for (const [i, each] of placed.entries())
        if (each.isGroup === groups) this.place(each, orders[i], places, intents);
    }
    this.arrows.merge((name) => this.end(name), intents);
  }

  /** The card or group that a file calls so, whether this file lists it or an earlier one did. */
  private end(name: string): PlaceableRef {
    const known = this.ends.get(name);
    const card = known === undefined ? this.cards.find(name) : undefined;
    if (known === undefined && card === undefined)
      throw new RangeError(`an arrow of ${name}, which no reader has checked`);
    return known ?? { card: card!.id };
  }

  private local(isGroup: boolean, thing: SourceThing): Card | Group | undefined {
    return isGroup ? this.groups.find(thing.id) : this.cards.find(thing.id);
  }

  private place(
    { isGroup, thing }: SourcePlaced,
    order: number | undefined,
    places: ReadonlyMap<string, Position>,
    intents: BoardIntent[],
  ): void {
    const ref = this.ends.get(thing.id)!;
    const local = this.local(isGroup, thing);
    const more = new Map<string, string>();
    if (order !== undefined) more.set(baseKey(this.source.kind, "order"), plainNumber(order));
    const setOrder: BoardIntent[] = order === undefined ? [] : [{ intent: "SetOrder", thing: ref, order }];
    if (local === undefined) {
      intents.push(added(ref, thing, places.get(thing.id) ?? ORIGIN));
      const given = new Map((["title", "position", "size"] as Field[]).map((field) => [field, fieldOf(thing, field)]));
      const id = "card" in ref ? ref.card : ref.group;
      intents.push(...this.things.fill(isGroup ? "group" : "card", id, thing, given, more), ...setOrder);
      this.counts[isGroup ? "groupsAdded" : "cardsAdded"]++;
    } else if (!local.meta.life.deleted) {
      const changes = this.things.update(local, thing, more);
      intents.push(...changes, ...setOrder);
      const changed = changes.some((change) => change.intent !== "SetSource");
      if (changed) this.counts[isGroup ? "groupsChanged" : "cardsChanged"]++;
    } else if (this.things.changedThere(local, thing)) {
      const title = beginning(local.title);
      this.warnings.add(thing.at, `"${title}" was changed in the file and is in the trash here; it stays there`);
    }
  }

  /** Where new cards go whose file does not say. */
  private places(): Map<string, Position> {
    const homeless = this.source.placed.filter(
      ({ isGroup, thing }) => this.local(isGroup, thing) === undefined && !thing.values.has("position"),
    );
    const statuses = homeless.map(({ thing }): StatusId | undefined => this.words.status(fieldOf(thing, "status"))?.id);
    const order = statusesInOrder(this.context.team).map((each) => each.id);
    const positions = gridPlaces(this.board, statuses, order);
    return new Map(homeless.map(({ thing }, i) => [thing.id, positions[i]!]));
  }
}

function added(ref: PlaceableRef, thing: SourceThing, place: Position): BoardIntent {
  const title = fieldOf(thing, "title");
  const position = parsePosition(fieldOf(thing, "position")) ?? place;
  const size = parseSize(fieldOf(thing, "size")) ?? CARD_SIZE;
  return "card" in ref
    ? { intent: "AddCard", card: ref.card, title, position, size }
    : { intent: "AddGroup", group: ref.group, title, position, size };
}

/** The board that an earlier import of a file of this name made, so that importing it again finds it. */
export function earlierBoard(team: Team, kind: string, file: string): BoardId | undefined {
  const made = [...team.boards.values()].filter(
    ({ meta }) => !meta.life.deleted && meta.source?.kind === kind && meta.source.id === file,
  );
  return made.map((each) => each.id).sort()[0];
}
