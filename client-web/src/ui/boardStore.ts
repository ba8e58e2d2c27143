/** A board as the engine tells of it, one subscription a card: a card that moves renders itself and nothing else. */
import type { Card, Dependency } from "../model/board";
import type { CardId, DependencyId } from "../model/ids";
import type { Position } from "../model/values";
import type { BoardPatch, BoardSnapshot } from "../worker/api";

export class BoardStore {
  private readonly cards = new Map<CardId, Card>();
  private readonly dependencies = new Map<DependencyId, Dependency>();
  private readonly cardListeners = new Map<CardId, Set<() => void>>();
  private readonly listeners = new Set<() => void>();
  private ids: readonly CardId[] = [];
  private arrows: readonly Dependency[] = [];
  private cycle: ReadonlySet<CardId> = new Set();
  /** Where cards are while they are dragged: presence, not yet a change. */
  private readonly dragged = new Map<CardId, Position>();

  take(snapshot: BoardSnapshot): void {
    this.cards.clear();
    this.dependencies.clear();
    this.put({ ...snapshot, gone: { cards: [], groups: [], dependencies: [] } });
  }

  put(patch: BoardPatch): void {
    for (const card of patch.cards) this.cards.set(card.id, card);
    for (const id of patch.gone.cards) this.cards.delete(id);
    for (const each of patch.dependencies) this.dependencies.set(each.id, each);
    for (const id of patch.gone.dependencies) this.dependencies.delete(id);
    this.ids = [...this.cards.values()]
      .filter((card) => !card.meta.life.deleted)
      .sort((a, b) => a.order - b.order)
      .map((card) => card.id);
    this.arrows = [...this.dependencies.values()].filter((each) => !each.meta.life.deleted);
    this.cycle = new Set(patch.cycles.flat());
    for (const card of patch.cards) this.tellCard(card.id);
    this.tell();
  }

  drag(id: CardId, position: Position | undefined): void {
    if (position === undefined) this.dragged.delete(id);
    else this.dragged.set(id, position);
    this.tellCard(id);
    this.tell();
  }

  private tellCard(id: CardId): void {
    for (const listener of this.cardListeners.get(id) ?? []) listener();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  card(id: CardId): Card | undefined {
    return this.cards.get(id);
  }

  positionOf(card: Card): Position {
    return this.dragged.get(card.id) ?? card.position;
  }

  draggedPosition(id: CardId): Position | undefined {
    return this.dragged.get(id);
  }

  /** Cards that are not in the trash, the lower first; the same list until it changes. */
  cardIds = (): readonly CardId[] => this.ids;

  livingArrows = (): readonly Dependency[] => this.arrows;

  cyclic = (): ReadonlySet<CardId> => this.cycle;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  subscribeCard(id: CardId, listener: () => void): () => void {
    const known = this.cardListeners.get(id) ?? new Set();
    this.cardListeners.set(id, known.add(listener));
    return () => known.delete(listener);
  }
}
