/** What a press on the canvas becomes: one way of thinking for mouse, pen and finger. Pure; the stage feeds it and does what it says. */
import type { PlaceableRef, ThingRef } from "../../../model/ids";
import type { Hit } from "./hit";
import type { Point } from "./rect";
import type { Corner } from "./resizing";

export interface Press {
  readonly hit: Hit;
  /** On the screen. */
  readonly at: Point;
  readonly button: "main" | "middle" | "other";
  readonly shift: boolean;
  readonly touch: boolean;
  /** The hand tool, or the space bar. */
  readonly hand: boolean;
  readonly mayWrite: boolean;
}

/** A gesture is `held` until the pointer has moved far enough to mean it. */
export type Gesture =
  | { readonly type: "Pan"; readonly from: Point; readonly held: boolean; readonly tapped: Hit }
  | { readonly type: "Marquee"; readonly from: Point; readonly held: boolean; readonly adds: boolean }
  | {
      readonly type: "Drag";
      readonly from: Point;
      readonly held: boolean;
      readonly thing: ThingRef;
      readonly toggles: boolean;
    }
  | {
      readonly type: "Resize";
      readonly from: Point;
      readonly held: boolean;
      readonly thing: PlaceableRef;
      readonly corner: Corner;
    }
  | { readonly type: "Link"; readonly from: Point; readonly held: boolean; readonly start: PlaceableRef };

const SLOP = 4;
const TOUCH_SLOP = 9;

export function gestureOf({ hit, at, button, shift, touch, hand, mayWrite }: Press): Gesture | undefined {
  if (button === "other") return undefined;
  const pan: Gesture = { type: "Pan", from: at, held: true, tapped: hit };
  if (hand || button === "middle") return pan;
  switch (hit.type) {
    case "Ground":
      // A finger looks around; a mouse selects.
      return touch ? pan : { type: "Marquee", from: at, held: true, adds: shift };
    case "Corner":
      return mayWrite ? { type: "Resize", from: at, held: true, thing: hit.thing, corner: hit.corner } : pan;
    case "Handle":
      return mayWrite ? { type: "Link", from: at, held: true, start: hit.from } : pan;
    case "Thing":
      return { type: "Drag", from: at, held: true, thing: hit.thing, toggles: shift };
  }
}

/** The same gesture, begun in earnest once the pointer has gone far enough. */
export function moved(gesture: Gesture, to: Point, touch: boolean): Gesture {
  if (!gesture.held) return gesture;
  const far = Math.hypot(to.x - gesture.from.x, to.y - gesture.from.y) > (touch ? TOUCH_SLOP : SLOP);
  return far ? { ...gesture, held: false } : gesture;
}

/** Along one axis while Shift is held. */
export function straight(by: Point, only: boolean): Point {
  if (!only) return by;
  return Math.abs(by.x) >= Math.abs(by.y) ? { x: by.x, y: 0 } : { x: 0, y: by.y };
}
