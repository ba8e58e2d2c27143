/** What one edit or one batch of applied changes touched: every key with what stood there before, and every text. */
import type { Place, Slot } from "./objectTree";
import type { Register } from "./register";
import type { ObjectId } from "./value";

export interface TouchedKey {
  readonly place: Place;
  readonly before: Register;
}

export interface Touched {
  readonly keys: readonly TouchedKey[];
  readonly texts: ReadonlySet<ObjectId>;
}

/** Collects what a batch of changes touches. `batch` is a number above 0 that no batch of this document had before. */
export class TouchLog implements Touched {
  readonly keys: TouchedKey[] = [];
  readonly texts = new Set<ObjectId>();

  constructor(private readonly batch: number) {}

  /** Notes that a slot is about to change. */
  touch(slot: Slot): void {
    if (slot.touchedBy === this.batch) return;
    slot.touchedBy = this.batch;
    this.keys.push({ place: { map: slot.map.id, key: slot.key }, before: slot.register });
  }

  touchText(text: ObjectId): void {
    this.texts.add(text);
  }
}
