/** The cards and arrows of a board, with an index of who leads where. */
import type { Card, Dependency } from "./board";
import { type CardId, type DependencyId, keyOf, type PlaceableRef, subjectOf } from "./ids";

export function endKey(end: PlaceableRef): string {
  return keyOf(subjectOf(end));
}

export class ArrowGraph {
  readonly cards = new Map<CardId, Card>();
  readonly dependencies = new Map<DependencyId, Dependency>();
  private readonly leavingIndex = new Map<string, Set<DependencyId>>();
  private readonly arrivingIndex = new Map<string, Set<DependencyId>>();

  put(dependency: Dependency): void {
    this.remove(dependency.id);
    this.dependencies.set(dependency.id, dependency);
    add(this.leavingIndex, endKey(dependency.from), dependency.id);
    add(this.arrivingIndex, endKey(dependency.to), dependency.id);
  }

  remove(id: DependencyId): void {
    const old = this.dependencies.get(id);
    if (old === undefined) return;
    this.dependencies.delete(id);
    take(this.leavingIndex, endKey(old.from), id);
    take(this.arrivingIndex, endKey(old.to), id);
  }

  /** Arrows that begin here, rising. */
  leaving(end: string): DependencyId[] {
    return [...(this.leavingIndex.get(end) ?? [])].sort();
  }

  arriving(end: string): DependencyId[] {
    return [...(this.arrivingIndex.get(end) ?? [])].sort();
  }

  isLiving(card: CardId): boolean {
    return this.cards.get(card)?.meta.life.deleted === false;
  }

  /** Cards that this one blocks (CYCLE-1), rising. */
  blockedBy(card: CardId): CardId[] {
    const leaving = this.isLiving(card) ? this.leavingIndex.get(`card:${card}`) : undefined;
    if (leaving === undefined) return [];
    const blocked = new Set<CardId>();
    for (const id of leaving) {
      const dependency = this.dependencies.get(id);
      if (dependency === undefined || !blocks(dependency)) continue;
      if ("card" in dependency.to && this.isLiving(dependency.to.card)) blocked.add(dependency.to.card);
    }
    return blocked.size < 2 ? [...blocked] : [...blocked].sort();
  }
}

export function blocks(dependency: Dependency): boolean {
  return dependency.kind === "blocks" && !dependency.meta.life.deleted;
}

function add(index: Map<string, Set<DependencyId>>, end: string, id: DependencyId): void {
  const ids = index.get(end);
  if (ids === undefined) index.set(end, new Set([id]));
  else ids.add(id);
}

function take(index: Map<string, Set<DependencyId>>, end: string, id: DependencyId): void {
  const ids = index.get(end);
  ids?.delete(id);
  if (ids?.size === 0) index.delete(end);
}
