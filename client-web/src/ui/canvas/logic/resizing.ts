/** Which corner or side of a thing is pulled, and what becomes of it. */
import type { Point, Rect } from "./rect";

export type Corner = "nw" | "n" | "ne" | "e" | "se" | "s" | "sw" | "w";

export const SIZE_MIN = { width: 80, height: 40 } as const;

export function resized(rect: Rect, corner: Corner, by: Point): Rect {
  const [west, east] = [corner.includes("w"), corner.includes("e")];
  const [north, south] = [corner.startsWith("n"), corner.startsWith("s")];
  const width = Math.max(SIZE_MIN.width, rect.width + (east ? by.x : west ? -by.x : 0));
  const height = Math.max(SIZE_MIN.height, rect.height + (south ? by.y : north ? -by.y : 0));
  return {
    x: Math.round(west ? rect.x + rect.width - width : rect.x),
    y: Math.round(north ? rect.y + rect.height - height : rect.y),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** The corner or side within reach of a point; corners first. Undefined where none is, or the thing is too small to be pulled. */
export function cornerAt(rect: Rect, at: Point, reach: number): Corner | undefined {
  if (rect.width < 4 * reach || rect.height < 2.5 * reach) return undefined;
  const [left, right] = [Math.abs(at.x - rect.x) <= reach, Math.abs(at.x - rect.x - rect.width) <= reach];
  const [top, bottom] = [Math.abs(at.y - rect.y) <= reach, Math.abs(at.y - rect.y - rect.height) <= reach];
  if (top && left) return "nw";
  if (top && right) return "ne";
  if (bottom && left) return "sw";
  if (bottom && right) return "se";
  return undefined;
}
