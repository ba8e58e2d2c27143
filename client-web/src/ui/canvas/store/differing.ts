/** What of a board is not as one has it: what the engine says is mostly what was painted. */
import type { Card, Dependency, Group } from "../../../model/board";
import type { CardId, DependencyId, GroupId } from "../../../model/ids";
import type { BoardPatch, BoardSnapshot } from "../../../worker/api";

export interface Here {
  readonly cards: ReadonlyMap<CardId, Card>;
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly dependencies: ReadonlyMap<DependencyId, Dependency>;
}

/** From what is here to the snapshot. */
export function differing(snapshot: BoardSnapshot, here: Here): BoardPatch {
  const { cards, groups, dependencies, cycles, threads } = snapshot;
  return {
    cards: others(cards, here.cards),
    groups: others(groups, here.groups),
    dependencies: others(dependencies, here.dependencies),
    gone: {
      cards: gone(cards, here.cards),
      groups: gone(groups, here.groups),
      dependencies: gone(dependencies, here.dependencies),
    },
    cycles,
    threads,
  };
}

function others<K, V extends { readonly id: K }>(now: readonly V[], here: ReadonlyMap<K, V>): V[] {
  return now.filter((each) => !same(each, here.get(each.id)));
}

function gone<K, V extends { readonly id: K }>(now: readonly V[], here: ReadonlyMap<K, V>): K[] {
  const there = new Set(now.map(({ id }) => id));
  return [...here.keys()].filter((id) => !there.has(id));
}

/** Whether two values of plain data are equal; a key that is undefined is as if it were not there. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key in one) if (!same(one[key], other[key])) return false;
  for (const key in other) if (other[key] !== undefined && one[key] === undefined) return false;
  return true;
}
