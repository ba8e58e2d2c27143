/** Arrows: those that block are whole lines, those that relate are dashed; of a cycle, red. */
import type { Route } from "../logic/routing";
import { headOf } from "../logic/routing";
import type { Colors } from "./colors";

export interface Stroke {
  readonly route: Route;
  readonly kind: "blocks" | "relates";
  readonly red: boolean;
  readonly dim: boolean;
  readonly strong: boolean;
  readonly color: string | undefined;
}

/** From here on lines are curves with heads; below, they are too small for that. */
const CURVES = 0.13;

/** Strokes of one look, so that the line's style is set once for many. */
export function lookOf({ kind, red, dim, strong, color }: Stroke): string {
  return `${kind} ${red} ${dim} ${strong} ${color ?? ""}`;
}

export function paintArrows(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  zoom: number,
  colors: Colors,
): void {
  const [first] = strokes;
  if (first === undefined) return;
  const { kind, red, dim, strong, color } = first;
  const curved = zoom >= CURVES;
  context.globalAlpha = dim ? 0.15 : curved || red ? 0.9 : 0.55;
  const ink = red ? colors.alarm : strong ? colors.accent : (color ?? colors.edgeStrong);
  context.strokeStyle = ink;
  context.fillStyle = ink;
  const width = red || strong ? 2.5 : 1.6;
  context.lineWidth = curved ? Math.max(width, (width * 0.6) / zoom) : (red ? 2 : 1) / zoom;
  const dash = kind === "relates" && curved ? [Math.max(6, 3 / zoom), Math.max(5, 3 / zoom)] : [];
  context.setLineDash(dash);
  context.beginPath();
  for (const { route } of strokes) {
    context.moveTo(route.from.x, route.from.y);
    if (curved) {
      const { bend1, bend2, to } = route;
      context.bezierCurveTo(bend1.x, bend1.y, bend2.x, bend2.y, to.x, to.y);
    } else {
      context.lineTo(route.to.x, route.to.y);
    }
  }
  context.stroke();
  context.setLineDash([]);
  if (!curved) return;
  const length = Math.max(9, 4.5 / zoom);
  context.beginPath();
  for (const { route } of strokes) {
    const [tip, left, right] = headOf(route, length);
    context.moveTo(tip.x, tip.y);
    context.lineTo(left.x, left.y);
    context.lineTo(right.x, right.y);
  }
  context.fill();
}
