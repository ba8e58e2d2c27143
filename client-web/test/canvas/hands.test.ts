import { expect, test } from "vitest";
import type { CardId, GroupId } from "../../src/model/ids";
import { gestureOf, moved, type Press, straight } from "../../src/ui/canvas/logic/gesture";
import { groupAround, handlesOf, hitAt, reachAt } from "../../src/ui/canvas/logic/hit";
import { cornerAt, resized, SIZE_MIN } from "../../src/ui/canvas/logic/resizing";
import { boundsOf, distanceTo, headOf, pointOn, routeBetween } from "../../src/ui/canvas/logic/routing";
import { NOTHING, refOf, selected, thingKey } from "../../src/ui/canvas/logic/selection";
import { snapped } from "../../src/ui/canvas/logic/snapping";
import { groundOf } from "../../src/ui/canvas/store/ground";
import { arrow, boardOf, card, deleted, group, id } from "./board";

const mouse = reachAt(1, false);

test("the upper of two cards is hit, then arrows, then titles and edges of groups, then the ground", () => {
  const store = boardOf({
    cards: [card(1, 0, 0), card(2, 100, 50), card(3, 600, 0)],
    groups: [group(9, -40, -40, 1000, 400)],
    dependencies: [arrow(20, 1, 3)],
  });
  const ground = groundOf(store, 1);
  const at = (x: number, y: number) => hitAt(ground, { x, y }, 1, mouse, undefined);
  expect(at(150, 80)).toEqual({ type: "Thing", thing: { card: id<CardId>(2) } });
  expect(at(50, 20)).toEqual({ type: "Thing", thing: { card: id<CardId>(1) } });
  const { from, to } = store.routes.get(id(20))!;
  expect(at((from.x + to.x) / 2, (from.y + to.y) / 2)).toEqual({ type: "Thing", thing: { dependency: id(20) } });
  expect(at(0, -50)).toEqual({ type: "Thing", thing: { group: id(9) } });
  expect(at(-40, 200)).toEqual({ type: "Thing", thing: { group: id(9) } });
  expect(at(500, 300)).toEqual({ type: "Ground" });
});

test("handles and corners count only of what is selected alone, and win over what lies below", () => {
  const store = boardOf({ cards: [card(1, 0, 0)] });
  const ground = groundOf(store, 1);
  const thing = { card: id<CardId>(1) };
  const [right] = handlesOf(store.rect(thing)!, 1);
  expect(hitAt(ground, right!, 1, mouse, thing)).toEqual({ type: "Handle", from: thing });
  expect(hitAt(ground, right!, 1, mouse, undefined)).toEqual({ type: "Ground" });
  expect(hitAt(ground, { x: 199, y: 99 }, 1, mouse, thing)).toEqual({ type: "Corner", thing, corner: "se" });
  expect(hitAt(ground, { x: 199, y: 99 }, 1, mouse, undefined)).toEqual({ type: "Thing", thing });
});

test("what is in the trash is not hit, nor arrows to it", () => {
  const store = boardOf({ cards: [card(1, 0, 0), deleted(card(2, 400, 0))], dependencies: [arrow(20, 1, 2)] });
  const at = hitAt(groundOf(store, 1), { x: 450, y: 50 }, 1, mouse, undefined);
  expect(at).toEqual({ type: "Ground" });
  expect(store.routes.size).toBe(0);
});

test("a dropped card goes to the smallest group around it", () => {
  const store = boardOf({ groups: [group(1, 0, 0, 1000, 1000), group(2, 100, 100, 200, 200)] });
  const ground = groundOf(store);
  expect(groupAround(ground, { x: 150, y: 150 }, () => false)).toBe(id<GroupId>(2));
  expect(groupAround(ground, { x: 150, y: 150 }, (each) => each === id(2))).toBe(id<GroupId>(1));
  expect(groupAround(ground, { x: -5, y: 0 }, () => false)).toBeUndefined();
});

const press: Press = {
  hit: { type: "Ground" },
  at: { x: 0, y: 0 },
  button: "main",
  shift: false,
  touch: false,
  hand: false,
  mayWrite: true,
};

test("a mouse on the ground draws a marquee, a finger looks around; the hand always looks around", () => {
  expect(gestureOf(press)?.type).toBe("Marquee");
  expect(gestureOf({ ...press, touch: true })?.type).toBe("Pan");
  const onCard = { ...press, hit: { type: "Thing", thing: { card: id<CardId>(1) } } } as const;
  expect(gestureOf(onCard)?.type).toBe("Drag");
  expect(gestureOf({ ...onCard, hand: true })?.type).toBe("Pan");
  expect(gestureOf({ ...onCard, button: "middle" })?.type).toBe("Pan");
  expect(gestureOf({ ...onCard, button: "other" })).toBeUndefined();
});

test("who may only read neither resizes nor draws arrows", () => {
  const thing = { card: id<CardId>(1) };
  const reader = { ...press, mayWrite: false };
  expect(gestureOf({ ...reader, hit: { type: "Corner", thing, corner: "se" } })?.type).toBe("Pan");
  expect(gestureOf({ ...reader, hit: { type: "Handle", from: thing } })?.type).toBe("Pan");
  expect(gestureOf({ ...press, hit: { type: "Handle", from: thing } })?.type).toBe("Link");
});

test("a tremble is no drag, and less so of a finger", () => {
  const gesture = gestureOf(press)!;
  expect(moved(gesture, { x: 3, y: 2 }, false).held).toBe(true);
  expect(moved(gesture, { x: 5, y: 0 }, false).held).toBe(false);
  expect(moved(gesture, { x: 5, y: 0 }, true).held).toBe(true);
  expect(straight({ x: 9, y: -4 }, true)).toEqual({ x: 9, y: 0 });
});

test("resizing keeps the opposite corner where it is, and never goes below the least size", () => {
  const rect = { x: 100, y: 100, width: 200, height: 100 };
  expect(resized(rect, "se", { x: 50, y: 20 })).toEqual({ x: 100, y: 100, width: 250, height: 120 });
  expect(resized(rect, "nw", { x: 50, y: 20 })).toEqual({ x: 150, y: 120, width: 150, height: 80 });
  const least = resized(rect, "nw", { x: 900, y: 900 });
  expect(least).toEqual({ x: 300 - SIZE_MIN.width, y: 200 - SIZE_MIN.height, ...SIZE_MIN });
  expect(cornerAt(rect, { x: 101, y: 199 }, 7)).toBe("sw");
  expect(cornerAt({ ...rect, width: 20 }, { x: 101, y: 199 }, 7)).toBeUndefined();
});

test("an arrow leaves and arrives at the sides that face each other, and its head points inwards", () => {
  const [a, b] = [
    { x: 0, y: 0, width: 100, height: 50 },
    { x: 300, y: 10, width: 100, height: 50 },
  ];
  const right = routeBetween(a, b);
  expect(right.from).toEqual({ x: 100, y: 25 });
  expect(right.to.x).toBeLessThan(300);
  expect(right.to.y).toBe(35);
  const [tip, left] = headOf(right, 10);
  expect(tip).toEqual(right.to);
  expect(left.x).toBeLessThan(tip.x);
  expect(routeBetween(a, { ...b, x: 0, y: 400 }).from).toEqual({ x: 50, y: 50 });
  expect(routeBetween(b, a).from.x).toBe(300);
});

test("the distance to a curve is none on it, and its bounds hold all of it", () => {
  const route = routeBetween({ x: 0, y: 0, width: 100, height: 50 }, { x: 500, y: 300, width: 100, height: 50 });
  const bounds = boundsOf(route);
  for (let t = 0; t <= 1; t += 0.125) {
    const at = pointOn(route, t);
    expect(distanceTo(route, at)).toBeLessThan(2);
    expect(at.x >= bounds.x && at.x <= bounds.x + bounds.width).toBe(true);
    expect(at.y >= bounds.y && at.y <= bounds.y + bounds.height).toBe(true);
  }
  expect(distanceTo(route, { x: 50, y: 400 })).toBeGreaterThan(100);
});

test("a drag catches the edges and middles of what stands near, and nothing far", () => {
  const other = { x: 300, y: 0, width: 100, height: 40 };
  const near = snapped({ x: 303, y: 200, width: 100, height: 40 }, [other], 6);
  expect(near).toEqual({ by: { x: -3, y: 0 }, x: 300, y: undefined });
  expect(snapped({ x: 320, y: 200, width: 100, height: 40 }, [other], 6).by).toEqual({ x: 0, y: 0 });
});

test("selecting is one step after the other, and the same selection where nothing changes", () => {
  const [one, two] = [{ card: id<CardId>(1) }, { group: id<GroupId>(2) }];
  const first = selected(NOTHING, { type: "Only", things: [one] });
  expect(selected(first, { type: "Only", things: [one] })).toBe(first);
  const both = selected(first, { type: "Toggle", thing: two });
  expect([...both]).toEqual([thingKey(one), thingKey(two)]);
  expect([...selected(both, { type: "Toggle", thing: one })]).toEqual([thingKey(two)]);
  expect([...selected(both, { type: "Keep", isThere: (key) => key.startsWith("card:") })]).toEqual([thingKey(one)]);
  expect(selected(both, { type: "Clear" }).size).toBe(0);
  expect(refOf(thingKey(two))).toEqual(two);
});
