/** What differs between two states of a board, thing by thing and field by field. */
import type { Board, Card, Dependency, Group } from "./board";
import type { CardId, DependencyId, GroupId } from "./ids";

export type Thing = Card | Group | Dependency;
export type ThingKind = "card" | "group" | "dependency";

/** A board's things at one time; those in it never change. */
export interface BoardThings {
  readonly cards: ReadonlyMap<CardId, Card>;
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly dependencies: ReadonlyMap<DependencyId, Dependency>;
}

/** Things as they are now, for comparison with what they will be. */
export function thingsOf({ cards, groups, dependencies }: Board): BoardThings {
  return { cards: new Map(cards), groups: new Map(groups), dependencies: new Map(dependencies) };
}

export const NO_THINGS: BoardThings = { cards: new Map(), groups: new Map(), dependencies: new Map() };

export type Fate = "added" | "deleted" | "restored" | "changed" | "purged";

/** One thing that differs: how it was (undefined where it was not there), and which of its fields have another value. */
export interface ThingDiff {
  readonly kind: ThingKind;
  readonly id: string;
  readonly fate: Fate;
  readonly before: Thing | undefined;
  readonly fields: readonly string[];
}

/** Things that are there or were, and differ in what they say. What came and went in between is not told. */
export function diffBoards(before: BoardThings, after: BoardThings): ThingDiff[] {
  return [
    ...diff("card", before.cards, after.cards),
    ...diff("group", before.groups, after.groups),
    ...diff("dependency", before.dependencies, after.dependencies),
  ];
}

function diff<K extends string>(
  kind: ThingKind,
  before: ReadonlyMap<K, Thing>,
  after: ReadonlyMap<K, Thing>,
): ThingDiff[] {
  const found: ThingDiff[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(id), after.get(id)];
    if (old === now) continue;
    const fate = fateOf(old, now);
    const fields = fate === "added" || old === undefined || now === undefined ? [] : differing(old, now);
    if (fate === undefined || (fate === "changed" && fields.length === 0)) continue;
    found.push({ kind, id, fate, before: old, fields });
  }
  return found;
}

function fateOf(old: Thing | undefined, now: Thing | undefined): Fate | undefined {
  const was = old !== undefined && !old.meta.life.deleted;
  const is = now !== undefined && !now.meta.life.deleted;
  if (was && is) return "changed";
  if (is) return old === undefined ? "added" : "restored";
  if (was) return now === undefined ? "purged" : "deleted";
  return undefined;
}

/** What is compared of a thing. Its conflicts are news, too; what an importer notes is not. */
function differing(old: Thing, now: Thing): string[] {
  const fields = Object.keys(now).filter((key) => key !== "id" && key !== "meta");
  const differ = fields.filter((key) => !same(old[key as keyof Thing], now[key as keyof Thing]));
  return same(old.meta.conflicts, now.meta.conflicts) ? differ : [...differ, "conflicts"];
}

function same(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
