/**
 * All maps of a document in plain objects, kept up to date from the operations of each change: reading costs no call to Automerge. Live: it changes with its
 * replica; the registers it gives out are immutable.
 */
import { EMPTY, type Register, winningMap } from "./register";
import { type ObjectId, ROOT } from "./value";

/** A key of a map. */
export interface Place {
  readonly map: ObjectId;
  readonly key: string;
}

/** A key of a map and what stands there. */
export interface Slot {
  readonly map: TreeObject;
  readonly key: string;
  /** Number among the slots of the document. */
  readonly number: number;
  register: Register;
  /** The change that `uses` counts for. */
  usedBy: number;
  uses: number;
  /** The batch that has noted this slot as touched. */
  touchedBy: number;
}

/** One object: a map with its slots, or a text with what is known of it. */
export interface TreeObject {
  readonly id: ObjectId;
  readonly isText: boolean;
  /** Number among the texts; means nothing for a map. */
  readonly number: number;
  readonly depth: number;
  readonly place: Place | undefined;
  /** Every key that was ever written. */
  readonly slots: Map<string, Slot>;
  /** How many slots something stands at. */
  size: number;
  /** The text as it was last read, or empty as it was made; undefined after a change by others. */
  text: string | undefined;
}

export function treeObject(id: ObjectId, isText: boolean, number: number, depth: number, place?: Place): TreeObject {
  return { id, isText, number, depth, place, slots: new Map(), size: 0, text: "" };
}

export class ObjectTree {
  readonly root = treeObject(ROOT, false, 0, 0);
  private readonly objects = new Map<ObjectId, TreeObject>([[ROOT, this.root]]);
  private readonly slots: Slot[] = [];
  private texts = 0;

  /** What stands at a key; EMPTY where nothing does, or where the object is unknown or not a map. */
  at(map: ObjectId, key: string): Register {
    return this.objects.get(map)?.slots.get(key)?.register ?? EMPTY;
  }

  /** The map that wins at a key of a map, for walking down. */
  map(map: ObjectId, key: string): ObjectId | undefined {
    return winningMap(this.at(map, key));
  }

  /** Every key that was ever written; at some nothing stands any more. Quicker than `entries`. */
  slotsOf(map: ObjectId): Iterable<Slot> {
    return this.objects.get(map)?.slots.values() ?? [];
  }

  /** Every key at which something stands, in no order. */
  *entries(map: ObjectId): Generator<[string, Register]> {
    for (const slot of this.objects.get(map)?.slots.values() ?? []) {
      if (slot.register.length > 0) yield [slot.key, slot.register];
    }
  }

  /** Where an object was made; undefined for the root and for unknown objects. It stays known when it lost or was deleted. */
  place(object: ObjectId): Place | undefined {
    return this.objects.get(object)?.place;
  }

  find(id: ObjectId): TreeObject | undefined {
    return this.objects.get(id);
  }

  newSlot(map: TreeObject, key: string): Slot {
    const slot = { map, key, number: this.slots.length, register: EMPTY, usedBy: 0, uses: 0, touchedBy: 0 };
    this.slots.push(slot);
    map.slots.set(key, slot);
    return slot;
  }

  /** Takes back the slots made since there were `count`: of a change that was refused after all. */
  forgetSlots(count: number): void {
    for (const slot of this.slots.splice(count)) slot.map.slots.delete(slot.key);
  }

  get slotCount(): number {
    return this.slots.length;
  }

  get textCount(): number {
    return this.texts;
  }

  add(object: TreeObject): void {
    this.objects.set(object.id, object);
    if (object.isText) this.texts++;
  }
}
