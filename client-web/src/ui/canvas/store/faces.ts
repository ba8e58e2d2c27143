/** How each card looks: its fields together with what is known around it. Made when asked for, forgotten when something of it changes. */
import type { Card } from "../../../model/board";
import type { CardId, StatusId } from "../../../model/ids";
import type { Status } from "../../../model/team";
import type { StatusCategory } from "../../../model/values";
import { type Filters, fits, isFiltering, NO_FILTERS } from "../logic/filters";
import { isBlocked, isOver, isOverdue, type Need, needsOf, type Talk, talkOf } from "../logic/marks";
import { People, type Person } from "../logic/people";
import type { Rect } from "../logic/rect";
import { NOTHING, type Selection } from "../logic/selection";
import type { BoardStore } from "./boardStore";
import { Cell } from "./cell";

/** Who changed a card since the reader looked, in one sentence. */
export interface ChangeNote {
  readonly says: string;
}

export interface Face {
  readonly card: Card;
  readonly rect: Rect;
  readonly status: Status | undefined;
  readonly category: StatusCategory | undefined;
  /** The status in a word; empty where there is none. */
  readonly word: string;
  readonly owners: readonly Person[];
  readonly talk: Talk;
  /** How many cards it waits for. */
  readonly waits: number;
  readonly blocked: boolean;
  readonly needs: readonly Need[];
  readonly changed: ChangeNote | undefined;
  /** Changed, and the reader asks for what changed: else a small mark is enough. */
  readonly lit: boolean;
  readonly cyclic: boolean;
  readonly overdue: boolean;
  readonly dim: boolean;
  readonly selected: boolean;
  readonly focused: boolean;
}

export interface Counts {
  readonly blocked: number;
  readonly changed: number;
  readonly needs: number;
  readonly fitting: number;
}

const NO_COUNTS: Counts = { blocked: 0, changed: 0, needs: 0, fitting: 0 };

export class Faces {
  private readonly known = new Map<CardId, Face>();
  private statuses = new Map<StatusId, Status>();
  people = new People([], "" as never);
  private filters: Filters = NO_FILTERS;
  private selection: Selection = NOTHING;
  private focus: CardId | undefined;
  private changes: ReadonlyMap<CardId, ChangeNote> = new Map();
  private today = "";
  readonly counts = new Cell(NO_COUNTS);
  private counting = false;

  constructor(private readonly store: BoardStore) {
    store.watch((cards) => {
      for (const id of cards) this.forget(id);
      this.countSoon();
    });
  }

  setTeam(statuses: readonly Status[], people: People, today: string): void {
    this.statuses = new Map(statuses.map((status) => [status.id, status]));
    this.people = people;
    this.today = today;
    this.all();
  }

  setFilters(filters: Filters): void {
    if (filters === this.filters) return;
    this.filters = filters;
    this.all();
  }

  setChanges(changes: ReadonlyMap<CardId, ChangeNote>): void {
    this.changes = changes;
    this.all();
  }

  setSelection(selection: Selection): void {
    const before = this.selection;
    this.selection = selection;
    const touched: CardId[] = [];
    for (const key of before) if (!selection.has(key) && key.startsWith("card:")) touched.push(key.slice(5) as CardId);
    for (const key of selection) if (!before.has(key) && key.startsWith("card:")) touched.push(key.slice(5) as CardId);
    this.only(touched);
  }

  setFocus(focus: CardId | undefined): void {
    const before = this.focus;
    this.focus = focus;
    this.only([before, focus].filter((id) => id !== undefined));
  }

  /** Undefined where the card is gone or in the trash. */
  of(id: CardId): Face | undefined {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const face = this.make(id);
    if (face !== undefined) this.known.set(id, face);
    return face;
  }

  categoryOf(card: Card): StatusCategory | undefined {
    return card.status === undefined ? undefined : this.statuses.get(card.status)?.category;
  }

  private make(id: CardId): Face | undefined {
    const card = this.store.cards.get(id);
    const rect = this.store.rect({ card: id });
    if (card === undefined || rect === undefined) return undefined;
    const status = card.status === undefined ? undefined : this.statuses.get(card.status);
    const category = status?.category;
    const threads = this.store.threadsOf(id);
    const talk = talkOf(threads);
    const waits = isOver(category) ? 0 : this.waits(id);
    const blocked = isBlocked(category, talk.blockers, waits);
    const { me } = this.people;
    const reader = me && { member: me.id, devices: me.devices, today: this.today };
    const needs = reader === undefined ? [] : needsOf(card, category, threads, reader);
    const changed = this.changes.get(id);
    const known = { blocked, changed: changed !== undefined, needs: needs.length > 0 };
    return {
      card,
      rect,
      status,
      category,
      word: status?.name ?? card.statusWord ?? "",
      owners: card.owners.flatMap((owner) => this.people.person(owner) ?? []),
      talk,
      waits,
      blocked,
      needs,
      changed,
      lit: changed !== undefined && this.filters.quick.includes("changed"),
      cyclic: this.store.isInCycle(id),
      overdue: isOverdue(card, category, this.today),
      dim: isFiltering(this.filters) && !fits(this.filters, card, known),
      selected: this.selection.has(`card:${id}`),
      focused: this.focus === id,
    };
  }

  private waits(id: CardId): number {
    let count = 0;
    for (const { arrow, card } of this.store.linked(id, "in")) {
      const other = this.store.cards.get(card);
      if (arrow.kind === "blocks" && other !== undefined && !isOver(this.categoryOf(other))) count++;
    }
    return count;
  }

  private forget(id: CardId): void {
    this.known.delete(id);
  }

  private only(cards: readonly CardId[]): void {
    for (const id of cards) this.forget(id);
    this.store.tell(cards);
  }

  private all(): void {
    this.known.clear();
    this.store.version.update((n) => n + 1);
    this.store.tell(this.store.order.get());
    this.countSoon();
  }

  /** Once for all that happens together. */
  private countSoon(): void {
    if (this.counting) return;
    this.counting = true;
    setTimeout(() => {
      this.counting = false;
      this.count();
    }, 60);
  }

  private count(): void {
    let [blocked, changed, needs, fitting] = [0, 0, 0, 0];
    for (const id of this.store.order.get()) {
      const face = this.of(id);
      if (face === undefined) continue;
      if (face.blocked) blocked++;
      if (face.changed !== undefined) changed++;
      if (face.needs.length > 0) needs++;
      if (!face.dim) fitting++;
    }
    this.counts.set({ blocked, changed, needs, fitting });
  }
}
