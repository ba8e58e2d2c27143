/** The board as a picture that goes elsewhere. */
import { inflated } from "../logic/rect";
import { colorsOf } from "../paint/colors";
import { painting } from "../paint/painter";
import { printSvg } from "../paint/svg";
import type { BoardSession } from "../store/boardSession";
import { CANVAS } from "../strings";

const MARGIN = 60;
const PIXELS_MAX = 60_000_000;
const SIDE_MAX = 16_000;

export function exportSvg(session: BoardSession, title: string): void {
  const bounds = session.store.bounds();
  if (bounds === undefined) return session.tell(CANVAS.empty);
  const colors = colorsOf(document.documentElement);
  const svg = printSvg(session, inflated(bounds, MARGIN), colors, title);
  download(new Blob([svg], { type: "image/svg+xml" }), `${fileName(title)}.svg`);
}

export function exportPng(session: BoardSession, title: string): void {
  const bounds = session.store.bounds();
  if (bounds === undefined) return session.tell(CANVAS.empty);
  const rect = inflated(bounds, MARGIN);
  const scale = Math.min(
    2,
    Math.sqrt(PIXELS_MAX / (rect.width * rect.height)),
    SIDE_MAX / Math.max(rect.width, rect.height),
  );
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(rect.width * scale);
  canvas.height = Math.ceil(rect.height * scale);
  const context = canvas.getContext("2d");
  if (context === null) return session.complain(new Error(CANVAS.noPicture));
  const { store, faces } = session;
  const colors = colorsOf(document.documentElement);
  context.fillStyle = colors.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, -rect.x * scale, -rect.y * scale);
  const scene = { store, faces, colors, selection: new Set<string>(), whole: true };
  // All at once: nobody waits for a frame while a file is made.
  for (const _ of painting(context, scene, rect, Math.max(0.2, scale / 2)));
  canvas.toBlob((blob) => {
    if (blob === null) session.complain(new Error(CANVAS.noPicture));
    else download(blob, `${fileName(title)}.png`);
  }, "image/png");
}

/** As JSON Canvas, which other programs open. */
export async function exportCanvas(session: BoardSession): Promise<void> {
  const { engine, workspace, board } = session;
  try {
    const { name, text } = await engine.call("ExportBoard", { workspace, board, format: "canvas" });
    download(new Blob([text], { type: "application/json" }), name);
  } catch (failure) {
    session.complain(failure);
  }
}

function fileName(title: string): string {
  return title.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "board";
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
