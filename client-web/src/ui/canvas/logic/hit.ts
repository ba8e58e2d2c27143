/** What lies under a point: cards whether they are elements or painted, titles of groups, arrows, and the handles of what is selected. */
import type { Dependency } from "../../../model/board";
import type { CardId, DependencyId, GroupId, PlaceableRef, ThingRef } from "../../../model/ids";
import type { SpatialGrid } from "./grid";
import { centerOf, holds, inflated, type Point, type Rect } from "./rect";
import { type Corner, cornerAt } from "./resizing";
import { distanceTo, type Route } from "./routing";

export type Hit =
  | { readonly type: "Ground" }
  | { readonly type: "Thing"; readonly thing: ThingRef }
  /** A corner that resizes. */
  | { readonly type: "Corner"; readonly thing: PlaceableRef; readonly corner: Corner }
  /** The handle from which an arrow is drawn. */
  | { readonly type: "Handle"; readonly from: PlaceableRef };

/** What the hit test needs of a board. */
export interface Ground {
  readonly cardGrid: SpatialGrid<CardId>;
  readonly arrowGrid: SpatialGrid<DependencyId>;
  readonly routes: ReadonlyMap<DependencyId, Route>;
  readonly dependencies: ReadonlyMap<DependencyId, Dependency>;
  rect(thing: PlaceableRef): Rect | undefined;
  /** The upper one of two cards. */
  isAbove(a: CardId, b: CardId): boolean;
  /** Groups by rising order, with the rectangle of the title. */
  groups(): readonly { readonly id: GroupId; readonly rect: Rect; readonly title: Rect }[];
}

export interface Reach {
  /** Units of the board. */
  readonly corner: number;
  readonly arrow: number;
  readonly handle: number;
}

/** A finger needs more room than a mouse. */
export function reachAt(zoom: number, touch: boolean): Reach {
  const [corner, arrow, handle] = touch ? [16, 14, 18] : [7, 6, 9];
  return { corner: corner / zoom, arrow: arrow / zoom, handle: handle / zoom };
}

/** How far outside of a side its handle stands. */
export function handleOffset(zoom: number): number {
  return 14 / zoom;
}

/** Where the handles of a thing stand, from which arrows are drawn. */
export function handlesOf(rect: Rect, zoom: number): Point[] {
  const { x, y } = centerOf(rect);
  const out = handleOffset(zoom);
  return [
    { x: rect.x + rect.width + out, y },
    { x, y: rect.y + rect.height + out },
    { x: rect.x - out, y },
    { x, y: rect.y - out },
  ];
}

/** @param chosen the one thing whose handles are shown, if any */
export function hitAt(ground: Ground, at: Point, zoom: number, reach: Reach, chosen: PlaceableRef | undefined): Hit {
  const frame = chosen === undefined ? undefined : ground.rect(chosen);
  if (chosen !== undefined && frame !== undefined) {
    const near = (point: Point) => Math.hypot(point.x - at.x, point.y - at.y) <= reach.handle;
    if (handlesOf(frame, zoom).some(near)) return { type: "Handle", from: chosen };
    const corner = cornerAt(frame, at, reach.corner);
    if (corner !== undefined) return { type: "Corner", thing: chosen, corner };
  }
  const card = cardAt(ground, at);
  if (card !== undefined) return { type: "Thing", thing: { card } };
  const dependency = arrowAt(ground, at, reach.arrow);
  if (dependency !== undefined) return { type: "Thing", thing: { dependency } };
  const group = groupAt(ground, at, reach.arrow);
  return group === undefined ? { type: "Ground" } : { type: "Thing", thing: { group } };
}

export function cardAt(ground: Ground, at: Point): CardId | undefined {
  let top: CardId | undefined;
  for (const id of ground.cardGrid.within({ ...at, width: 0, height: 0 })) {
    if (top === undefined || ground.isAbove(id, top)) top = id;
  }
  return top;
}

function arrowAt(ground: Ground, at: Point, reach: number): DependencyId | undefined {
  let nearest: DependencyId | undefined;
  let least = reach;
  for (const id of ground.arrowGrid.within(inflated({ ...at, width: 0, height: 0 }, reach))) {
    const route = ground.routes.get(id);
    const away = route === undefined ? Infinity : distanceTo(route, at);
    if (away <= least) {
      least = away;
      nearest = id;
    }
  }
  return nearest;
}

/** By its title or its edge: within it one draws a marquee around its cards. */
function groupAt(ground: Ground, at: Point, reach: number): GroupId | undefined {
  return ground
    .groups()
    .findLast(
      ({ rect, title }) => holds(title, at) || (holds(inflated(rect, reach), at) && !holds(inflated(rect, -reach), at)),
    )?.id;
}

/** The smallest group around a point, whose inside counts too: where a dropped card goes. */
export function groupAround(ground: Ground, at: Point, not: (group: GroupId) => boolean): GroupId | undefined {
  let [best, least]: [GroupId | undefined, number] = [undefined, Infinity];
  for (const { id, rect } of ground.groups()) {
    const area = rect.width * rect.height;
    if (area < least && holds(rect, at) && !not(id)) [best, least] = [id, area];
  }
  return best;
}
