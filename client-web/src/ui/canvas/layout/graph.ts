/** What is laid out and where it comes to lie: only the cards asked for move, and those that are pinned do not. Pure; the arranging itself is elkjs's. */
import type { CardId, GroupId, PlaceableRef } from "../../../model/ids";
import type { BoardIntent } from "../../../model/intents";
import { around, type Point, type Rect } from "../logic/rect";
import type { BoardStore } from "../store/boardStore";

export interface ElkNode {
  readonly id: string;
  readonly width?: number;
  readonly height?: number;
  readonly layoutOptions?: Readonly<Record<string, string>>;
  readonly children?: readonly ElkNode[];
}

/** A graph as elkjs takes it: groups are nodes with nodes in them. */
export interface ElkGraph {
  readonly id: string;
  readonly layoutOptions: Readonly<Record<string, string>>;
  readonly children: readonly ElkNode[];
  readonly edges: readonly {
    readonly id: string;
    readonly sources: readonly string[];
    readonly targets: readonly string[];
  }[];
}

/** As elkjs gives it back: places are within what a node lies in. */
export interface Placed {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  readonly children?: readonly Placed[];
}

const GROUP = "group:";
const PADDING = "[top=32,left=32,bottom=32,right=32]";

const OPTIONS: Readonly<Record<string, string>> = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "96",
  "elk.spacing.nodeNode": "36",
  "elk.spacing.componentComponent": "72",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.aspectRatio": "1.6",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
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

/** Groups all of whose cards are to be laid out: they are laid out as a whole, around their cards. */
function wholeGroups(store: BoardStore, cards: ReadonlySet<CardId>): GroupId[] {
  const groups = new Set<GroupId>();
  for (const id of cards) {
    const group = store.cards.get(id)?.group;
    if (group !== undefined && store.rect({ group }) !== undefined) groups.add(group);
  }
  return [...groups].filter((group) => store.membersOf(group).every((card) => cards.has(card)));
}

export function graphOf(store: BoardStore, cards: readonly CardId[]): ElkGraph {
  const inside = new Set(cards);
  const groups = wholeGroups(store, inside);
  // In the order in which they lie now, so that what was above stays above where the arrows leave a choice.
  const inOrder = [...cards].sort((a, b) => {
    const [left, right] = [store.rect({ card: a })!, store.rect({ card: b })!];
    return left.y - right.y || left.x - right.x;
  });
  const node = (id: CardId): ElkNode => {
    const { width, height } = store.rect({ card: id })!;
    return { id, width, height };
  };
  const isMember = (group: GroupId) => (card: CardId) => store.cards.get(card)?.group === group;
  const grouped = groups.map((group): ElkNode => {
    const children = inOrder.filter(isMember(group)).map(node);
    return { id: `${GROUP}${group}`, layoutOptions: { "elk.padding": PADDING }, children };
  });
  const free = inOrder.filter((card) => !groups.some((group) => isMember(group)(card))).map(node);
  const edges = [...store.dependencies.values()].flatMap(({ id, from, to }) => {
    if (!store.routes.has(id) || !("card" in from && "card" in to)) return [];
    return inside.has(from.card) && inside.has(to.card) ? [{ id, sources: [from.card], targets: [to.card] }] : [];
  });
  return { id: "board", layoutOptions: OPTIONS, children: [...grouped, ...free], edges };
}

interface Whole extends Rect {
  readonly id: string;
}

/** What lies in a group is placed within it: all of it on the board. */
function flat(placed: readonly Placed[], at: Point): Whole[] {
  return placed.flatMap(({ id, x, y, width = 0, height = 0, children = [] }) => {
    const here = { id, x: at.x + x, y: at.y + y, width, height };
    return [here, ...flat(children, here)];
  });
}

/** Moves to where the layout puts things, with the same upper left corner as before. */
export function layoutIntents(store: BoardStore, placed: readonly Placed[]): BoardIntent[] {
  const all = flat(placed, { x: 0, y: 0 });
  const refs = all.map(({ id }) => refIn(id));
  const before = around(refs.flatMap((ref) => store.rect(ref) ?? []));
  const after = around(all);
  if (before === undefined || after === undefined) return [];
  return all.flatMap(({ x, y, width, height }, i): BoardIntent[] => {
    const thing = refs[i]!;
    const rect = store.rect(thing);
    if (rect === undefined) return [];
    const position = { x: Math.round(before.x + x - after.x), y: Math.round(before.y + y - after.y) };
    const intents: BoardIntent[] = [];
    if (rect.x !== position.x || rect.y !== position.y) intents.push({ intent: "Move", thing, position });
    const size = { width: Math.round(width), height: Math.round(height) };
    const grows = "group" in thing && (size.width !== rect.width || size.height !== rect.height);
    if (grows) intents.push({ intent: "Resize", thing, size });
    return intents;
  });
}

function refIn(id: string): PlaceableRef {
  return id.startsWith(GROUP) ? { group: id.slice(GROUP.length) as GroupId } : { card: id as CardId };
}
