/** While something is dragged its edges and middle catch those of what stands near. */
import type { Point, Rect } from "./rect";

export interface Snapped {
  readonly by: Point;
  /** Lines to show, in units of the board: upright ones by x, level ones by y. */
  readonly x: number | undefined;
  readonly y: number | undefined;
}

/** @param rect where it would be without catching @param reach how near is near, in units of the board */
export function snapped(rect: Rect, others: readonly Rect[], reach: number): Snapped {
  const [dx, x] = catching(
    edgesOf(rect.x, rect.width),
    others.map((other) => edgesOf(other.x, other.width)),
    reach,
  );
  const [dy, y] = catching(
    edgesOf(rect.y, rect.height),
    others.map((other) => edgesOf(other.y, other.height)),
    reach,
  );
  return { by: { x: dx, y: dy }, x, y };
}

function edgesOf(start: number, length: number): readonly number[] {
  return [start, start + length / 2, start + length];
}

function catching(
  mine: readonly number[],
  theirs: readonly (readonly number[])[],
  reach: number,
): readonly [number, number | undefined] {
  let [least, line]: [number, number | undefined] = [Infinity, undefined];
  for (const other of theirs) {
    for (const [i, edge] of mine.entries()) {
      // Like catches like, and an edge the opposite one: a middle nothing but a middle.
      for (const [k, at] of other.entries()) {
        if ((i === 1) !== (k === 1)) continue;
        const away = at - edge;
        if (Math.abs(away) <= reach && Math.abs(away) < Math.abs(least)) [least, line] = [away, at];
      }
    }
  }
  return line === undefined ? [0, undefined] : [least, line];
}
