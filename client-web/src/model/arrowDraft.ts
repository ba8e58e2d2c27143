/** The arrows of a board as a list of intents leaves them: what it warns of (CYCLE-4, CYCLE-5). */
import { type ArrowGraph, blocks, endKey } from "./arrowGraph";
import { type Cycle, cyclesFrom, cycleThrough } from "./cycles";
import type { CardId, DependencyId, PlaceableRef, ThingRef } from "./ids";
import type { Warning } from "./intents";
import type { DependencyKind } from "./values";

interface Arrow {
  readonly from: PlaceableRef;
  readonly to: PlaceableRef;
  readonly kind: DependencyKind;
  readonly living: boolean;
}

export class ArrowDraft {
  private readonly drafted = new Map<DependencyId, Arrow>();
  private readonly added = new Map<string, Set<DependencyId>>();
  private readonly living = new Map<CardId, boolean>();

  constructor(private readonly graph: ArrowGraph) {}

  add(id: DependencyId, from: PlaceableRef, to: PlaceableRef, kind: DependencyKind): void {
    this.drafted.set(id, { from, to, kind, living: true });
    for (const end of [from, to]) {
      const key = endKey(end);
      this.added.set(key, (this.added.get(key) ?? new Set()).add(id));
    }
  }

  setKind(id: DependencyId, kind: DependencyKind): void {
    const arrow = this.arrow(id);
    if (arrow !== undefined) this.drafted.set(id, { ...arrow, kind });
  }

  live(thing: ThingRef, there: boolean): void {
    if ("card" in thing) this.living.set(thing.card, there);
    if ("dependency" in thing) {
      const arrow = this.arrow(thing.dependency);
      if (arrow !== undefined) this.drafted.set(thing.dependency, { ...arrow, living: there });
    }
  }

  /** Arrows that begin or end here, rising. */
  touching(end: PlaceableRef): DependencyId[] {
    const key = endKey(end);
    const all = new Set([...this.graph.leaving(key), ...this.graph.arriving(key), ...(this.added.get(key) ?? [])]);
    return [...all].sort();
  }

  private arrow(id: DependencyId): Arrow | undefined {
    const draft = this.drafted.get(id);
    const old = draft === undefined ? this.graph.dependencies.get(id) : undefined;
    return old === undefined ? draft : { from: old.from, to: old.to, kind: old.kind, living: !old.meta.life.deleted };
  }

  warnings(): Warning[] {
    const fresh = new Map<DependencyId, Arrow>();
    for (const [id, arrow] of this.drafted) if (this.isBlocking(arrow) && !this.wasBlocking(id)) fresh.set(id, arrow);
    for (const [card, there] of this.living) {
      if (!there || !this.graph.cards.has(card) || this.graph.isLiving(card)) continue;
      for (const id of this.touching({ card })) {
        const arrow = this.arrow(id);
        if (arrow !== undefined && this.isBlocking(arrow)) fresh.set(id, arrow);
      }
    }
    return [...this.alreadyLinked(), ...this.closedCycles(fresh)];
  }

  private closedCycles(fresh: ReadonlyMap<DependencyId, Arrow>): Warning[] {
    const arrows = (card: CardId) => this.blockedBy(card);
    const starts = [...fresh.values()].flatMap((arrow) => ("card" in arrow.from ? [arrow.from.card] : []));
    const cycleOf = new Map<CardId, Cycle>();
    for (const cycle of cyclesFrom([...new Set(starts)].sort(), arrows)) {
      for (const member of cycle.members) cycleOf.set(member, cycle);
    }
    const warnings: Warning[] = [];
    for (const [dependency, { from, to }] of fresh) {
      if (!("card" in from && "card" in to)) continue;
      const cycle = cycleOf.get(from.card);
      if (cycle?.members.has(to.card)) {
        warnings.push({ warning: "ClosesCycle", dependency, path: cycleThrough(from.card, to.card, cycle, arrows) });
      }
    }
    return warnings;
  }

  private alreadyLinked(): Warning[] {
    const warnings: Warning[] = [];
    const first = new Map<string, DependencyId>();
    const indexed = new Set<string>();
    const note = (arrow: Arrow, id: DependencyId): DependencyId | undefined => {
      const key = `${endKey(arrow.from)} ${endKey(arrow.to)} ${arrow.kind} ${arrow.living}`;
      const known = first.get(key);
      if (known === undefined) first.set(key, id);
      return known;
    };
    for (const [dependency, arrow] of this.drafted) {
      if (this.graph.dependencies.has(dependency) || !arrow.living) continue;
      const from = endKey(arrow.from);
      if (!indexed.has(from)) {
        indexed.add(from);
        for (const old of this.graph.leaving(from)) {
          const each = this.arrow(old);
          if (each !== undefined) note(each, old);
        }
      }
      const existing = note(arrow, dependency);
      if (existing !== undefined) warnings.push({ warning: "AlreadyLinked", dependency, existing });
    }
    return warnings;
  }

  private blockedBy(card: CardId): CardId[] {
    const key = endKey({ card });
    const blocked = new Set<CardId>();
    for (const id of new Set([...this.graph.leaving(key), ...(this.added.get(key) ?? [])])) {
      const arrow = this.arrow(id);
      if (arrow === undefined || endKey(arrow.from) !== key || !this.isBlocking(arrow)) continue;
      if ("card" in arrow.to) blocked.add(arrow.to.card);
    }
    return [...blocked].sort();
  }

  private isBlocking({ from, to, kind, living }: Arrow): boolean {
    if (!living || kind !== "blocks" || !("card" in from && "card" in to)) return false;
    return this.isLiving(from.card) && this.isLiving(to.card);
  }

  private wasBlocking(id: DependencyId): boolean {
    const old = this.graph.dependencies.get(id);
    if (old === undefined || !blocks(old) || !("card" in old.from && "card" in old.to)) return false;
    return this.graph.isLiving(old.from.card) && this.graph.isLiving(old.to.card);
  }

  private isLiving(card: CardId): boolean {
    return this.living.get(card) ?? this.graph.isLiving(card);
  }
}
