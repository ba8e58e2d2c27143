/** What is selected: things by their keys, `card:…`, `group:…`, `dependency:…`. */
import { type CardId, type DependencyId, type GroupId, keyOf, subjectOf, type ThingRef } from "../../../model/ids";

export type Selection = ReadonlySet<string>;

export const NOTHING: Selection = new Set();

export type SelectionStep =
  | { readonly type: "Only"; readonly things: readonly ThingRef[] }
  | { readonly type: "Toggle"; readonly thing: ThingRef }
  | { readonly type: "Add"; readonly things: readonly ThingRef[] }
  | { readonly type: "Clear" }
  /** What is not there any more. */
  | { readonly type: "Keep"; isThere(key: string): boolean };

export function thingKey(thing: ThingRef): string {
  return keyOf(subjectOf(thing));
}

/** The same selection where nothing changes. */
export function selected(now: Selection, step: SelectionStep): Selection {
  switch (step.type) {
    case "Only":
      return unlessSame(now, new Set(step.things.map(thingKey)));
    case "Toggle": {
      const next = new Set(now);
      const key = thingKey(step.thing);
      if (!next.delete(key)) next.add(key);
      return next;
    }
    case "Add":
      return unlessSame(now, new Set([...now, ...step.things.map(thingKey)]));
    case "Clear":
      return now.size === 0 ? now : NOTHING;
    case "Keep":
      return unlessSame(now, new Set([...now].filter((key) => step.isThere(key))));
  }
}

function unlessSame(now: Selection, next: Selection): Selection {
  return next.size === now.size && [...next].every((key) => now.has(key)) ? now : next;
}

export function cardsIn(selection: Selection): CardId[] {
  return idsIn<CardId>(selection, "card:");
}

export function groupsIn(selection: Selection): GroupId[] {
  return idsIn<GroupId>(selection, "group:");
}

export function arrowsIn(selection: Selection): DependencyId[] {
  return idsIn<DependencyId>(selection, "dependency:");
}

function idsIn<T extends string>(selection: Selection, prefix: string): T[] {
  const found: T[] = [];
  for (const key of selection) if (key.startsWith(prefix)) found.push(key.slice(prefix.length) as T);
  return found;
}

export function refOf(key: string): ThingRef {
  const [kind, id = ""] = key.split(":");
  if (kind === "card") return { card: id as CardId };
  return kind === "group" ? { group: id as GroupId } : { dependency: id as DependencyId };
}
