/** What is copied: as lines of text for other programs, and whole for Meridian. Coming back it gets ids of its own. */
import type { Card, Dependency, Group } from "../../../model/board";
import { type CardId, type DependencyId, type GroupId, isId, newId, type PlaceableRef } from "../../../model/ids";
import type { BoardIntent } from "../../../model/intents";
import { whole } from "../logic/placement";
import { around, moved, type Point, rectOf } from "../logic/rect";
import { cardsIn, groupsIn, type Selection } from "../logic/selection";
import type { BoardStore } from "../store/boardStore";
import { type Entropy, fieldsOf } from "./deeds";

/** The kind under which it lies in the clipboard. */
export const CLIP_TYPE = "application/x-meridian-cards+json";

export interface Clip {
  readonly cards: readonly Card[];
  readonly groups: readonly Group[];
  readonly arrows: readonly Dependency[];
}

/** Cards and groups of the selection, the cards of those groups, and the arrows among them. */
export function clipOf(store: BoardStore, selection: Selection): Clip {
  const groups = groupsIn(selection).flatMap((id) => store.groups.get(id) ?? []);
  const ids = new Set<CardId>(cardsIn(selection));
  for (const group of groups) for (const card of store.membersOf(group.id)) ids.add(card);
  const cards = [...ids].flatMap((id) => store.cards.get(id) ?? []);
  const inside = (end: PlaceableRef) => ("card" in end ? ids.has(end.card) : groups.some(({ id }) => id === end.group));
  const arrows = [...store.dependencies.values()].filter(
    (arrow) => store.routes.has(arrow.id) && inside(arrow.from) && inside(arrow.to),
  );
  return { cards, groups, arrows };
}

export function clipText({ cards }: Clip): string {
  return cards.map((card) => card.title).join("\n");
}

/** Undefined where a text is none of ours. */
export function parseClip(text: string): Clip | undefined {
  try {
    const clip = JSON.parse(text) as Partial<Clip>;
    const fits = [clip.cards, clip.groups, clip.arrows].every(
      (list) => Array.isArray(list) && list.every((each) => isId((each as { id?: unknown }).id as string)),
    );
    return fits ? (clip as Clip) : undefined;
  } catch {
    return undefined; // not JSON: another program's
  }
}

export interface Copied {
  readonly cards: readonly CardId[];
  readonly groups: readonly GroupId[];
  readonly intents: readonly BoardIntent[];
}

/** The same once more, `by` away. Groups that were not copied with them keep their cards. */
export function copies(clip: Clip, by: Point, entropy: Entropy, isGroup: (group: GroupId) => boolean): Copied {
  const cards = new Map(clip.cards.map((card) => [card.id, newId<CardId>(entropy)]));
  const groups = new Map(clip.groups.map((group) => [group.id, newId<GroupId>(entropy)]));
  const intents: BoardIntent[] = [];
  for (const group of clip.groups) {
    const id = groups.get(group.id)!;
    const position = whole(moved(rectOf(group), by));
    intents.push({ intent: "AddGroup", group: id, title: group.title, position, size: group.size });
    if (group.color !== undefined) intents.push({ intent: "SetColor", thing: { group: id }, color: group.color });
  }
  for (const card of clip.cards) {
    const id = cards.get(card.id)!;
    const position = whole(moved(rectOf(card), by));
    intents.push({ intent: "AddCard", card: id, title: card.title, position, size: card.size });
    for (const intent of fieldsOf(card, id)) {
      if (intent.intent !== "SetGroup" || intent.group === undefined) intents.push(intent);
      else if (groups.has(intent.group)) intents.push({ ...intent, group: groups.get(intent.group)! });
      else if (isGroup(intent.group)) intents.push(intent);
    }
  }
  const end = (ref: PlaceableRef): PlaceableRef | undefined => {
    if ("card" in ref) {
      const card = cards.get(ref.card);
      return card && { card };
    }
    const group = groups.get(ref.group);
    return group && { group };
  };
  for (const arrow of clip.arrows) {
    const [from, to] = [end(arrow.from), end(arrow.to)];
    if (from === undefined || to === undefined) continue;
    intents.push({ intent: "AddDependency", dependency: newId<DependencyId>(entropy), from, to, kind: arrow.kind });
  }
  return { cards: [...cards.values()], groups: [...groups.values()], intents };
}

/** How far to the middle of a clip that should come to lie at a point. */
export function wayTo(clip: Clip, at: Point): Point {
  const bounds = around([...clip.cards.map(rectOf), ...clip.groups.map(rectOf)]);
  if (bounds === undefined) return { x: 0, y: 0 };
  return { x: Math.round(at.x - bounds.x - bounds.width / 2), y: Math.round(at.y - bounds.y - bounds.height / 2) };
}

/** A pasted text as titles of cards: its lines, without the marks of a list. */
export function linesOf(text: string, most: number, lengthMax: number): string[] {
  return text
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/, "")
        .replace(/\p{Cc}+/gu, " ")
        .trim(),
    )
    .filter((line) => line !== "")
    .slice(0, most)
    .map((line) => [...line].slice(0, lengthMax).join(""));
}
