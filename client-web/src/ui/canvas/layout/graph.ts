/** What is laid out and where it comes to lie: only the cards asked for move, and those that are pinned do not. Pure; the arranging itself is elkjs's. */
import type { CardId, GroupId } from "../../../model/ids";
import type { BoardIntent } from "../../../model/intents";
import { around, rectOf } from "../logic/rect";
import type { BoardStore } from "../store/boardStore";

/** A graph as elkjs takes it. */
export interface ElkGraph {
  readonly id: string;
  readonly layoutOptions: Readonly<Record<string, string>>;
  readonly children: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly edges: readonly {
    readonly id: string;
    readonly sources: readonly string[];
    readonly targets: readonly string[];
  }[];
}

export interface Placed {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

const OPTIONS: Readonly<Record<string, string>> = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "96",
  "elk.spacing.nodeNode": "36",
  "elk.spacing.componentComponent": "72",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.aspectRatio": "1.6",
};

/** The cards that may move: of those asked for all that are there and not pinned. */
export function movable(store: BoardStore, cards: readonly CardId[]): CardId[] {
  return cards.filter((id) => store.rect({ card: id }) !== undefined && store.cards.get(id)?.pinned === false);
}

/** Cards that nobody has placed: they lie exactly on top of each other, as after an import without places. */
export function unplaced(store: BoardStore): CardId[] {
  const byPlace = new Map<string, CardId[]>();
  for (const id of store.order.get()) {
    const rect = store.rect({ card: id });
    const place = `${rect?.x} ${rect?.y}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), id]);
  }
  return [...byPlace.values()].filter((cards) => cards.length > 1).flat();
}

export function graphOf(store: BoardStore, cards: readonly CardId[]): ElkGraph {
  const inside = new Set<string>(cards);
  // In the order in which they lie now, so that what was above stays above where the arrows leave a choice.
  const inOrder = [...cards].sort((a, b) => {
    const [left, right] = [store.rect({ card: a })!, store.rect({ card: b })!];
    return left.y - right.y || left.x - right.x;
  });
  const children = inOrder.map((id) => {
    const { width, height } = store.rect({ card: id })!;
    return { id, width, height };
  });
  const edges = [...store.dependencies.values()].flatMap(({ id, from, to }) => {
    if (!store.routes.has(id) || !("card" in from && "card" in to)) return [];
    return inside.has(from.card) && inside.has(to.card) ? [{ id, sources: [from.card], targets: [to.card] }] : [];
  });
  return { id: "board", layoutOptions: OPTIONS, children, edges };
}

/** Moves to where the layout puts the cards, with the same upper left corner as before. Groups that all move grow or shrink around their cards. */
export function layoutIntents(store: BoardStore, placed: readonly Placed[]): BoardIntent[] {
  const before = around(placed.map(({ id }) => store.rect({ card: id as CardId })!));
  if (before === undefined) return [];
  const left = Math.min(...placed.map(({ x }) => x));
  const top = Math.min(...placed.map(({ y }) => y));
  const moves = placed.map(({ id, x, y }): BoardIntent & { intent: "Move" } => ({
    intent: "Move",
    thing: { card: id as CardId },
    position: { x: Math.round(before.x + x - left), y: Math.round(before.y + y - top) },
  }));
  const changed = moves.filter(({ thing, position }) => {
    const rect = store.rect(thing)!;
    return rect.x !== position.x || rect.y !== position.y;
  });
  return [...changed, ...groupsAround(store, moves)];
}

const ROOM = 32;

function groupsAround(store: BoardStore, moves: readonly (BoardIntent & { intent: "Move" })[]): BoardIntent[] {
  const places = new Map(moves.map(({ thing, position }) => ["card" in thing ? thing.card : "", position]));
  const groups = new Set<GroupId>();
  for (const id of places.keys()) {
    const group = store.cards.get(id as CardId)?.group;
    if (group !== undefined && store.rect({ group }) !== undefined) groups.add(group);
  }
  return [...groups].flatMap((group): BoardIntent[] => {
    const cards = store.membersOf(group);
    if (!cards.every((card) => places.has(card))) return [];
    const rects = cards.map((id) => rectOf({ position: places.get(id)!, size: store.cards.get(id)!.size }));
    const bounds = around(rects);
    if (bounds === undefined) return [];
    const position = { x: bounds.x - ROOM, y: bounds.y - ROOM };
    const size = { width: bounds.width + 2 * ROOM, height: bounds.height + 2 * ROOM };
    return [
      { intent: "Move", thing: { group }, position },
      { intent: "Resize", thing: { group }, size },
    ];
  });
}
