/** What lies above the board while hands are at work: what moves, frames of what is selected, handles, guides. Painted anew each frame, where there is anything. */
import type { CardId, GroupId, PlaceableRef } from "../../../model/ids";
import type { PeerPresence } from "../../../sync/workspace";
import { handlesOf } from "../logic/hit";
import { intersects, moved, type Point, type Rect } from "../logic/rect";
import { type Route, routeBetween } from "../logic/routing";
import { refOf, thingKey } from "../logic/selection";
import { ZOOM_READABLE } from "../logic/viewport";
import { paintArrows } from "../paint/arrowPaint";
import { detailAt, paintCard } from "../paint/cardPaint";
import type { Colors } from "../paint/colors";
import { paintGroup } from "../paint/groupPaint";
import { isMoving, type Scene, strokeOf } from "../paint/painter";
import type { BoardSession } from "../store/boardSession";

/** What a gesture shows. */
export interface Sketch {
  readonly marquee?: Rect;
  readonly link?: { readonly route: Route; readonly target: Rect | undefined };
  readonly guides?: { readonly x: number | undefined; readonly y: number | undefined };
  /** Things that are being resized, as they would be. */
  readonly frame?: { readonly rect: Rect };
}

/** Colours of people, dark enough for white words. */
const HUES = ["#8a4b2b", "#2f6b8f", "#6a4c93", "#2c6e49", "#9b2c55", "#4a5c9c", "#7a5c00", "#166a6a"] as const;

/** More arrows than these are left out of a drag until the drop. */
const ARROWS_MAX = 600;
const FRAMES_MAX = 4_000;

export class Overlay {
  private blank = true;
  sketch: Sketch = {};

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly session: BoardSession,
  ) {}

  frame(scene: Scene, ratio: number): void {
    const { camera, store, company } = this.session;
    const { selection, focus } = this.session.ui.get();
    const far = camera.view.zoom < ZOOM_READABLE;
    const idle =
      store.drag === undefined &&
      Object.keys(this.sketch).length === 0 &&
      company.people.get().length === 0 &&
      selection.size === 0;
    if (idle && !(far && focus !== undefined)) return this.clear();
    const context = this.ready(ratio);
    const { x, y, zoom } = camera.view;
    context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * Math.round(x), ratio * Math.round(y));
    if (store.drag !== undefined) this.paintMoving(context, scene, far);
    this.paintSelection(context, scene.colors, far);
    this.paintSketch(context, scene.colors);
    for (const peer of company.people.get()) this.paintPeer(context, peer, scene);
    context.globalAlpha = 1;
  }

  private ready(ratio: number): CanvasRenderingContext2D {
    const { width, height } = this.session.camera.screen;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
    }
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("this browser cannot paint");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, w, h);
    if (this.blank) this.canvas.style.display = "block";
    this.blank = false;
    return context;
  }

  private clear(): void {
    if (this.blank) return;
    this.blank = true;
    this.canvas.style.display = "none";
  }

  private paintMoving(context: CanvasRenderingContext2D, scene: Scene, far: boolean): void {
    const { store, camera } = this.session;
    const { drag } = store;
    if (drag === undefined) return;
    const { zoom } = camera.view;
    const window = camera.window();
    for (const key of drag.keys) {
      if (!key.startsWith("group:")) continue;
      const group = store.groups.get(key.slice(6) as never);
      const rect = store.rectNow(refOf(key) as PlaceableRef);
      if (group !== undefined && rect !== undefined) {
        paintGroup(context, { title: group.title, rect, color: group.color, selected: true }, zoom, scene.colors);
      }
    }
    this.paintMovingArrows(context, scene);
    if (!far) return;
    const detail = detailAt(zoom, ZOOM_READABLE);
    for (const key of drag.keys) {
      const face = key.startsWith("card:") ? scene.faces.of(key.slice(5) as CardId) : undefined;
      if (face === undefined) continue;
      const rect = moved(face.rect, drag.by);
      if (intersects(rect, window)) paintCard(context, face, rect, zoom, detail, scene.colors);
    }
  }

  private paintMovingArrows(context: CanvasRenderingContext2D, scene: Scene): void {
    const { store, camera } = this.session;
    const { drag } = store;
    if (drag === undefined) return;
    const seen = new Set<string>();
    for (const key of drag.keys) {
      for (const id of store.arrowsOf(refOf(key) as PlaceableRef)) {
        if (seen.has(id)) continue;
        if (seen.size >= ARROWS_MAX) return;
        seen.add(id);
        const arrow = store.dependencies.get(id);
        if (arrow === undefined || !isMoving(arrow, drag.keys)) continue;
        const [from, to] = [store.rectNow(arrow.from), store.rectNow(arrow.to)];
        const stroke = strokeOf(scene, arrow);
        if (from === undefined || to === undefined || stroke === undefined) continue;
        paintArrows(context, [{ ...stroke, route: routeBetween(from, to) }], camera.view.zoom, scene.colors);
      }
    }
  }

  private paintSelection(context: CanvasRenderingContext2D, colors: Colors, far: boolean): void {
    const { store, camera, ui, mayWrite } = this.session;
    const { selection, focus, editing } = ui.get();
    const { zoom } = camera.view;
    context.globalAlpha = 1;
    context.strokeStyle = colors.accent;
    context.lineWidth = 2 / zoom;
    if (far) {
      const window = camera.window();
      context.beginPath();
      let count = 0;
      for (const key of selection) {
        if (!key.startsWith("card:") || ++count > FRAMES_MAX) continue;
        const rect = store.rectNow({ card: key.slice(5) as CardId });
        if (rect !== undefined && intersects(rect, window)) context.rect(rect.x, rect.y, rect.width, rect.height);
      }
      context.stroke();
      const rect = focus === undefined ? undefined : store.rectNow({ card: focus });
      if (rect !== undefined && !selection.has(thingKey({ card: focus! }))) {
        context.setLineDash([4 / zoom, 3 / zoom]);
        context.strokeRect(rect.x - 3 / zoom, rect.y - 3 / zoom, rect.width + 6 / zoom, rect.height + 6 / zoom);
        context.setLineDash([]);
      }
    }
    const chosen = chosenOf(this.session);
    const rect = chosen === undefined || editing !== undefined ? undefined : store.rect(chosen);
    const busy = store.drag !== undefined || this.sketch.frame !== undefined || this.sketch.link !== undefined;
    if (rect !== undefined && mayWrite && !busy) this.paintHandles(context, rect, zoom, colors);
  }

  private paintHandles(context: CanvasRenderingContext2D, rect: Rect, zoom: number, colors: Colors): void {
    context.lineWidth = 1.5 / zoom;
    context.fillStyle = colors.raised;
    if (rect.width * zoom >= 28 && rect.height * zoom >= 17) {
      const size = 7 / zoom;
      for (const [x, y] of [
        [rect.x, rect.y],
        [rect.x + rect.width, rect.y],
        [rect.x, rect.y + rect.height],
        [rect.x + rect.width, rect.y + rect.height],
      ] as const) {
        context.fillRect(x - size / 2, y - size / 2, size, size);
        context.strokeRect(x - size / 2, y - size / 2, size, size);
      }
    }
    for (const { x, y } of handlesOf(rect, zoom)) {
      context.beginPath();
      context.arc(x, y, 5 / zoom, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }

  private paintSketch(context: CanvasRenderingContext2D, colors: Colors): void {
    const { marquee, link, guides, frame } = this.sketch;
    const { zoom } = this.session.camera.view;
    context.strokeStyle = colors.accent;
    context.lineWidth = 1.5 / zoom;
    if (marquee !== undefined) {
      context.globalAlpha = 0.1;
      context.fillStyle = colors.accent;
      context.fillRect(marquee.x, marquee.y, marquee.width, marquee.height);
      context.globalAlpha = 1;
      context.strokeRect(marquee.x, marquee.y, marquee.width, marquee.height);
    }
    if (frame !== undefined) context.strokeRect(frame.rect.x, frame.rect.y, frame.rect.width, frame.rect.height);
    if (link !== undefined) {
      const { route, target } = link;
      paintArrows(
        context,
        [{ route, kind: "blocks", red: false, dim: false, strong: true, color: undefined }],
        zoom,
        colors,
      );
      context.lineWidth = 2.5 / zoom;
      if (target !== undefined) context.strokeRect(target.x, target.y, target.width, target.height);
    }
    if (guides !== undefined) this.paintGuides(context, guides, zoom, colors);
  }

  private paintGuides(
    context: CanvasRenderingContext2D,
    { x, y }: NonNullable<Sketch["guides"]>,
    zoom: number,
    colors: Colors,
  ): void {
    const window = this.session.camera.window();
    context.strokeStyle = colors.accent;
    context.globalAlpha = 0.6;
    context.lineWidth = 1 / zoom;
    context.beginPath();
    if (x !== undefined) {
      context.moveTo(x, window.y);
      context.lineTo(x, window.y + window.height);
    }
    if (y !== undefined) {
      context.moveTo(window.x, y);
      context.lineTo(window.x + window.width, y);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  /** What somebody else has selected and drags, and where they point. */
  private paintPeer(context: CanvasRenderingContext2D, peer: PeerPresence, scene: Scene): void {
    const { company, store, camera } = this.session;
    const color = HUES[company.hueOf(peer)] ?? HUES[0];
    const unit = 1 / camera.view.zoom;
    context.globalAlpha = peer.mood === "idle" ? 0.5 : 1;
    context.strokeStyle = color;
    context.lineWidth = 1.5 * unit;
    for (const id of peer.selected ?? []) {
      const rect = store.rect({ card: id as CardId }) ?? store.rect({ group: id as GroupId });
      if (rect !== undefined)
        context.strokeRect(rect.x - 3 * unit, rect.y - 3 * unit, rect.width + 6 * unit, rect.height + 6 * unit);
    }
    for (const { thing, position } of peer.drags ?? []) {
      const face = scene.faces.of(thing as CardId);
      const rect = face?.rect ?? store.rect({ group: thing as GroupId });
      if (rect === undefined) continue;
      const to = { ...rect, ...position };
      context.globalAlpha = 0.85;
      if (face !== undefined) paintCard(context, face, to, camera.view.zoom, "title", scene.colors);
      context.globalAlpha = 1;
      context.strokeStyle = color;
      context.lineWidth = 2 * unit;
      context.strokeRect(to.x, to.y, to.width, to.height);
    }
    if (peer.pointer !== undefined) this.paintPointer(context, peer.pointer, company.nameOf(peer), color, scene.colors);
  }

  private paintPointer(
    context: CanvasRenderingContext2D,
    at: Point,
    name: string,
    color: string,
    colors: Colors,
  ): void {
    const unit = 1 / this.session.camera.view.zoom;
    context.fillStyle = color;
    context.strokeStyle = colors.raised;
    context.lineWidth = unit;
    context.beginPath();
    context.moveTo(at.x, at.y);
    context.lineTo(at.x + 4 * unit, at.y + 15 * unit);
    context.lineTo(at.x + 8 * unit, at.y + 9 * unit);
    context.lineTo(at.x + 15 * unit, at.y + 7 * unit);
    context.closePath();
    context.fill();
    context.stroke();
    context.font = `600 ${11 * unit}px ${colors.font}`;
    context.textBaseline = "middle";
    const width = context.measureText(name).width;
    context.fillRect(at.x + 12 * unit, at.y + 13 * unit, width + 10 * unit, 17 * unit);
    context.fillStyle = "#ffffff";
    context.fillText(name, at.x + 17 * unit, at.y + 22 * unit);
  }
}

/** The one card or group that is selected alone. */
export function chosenOf(session: BoardSession): PlaceableRef | undefined {
  const { selection } = session.ui.get();
  const [key] = selection;
  if (selection.size !== 1 || key === undefined || key.startsWith("dependency:")) return undefined;
  return refOf(key) as PlaceableRef;
}
