/** Where new things go: to the nearest place that is free. */
import type { Position, Size } from "../../../model/values";
import type { Point, Rect } from "./rect";
import type { Way } from "./walk";

export const GAP = 40;
const RINGS_MAX = 40;

/** Whole numbers, as the model keeps them. */
export function whole({ x, y }: Point): Position {
  return { x: Math.round(x), y: Math.round(y) };
}

/** `wanted`, or the nearest place on rings around it where `isFree` says so. */
export function freePlace(wanted: Point, size: Size, isFree: (rect: Rect) => boolean): Position {
  const [dx, dy] = [size.width + GAP, size.height + GAP];
  for (let ring = 0; ring <= RINGS_MAX; ring++) {
    for (const [column, row] of ringOf(ring)) {
      const at = { x: wanted.x + column * dx, y: wanted.y + row * dy };
      if (isFree({ ...at, ...size })) return whole(at);
    }
  }
  return whole(wanted);
}

/** Steps of a ring, below and to the right first. */
function* ringOf(ring: number): Generator<readonly [number, number]> {
  if (ring === 0) {
    yield [0, 0];
    return;
  }
  for (let i = 0; i <= ring; i++) {
    yield [i, ring];
    yield [ring, i];
  }
  for (let i = 1; i <= ring; i++) {
    yield [-i, ring];
    yield [ring, -i];
  }
  for (let i = -ring; i <= ring; i++) {
    yield [i, -ring];
    yield [-ring, i];
  }
}

/** Beside a card, where a new one that is linked to it belongs; free places are looked for across. */
export function placeBeside(from: Rect, size: Size, way: Way, isFree: (rect: Rect) => boolean): Position {
  const room = 2 * GAP;
  const start: Record<Way, Point> = {
    Right: { x: from.x + from.width + room, y: from.y },
    Left: { x: from.x - room - size.width, y: from.y },
    Down: { x: from.x, y: from.y + from.height + room },
    Up: { x: from.x, y: from.y - room - size.height },
  };
  const across = way === "Left" || way === "Right" ? { x: 0, y: size.height + GAP } : { x: size.width + GAP, y: 0 };
  for (let i = 0; i <= RINGS_MAX; i++) {
    for (const side of i === 0 ? [0] : [i, -i]) {
      const at = { x: start[way].x + across.x * side, y: start[way].y + across.y * side };
      if (isFree({ ...at, ...size })) return whole(at);
    }
  }
  return whole(start[way]);
}

/** Rows and columns for several new cards, about as wide as high. */
export function inRows(count: number, at: Point, size: Size): Position[] {
  const columns = count <= 6 ? 1 : Math.ceil(Math.sqrt(count / 2));
  return Array.from({ length: count }, (_, i) =>
    whole({
      x: at.x + (i % columns) * (size.width + GAP),
      y: at.y + Math.floor(i / columns) * (size.height + GAP / 2),
    }),
  );
}
