/** Where one looks, and the ways there. Moves by frames that the stage asks for; owned by the page. */
import type { Point, Rect } from "../logic/rect";
import {
  blended,
  centred,
  clampZoom,
  type Extent,
  fitted,
  panned,
  revealing,
  toBoard,
  type Viewport,
  windowOf,
  zoomedAt,
} from "../logic/viewport";

const FLIGHT_MILLIS = 260;
const MARGIN = 48;

interface Flight {
  readonly from: Viewport;
  readonly to: Viewport;
  began: number | undefined;
}

export class Camera {
  view: Viewport = { x: 0, y: 0, zoom: 1 };
  screen: Extent = { width: 1, height: 1 };
  private flight: Flight | undefined;
  /** What one went to last, until one looks elsewhere: it stays in the middle when a panel takes room. */
  private middle: { readonly rect: Rect; readonly zoom: number } | undefined;
  private readonly listeners = new Set<() => void>();

  listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  resize(screen: Extent): void {
    this.screen = screen;
    if (this.middle === undefined) this.tell();
    else this.centre(this.middle.rect, this.middle.zoom);
  }

  /** At once, ending every flight. */
  look(view: Viewport): void {
    this.flight = undefined;
    this.middle = undefined;
    this.view = view;
    this.tell();
  }

  pan(dx: number, dy: number): void {
    this.look(panned(this.view, dx, dy));
  }

  zoomAt(at: Point, factor: number): void {
    this.look(zoomedAt(this.view, at, this.view.zoom * factor));
  }

  /** Smoothly, unless the person asked for less motion. */
  fly(to: Viewport): void {
    this.middle = undefined;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) return this.look(to);
    this.flight = { from: this.view, to, began: undefined };
    this.tell();
  }

  fit(rect: Rect, zoomMax = 1): void {
    this.fly(fitted(rect, this.screen, MARGIN, zoomMax));
  }

  centre(rect: Rect, zoom = this.view.zoom): void {
    this.fly(centred(rect, this.screen, clampZoom(zoom)));
    this.middle = { rect, zoom };
  }

  reveal(rect: Rect): void {
    const to = revealing(this.flight?.to ?? this.view, rect, this.screen, MARGIN);
    if (to !== (this.flight?.to ?? this.view)) this.fly(to);
  }

  zoomTo(zoom: number): void {
    this.fly(zoomedAt(this.view, { x: this.screen.width / 2, y: this.screen.height / 2 }, zoom));
  }

  /** @returns whether it still flies */
  advance(nowMillis: number): boolean {
    const { flight } = this;
    if (flight === undefined) return false;
    flight.began ??= nowMillis;
    const t = Math.min(1, (nowMillis - flight.began) / FLIGHT_MILLIS);
    const eased = 1 - (1 - t) ** 3;
    this.view = blended(flight.from, flight.to, eased, this.screen);
    if (t >= 1) this.flight = undefined;
    this.tell();
    return t < 1;
  }

  get flying(): boolean {
    return this.flight !== undefined;
  }

  window(): Rect {
    return windowOf(this.view, this.screen);
  }

  toBoard(screen: Point): Point {
    return toBoard(this.view, screen);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
