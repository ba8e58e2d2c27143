/** Where the focus goes from a card: to the neighbour in a direction, or along an arrow. */
import { centerOf, type Point, type Rect } from "./rect";

export type Way = "Left" | "Right" | "Up" | "Down";

const AHEAD: Record<Way, Point> = {
  Left: { x: -1, y: 0 },
  Right: { x: 1, y: 0 },
  Up: { x: 0, y: -1 },
  Down: { x: 0, y: 1 },
};

export interface Spot<K> {
  readonly key: K;
  readonly rect: Rect;
}

/** The nearest ahead; what lies aside counts as farther. Undefined where nothing lies that way. */
export function neighbour<K>(from: Rect, way: Way, spots: Iterable<Spot<K>>): K | undefined {
  const start = centerOf(from);
  const { x, y } = AHEAD[way];
  let best: K | undefined;
  let least = Infinity;
  for (const { key, rect } of spots) {
    const at = centerOf(rect);
    const [dx, dy] = [at.x - start.x, at.y - start.y];
    const ahead = dx * x + dy * y;
    const aside = Math.abs(dx * y) + Math.abs(dy * x);
    // Not within a cone of about 63 degrees on either side: that is another direction.
    if (ahead <= 1 || aside > ahead * 2) continue;
    const cost = ahead + aside * 1.6;
    if (cost < least) {
      least = cost;
      best = key;
    }
  }
  return best;
}

/** Of the cards that arrows lead to or come from, the one in this direction; else the next in turn. */
export function alongArrow<K>(from: Rect, way: Way, spots: readonly Spot<K>[]): K | undefined {
  return neighbour(from, way, spots) ?? sideways(from, way, spots);
}

/** The one that lies that way at all, however far aside. */
function sideways<K>(from: Rect, way: Way, spots: readonly Spot<K>[]): K | undefined {
  const start = centerOf(from);
  const { x, y } = AHEAD[way];
  const ahead = ({ rect }: Spot<K>) => (centerOf(rect).x - start.x) * x + (centerOf(rect).y - start.y) * y;
  const there = spots.filter((spot) => ahead(spot) > 1);
  return there.sort((a, b) => ahead(a) - ahead(b))[0]?.key;
}

/** In the order of reading: rows of about a card's height, each from the left. */
export function inReadingOrder<K>(spots: Iterable<Spot<K>>): K[] {
  const row = ({ rect }: Spot<K>) => Math.round(rect.y / 80);
  return [...spots].sort((a, b) => row(a) - row(b) || a.rect.x - b.rect.x).map(({ key }) => key);
}
