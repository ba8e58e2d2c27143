/** How gestures end: what a tap chooses, and what a drop does. */
import type { CardId, GroupId, PlaceableRef } from "../../../model/ids";
import { drawArrow } from "../deeds/actions";
import { dropIntents } from "../deeds/deeds";
import type { Gesture } from "../logic/gesture";
import { cardAt, groupAround } from "../logic/hit";
import { between, encloses, intersects, moved, type Point, type Rect } from "../logic/rect";
import { resized } from "../logic/resizing";
import { cardsIn, refOf, thingKey } from "../logic/selection";
import type { BoardSession } from "../store/boardSession";
import { groundOf } from "../store/ground";
import { CANVAS } from "../strings";

/** Where a gesture began and where it ended, on the board. */
export interface Ends {
  readonly from: Point;
  readonly to: Point;
}

export function tap(session: BoardSession, gesture: Gesture, shift: boolean): void {
  const thing = gesture.type === "Drag" ? gesture.thing : tapped(gesture);
  if (thing !== undefined) {
    if (gesture.type === "Drag" && gesture.toggles) session.select({ type: "Toggle", thing });
    else session.select({ type: "Only", things: [thing] });
    if ("card" in thing) session.focus(thing.card);
  } else if (!shift && gesture.type !== "Resize" && gesture.type !== "Link") {
    session.select({ type: "Clear" });
    session.put({ menu: undefined });
  }
}

export function drop(session: BoardSession, gesture: Gesture, { from, to }: Ends, keepGroups: boolean): void {
  const { store } = session;
  switch (gesture.type) {
    case "Pan":
      return;
    case "Marquee":
      return catchIn(session, between(from, to), gesture.adds);
    case "Drag": {
      const { drag } = store;
      store.dragBy(undefined);
      if (drag === undefined || (drag.by.x === 0 && drag.by.y === 0)) return;
      const intents = dropIntents(store, drag.keys, drag.by, keepGroups);
      const rects = new Map<string, Rect>();
      for (const key of drag.keys) {
        const rect = store.rect(refOf(key) as PlaceableRef);
        if (rect !== undefined) rects.set(key, moved(rect, drag.by));
      }
      session.editHeld(intents, rects);
      return session.announce(CANVAS.moved(drag.keys.size));
    }
    case "Resize": {
      const rect = store.rect(gesture.thing);
      if (rect === undefined) return;
      const frame = resized(rect, gesture.corner, { x: to.x - from.x, y: to.y - from.y });
      const { thing } = gesture;
      const size = { width: frame.width, height: frame.height };
      const places = frame.x !== rect.x || frame.y !== rect.y;
      const move = places ? [{ intent: "Move" as const, thing, position: { x: frame.x, y: frame.y } }] : [];
      return session.editHeld([...move, { intent: "Resize", thing, size }], new Map([[thingKey(thing), frame]]));
    }
    case "Link": {
      const target = linkTarget(session, gesture.start, to);
      if (target !== undefined) drawArrow(session, gesture.start, target, "blocks");
    }
  }
}

/** Cards that the marquee touches; groups only where it is around all of them. */
function catchIn(session: BoardSession, rect: Rect, adds: boolean): void {
  const cards = session.store.cardGrid.within(rect).map((card): { card: CardId } => ({ card }));
  const groups = session.store.livingGroups().flatMap(({ id }): { group: GroupId }[] => {
    const bounds = session.store.rect({ group: id });
    return bounds !== undefined && intersects(bounds, rect) && encloses(rect, bounds) ? [{ group: id }] : [];
  });
  session.select({ type: adds ? "Add" : "Only", things: [...cards, ...groups] });
  const count = cardsIn(session.ui.get().selection).length;
  session.announce(CANVAS.selectedCards(count));
}

/** What an arrow from there would end at. */
export function linkTarget(session: BoardSession, start: PlaceableRef, at: Point): PlaceableRef | undefined {
  const ground = groundOf(session.store, session.camera.view.zoom);
  const card = cardAt(ground, at);
  if (card !== undefined) return "card" in start && start.card === card ? undefined : { card };
  const group = groupAround(ground, at, (id) => "group" in start && start.group === id);
  const inStart = "card" in start && session.store.cards.get(start.card)?.group === group;
  return group === undefined || inStart ? undefined : { group };
}

function tapped(gesture: Gesture) {
  return gesture.type === "Pan" && gesture.tapped.type === "Thing" ? gesture.tapped.thing : undefined;
}
