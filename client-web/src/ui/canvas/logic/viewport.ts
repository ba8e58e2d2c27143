/** Where one looks: `screen = board * zoom + (x, y)`. */
import type { Point, Rect } from "./rect";

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export const ZOOM_MIN = 0.02;
export const ZOOM_MAX = 4;
/** From here on cards are elements that can be read; below, they are painted. */
export const ZOOM_READABLE = 0.45;

export function clampZoom(zoom: number): number {
  return Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, zoom));
}

export function toBoard(view: Viewport, screen: Point): Point {
  return { x: (screen.x - view.x) / view.zoom, y: (screen.y - view.y) / view.zoom };
}

export function toScreen(view: Viewport, board: Point): Point {
  return { x: board.x * view.zoom + view.x, y: board.y * view.zoom + view.y };
}

/** The part of the board that a screen shows. */
export function windowOf(view: Viewport, screen: Extent): Rect {
  const { x, y } = toBoard(view, { x: 0, y: 0 });
  return { x, y, width: screen.width / view.zoom, height: screen.height / view.zoom };
}

export function panned(view: Viewport, dx: number, dy: number): Viewport {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** Zooms so that what is under a point of the screen stays there. */
export function zoomedAt(view: Viewport, at: Point, zoom: number): Viewport {
  const next = clampZoom(zoom);
  const factor = next / view.zoom;
  return { x: at.x - (at.x - view.x) * factor, y: at.y - (at.y - view.y) * factor, zoom: next };
}

/** Shows a rectangle as large as fits with a margin, but no larger than `zoomMax`. */
export function fitted(rect: Rect, screen: Extent, margin: number, zoomMax: number): Viewport {
  const free = { width: Math.max(1, screen.width - 2 * margin), height: Math.max(1, screen.height - 2 * margin) };
  const wanted = Math.min(free.width / Math.max(1, rect.width), free.height / Math.max(1, rect.height));
  return centred(rect, screen, clampZoom(Math.min(wanted, zoomMax)));
}

export function centred(rect: Rect, screen: Extent, zoom: number): Viewport {
  return {
    x: screen.width / 2 - (rect.x + rect.width / 2) * zoom,
    y: screen.height / 2 - (rect.y + rect.height / 2) * zoom,
    zoom,
  };
}

/** The least pan that brings a rectangle onto the screen; the same view where it is there. */
export function revealing(view: Viewport, rect: Rect, screen: Extent, margin: number): Viewport {
  const { x, y } = toScreen(view, rect);
  const [width, height] = [rect.width * view.zoom, rect.height * view.zoom];
  const dx = shift(x, width, screen.width, margin);
  const dy = shift(y, height, screen.height, margin);
  return dx === 0 && dy === 0 ? view : panned(view, dx, dy);
}

function shift(start: number, length: number, room: number, margin: number): number {
  if (start < margin) return margin - start;
  const over = start + length - (room - margin);
  // What is longer than the screen shows its beginning.
  return over > 0 ? Math.max(margin - start, -over) : 0;
}

/** Between two views, `t` from 0 to 1; zoom by ratio, so that it feels even. */
export function blended(from: Viewport, to: Viewport, t: number, screen: Extent): Viewport {
  if (t >= 1) return to;
  const zoom = from.zoom * (to.zoom / from.zoom) ** t;
  const middle = { x: screen.width / 2, y: screen.height / 2 };
  const [a, b] = [toBoard(from, middle), toBoard(to, middle)];
  // The middle moves by as much as the zoom has got: no swing when both change.
  const share = from.zoom === to.zoom ? t : (1 / zoom - 1 / from.zoom) / (1 / to.zoom - 1 / from.zoom);
  const at = { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
  return { x: middle.x - at.x * zoom, y: middle.y - at.y * zoom, zoom };
}
