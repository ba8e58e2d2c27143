/** Fingers on a screen: two of them move and zoom the board. Owned by the hands. */
import type { Point } from "../logic/rect";
import type { Camera } from "../store/camera";

const AWAY_PIXELS_MIN = 10;

interface Spread {
  readonly middle: Point;
  readonly away: number;
}

export class Fingers {
  private readonly places = new Map<number, Point>();
  private pinch: Spread | undefined;

  /** @returns whether a pinch begins with this finger: whatever one finger was doing is over */
  down(finger: number, at: Point): boolean {
    this.places.set(finger, at);
    if (this.places.size !== 2) return false;
    this.pinch = this.spread();
    return true;
  }

  /** @returns whether the move belongs to a pinch */
  move(finger: number, at: Point, camera: Camera): boolean {
    if (this.places.has(finger)) this.places.set(finger, at);
    const { pinch } = this;
    if (pinch === undefined) return false;
    const now = this.spread();
    if (now === undefined) return true;
    camera.pan(now.middle.x - pinch.middle.x, now.middle.y - pinch.middle.y);
    camera.zoomAt(now.middle, now.away / pinch.away);
    this.pinch = now;
    return true;
  }

  /** @returns whether it belonged to a pinch */
  up(finger: number): boolean {
    this.places.delete(finger);
    const was = this.pinch !== undefined;
    if (this.places.size < 2) this.pinch = undefined;
    return was;
  }

  cancelled(finger: number): void {
    this.places.delete(finger);
    this.pinch = undefined;
  }

  private spread(): Spread | undefined {
    const [a, b] = [...this.places.values()];
    if (a === undefined || b === undefined) return undefined;
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    return { middle, away: Math.max(AWAY_PIXELS_MIN, Math.hypot(a.x - b.x, a.y - b.y)) };
  }
}
