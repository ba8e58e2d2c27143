/** The board as SVG: shapes and text that other programs edit. */

import type { Rect } from "../logic/rect";
import { headOf, type Route } from "../logic/routing";
import type { BoardStore } from "../store/boardStore";
import type { Face, Faces } from "../store/faces";
import { wrapped } from "./cardPaint";
import { type Colors, categoryColor, ownColor } from "./colors";
import { titleSize } from "./groupPaint";

const LINE = 17;

export function printSvg(
  { store, faces }: { readonly store: BoardStore; readonly faces: Faces },
  rect: Rect,
  colors: Colors,
  title: string,
): string {
  const parts: string[] = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${rect.x} ${rect.y} ${rect.width} ${rect.height}" width="${rect.width}" height="${rect.height}" font-family="system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="${rect.x}" y="${rect.y}" width="${rect.width}" height="${rect.height}" fill="${colors.paper}"/>`,
  ];
  for (const group of store.livingGroups()) {
    const at = store.rect({ group: group.id });
    if (at !== undefined) parts.push(groupSvg(at, group.title, ownColor(group.color) ?? colors.edgeStrong));
  }
  for (const arrow of store.dependencies.values()) {
    const route = store.routes.get(arrow.id);
    if (route !== undefined)
      parts.push(arrowSvg(route, arrow.kind, store.isRed(arrow) ? colors.alarm : colors.edgeStrong));
  }
  for (const id of store.order.get()) {
    const face = faces.of(id);
    if (face !== undefined) parts.push(cardSvg(face, colors));
  }
  return `${parts.join("\n")}\n</svg>\n`;
}

function groupSvg({ x, y, width, height }: Rect, title: string, hue: string): string {
  const size = titleSize(1);
  return `<g><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" fill="${hue}" fill-opacity="0.07" stroke="${hue}" stroke-opacity="0.6"/><text x="${x + 2}" y="${y - 6}" font-size="${size}" font-weight="650" fill="${hue}">${escaped(title)}</text></g>`;
}

function arrowSvg(route: Route, kind: "blocks" | "relates", ink: string): string {
  const { from, bend1, bend2, to } = route;
  const path = `M${spot(from)} C${spot(bend1)} ${spot(bend2)} ${spot(to)}`;
  const [tip, left, right] = headOf(route, 9);
  const dash = kind === "relates" ? ' stroke-dasharray="6 5"' : "";
  return `<g stroke="${ink}" fill="${ink}"><path d="${path}" fill="none" stroke-width="1.6"${dash}/><path d="M${spot(tip)} L${spot(left)} L${spot(right)} Z" stroke="none"/></g>`;
}

function cardSvg(face: Face, colors: Colors): string {
  const { x, y, width, height } = face.rect;
  const row = face.word !== "" || face.owners.length > 0;
  const lines = wrapped(
    face.card.title,
    Math.floor((width - 24) / 7),
    Math.max(1, Math.floor((height - 16 - (row ? 22 : 0)) / LINE)),
  );
  const hue = categoryColor(colors, face.category);
  const edge = face.blocked || face.cyclic ? colors.alarm : colors.edge;
  const text = lines
    .map((line, i) => `<tspan x="${x + 13}" y="${y + 20 + i * LINE}">${escaped(line)}</tspan>`)
    .join("");
  const foot = [face.word, ...face.owners.map(({ initials }) => initials), face.card.targetDate ?? ""]
    .filter(Boolean)
    .join("  ");
  const status = row
    ? `<circle cx="${x + 17}" cy="${y + height - 14}" r="4" fill="${hue}"/><text x="${x + 26}" y="${y + height - 10}" font-size="12" fill="${colors.soft}">${escaped(foot)}</text>`
    : "";
  return `<g><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${colors.raised}" stroke="${edge}"/><rect x="${x}" y="${y + 4}" width="4" height="${height - 8}" fill="${hue}"/><text font-size="13" font-weight="600" fill="${colors.ink}">${text}</text>${status}</g>`;
}

function spot({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

const MARKS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escaped(text: string): string {
  // What XML cannot hold at all is left out.
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (c) => MARKS[c] ?? c);
}
