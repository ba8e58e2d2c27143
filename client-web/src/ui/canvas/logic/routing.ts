/** How an arrow runs: a curve from the side of one rectangle to the side of another that face each other. */
import { centerOf, type Point, type Rect } from "./rect";

/** A cubic Bézier curve. */
export interface Route {
  readonly from: Point;
  readonly bend1: Point;
  readonly bend2: Point;
  readonly to: Point;
}

type Side = "left" | "right" | "top" | "bottom";

const OUT: Record<Side, Point> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

/** Room for the head between the curve's end and the rectangle. */
const GAP = 3;

export function routeBetween(from: Rect, to: Rect): Route {
  const [fromSide, toSide] = facing(from, to);
  const [start, end] = [middleOf(from, fromSide, 0), middleOf(to, toSide, GAP)];
  const away = Math.hypot(end.x - start.x, end.y - start.y);
  const reach = Math.min(160, Math.max(24, away * 0.4));
  return { from: start, bend1: along(start, fromSide, reach), bend2: along(end, toSide, reach), to: end };
}

/** From a rectangle to a point, as while an arrow is drawn. */
export function routeToPoint(from: Rect, to: Point): Route {
  return routeBetween(from, { ...to, width: 0, height: 0 });
}

/** Sides between which there is most room; where they overlap, the direction of the middles. */
function facing(from: Rect, to: Rect): [Side, Side] {
  const [a, b] = [centerOf(from), centerOf(to)];
  const gapX = Math.max(to.x - (from.x + from.width), from.x - (to.x + to.width));
  const gapY = Math.max(to.y - (from.y + from.height), from.y - (to.y + to.height));
  const across = gapX === gapY ? Math.abs(b.x - a.x) >= Math.abs(b.y - a.y) : gapX > gapY;
  if (across) return b.x >= a.x ? ["right", "left"] : ["left", "right"];
  return b.y >= a.y ? ["bottom", "top"] : ["top", "bottom"];
}

function middleOf(rect: Rect, side: Side, out: number): Point {
  const middle = centerOf(rect);
  const { x, y } = OUT[side];
  return { x: middle.x + x * (rect.width / 2 + out), y: middle.y + y * (rect.height / 2 + out) };
}

function along(point: Point, side: Side, reach: number): Point {
  return { x: point.x + OUT[side].x * reach, y: point.y + OUT[side].y * reach };
}

export function pointOn({ from, bend1, bend2, to }: Route, t: number): Point {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return {
    x: a * from.x + b * bend1.x + c * bend2.x + d * to.x,
    y: a * from.y + b * bend1.y + c * bend2.y + d * to.y,
  };
}

/** A rectangle that the whole curve lies in. */
export function boundsOf({ from, bend1, bend2, to }: Route): Rect {
  const [left, right] = [Math.min(from.x, bend1.x, bend2.x, to.x), Math.max(from.x, bend1.x, bend2.x, to.x)];
  const [top, bottom] = [Math.min(from.y, bend1.y, bend2.y, to.y), Math.max(from.y, bend1.y, bend2.y, to.y)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const PIECES = 16;

/** How far a point is from the curve. */
export function distanceTo(route: Route, point: Point): number {
  let least = Infinity;
  let before = route.from;
  for (let i = 1; i <= PIECES; i++) {
    const next = pointOn(route, i / PIECES);
    least = Math.min(least, distanceToLine(before, next, point));
    before = next;
  }
  return least;
}

function distanceToLine(a: Point, b: Point, p: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/** The head: its tip and the two corners behind it. */
export function headOf({ bend2, to }: Route, length: number): readonly [Point, Point, Point] {
  const away = Math.hypot(to.x - bend2.x, to.y - bend2.y) || 1;
  const [x, y] = [(to.x - bend2.x) / away, (to.y - bend2.y) / away];
  const back = { x: to.x - x * length, y: to.y - y * length };
  const half = length * 0.5;
  return [to, { x: back.x - y * half, y: back.y + x * half }, { x: back.x + y * half, y: back.y - x * half }];
}
