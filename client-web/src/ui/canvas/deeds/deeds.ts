/** What hands do to a board, as intents: one list is one change for everybody, and one step of undo. */
import type { Card } from "../../../model/board";
import {
  type CardId,
  type DependencyId,
  type GroupId,
  newId,
  type PlaceableRef,
  type ThingRef,
} from "../../../model/ids";
import type { BoardIntent } from "../../../model/intents";
import { CARD_SIZE, type DependencyKind, type Size } from "../../../model/values";
import { groupAround } from "../logic/hit";
import { freePlace, inRows, placeBeside, whole } from "../logic/placement";
import { around, centerOf, inflated, moved, type Point, type Rect } from "../logic/rect";
import { arrowsIn, cardsIn, groupsIn, refOf, type Selection, thingKey } from "../logic/selection";
import type { Way } from "../logic/walk";
import type { BoardStore } from "../store/boardStore";
import { groundOf } from "../store/ground";

export type Entropy = (length: number) => Uint8Array;

/** Everything that moves when the selection is dragged: groups take their cards along. */
export function dragKeys(store: BoardStore, selection: Selection): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const card of cardsIn(selection)) keys.add(thingKey({ card }));
  for (const group of groupsIn(selection)) {
    keys.add(thingKey({ group }));
    for (const card of store.membersOf(group)) keys.add(thingKey({ card }));
  }
  return keys;
}

/** A drop. A card that was taken from one group's ground to another's joins that one, unless `keepGroups`. */
export function dropIntents(
  store: BoardStore,
  keys: ReadonlySet<string>,
  by: Point,
  keepGroups: boolean,
): BoardIntent[] {
  const ground = groundOf(store);
  const moves = (group: GroupId) => keys.has(thingKey({ group }));
  return [...keys].flatMap((key): BoardIntent[] => {
    const thing = refOf(key) as PlaceableRef;
    const rect = store.rect(thing);
    if (rect === undefined) return [];
    const to = moved(rect, by);
    const move: BoardIntent = { intent: "Move", thing, position: whole(to) };
    if (keepGroups || !("card" in thing)) return [move];
    const group = store.cards.get(thing.card)?.group;
    if (group !== undefined && moves(group)) return [move];
    const [before, after] = [rect, to].map((each) => groupAround(ground, centerOf(each), moves));
    if (before === after || after === group) return [move];
    return [move, { intent: "SetGroup", card: thing.card, ...(after === undefined ? {} : { group: after }) }];
  });
}

export function addCard(id: CardId, title: string, at: Point, size: Size = CARD_SIZE): BoardIntent {
  return { intent: "AddCard", card: id, title, position: whole(at), size };
}

export interface Made<T extends string = CardId> {
  readonly ids: readonly T[];
  readonly intents: readonly BoardIntent[];
}

/** One card with its middle at a point, or where there is room near; within a group it belongs to that. */
export function newCardAt(store: BoardStore, at: Point, title: string, entropy: Entropy): Made {
  const wanted = { x: at.x - CARD_SIZE.width / 2, y: at.y - CARD_SIZE.height / 2 };
  const place = freePlace(wanted, CARD_SIZE, (rect) => store.isFree(inflated(rect, 8)));
  const id = newId<CardId>(entropy);
  const group = groupAround(groundOf(store), centerOf({ ...place, ...CARD_SIZE }), () => false);
  const joins: BoardIntent[] = group === undefined ? [] : [{ intent: "SetGroup", card: id, group }];
  return { ids: [id], intents: [addCard(id, title, place), ...joins] };
}

/** A new card beside another, with an arrow from that one: to the left and above it, the arrow comes from the new one. */
export function linkedCard(store: BoardStore, from: CardId, way: Way, title: string, entropy: Entropy): Made {
  const card = store.cards.get(from);
  const rect = store.rect({ card: from });
  if (card === undefined || rect === undefined) return { ids: [], intents: [] };
  const size = { width: rect.width, height: Math.max(60, rect.height) };
  const place = placeBeside(rect, size, way, (free) => store.isFree(inflated(free, 8)));
  const id = newId<CardId>(entropy);
  const [first, second] = way === "Right" || way === "Down" ? [from, id] : [id, from];
  const intents: BoardIntent[] = [
    addCard(id, title, place, size),
    link({ card: first }, { card: second }, "blocks", entropy),
  ];
  if (card.group !== undefined) intents.push({ intent: "SetGroup", card: id, group: card.group });
  return { ids: [id], intents };
}

export function link(from: PlaceableRef, to: PlaceableRef, kind: DependencyKind, entropy: Entropy): BoardIntent {
  return { intent: "AddDependency", dependency: newId<DependencyId>(entropy), from, to, kind };
}

/** Pasted lines become cards. */
export function cardsOfLines(store: BoardStore, lines: readonly string[], at: Point, entropy: Entropy): Made {
  const start = freePlace({ x: at.x - CARD_SIZE.width / 2, y: at.y - CARD_SIZE.height / 2 }, CARD_SIZE, (rect) =>
    store.isFree(inflated(rect, 8)),
  );
  const ids = lines.map(() => newId<CardId>(entropy));
  const places = inRows(lines.length, start, CARD_SIZE);
  return { ids, intents: lines.map((line, i) => addCard(ids[i]!, line, places[i]!)) };
}

/** The fields of a card on another one. */
export function fieldsOf(card: Card, id: CardId): BoardIntent[] {
  const intents: BoardIntent[] = [];
  if (card.description !== "")
    intents.push({ intent: "EditDescription", card: id, splices: [[0, 0, card.description]] });
  if (card.status !== undefined || card.statusWord !== undefined) {
    const { status, statusWord: word } = card;
    intents.push({ intent: "SetStatus", card: id, ...(status && { status }), ...(word === undefined ? {} : { word }) });
  }
  for (const owner of card.owners) intents.push({ intent: "AddOwner", card: id, owner });
  for (const label of card.labels) intents.push({ intent: "AddLabel", card: id, label });
  for (const document of card.documents) intents.push({ intent: "LinkDocument", card: id, document });
  if (card.group !== undefined) intents.push({ intent: "SetGroup", card: id, group: card.group });
  if (card.color !== undefined) intents.push({ intent: "SetColor", thing: { card: id }, color: card.color });
  if (card.targetDate !== undefined) intents.push({ intent: "SetTargetDate", card: id, targetDate: card.targetDate });
  if (card.estimate !== undefined) intents.push({ intent: "SetEstimate", card: id, estimate: card.estimate });
  return intents;
}

/** A rectangle around the selected cards, which belong to it from then on. */
export function groupCards(
  store: BoardStore,
  cards: readonly CardId[],
  title: string,
  entropy: Entropy,
): Made<GroupId> {
  const rects = cards.flatMap((card) => store.rect({ card }) ?? []);
  const bounds = around(rects);
  if (bounds === undefined) return { ids: [], intents: [] };
  return groupAs(inflated(bounds, 32), cards, title, entropy);
}

export function groupAs(rect: Rect, cards: readonly CardId[], title: string, entropy: Entropy): Made<GroupId> {
  const group = newId<GroupId>(entropy);
  const size = { width: Math.round(rect.width), height: Math.round(rect.height) };
  const joins = cards.map((card): BoardIntent => ({ intent: "SetGroup", card, group }));
  return { ids: [group], intents: [{ intent: "AddGroup", group, title, position: whole(rect), size }, ...joins] };
}

/** Into the trash, with the arrows of what goes: an arrow from nowhere would come back with it alone. */
export function deleteIntents(store: BoardStore, selection: Selection): BoardIntent[] {
  const things: ThingRef[] = [
    ...arrowsIn(selection).map((dependency) => ({ dependency })),
    ...cardsIn(selection).map((card) => ({ card })),
    ...groupsIn(selection).map((group) => ({ group })),
  ];
  const leaving = groupsIn(selection).flatMap((group) => store.membersOf(group));
  const freed = leaving
    .filter((card) => !selection.has(thingKey({ card })))
    .map((card): BoardIntent => ({ intent: "SetGroup", card }));
  return [...freed, ...things.map((thing): BoardIntent => ({ intent: "Delete", thing }))];
}
