/** Cards as they are painted where they are too small to be elements. */
import type { Face } from "../store/faces";
import { type Colors, categoryColor, ownColor } from "./colors";

/** How much of a card can be seen. */
export type Detail = "block" | "box" | "title" | "frame";

/** By zoom: below these a card is a block of colour, then a box, then it has its title. `frame` is what stands behind an element. */
export function detailAt(zoom: number, readable: number): Detail {
  if (zoom >= readable) return "frame";
  if (zoom >= 0.19) return "title";
  return zoom >= 0.1 ? "box" : "block";
}

const DIM = 0.22;
/** How much of its own colour a card is filled with. */
const OWN_TINT = 0.28;
const TITLE_PIXELS = 10.5;

export function paintCard(
  context: CanvasRenderingContext2D,
  face: Face,
  { x, y, width, height }: Face["rect"],
  zoom: number,
  detail: Detail,
  colors: Colors,
): void {
  context.globalAlpha = face.dim ? DIM : face.category === "done" || face.category === "dropped" ? 0.72 : 1;
  const hue = categoryColor(colors, face.category);
  if (detail === "block") {
    context.fillStyle = face.blocked ? colors.alarm : (ownColor(face.card.color) ?? hue);
    context.fillRect(x, y, width, height);
    if (face.lit) band(context, x, y, width, height, colors.accent, 2 / zoom);
    return;
  }
  const line = Math.max(1, 1 / zoom);
  context.fillStyle = colors.raised;
  context.lineWidth = line;
  context.strokeStyle = face.lit ? colors.accent : colors.edge;
  if (detail === "frame") {
    context.beginPath();
    context.roundRect(x + line, y + line, width - 2 * line, height - 2 * line, 8);
    context.fill();
    return;
  }
  context.fillRect(x, y, width, height);
  const own = ownColor(face.card.color);
  if (own !== undefined) {
    const before = context.globalAlpha;
    context.globalAlpha = before * OWN_TINT;
    context.fillStyle = own;
    context.fillRect(x, y, width, height);
    context.globalAlpha = before;
    context.strokeStyle = own;
  }
  context.strokeRect(x + line / 2, y + line / 2, width - line, height - line);
  context.fillStyle = hue;
  context.fillRect(x, y, Math.max(8, 3 / zoom), height);
  if (face.blocked || face.cyclic) band(context, x, y, width, height, colors.alarm, 2 / zoom);
  if (detail === "title") paintTitle(context, face, { x, y, width, height }, zoom, colors);
}

function band(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  color: string,
  thick: number,
): void {
  context.strokeStyle = color;
  context.lineWidth = thick;
  context.strokeRect(x + thick / 2, y + thick / 2, width - thick, height - thick);
}

/** As large as can be read, as many lines as fit. */
function paintTitle(
  context: CanvasRenderingContext2D,
  face: Face,
  { x, y, width, height }: Face["rect"],
  zoom: number,
  colors: Colors,
): void {
  const size = Math.min(TITLE_PIXELS / zoom, height * 0.8);
  const [left, room] = [x + 7 / zoom, width - 10 / zoom];
  const lineHeight = size * 1.15;
  const lines = wrapped(
    face.card.title,
    Math.floor(room / (size * 0.53)),
    Math.max(1, Math.floor(height / lineHeight)),
  );
  context.font = `600 ${size}px ${colors.font}`;
  context.fillStyle = colors.ink;
  context.textBaseline = "middle";
  const top = y + height / 2 - ((lines.length - 1) * lineHeight) / 2;
  for (const [i, line] of lines.entries()) context.fillText(line, left, top + i * lineHeight, room);
}

/** By words, cut with an ellipsis where there is no more room. */
export function wrapped(text: string, lineChars: number, linesMax: number): string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(/\s+/).filter(Boolean);
  for (const [i, word] of words.entries()) {
    const next = line === "" ? word : `${line} ${word}`;
    if (next.length <= lineChars || line === "") {
      line = next;
      continue;
    }
    if (lines.length + 1 === linesMax) return [...lines, cut(`${line} ${words.slice(i).join(" ")}`, lineChars)];
    lines.push(cut(line, lineChars));
    line = word;
  }
  return line === "" ? lines : [...lines, cut(line, lineChars)];
}

function cut(line: string, chars: number): string {
  return line.length <= chars ? line : `${line.slice(0, Math.max(1, chars - 1)).trimEnd()}…`;
}
