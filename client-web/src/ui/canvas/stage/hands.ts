/** Pointers on the canvas: every press is hit-tested against the board itself, whether cards are elements or painted. Owned by the stage's page. */
import type { PlaceableRef } from "../../../model/ids";
import { editTitle, newCard } from "../deeds/actions";
import { dragKeys } from "../deeds/deeds";
import { type Gesture, gestureOf, moved as moveGesture, straight } from "../logic/gesture";
import { type Hit, hitAt, reachAt } from "../logic/hit";
import { around, between, moved, type Point, type Rect } from "../logic/rect";
import { type Corner, resized } from "../logic/resizing";
import { routeBetween, routeToPoint } from "../logic/routing";
import { refOf, thingKey } from "../logic/selection";
import { snapped } from "../logic/snapping";
import type { BoardSession } from "../store/boardSession";
import { groundOf } from "../store/ground";
import { drop, linkTarget, tap } from "./drops";
import { Fingers } from "./fingers";
import { chosenOf } from "./overlay";
import type { Stage } from "./stage";

const CURSORS: Readonly<Record<Corner, string>> = {
  nw: "nwse-resize",
  se: "nwse-resize",
  ne: "nesw-resize",
  sw: "nesw-resize",
  n: "ns-resize",
  s: "ns-resize",
  e: "ew-resize",
  w: "ew-resize",
};

/** So near to the edge the board moves along, in pixels of the screen. */
const EDGE = 28;
const EDGE_SPEED = 9;
const SNAP_PIXELS = 6;

export class Hands {
  private gesture: Gesture | undefined;
  private pointer: number | undefined;
  private touch = false;
  private last: Point = { x: 0, y: 0 };
  private modifiers = { shift: false, alt: false, ctrl: false };
  private readonly fingers = new Fingers();
  private spaceHeld = false;
  private keys: ReadonlySet<string> = new Set();
  private readonly abort = new AbortController();

  constructor(
    private readonly session: BoardSession,
    private readonly stage: Stage,
    private readonly ground: HTMLElement,
  ) {
    const { signal } = this.abort;
    ground.addEventListener("pointerdown", this.down, { signal });
    ground.addEventListener("pointermove", this.move, { signal });
    ground.addEventListener("pointerup", this.up, { signal });
    ground.addEventListener("pointercancel", this.cancelled, { signal });
    ground.addEventListener("pointerleave", () => this.session.company.pointAt(undefined), { signal });
    ground.addEventListener("dblclick", this.doubled, { signal });
    ground.addEventListener("wheel", this.wheel, { passive: false, signal });
    ground.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    stage.before = () => this.frame();
  }

  end(): void {
    this.abort.abort();
    this.stage.before = undefined;
  }

  /** The space bar makes every press a pan. */
  holdSpace(held: boolean): void {
    this.spaceHeld = held;
    this.showCursor({ type: "Ground" });
  }

  private at({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.ground.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  private hit(at: Point): Hit {
    const { camera, store, mayWrite } = this.session;
    const { zoom } = camera.view;
    const chosen = mayWrite ? chosenOf(this.session) : undefined;
    return hitAt(groundOf(store, zoom), camera.toBoard(at), zoom, reachAt(zoom, this.touch), chosen);
  }

  private get hand(): boolean {
    return this.spaceHeld || this.session.ui.get().tool === "hand";
  }

  private readonly down = (event: PointerEvent): void => {
    const at = this.at(event);
    this.touch = event.pointerType === "touch";
    if (this.touch && this.fingers.down(event.pointerId, at)) {
      this.leave();
      return;
    }
    if (this.gesture !== undefined) return;
    this.ground.focus({ preventScroll: true });
    const hit = this.hit(at);
    const button = event.button === 0 ? "main" : event.button === 1 ? "middle" : "other";
    const { mayWrite } = this.session;
    this.gesture = gestureOf({ hit, at, button, shift: event.shiftKey, touch: this.touch, hand: this.hand, mayWrite });
    if (this.gesture === undefined) return;
    this.pointer = event.pointerId;
    this.last = at;
    if (button === "middle") event.preventDefault();
    this.ground.setPointerCapture(event.pointerId);
    if (this.gesture.type === "Drag" && !this.gesture.toggles) this.choose(this.gesture.thing);
  };

  private choose(thing: Parameters<typeof thingKey>[0]): void {
    const { selection } = this.session.ui.get();
    if (!selection.has(thingKey(thing))) this.session.select({ type: "Only", things: [thing] });
    if ("card" in thing) this.session.focus(thing.card);
  }

  private readonly move = (event: PointerEvent): void => {
    const at = this.at(event);
    if (this.fingers.move(event.pointerId, at, this.session.camera)) return;
    this.session.company.pointAt(this.session.camera.toBoard(at));
    this.modifiers = { shift: event.shiftKey, alt: event.altKey, ctrl: event.ctrlKey || event.metaKey };
    if (this.gesture === undefined) return this.hover(at);
    if (event.pointerId !== this.pointer) return;
    const wasHeld = this.gesture.held;
    this.gesture = moveGesture(this.gesture, at, this.touch);
    if (this.gesture.held) return;
    if (wasHeld) this.begin(this.gesture);
    this.follow(at);
  };

  private begin(gesture: Gesture): void {
    if (gesture.type === "Pan") this.ground.style.cursor = "grabbing";
    if (gesture.type !== "Drag") return;
    const { session } = this;
    if (gesture.toggles) session.select({ type: "Add", things: [gesture.thing] });
    this.keys = session.mayWrite ? dragKeys(session.store, session.ui.get().selection) : new Set();
    if (!session.mayWrite) session.announce(session.whyNot);
  }

  private follow(at: Point): void {
    const { camera, store } = this.session;
    const { gesture } = this;
    const before = this.last;
    this.last = at;
    switch (gesture?.type) {
      case undefined:
        return;
      case "Pan":
        return camera.pan(at.x - before.x, at.y - before.y);
      case "Marquee":
        return this.sketch({ marquee: between(this.fromBoard(gesture), camera.toBoard(at)) });
      case "Drag":
        return this.dragTo(gesture, at);
      case "Resize": {
        const rect = store.rect(gesture.thing);
        if (rect !== undefined) this.sketch({ frame: { rect: this.pulled(gesture, rect, at) } });
        return;
      }
      case "Link":
        return this.linkTo(gesture.start, camera.toBoard(at));
    }
  }

  /** Where a gesture began, on the board as it is now: the edge may have moved it along. */
  private began = { x: 0, y: 0 };

  private fromBoard(gesture: Gesture): Point {
    return this.session.camera.toBoard({ x: gesture.from.x + this.began.x, y: gesture.from.y + this.began.y });
  }

  private wayOf(gesture: Gesture, at: Point): Point {
    const [from, to] = [this.fromBoard(gesture), this.session.camera.toBoard(at)];
    return { x: to.x - from.x, y: to.y - from.y };
  }

  private dragTo(gesture: Gesture & { type: "Drag" }, at: Point): void {
    const { store, camera } = this.session;
    if (this.keys.size === 0) return;
    const way = straight(this.wayOf(gesture, at), this.modifiers.shift && !gesture.toggles);
    const bounds = this.keys.size <= 60 && !this.modifiers.ctrl ? this.boundsOf(this.keys) : undefined;
    const reach = SNAP_PIXELS / camera.view.zoom;
    const snap = bounds && snapped(moved(bounds, way), this.neighbours(), reach);
    const by = snap === undefined ? way : { x: way.x + snap.by.x, y: way.y + snap.by.y };
    store.dragBy({ keys: this.keys, by: { x: Math.round(by.x), y: Math.round(by.y) } });
    this.sketch(snap === undefined ? {} : { guides: { x: snap.x, y: snap.y } });
  }

  private boundsOf(keys: Iterable<string>): Rect | undefined {
    const { store } = this.session;
    return around([...keys].flatMap((key) => store.rect(refOf(key) as PlaceableRef) ?? []));
  }

  private neighbours(): Rect[] {
    const { store, camera } = this.session;
    const there = store.cardGrid.within(camera.window());
    if (there.length > 300) return [];
    return there.flatMap((card) => (this.keys.has(thingKey({ card })) ? [] : (store.rect({ card }) ?? [])));
  }

  private pulled(gesture: Gesture & { type: "Resize" }, rect: Rect, at: Point): Rect {
    return resized(rect, gesture.corner, this.wayOf(gesture, at));
  }

  private linkTo(start: PlaceableRef, at: Point): void {
    const from = this.session.store.rect(start);
    if (from === undefined) return;
    const target = linkTarget(this.session, start, at);
    const rect = target && this.session.store.rect(target);
    this.sketch({
      link: { route: rect === undefined ? routeToPoint(from, at) : routeBetween(from, rect), target: rect },
    });
  }

  private sketch(sketch: Stage["overlay"]["sketch"]): void {
    this.stage.overlay.sketch = sketch;
    this.stage.ask();
  }

  private readonly up = (event: PointerEvent): void => {
    if (this.fingers.up(event.pointerId)) return;
    const { gesture } = this;
    if (gesture === undefined || event.pointerId !== this.pointer) return;
    // Before it is forgotten how far the edge moved the board along.
    const ends = { from: this.fromBoard(gesture), to: this.session.camera.toBoard(this.at(event)) };
    this.finish();
    if (gesture.held) tap(this.session, gesture, event.shiftKey);
    else drop(this.session, gesture, ends, event.altKey);
    this.stage.ask();
  };

  private readonly cancelled = (event: PointerEvent): void => {
    this.fingers.cancelled(event.pointerId);
    this.leave();
  };

  /** Ends a gesture without doing anything. @returns whether there was one */
  leave(): boolean {
    const was = this.gesture !== undefined && !this.gesture.held;
    this.finish();
    this.session.store.dragBy(undefined);
    this.stage.ask();
    return was;
  }

  private finish(): void {
    this.gesture = undefined;
    this.pointer = undefined;
    this.began = { x: 0, y: 0 };
    this.stage.overlay.sketch = {};
    this.ground.style.cursor = "";
  }

  private readonly doubled = (event: MouseEvent): void => {
    if (!this.session.mayWrite || this.hand) return;
    const at = this.at(event);
    const hit = this.hit(at);
    if (hit.type === "Ground") newCard(this.session, this.session.camera.toBoard(at));
    else if (hit.type === "Thing" && !("dependency" in hit.thing)) editTitle(this.session, hit.thing);
    else if (hit.type === "Thing") this.session.put({ panel: true });
  };

  private readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    const { camera } = this.session;
    if (event.ctrlKey || event.metaKey) {
      // A pinch on a trackpad comes in small steps, a wheel in large ones.
      camera.zoomAt(this.at(event), Math.exp(-Math.max(-60, Math.min(60, dy)) / (Math.abs(dy) < 15 ? 90 : 240)));
    } else if (event.shiftKey && dx === 0) {
      camera.pan(-dy, 0);
    } else {
      camera.pan(-dx, -dy);
    }
    if (this.gesture !== undefined && !this.gesture.held && this.gesture.type !== "Pan") this.follow(this.last);
  };

  private hover(at: Point): void {
    if (!this.touch) this.showCursor(this.hit(at));
  }

  private showCursor(hit: Hit): void {
    const shape = this.hand
      ? "grab"
      : hit.type === "Corner"
        ? CURSORS[hit.corner]
        : hit.type === "Handle"
          ? "crosshair"
          : hit.type === "Thing"
            ? "pointer"
            : "";
    if (this.ground.style.cursor !== shape) this.ground.style.cursor = shape;
  }

  /** Near the edge the board moves along with what is dragged. */
  private frame(): boolean {
    const { gesture } = this;
    if (gesture === undefined || gesture.held || gesture.type === "Pan" || gesture.type === "Resize") return false;
    const { camera } = this.session;
    const { width, height } = camera.screen;
    const speed = (place: number, room: number) => (place < EDGE ? EDGE_SPEED : place > room - EDGE ? -EDGE_SPEED : 0);
    const [dx, dy] = [speed(this.last.x, width), speed(this.last.y, height)];
    if (dx === 0 && dy === 0) return false;
    this.began = { x: this.began.x + dx, y: this.began.y + dy };
    camera.pan(dx, dy);
    this.follow(this.last);
    return true;
  }
}
