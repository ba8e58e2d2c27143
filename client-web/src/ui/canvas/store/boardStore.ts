/**
 * A board as the engine tells of it, indexed for the canvas. One subscription a card: a card that changes renders itself and nothing else. Owned by the page;
 * it holds no truth, only what the engine said last and what is between a hand and the engine (drags).
 */
import type { Card, Dependency, Group } from "../../../model/board";
import type { CommentThread } from "../../../model/discussion";
import type { CardId, DependencyId, GroupId, PlaceableRef } from "../../../model/ids";
import type { BoardPatch, BoardSnapshot } from "../../../worker/api";
import { SpatialGrid } from "../logic/grid";
import { around, moved, type Point, type Rect, rectOf } from "../logic/rect";
import { boundsOf, type Route, routeBetween } from "../logic/routing";
import { thingKey } from "../logic/selection";
import { Cell } from "./cell";
import { differing } from "./differing";

/** What is being dragged, and how far; things by their keys. */
export interface Drag {
  readonly keys: ReadonlySet<string>;
  readonly by: Point;
}

const NO_THREADS: readonly CommentThread[] = [];

export class BoardStore {
  readonly cards = new Map<CardId, Card>();
  readonly groups = new Map<GroupId, Group>();
  readonly dependencies = new Map<DependencyId, Dependency>();
  /** Cards that are not in the trash. */
  readonly cardGrid = new SpatialGrid<CardId>();
  readonly arrowGrid = new SpatialGrid<DependencyId>();
  readonly routes = new Map<DependencyId, Route>();
  private readonly arrowsAt = new Map<string, Set<DependencyId>>();
  private readonly threadsOn = new Map<CardId, CommentThread[]>();
  private readonly cardListeners = new Map<CardId, Set<() => void>>();
  /** Where things stand that were dropped or are resized, until the engine says so too. */
  private readonly held = new Map<string, Rect>();
  private knownBounds: { readonly version: number; readonly rect: Rect | undefined } | undefined;
  private redArrows = new Set<string>();
  private redCards = new Set<CardId>();
  cycles: readonly (readonly CardId[])[] = [];
  threads: readonly CommentThread[] = NO_THREADS;
  drag: Drag | undefined;
  loaded = false;
  /** Rises with everything that is painted. */
  readonly version = new Cell(0);
  /** Cards that are there, the lower first. */
  readonly order = new Cell<readonly CardId[]>([]);
  /** Told of each card that may look different now. */
  private readonly watchers = new Set<(cards: Iterable<CardId>) => void>();

  /** All of the board, as it is. Where some is here already only what differs is placed anew. */
  take(snapshot: BoardSnapshot): void {
    if (this.loaded && this.held.size === 0) return this.put(differing(snapshot, this));
    for (const map of [this.cards, this.groups, this.dependencies, this.arrowsAt, this.routes, this.held]) map.clear();
    this.cardGrid.clear();
    this.arrowGrid.clear();
    this.loaded = true;
    this.put({ ...snapshot, gone: { cards: [], groups: [], dependencies: [] } });
  }

  put(patch: BoardPatch): void {
    const touched = new Set<CardId>();
    let orderChanged = patch.gone.cards.length > 0;
    for (const card of patch.cards) {
      const old = this.cards.get(card.id);
      orderChanged ||=
        old === undefined || old.order !== card.order || old.meta.life.deleted !== card.meta.life.deleted;
      this.cards.set(card.id, card);
      this.held.delete(thingKey({ card: card.id }));
      touched.add(card.id);
    }
    for (const id of patch.gone.cards) {
      this.cards.delete(id);
      touched.add(id);
    }
    for (const group of patch.groups) {
      this.groups.set(group.id, group);
      this.held.delete(thingKey({ group: group.id }));
    }
    for (const id of patch.gone.groups) this.groups.delete(id);
    const rerouted = new Set<DependencyId>();
    this.putDependencies(patch, rerouted, touched);
    for (const id of touched) this.place(id, rerouted);
    const groupIds = [...patch.groups.map((group) => group.id), ...patch.gone.groups];
    for (const group of groupIds) for (const arrow of this.arrowsOf({ group })) rerouted.add(arrow);
    for (const id of rerouted) this.reroute(id, touched);
    this.takeCycles(patch.cycles, touched);
    if (patch.threads !== undefined) this.takeThreads(patch.threads, touched);
    if (orderChanged) this.reorder();
    this.changed(touched);
  }

  private putDependencies(patch: BoardPatch, rerouted: Set<DependencyId>, touched: Set<CardId>): void {
    for (const id of patch.gone.dependencies) {
      this.forgetArrow(id, touched);
      this.dependencies.delete(id);
      this.routes.delete(id);
      this.arrowGrid.remove(id);
    }
    for (const each of patch.dependencies) {
      this.forgetArrow(each.id, touched);
      this.dependencies.set(each.id, each);
      for (const end of [each.from, each.to]) {
        const key = thingKey(end);
        const there = this.arrowsAt.get(key);
        if (there === undefined) this.arrowsAt.set(key, new Set([each.id]));
        else there.add(each.id);
        if ("card" in end) touched.add(end.card);
      }
      rerouted.add(each.id);
    }
  }

  private forgetArrow(id: DependencyId, touched: Set<CardId>): void {
    const old = this.dependencies.get(id);
    if (old === undefined) return;
    for (const end of [old.from, old.to]) {
      this.arrowsAt.get(thingKey(end))?.delete(id);
      if ("card" in end) touched.add(end.card);
    }
  }

  private place(id: CardId, rerouted: Set<DependencyId>): void {
    const rect = this.rect({ card: id });
    if (rect === undefined) this.cardGrid.remove(id);
    else this.cardGrid.put(id, rect);
    for (const arrow of this.arrowsOf({ card: id })) rerouted.add(arrow);
  }

  private reroute(id: DependencyId, touched: Set<CardId>): void {
    const arrow = this.dependencies.get(id);
    const route = arrow === undefined ? undefined : this.routeOf(arrow);
    if (route === undefined) {
      this.routes.delete(id);
      this.arrowGrid.remove(id);
    } else {
      this.routes.set(id, route);
      this.arrowGrid.put(id, boundsOf(route));
    }
    // Whether a card waits depends on what is at the other end.
    for (const end of [arrow?.from, arrow?.to]) if (end !== undefined && "card" in end) touched.add(end.card);
  }

  private routeOf(arrow: Dependency): Route | undefined {
    if (arrow.meta.life.deleted) return undefined;
    const [from, to] = [this.rect(arrow.from), this.rect(arrow.to)];
    return from === undefined || to === undefined ? undefined : routeBetween(from, to);
  }

  private takeCycles(cycles: readonly (readonly CardId[])[], touched: Set<CardId>): void {
    const before = this.redCards;
    this.cycles = cycles;
    this.redCards = new Set(cycles.flat());
    this.redArrows = new Set(cycles.flatMap((path) => path.slice(1).map((to, i) => `${path[i]} ${to}`)));
    for (const id of before) touched.add(id);
    for (const id of this.redCards) touched.add(id);
  }

  private takeThreads(threads: readonly CommentThread[], touched: Set<CardId>): void {
    for (const id of this.threadsOn.keys()) touched.add(id);
    this.threads = threads;
    this.threadsOn.clear();
    for (const thread of threads) {
      if (!("card" in thread.on)) continue;
      const there = this.threadsOn.get(thread.on.card);
      if (there === undefined) this.threadsOn.set(thread.on.card, [thread]);
      else there.push(thread);
      touched.add(thread.on.card);
    }
  }

  private reorder(): void {
    const living = [...this.cards.values()].filter((card) => !card.meta.life.deleted);
    this.order.set(living.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map((card) => card.id));
  }

  // What is where.

  /** Where a living thing stands, drags aside; undefined where it is in the trash or gone. */
  rect(thing: PlaceableRef): Rect | undefined {
    const found = "card" in thing ? this.cards.get(thing.card) : this.groups.get(thing.group);
    if (found === undefined || found.meta.life.deleted) return undefined;
    return (this.held.size === 0 ? undefined : this.held.get(thingKey(thing))) ?? rectOf(found);
  }

  /** The same with the drag that goes on. */
  rectNow(thing: PlaceableRef): Rect | undefined {
    const rect = this.rect(thing);
    const { drag } = this;
    return rect !== undefined && drag?.keys.has(thingKey(thing)) ? moved(rect, drag.by) : rect;
  }

  livingGroups(): Group[] {
    return [...this.groups.values()].filter((group) => !group.meta.life.deleted).sort((a, b) => a.order - b.order);
  }

  membersOf(group: GroupId): CardId[] {
    return this.order.get().filter((id) => this.cards.get(id)?.group === group);
  }

  /** Around everything; undefined on an empty board. */
  bounds(): Rect | undefined {
    const version = this.version.get();
    if (this.knownBounds?.version !== version) {
      const rects: Rect[] = [];
      for (const id of this.order.get()) rects.push(this.rect({ card: id })!);
      for (const group of this.livingGroups()) rects.push(this.rect({ group: group.id })!);
      this.knownBounds = { version, rect: around(rects) };
    }
    return this.knownBounds.rect;
  }

  arrowsOf(end: PlaceableRef): ReadonlySet<DependencyId> {
    return this.arrowsAt.get(thingKey(end)) ?? new Set();
  }

  /** Living arrows that lead to a card from cards, or from it to cards. */
  linked(card: CardId, way: "in" | "out"): { readonly arrow: Dependency; readonly card: CardId }[] {
    const found: { arrow: Dependency; card: CardId }[] = [];
    for (const id of this.arrowsOf({ card })) {
      const arrow = this.dependencies.get(id);
      if (arrow === undefined || !this.routes.has(id)) continue;
      const [here, there] = way === "in" ? [arrow.to, arrow.from] : [arrow.from, arrow.to];
      if ("card" in here && here.card === card && "card" in there) found.push({ arrow, card: there.card });
    }
    return found;
  }

  threadsOf(card: CardId): readonly CommentThread[] {
    return this.threadsOn.get(card) ?? NO_THREADS;
  }

  isRed(arrow: Dependency): boolean {
    if (arrow.kind !== "blocks" || !("card" in arrow.from && "card" in arrow.to)) return false;
    return this.redArrows.has(`${arrow.from.card} ${arrow.to.card}`);
  }

  isInCycle(card: CardId): boolean {
    return this.redCards.has(card);
  }

  isFree = (rect: Rect): boolean => this.cardGrid.within(rect).length === 0;

  // What hands do.

  /** The keys change rarely, the way often: only the first is painted anew. */
  dragBy(drag: Drag | undefined): void {
    const before = this.drag;
    this.drag = drag;
    if (before?.keys !== drag?.keys) this.version.update((n) => n + 1);
  }

  /** Things stand here until the engine has said where they stand, or `release`. */
  hold(rects: ReadonlyMap<string, Rect>): void {
    for (const [key, rect] of rects) this.held.set(key, rect);
    this.placeHeld(rects.keys());
  }

  release(keys: Iterable<string>): void {
    const gone = [...keys].filter((key) => this.held.delete(key));
    this.placeHeld(gone);
  }

  private placeHeld(keys: Iterable<string>): void {
    const touched = new Set<CardId>();
    const rerouted = new Set<DependencyId>();
    for (const key of keys) {
      const id = key.slice(key.indexOf(":") + 1);
      if (key.startsWith("card:")) {
        this.place(id as CardId, rerouted);
        touched.add(id as CardId);
      } else {
        for (const arrow of this.arrowsOf({ group: id as GroupId })) rerouted.add(arrow);
      }
    }
    const far = new Set<CardId>();
    for (const id of rerouted) this.reroute(id, far);
    this.changed(touched);
  }

  // Who listens.

  changed(cards: Iterable<CardId>): void {
    const list = [...cards];
    for (const watcher of this.watchers) watcher(list);
    this.version.update((n) => n + 1);
    this.tell(list);
  }

  tell(cards: Iterable<CardId>): void {
    for (const id of cards) for (const listener of this.cardListeners.get(id) ?? []) listener();
  }

  watch(watcher: (cards: Iterable<CardId>) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  subscribeCard(id: CardId, listener: () => void): () => void {
    const known = this.cardListeners.get(id) ?? new Set();
    this.cardListeners.set(id, known.add(listener));
    return () => {
      known.delete(listener);
      if (known.size === 0 && this.cardListeners.get(id) === known) this.cardListeners.delete(id);
    };
  }
}
