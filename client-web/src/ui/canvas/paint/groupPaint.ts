/** Groups: a titled rectangle behind its cards. */
import type { Rect } from "../logic/rect";
import { type Colors, ownColor } from "./colors";

const TITLE_PIXELS = 12;

export interface GroupLook {
  readonly title: string;
  readonly rect: Rect;
  readonly color: string | undefined;
  readonly selected: boolean;
}

/** The size of the title in units of the board: never too small to read. */
export function titleSize(zoom: number): number {
  return Math.max(15, TITLE_PIXELS / zoom);
}

/** Where the title stands: above the rectangle, as wide as it is. */
export function titleRect(rect: Rect, zoom: number): Rect {
  const height = titleSize(zoom) * 1.7;
  return { x: rect.x, y: rect.y - height, width: rect.width, height };
}

export function paintGroup(
  context: CanvasRenderingContext2D,
  { title, rect, color, selected }: GroupLook,
  zoom: number,
  colors: Colors,
): void {
  const hue = ownColor(color) ?? colors.edgeStrong;
  const { x, y, width, height } = rect;
  context.globalAlpha = 0.07;
  context.fillStyle = hue;
  context.beginPath();
  context.roundRect(x, y, width, height, 12);
  context.fill();
  context.globalAlpha = selected ? 1 : 0.55;
  context.lineWidth = (selected ? 2.2 : 1.2) / Math.min(1, zoom);
  context.strokeStyle = selected ? colors.accent : hue;
  context.stroke();
  const size = titleSize(zoom);
  if (title === "" || width * zoom < 56) return;
  context.globalAlpha = 1;
  context.font = `650 ${size}px ${colors.font}`;
  context.textBaseline = "bottom";
  context.fillStyle = color === undefined ? colors.soft : hue;
  const room = Math.max(3, Math.floor(width / (size * 0.55)));
  const words = title.length > room ? `${title.slice(0, room - 1)}…` : title;
  context.fillText(words, x + 2, y - size * 0.28, width);
}
