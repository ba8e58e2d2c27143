/**
 * The canvas: the picture of everything, elements for the cards that can be read, and the overlay, moved together by one frame. It asks for a frame only when
 * something has changed. Owned by its page; works on the elements that React has made, and makes none.
 */
import type { CardId } from "../../../model/ids";
import { encloses, inflated, intersects, type Rect } from "../logic/rect";
import { ZOOM_READABLE } from "../logic/viewport";
import { type Colors, colorsOf } from "../paint/colors";
import type { Scene } from "../paint/painter";
import { Picture } from "../paint/picture";
import type { BoardSession } from "../store/boardSession";
import { Overlay } from "./overlay";

export interface StageElements {
  readonly ground: HTMLElement;
  readonly world: HTMLElement;
  readonly pictures: readonly [HTMLCanvasElement, HTMLCanvasElement];
  readonly overlay: HTMLCanvasElement;
}

/** A zoom that has not changed for so long has come to rest. */
const REST_MILLIS = 130;
/** Elements are made this far beyond the window, in pixels of the screen. */
const REACH = 220;
const MOUNTED_A_FRAME = 24;
/** Cards that move by themselves get a layer each, unless they are many. */
const LAYERS_MAX = 24;

export class Stage {
  readonly overlay: Overlay;
  private readonly picture: Picture;
  private readonly stops: (() => void)[] = [];
  private colors: Colors;
  private asked = 0;
  private zoomChanged = -Infinity;
  private lastZoom = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private mountedFor: Rect | undefined;
  private mountedVersion = -1;
  private lifted = new Set<HTMLElement>();
  /** Before each frame, as while a drag is near the edge. */
  before: (() => boolean) | undefined;
  /** After each frame, as for the map. */
  readonly after = new Set<() => void>();

  constructor(
    private readonly session: BoardSession,
    private readonly elements: StageElements,
  ) {
    this.picture = new Picture(elements.pictures);
    this.overlay = new Overlay(elements.overlay, session);
    this.colors = colorsOf(elements.ground);
    const ask = () => this.ask();
    this.stops.push(
      session.camera.listen(ask),
      session.store.version.subscribe(ask),
      session.ui.subscribe(ask),
      session.company.people.subscribe(ask),
    );
    const sized = new ResizeObserver(() => this.size());
    sized.observe(elements.ground);
    this.stops.push(() => sized.disconnect());
    this.size();
  }

  end(): void {
    for (const stop of this.stops) stop();
    cancelAnimationFrame(this.asked);
    clearTimeout(this.resting);
  }

  /** The theme has changed. */
  recolor(): void {
    this.colors = colorsOf(this.elements.ground);
    this.session.store.version.update((n) => n + 1);
  }

  private size(): void {
    const { clientWidth, clientHeight } = this.elements.ground;
    if (clientWidth > 0) this.session.resized(clientWidth, clientHeight);
  }

  ask(): void {
    if (this.asked === 0) this.asked = requestAnimationFrame((now) => this.frame(now));
  }

  private scene = (): Scene => {
    const { store, faces, ui } = this.session;
    return { store, faces, colors: this.colors, selection: ui.get().selection };
  };

  private frame(now: number): void {
    this.asked = 0;
    const { camera, store } = this.session;
    const busy = this.before?.() ?? false;
    const flying = camera.advance(now);
    const still = this.isStill(now, flying);
    const ratio = Math.min(2, devicePixelRatio);
    const { x, y, zoom } = camera.view;
    const view = { x: Math.round(x), y: Math.round(y), zoom };
    const window = camera.window();
    const { world } = this.elements;
    world.style.transform = `translate3d(${view.x}px,${view.y}px,0) scale(${zoom})`;
    // Far away the one element that is there is for screen readers alone.
    world.dataset.far = String(zoom < ZOOM_READABLE);
    world.style.willChange = still ? "auto" : "transform";
    const mounting = this.mount(window, zoom);
    this.lift();
    const look = { view, window, bounds: this.bounds(), version: store.version.get(), ratio, still };
    const painting = this.picture.frame(look, this.scene);
    this.overlay.frame(this.scene(), ratio);
    for (const each of this.after) each();
    if (!mounting && !painting) this.session.painted();
    // A picture that waits for the zoom to rest is not asked for in vain.
    if (flying || mounting || busy || (painting && still)) this.ask();
  }

  private boundsCache: { readonly version: number; readonly rect: Rect | undefined } | undefined;

  private bounds(): Rect | undefined {
    const version = this.session.store.version.get();
    if (this.boundsCache?.version !== version) this.boundsCache = { version, rect: this.session.store.bounds() };
    return this.boundsCache.rect;
  }

  private isStill(now: number, flying: boolean): boolean {
    const { zoom } = this.session.camera.view;
    if (zoom !== this.lastZoom) {
      this.lastZoom = zoom;
      this.zoomChanged = now;
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.ask(), REST_MILLIS + 10);
    }
    return !flying && now - this.zoomChanged > REST_MILLIS;
  }

  /** Cards within the window become elements, some a frame. @returns whether there are more to come */
  private mount(window: Rect, zoom: number): boolean {
    const { store, mounted, ui } = this.session;
    const version = store.version.get();
    const near = inflated(window, REACH / 3 / zoom);
    const same = this.mountedVersion === version && this.mountedFor !== undefined && encloses(this.mountedFor, near);
    if (same && zoom >= ZOOM_READABLE === this.wasReadable) return false;
    this.wasReadable = zoom >= ZOOM_READABLE;
    const reach = inflated(window, REACH / zoom);
    const wanted = new Set<CardId>(this.wasReadable ? store.cardGrid.within(reach) : []);
    const { focus, editing } = ui.get();
    for (const id of [focus, editing as CardId | undefined])
      if (id !== undefined && store.cards.has(id)) wanted.add(id);
    const before = new Set(mounted.get());
    const fresh = [...wanted].filter((id) => !before.has(id));
    const inSight = (id: CardId) => intersects(store.rect({ card: id }) ?? reach, window);
    const later = new Set(fresh.sort((a, b) => Number(inSight(b)) - Number(inSight(a))).slice(MOUNTED_A_FRAME));
    const next = store.order.get().filter((id) => wanted.has(id) && !later.has(id));
    if (next.length !== before.size || next.some((id) => !before.has(id))) mounted.set(next);
    if (later.size > 0) return true;
    this.mountedFor = reach;
    this.mountedVersion = version;
    return false;
  }

  private wasReadable = false;

  /** Elements of what is dragged follow the pointer. */
  private lift(): void {
    const { store, elements } = this.session;
    const { drag } = store;
    const lifted = new Set<HTMLElement>();
    const layered = (drag?.keys.size ?? 0) <= LAYERS_MAX;
    for (const key of drag?.keys ?? []) {
      const element = key.startsWith("card:") ? elements.get(key.slice(5) as CardId) : undefined;
      if (element === undefined || drag === undefined) continue;
      element.style.translate = `${drag.by.x}px ${drag.by.y}px`;
      if (!this.lifted.has(element)) {
        element.dataset.lifted = "";
        if (layered) element.style.willChange = "translate";
      }
      lifted.add(element);
    }
    for (const element of this.lifted) {
      if (lifted.has(element)) continue;
      element.style.translate = "";
      element.style.willChange = "";
      delete element.dataset.lifted;
    }
    this.lifted = lifted;
  }
}
