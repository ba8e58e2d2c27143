/** Finds what lies in a part of the board without looking at all of it. */
import { intersects, type Rect } from "./rect";

const CELL = 512;
/** More than twice the rows that 32 bits hold: a cell is one number. */
const COLUMN = 2 ** 24;
/** What would lie in more cells than this is kept apart and always looked at. */
const CELLS_MAX = 96;

interface Placed<K> {
  readonly key: K;
  readonly rect: Rect;
  readonly cells: readonly number[] | undefined;
  seen: number;
}

export class SpatialGrid<K> {
  private readonly placed = new Map<K, Placed<K>>();
  private readonly cells = new Map<number, Set<Placed<K>>>();
  private readonly large = new Set<Placed<K>>();
  private query = 0;

  get size(): number {
    return this.placed.size;
  }

  rect(key: K): Rect | undefined {
    return this.placed.get(key)?.rect;
  }

  put(key: K, rect: Rect): void {
    this.remove(key);
    const cells = cellsOf(rect);
    const placed: Placed<K> = { key, rect, cells, seen: 0 };
    this.placed.set(key, placed);
    if (cells === undefined) this.large.add(placed);
    for (const cell of cells ?? []) {
      const there = this.cells.get(cell);
      if (there === undefined) this.cells.set(cell, new Set([placed]));
      else there.add(placed);
    }
  }

  remove(key: K): void {
    const old = this.placed.get(key);
    if (old === undefined) return;
    this.placed.delete(key);
    this.large.delete(old);
    for (const cell of old.cells ?? []) {
      const there = this.cells.get(cell);
      there?.delete(old);
      if (there?.size === 0) this.cells.delete(cell);
    }
  }

  clear(): void {
    this.placed.clear();
    this.cells.clear();
    this.large.clear();
  }

  /** Keys of everything whose rectangle touches this one, in no order. */
  within(rect: Rect): K[] {
    const found: K[] = [];
    const query = ++this.query;
    const look = (placed: Placed<K>) => {
      if (placed.seen === query) return;
      placed.seen = query;
      if (intersects(placed.rect, rect)) found.push(placed.key);
    };
    const cells = cellsOf(rect, this.cells.size);
    // A window with more cells than there are in use is as good as everything.
    if (cells === undefined) {
      for (const placed of this.placed.values()) look(placed);
      return found;
    }
    for (const cell of cells) for (const placed of this.cells.get(cell) ?? []) look(placed);
    for (const placed of this.large) look(placed);
    return found;
  }
}

function cellsOf(rect: Rect, most = CELLS_MAX): number[] | undefined {
  const [left, top] = [Math.floor(rect.x / CELL), Math.floor(rect.y / CELL)];
  const [right, bottom] = [Math.floor((rect.x + rect.width) / CELL), Math.floor((rect.y + rect.height) / CELL)];
  if ((right - left + 1) * (bottom - top + 1) > most) return undefined;
  const cells: number[] = [];
  for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) cells.push(x * COLUMN + y);
  return cells;
}
