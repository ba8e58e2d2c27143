/**
 * What is painted of the board, kept as a bitmap: two canvases, one shown and one being painted in slices of a frame. A pan or zoom only moves the shown one; it
 * is painted anew when the view leaves it, when the zoom has come to rest, or when something changed. Owned by the stage.
 */
import { encloses, inflated, type Rect } from "../logic/rect";
import type { Viewport } from "../logic/viewport";
import { painting, type Scene } from "./painter";

interface Shot {
  /** The part of the board. */
  readonly rect: Rect;
  /** Pixels of the screen for a unit of the board. */
  readonly zoom: number;
  readonly ratio: number;
  readonly version: number;
}

interface Job extends Shot {
  readonly work: Generator<undefined, void>;
}

export interface Look {
  readonly view: Viewport;
  readonly window: Rect;
  /** Around everything that there is. */
  readonly bounds: Rect | undefined;
  readonly version: number;
  readonly ratio: number;
  /** Whether the zoom stays as it is. */
  readonly still: boolean;
}

/** How far a picture reaches beyond the window, of whose longer side. */
const MARGIN = 0.3;
const PIXELS_MAX = 8_000_000;
const SLICE_MILLIS = 5;

export class Picture {
  private shown: HTMLCanvasElement;
  private hidden: HTMLCanvasElement;
  private shot: Shot | undefined;
  private job: Job | undefined;

  constructor(canvases: readonly [HTMLCanvasElement, HTMLCanvasElement]) {
    [this.shown, this.hidden] = canvases;
    for (const canvas of canvases) canvas.style.visibility = "hidden";
  }

  /** Paints for a while, and puts the picture where the view wants it. @returns whether there is more to do */
  frame(look: Look, scene: () => Scene): boolean {
    if (this.job === undefined || this.isUseless(this.job, look)) this.job = this.next(look, scene);
    if (this.job !== undefined) this.work(this.job);
    this.place(look.view);
    return this.job !== undefined || this.isStale(look);
  }

  /** Everything at once, as when the page is first shown. */
  finish(look: Look, scene: () => Scene): void {
    while (this.frame(look, scene) && this.job !== undefined);
  }

  private isStale({ window, version, view }: Look): boolean {
    const { shot } = this;
    return shot === undefined || shot.version !== version || shot.zoom !== view.zoom || !this.covers(shot, window);
  }

  private covers(shot: Shot, window: Rect): boolean {
    return encloses(shot.rect, window);
  }

  /** A job whose picture would not be shown where one looks. */
  private isUseless(job: Job, { window, view }: Look): boolean {
    const factor = view.zoom / job.zoom;
    return !encloses(job.rect, inflated(window, -window.width * 0.1)) || factor > 2 || factor < 0.5;
  }

  private next(look: Look, scene: () => Scene): Job | undefined {
    const { shot } = this;
    const { view, window, version, ratio, still, bounds } = look;
    const whole = shot !== undefined && bounds !== undefined && encloses(shot.rect, bounds);
    const leaving = shot === undefined || (!whole && !encloses(shot.rect, this.margin(window, 0.25)));
    const changed = shot?.version !== version || shot.ratio !== ratio;
    const coarse = shot !== undefined && still && shot.zoom !== view.zoom;
    // While the zoom changes, a picture is good as long as it is neither far too coarse nor too small.
    const factor = shot === undefined ? 1 : view.zoom / shot.zoom;
    if (!leaving && !changed && !coarse && factor < 3 && factor > 0.2) return undefined;
    return this.begin(this.part(look), look, scene);
  }

  private margin(window: Rect, share: number): Rect {
    return inflated(window, Math.max(window.width, window.height) * MARGIN * share);
  }

  /** All of the board where that is small enough: then a pan never leaves it. */
  private part({ bounds, window, view, ratio }: Look): Rect {
    const around = this.margin(window, 1);
    const all = bounds === undefined ? undefined : inflated(bounds, 40 / view.zoom);
    const pixels = all === undefined ? Infinity : all.width * all.height * (view.zoom * ratio) ** 2;
    return all !== undefined && pixels < PIXELS_MAX / 2 ? all : around;
  }

  private begin(part: Rect, { view, version, ratio }: Look, scene: () => Scene): Job {
    const zoom = view.zoom;
    const scale = Math.min(zoom * ratio, Math.sqrt(PIXELS_MAX / (part.width * part.height)));
    // On whole pixels, so that a picture at rest is shown as it is and not smoothed.
    const snapped = { x: Math.floor(part.x * scale) / scale, y: Math.floor(part.y * scale) / scale };
    const rect = { ...snapped, width: part.width, height: part.height };
    const [width, height] = [Math.ceil(rect.width * scale), Math.ceil(rect.height * scale)];
    const canvas = this.hidden;
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("this browser cannot paint");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(scale, 0, 0, scale, -rect.x * scale, -rect.y * scale);
    return { rect, zoom, ratio, version, work: painting(context, scene(), rect, zoom) };
  }

  private work(job: Job): void {
    const until = performance.now() + SLICE_MILLIS;
    do {
      if (job.work.next().done !== true) continue;
      [this.shown, this.hidden] = [this.hidden, this.shown];
      this.shot = job;
      this.job = undefined;
      this.shown.style.visibility = "visible";
      this.hidden.style.visibility = "hidden";
      return;
    } while (performance.now() < until);
  }

  private place(view: Viewport): void {
    const { shot } = this;
    if (shot === undefined) return;
    const [x, y] = [shot.rect.x * view.zoom + view.x, shot.rect.y * view.zoom + view.y];
    const scale = (shot.rect.width * view.zoom) / this.shown.width;
    this.shown.style.transform = `translate3d(${x}px,${y}px,0) scale(${scale})`;
  }
}
