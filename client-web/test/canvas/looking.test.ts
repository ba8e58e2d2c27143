import { expect, test } from "vitest";
import { SpatialGrid } from "../../src/ui/canvas/logic/grid";
import { around, between, intersects, type Rect } from "../../src/ui/canvas/logic/rect";
import {
  blended,
  fitted,
  revealing,
  toBoard,
  toScreen,
  windowOf,
  ZOOM_MAX,
  ZOOM_MIN,
  zoomedAt,
} from "../../src/ui/canvas/logic/viewport";

const screen = { width: 1000, height: 600 };

test("what is under the pointer stays there while one zooms", () => {
  const view = { x: -130, y: 42, zoom: 0.7 };
  const at = { x: 333, y: 222 };
  const before = toBoard(view, at);
  for (const zoom of [0.1, 0.45, 1, 3]) {
    const under = toBoard(zoomedAt(view, at, zoom), at);
    expect(under.x).toBeCloseTo(before.x);
    expect(under.y).toBeCloseTo(before.y);
  }
});

test("zoom stays within its bounds", () => {
  const view = { x: 0, y: 0, zoom: 1 };
  expect(zoomedAt(view, { x: 0, y: 0 }, 1_000).zoom).toBe(ZOOM_MAX);
  expect(zoomedAt(view, { x: 0, y: 0 }, 0).zoom).toBe(ZOOM_MIN);
});

test("what is fitted lies within the screen with its margin, in the middle", () => {
  const rect = { x: -500, y: 700, width: 4000, height: 1000 };
  const view = fitted(rect, screen, 50, 1);
  const corner = toScreen(view, rect);
  const other = toScreen(view, { x: rect.x + rect.width, y: rect.y + rect.height });
  expect(corner.x).toBeCloseTo(50);
  expect(other.x).toBeCloseTo(950);
  expect(corner.y + other.y).toBeCloseTo(screen.height);
  expect(fitted({ x: 0, y: 0, width: 10, height: 10 }, screen, 50, 1).zoom).toBe(1);
});

test("a card in sight moves nothing, one outside comes just inside", () => {
  const view = { x: 0, y: 0, zoom: 1 };
  expect(revealing(view, { x: 100, y: 100, width: 200, height: 100 }, screen, 20)).toBe(view);
  expect(revealing(view, { x: 950, y: 100, width: 200, height: 100 }, screen, 20)).toEqual({ x: -170, y: 0, zoom: 1 });
  expect(revealing(view, { x: -300, y: 100, width: 200, height: 100 }, screen, 20)).toEqual({ x: 320, y: 0, zoom: 1 });
});

test("a flight begins and ends where it should, and its zoom rises evenly", () => {
  const [from, to] = [
    { x: 0, y: 0, zoom: 1 },
    { x: -4000, y: -900, zoom: 0.25 },
  ];
  expect(blended(from, to, 1, screen)).toBe(to);
  const start = blended(from, to, 0, screen);
  expect(start.x).toBeCloseTo(0);
  expect(start.zoom).toBe(1);
  expect(blended(from, to, 0.5, screen).zoom).toBeCloseTo(0.5);
  expect(windowOf(blended(from, { ...from, x: 100 }, 0.5, screen), screen).x).toBeCloseTo(-50);
});

test("the grid finds what touches a window, and nothing else, whatever moved meanwhile", () => {
  const grid = new SpatialGrid<number>();
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed / 2 ** 32) * below;
  };
  const rects = new Map<number, Rect>();
  const some = (): Rect => ({
    x: random(9000) - 4000,
    y: random(9000) - 4000,
    width: random(600),
    height: random(300),
  });
  for (let i = 0; i < 400; i++) rects.set(i, i % 50 === 0 ? { x: -9000, y: i, width: 30_000, height: 9000 } : some());
  for (const [key, rect] of rects) grid.put(key, rect);
  for (let i = 0; i < 100; i++) {
    const key = Math.floor(random(400));
    if (i % 5 === 0) {
      grid.remove(key);
      rects.delete(key);
    } else {
      const rect = some();
      grid.put(key, rect);
      rects.set(key, rect);
    }
  }
  expect(grid.size).toBe(rects.size);
  const windows = [...Array.from({ length: 40 }, some), { x: -1e6, y: -1e6, width: 2e6, height: 2e6 }];
  for (const window of windows) {
    const expected = [...rects].filter(([, rect]) => intersects(rect, window)).map(([key]) => key);
    expect(grid.within(window).sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
  }
});

test("a rectangle is the same whichever corner one begins at; around nothing there is none", () => {
  const rect = { x: 1, y: 2, width: 3, height: 4 };
  expect(between({ x: 1, y: 2 }, { x: 4, y: 6 })).toEqual(rect);
  expect(between({ x: 4, y: 2 }, { x: 1, y: 6 })).toEqual(rect);
  expect(around([])).toBeUndefined();
  expect(around([rect, { x: 10, y: 0, width: 1, height: 1 }])).toEqual({ x: 1, y: 0, width: 10, height: 6 });
});
