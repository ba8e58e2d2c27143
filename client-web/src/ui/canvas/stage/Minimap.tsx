/** All of the board, small, and where one looks; a press goes there. */
import { useEffect, useRef } from "react";
import { useTheme } from "../../shell/theme";
import { inflated, type Rect } from "../logic/rect";
import { centred } from "../logic/viewport";
import { categoryColor, colorsOf, ownColor } from "../paint/colors";
import type { BoardSession } from "../store/boardSession";
import { CANVAS } from "../strings";
import styles from "./Minimap.module.css";
import type { Stage } from "./stage";

const SIZE = { width: 168, height: 112 };
/** It may lag behind the board: it is a map. */
const WAIT_MILLIS = 400;

interface Frame {
  readonly bounds: Rect;
  readonly scale: number;
}

export function Minimap({ session, stage }: { readonly session: BoardSession; readonly stage: Stage }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HTMLElement>(null);
  const frame = useRef<Frame>(undefined);
  const theme = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: with the theme the colours are other ones
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const place = () => {
      if (frame.current !== undefined && view.current !== null) placeView(session, frame.current, view.current);
    };
    const paint = () => {
      waiting = undefined;
      // The page may have been left since.
      if (canvas.current === null) return;
      frame.current = paintMap(session, canvas.current);
      place();
    };
    const soon = () => {
      waiting ??= setTimeout(paint, WAIT_MILLIS);
    };
    paint();
    const stop = session.store.version.subscribe(soon);
    stage.after.add(place);
    return () => {
      stop();
      stage.after.delete(place);
      clearTimeout(waiting);
    };
  }, [session, stage, theme]);

  const go = (event: React.PointerEvent) => {
    const { current } = frame;
    if (current === undefined || (event.type === "pointermove" && event.buttons === 0)) return;
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - left) / current.scale + current.bounds.x;
    const y = (event.clientY - top) / current.scale + current.bounds.y;
    const { camera } = session;
    camera.look(centred({ x, y, width: 0, height: 0 }, camera.screen, camera.view.zoom));
  };

  return (
    <div className={styles.map} role="img" aria-label={CANVAS.minimap} onPointerDown={go} onPointerMove={go}>
      <canvas ref={canvas} width={SIZE.width * 2} height={SIZE.height * 2} />
      <i ref={view} className={styles.view} />
    </div>
  );
}

function paintMap(session: BoardSession, canvas: HTMLCanvasElement): Frame | undefined {
  const context = canvas.getContext("2d");
  const all = session.store.bounds();
  if (context === null) return undefined;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (all === undefined) return undefined;
  const room = inflated(all, Math.max(all.width, all.height) * 0.04);
  const scale = Math.min(SIZE.width / room.width, SIZE.height / room.height);
  const bounds = {
    x: room.x - (SIZE.width / scale - room.width) / 2,
    y: room.y - (SIZE.height / scale - room.height) / 2,
    width: SIZE.width / scale,
    height: SIZE.height / scale,
  };
  const colors = colorsOf(canvas);
  context.setTransform(2 * scale, 0, 0, 2 * scale, -2 * scale * bounds.x, -2 * scale * bounds.y);
  context.globalAlpha = 0.16;
  for (const group of session.store.livingGroups()) {
    const rect = session.store.rect({ group: group.id });
    if (rect === undefined) continue;
    context.fillStyle = ownColor(group.color) ?? colors.edgeStrong;
    context.fillRect(rect.x, rect.y, rect.width, rect.height);
  }
  const least = 1 / scale;
  for (const id of session.store.order.get()) {
    const face = session.faces.of(id);
    if (face === undefined) continue;
    context.globalAlpha = face.dim ? 0.15 : 0.85;
    context.fillStyle = face.blocked ? colors.alarm : categoryColor(colors, face.category);
    context.fillRect(face.rect.x, face.rect.y, Math.max(least, face.rect.width), Math.max(least, face.rect.height));
  }
  return { bounds, scale };
}

function placeView(session: BoardSession, { bounds, scale }: Frame, view: HTMLElement): void {
  const window = session.camera.window();
  const left = Math.max(0, (window.x - bounds.x) * scale);
  const top = Math.max(0, (window.y - bounds.y) * scale);
  const right = Math.min(SIZE.width, (window.x + window.width - bounds.x) * scale);
  const bottom = Math.min(SIZE.height, (window.y + window.height - bounds.y) * scale);
  view.style.transform = `translate(${left}px, ${top}px)`;
  view.style.width = `${Math.max(2, right - left)}px`;
  view.style.height = `${Math.max(2, bottom - top)}px`;
}
