/** Paints a part of the board, a few things at a time: the generator yields so that its caller can give the next frame its turn. */
import type { Dependency } from "../../../model/board";
import type { DependencyId } from "../../../model/ids";
import type { Rect } from "../logic/rect";
import { inflated } from "../logic/rect";
import { thingKey } from "../logic/selection";
import { ZOOM_READABLE } from "../logic/viewport";
import type { BoardStore } from "../store/boardStore";
import type { Faces } from "../store/faces";
import { lookOf, paintArrows, type Stroke } from "./arrowPaint";
import { detailAt, paintCard } from "./cardPaint";
import type { Colors } from "./colors";
import { paintGroup } from "./groupPaint";

export interface Scene {
  readonly store: BoardStore;
  readonly faces: Faces;
  readonly colors: Colors;
  /** Keys of arrows and groups that are selected. */
  readonly selection: ReadonlySet<string>;
  /** Whether cards are painted with all that they have, as for a picture to keep; else they are elements where they can be read. */
  readonly whole?: boolean;
}

const ARROWS_A_TURN = 60;
const CARDS_A_TURN = 40;

/** @param zoom pixels of the screen for a unit of the board, which decides how much is seen */
export function* painting(
  context: CanvasRenderingContext2D,
  scene: Scene,
  rect: Rect,
  zoom: number,
): Generator<undefined, void> {
  const { store, colors, selection } = scene;
  const moving = store.drag?.keys;
  paintDots(context, rect, zoom, colors);
  for (const group of store.livingGroups()) {
    const key = thingKey({ group: group.id });
    const at = store.rect({ group: group.id });
    if (at === undefined || moving?.has(key)) continue;
    paintGroup(
      context,
      { title: group.title, rect: at, color: group.color, selected: selection.has(key) },
      zoom,
      colors,
    );
  }
  yield;
  yield* paintingArrows(context, scene, store.arrowGrid.within(inflated(rect, 20)), zoom);
  yield* paintingCards(context, scene, rect, zoom);
  context.globalAlpha = 1;
}

function* paintingArrows(
  context: CanvasRenderingContext2D,
  scene: Scene,
  arrows: readonly DependencyId[],
  zoom: number,
): Generator<undefined, void> {
  const { store, colors } = scene;
  const moving = store.drag?.keys;
  const looks = new Map<string, Stroke[]>();
  let count = 0;
  for (const id of arrows) {
    const arrow = store.dependencies.get(id);
    const stroke = arrow === undefined || isMoving(arrow, moving) ? undefined : strokeOf(scene, arrow);
    if (stroke === undefined) continue;
    const look = lookOf(stroke);
    const batch = looks.get(look) ?? [];
    looks.set(look, batch);
    batch.push(stroke);
    if (batch.length >= ARROWS_A_TURN) {
      paintArrows(context, batch.splice(0), zoom, colors);
      yield;
    }
    if (++count % 400 === 0) yield;
  }
  // What is red or chosen lies above the rest.
  const rest = [...looks.values()].sort((a, b) => rank(a[0]) - rank(b[0]));
  for (const batch of rest) paintArrows(context, batch, zoom, colors);
  if (zoom >= ZOOM_READABLE) for (const id of arrows) paintTitle(context, scene, id, moving);
  yield;
}

function rank(stroke: Stroke | undefined): number {
  if (stroke === undefined) return 0;
  return (stroke.dim ? 0 : 1) + (stroke.red ? 2 : 0) + (stroke.strong ? 4 : 0);
}

export function isMoving({ from, to }: Dependency, moving: ReadonlySet<string> | undefined): boolean {
  return moving !== undefined && (moving.has(thingKey(from)) || moving.has(thingKey(to)));
}

export function strokeOf({ store, faces, selection }: Scene, arrow: Dependency): Stroke | undefined {
  const route = store.routes.get(arrow.id);
  if (route === undefined) return undefined;
  const isDim = (end: Dependency["from"]) => "card" in end && faces.of(end.card)?.dim === true;
  const isChosen = (end: Dependency["from"]) => "card" in end && faces.of(end.card)?.selected === true;
  const strong =
    selection.has(thingKey({ dependency: arrow.id })) ||
    (selection.size > 0 && selection.size < 20 && (isChosen(arrow.from) || isChosen(arrow.to)));
  return {
    route,
    kind: arrow.kind,
    red: store.isRed(arrow),
    dim: isDim(arrow.from) || isDim(arrow.to),
    strong,
    color: undefined,
  };
}

function paintTitle(
  context: CanvasRenderingContext2D,
  { store, colors }: Scene,
  id: DependencyId,
  moving: ReadonlySet<string> | undefined,
): void {
  const arrow = store.dependencies.get(id);
  const route = store.routes.get(id);
  if (arrow === undefined || route === undefined || arrow.title === "" || isMoving(arrow, moving)) return;
  const { from, bend1, bend2, to } = route;
  const middle = {
    x: (from.x + 3 * bend1.x + 3 * bend2.x + to.x) / 8,
    y: (from.y + 3 * bend1.y + 3 * bend2.y + to.y) / 8,
  };
  context.font = `500 12px ${colors.font}`;
  context.textBaseline = "middle";
  const width = context.measureText(arrow.title).width;
  context.globalAlpha = 1;
  context.fillStyle = colors.paper;
  context.fillRect(middle.x - width / 2 - 4, middle.y - 9, width + 8, 18);
  context.fillStyle = colors.soft;
  context.fillText(arrow.title, middle.x - width / 2, middle.y);
}

function* paintingCards(
  context: CanvasRenderingContext2D,
  { store, faces, colors, whole }: Scene,
  rect: Rect,
  zoom: number,
): Generator<undefined, void> {
  const moving = store.drag?.keys;
  const detail = whole === true && zoom >= ZOOM_READABLE ? "title" : detailAt(zoom, ZOOM_READABLE);
  const there = new Set(store.cardGrid.within(rect));
  const inOrder = sorted(store, there);
  let count = 0;
  for (const id of inOrder) {
    if (moving?.has(thingKey({ card: id }))) continue;
    const face = faces.of(id);
    if (face !== undefined) paintCard(context, face, face.rect, zoom, detail, colors);
    if (++count % CARDS_A_TURN === 0) yield;
  }
}

function sorted(store: BoardStore, there: ReadonlySet<string>) {
  return store.order.get().filter((id) => there.has(id));
}

const DOT_GAP = 24;

/** A quiet grid of points, so that moving is seen where nothing stands. */
function paintDots(context: CanvasRenderingContext2D, rect: Rect, zoom: number, colors: Colors): void {
  if (zoom < 0.4) return;
  context.globalAlpha = 1;
  context.fillStyle = colors.edge;
  const size = 1.4 / zoom;
  const [left, top] = [Math.ceil(rect.x / DOT_GAP) * DOT_GAP, Math.ceil(rect.y / DOT_GAP) * DOT_GAP];
  context.beginPath();
  for (let x = left; x < rect.x + rect.width; x += DOT_GAP) {
    for (let y = top; y < rect.y + rect.height; y += DOT_GAP) context.rect(x, y, size, size);
  }
  context.fill();
}
