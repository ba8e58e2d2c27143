/** Cycles of arrows that block: Tarjan's components, each named by a shortest path from its least card (CYCLE-2). */
import type { ArrowGraph } from "./arrowGraph";
import { type CardId, compare } from "./ids";

/** `path` begins and ends with the least card; `members` rise. */
export interface Cycle {
  readonly members: ReadonlySet<CardId>;
  readonly path: readonly CardId[];
}

/** The cards that one blocks, rising. */
export type Arrows = (card: CardId) => readonly CardId[];

interface Frame {
  readonly card: CardId;
  readonly next: readonly CardId[];
  at: number;
}

/** Every cycle that can be reached from these cards, by their least card. */
export function cyclesFrom(from: Iterable<CardId>, arrows: Arrows): Cycle[] {
  const number = new Map<CardId, number>();
  const low = new Map<CardId, number>();
  const open: CardId[] = [];
  const isOpen = new Set<CardId>();
  const leadsToItself = new Set<CardId>();
  const found: Cycle[] = [];
  const enter = (card: CardId): Frame => {
    low.set(card, number.size);
    number.set(card, number.size);
    open.push(card);
    isOpen.add(card);
    const next = arrows(card);
    if (next.includes(card)) leadsToItself.add(card);
    return { card, next, at: 0 };
  };
  const lower = (card: CardId, to: number) => low.set(card, Math.min(low.get(card) ?? to, to));
  const leave = (card: CardId) => {
    if (number.get(card) !== low.get(card)) return;
    const component: CardId[] = [];
    for (let each = open.pop(); each !== undefined; each = each === card ? undefined : open.pop()) {
      component.push(each);
      isOpen.delete(each);
    }
    if (component.length === 1 && !leadsToItself.has(card)) return;
    const members = new Set(component.sort());
    const [least] = members;
    if (least !== undefined) found.push({ members, path: shortest(least, least, members, arrows) });
  };
  for (const root of from) {
    if (number.has(root)) continue;
    const way = [enter(root)];
    for (let frame = way.at(-1); frame !== undefined; frame = way.at(-1)) {
      const next = frame.next[frame.at++];
      if (next === undefined) {
        way.pop();
        leave(frame.card);
        const above = way.at(-1);
        if (above !== undefined) lower(above.card, low.get(frame.card) ?? 0);
      } else if (!number.has(next)) {
        way.push(enter(next));
      } else if (isOpen.has(next)) {
        lower(frame.card, number.get(next) ?? 0);
      }
    }
  }
  return found.sort((a, b) => compare(a.path[0] ?? "", b.path[0] ?? ""));
}

function shortest(start: CardId, end: CardId, members: ReadonlySet<CardId>, arrows: Arrows): CardId[] {
  const cameFrom = new Map<CardId, CardId>();
  const queue = [start];
  for (const card of queue) {
    const next = arrows(card);
    if (next.includes(end)) {
      const path = [end];
      for (let at: CardId | undefined = card; at !== undefined && at !== start; at = cameFrom.get(at)) path.push(at);
      return [...path, start].reverse();
    }
    for (const each of next) {
      if (members.has(each) && each !== start && !cameFrom.has(each)) {
        cameFrom.set(each, card);
        queue.push(each);
      }
    }
  }
  throw new Error("a component without a cycle");
}

/** A shortest cycle through one arrow, beginning and ending with the least of its cards (CYCLE-4). */
export function cycleThrough(from: CardId, to: CardId, cycle: Cycle, arrows: Arrows): CardId[] {
  if (from === to) return [from, from];
  const way = shortest(to, from, cycle.members, arrows);
  const least = way.indexOf([...way].sort()[0] ?? from);
  const rotated = [...way.slice(least), ...way.slice(0, least)];
  return [...rotated, ...rotated.slice(0, 1)];
}

/** The cycles of a board, kept up to date from the cards whose arrows changed. */
export class Cycles {
  private known = new Map<CardId, Cycle>();

  inOrder(): readonly Cycle[] {
    return [...this.known.entries()].sort(([a], [b]) => compare(a, b)).map(([, cycle]) => cycle);
  }

  update(graph: ArrowGraph, dirty: ReadonlySet<CardId>): void {
    if (dirty.size === 0) return;
    const candidates = new Set(dirty);
    for (const [least, cycle] of this.known) {
      if (![...cycle.members].some((each) => dirty.has(each))) continue;
      this.known.delete(least);
      for (const member of cycle.members) candidates.add(member);
    }
    const living = [...candidates].filter((card) => graph.isLiving(card)).sort();
    for (const cycle of cyclesFrom(living, (card) => graph.blockedBy(card))) {
      // What was several cycles may have become one.
      for (const member of cycle.members) this.known.delete(member);
      const [least] = cycle.path;
      if (least !== undefined) this.known.set(least, cycle);
    }
  }
}
