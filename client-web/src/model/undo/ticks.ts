/**
 * Who wrote a key last: each write of this engine has a number of its own, and so has whatever else was heard. A step may take back a key only while its own
 * write is the last one; taking it back makes the write before it the last again.
 */
import type { Touched } from "../automerge/touched";
import type { ObjectId } from "../automerge/value";

export class Ticks {
  private readonly last = new Map<string, number>();
  private clock = 0;

  /** The number of the last write, 0 where none is known. */
  of(map: ObjectId, key: string): number {
    return this.last.get(`${map} ${key}`) ?? 0;
  }

  /** A write of this engine. */
  write(map: ObjectId, key: string): number {
    this.last.set(`${map} ${key}`, ++this.clock);
    return this.clock;
  }

  /** A write that was taken back, or done again. */
  set(map: ObjectId, key: string, tick: number): void {
    this.last.set(`${map} ${key}`, tick);
  }

  /** Something that this engine did not write. Only keys that it wrote before matter. */
  heard(touched: Touched): void {
    for (const { place } of touched.keys) {
      const at = `${place.map} ${place.key}`;
      if (this.last.has(at)) this.last.set(at, ++this.clock);
    }
  }
}
