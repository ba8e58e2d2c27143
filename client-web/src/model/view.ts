/** Keeps a projection up to date from what changes touched: what it costs depends on them, not on the size of the document (MODEL-20, MODEL-21). */
import type { Place } from "./automerge/objectTree";
import { type Register, winningMap, winningText, winningValue } from "./automerge/register";
import type { Replica } from "./automerge/replica";
import type { Touched } from "./automerge/touched";
import { type ObjectId, ROOT } from "./automerge/value";
import { compareSubjects, keyOf, type Subject } from "./ids";
import type { Json } from "./json";
import {
  COLLECTIONS,
  type Collection,
  type DocumentKind,
  findThing,
  isRootKey,
  ROOT_KEYS,
  storedJson,
  subjectAt,
  subjectAtRoot,
} from "./schema";

/** The readable form of one kind of document. */
export interface Projection {
  /** Everything it holds. */
  subjects(): Subject[];
  /** Reads a thing anew; `textTouched` where its description may be another. */
  read(subject: Subject, map: ObjectId, textTouched: boolean): void;
  forget(subject: Subject): void;
  /** Reads what stands at the root, the collections aside. */
  readRoot(): void;
  /** After the last of a batch. */
  settle(): void;
}

/** What a batch of changes changed. */
export interface Changed {
  readonly subjects: readonly Subject[];
  /** The name, the text, or something unknown at the root. */
  readonly root: boolean;
  /** The text of a document. */
  readonly text: boolean;
}

/** Where in the schema an object lies. */
type Spot =
  | { readonly type: "Root" | "Other" | "Hidden" }
  | { readonly type: "Top"; readonly collection: Collection }
  | { readonly type: "Shard"; readonly collection: Collection; readonly digits: string }
  | { readonly type: "Thing" | "Inside"; readonly subject: Subject };

export class View {
  private readonly collections: readonly Collection[];
  private readonly rootKeys: ReadonlySet<string>;
  private unknownCache: Readonly<Record<string, Json>> | undefined;

  constructor(
    private readonly replica: Replica,
    private readonly kind: DocumentKind,
    private readonly projection: Projection,
  ) {
    this.collections = COLLECTIONS[kind];
    this.rootKeys = new Set([...ROOT_KEYS[kind], ...this.collections.map((each) => each.key)]);
    projection.readRoot();
    for (const subject of this.subjectsInTree()) this.follow1(subject, true);
    projection.settle();
  }

  /** What stands at the root and is not known. */
  unknown(): Readonly<Record<string, Json>> {
    this.unknownCache ??= this.readUnknown();
    return this.unknownCache;
  }

  private readUnknown(): Readonly<Record<string, Json>> {
    const found: [string, Json][] = [];
    for (const [key, register] of this.replica.tree.entries(ROOT)) {
      const isKnown = this.rootKeys.has(key) || isRootKey(this.kind, key) || this.isThing(key, register);
      const value = isKnown ? undefined : winningValue(register);
      if (value !== undefined) {
        found.push([key, storedJson(this.replica.tree, (text) => this.replica.text(text), value)]);
      }
    }
    return Object.fromEntries(found);
  }

  private isThing(rootKey: string, register: Register): boolean {
    return winningMap(register) !== undefined && subjectAtRoot(this.collections, rootKey) !== undefined;
  }

  private *subjectsInTree(): Generator<Subject> {
    const { tree } = this.replica;
    for (const [key] of [...tree.entries(ROOT)]) {
      const subject = subjectAtRoot(this.collections, key);
      if (subject !== undefined) yield subject;
    }
    for (const collection of this.collections) {
      const top = tree.map(ROOT, collection.key);
      if (top === undefined) continue;
      for (const [key, register] of [...tree.entries(top)]) {
        const shard = collection.shardDigits > 0 ? winningMap(register) : undefined;
        const keys =
          collection.shardDigits > 0 ? (shard === undefined ? [] : [...tree.entries(shard)].map(([id]) => id)) : [key];
        for (const id of keys) {
          const subject = subjectAt(collection, collection.shardDigits > 0 ? key : "", id);
          if (subject !== undefined) yield subject;
        }
      }
    }
  }

  /** Reads again what was touched. */
  follow(touched: Touched): Changed {
    const touches = new Touches(this.replica, this.collections, touched);
    if (touches.root || touches.text || touches.unknown) this.unknownCache = undefined;
    if (touches.root || touches.text) this.projection.readRoot();
    const changed = new Map<string, { subject: Subject; text: boolean }>(touches.things);
    if (touches.structure) {
      for (const subject of [...this.projection.subjects(), ...this.subjectsInTree()]) {
        changed.set(keyOf(subject), { subject, text: true });
      }
    }
    const inOrder = [...changed.values()].sort((a, b) => compareSubjects(a.subject, b.subject));
    for (const { subject, text } of inOrder) this.follow1(subject, text);
    this.projection.settle();
    return { subjects: inOrder.map((each) => each.subject), root: touches.root || touches.text, text: touches.text };
  }

  private follow1(subject: Subject, textTouched: boolean): void {
    const map = findThing((object, key) => this.replica.tree.at(object, key), subject);
    if (map === undefined) this.projection.forget(subject);
    else this.projection.read(subject, map, textTouched);
  }
}

/** Sorts what was touched by where it lies. */
class Touches {
  readonly things = new Map<string, { subject: Subject; text: boolean }>();
  root = false;
  text = false;
  unknown = false;
  structure = false;
  private readonly known = new Map<ObjectId, Spot>([[ROOT, { type: "Root" }]]);

  constructor(
    private readonly replica: Replica,
    private readonly collections: readonly Collection[],
    touched: Touched,
  ) {
    for (const { place } of touched.keys) this.note(place);
    for (const text of touched.texts) this.noteText(text);
  }

  private note(place: Place): void {
    const spot = this.spotOf(place.map);
    switch (spot.type) {
      case "Root": {
        const thing = subjectAtRoot(this.collections, place.key);
        if (this.collections.some((each) => each.key === place.key)) this.structure = true;
        else if (thing === undefined) this.root = true;
        // What is no map there is no thing, but unknown.
        else this.noteThing(thing);
        this.unknown ||= thing !== undefined;
        return;
      }
      case "Top":
        if (spot.collection.shardDigits > 0) this.structure = true;
        else this.noteThing(subjectAt(spot.collection, "", place.key));
        return;
      case "Shard":
        this.noteThing(subjectAt(spot.collection, spot.digits, place.key));
        return;
      case "Thing":
        this.touch(spot.subject, place.key === "description");
        return;
      case "Inside":
        this.touch(spot.subject, false);
        return;
      case "Other":
        this.root = true;
        return;
      case "Hidden":
    }
  }

  private noteThing(subject: Subject | undefined): void {
    if (subject !== undefined) this.touch(subject, true);
  }

  private noteText(text: ObjectId): void {
    const spot = this.spotOf(text);
    if (spot.type === "Inside") this.touch(spot.subject, this.replica.tree.place(text)?.key === "description");
    else if (spot.type === "Other") this.text = true;
  }

  private touch(subject: Subject, text: boolean): void {
    const key = keyOf(subject);
    this.things.set(key, { subject, text: text || (this.things.get(key)?.text ?? false) });
  }

  private spotOf(object: ObjectId): Spot {
    const known = this.known.get(object);
    if (known !== undefined) return known;
    const place = this.replica.tree.place(object);
    const spot: Spot = place === undefined ? { type: "Hidden" } : this.below(place, object);
    this.known.set(object, spot);
    return spot;
  }

  private below(place: Place, object: ObjectId): Spot {
    const register = this.replica.tree.at(place.map, place.key);
    if (winningMap(register) !== object && winningText(register) !== object) return { type: "Hidden" };
    const above = this.spotOf(place.map);
    switch (above.type) {
      case "Root": {
        const collection = this.collections.find((each) => each.key === place.key);
        if (collection !== undefined) return { type: "Top", collection };
        const thing = subjectAtRoot(this.collections, place.key);
        return thing === undefined ? { type: "Other" } : { type: "Thing", subject: thing };
      }
      case "Top":
        return above.collection.shardDigits > 0
          ? { type: "Shard", collection: above.collection, digits: place.key }
          : thingAt(above.collection, "", place.key);
      case "Shard":
        return thingAt(above.collection, above.digits, place.key);
      case "Thing":
        return { type: "Inside", subject: above.subject };
      case "Inside":
      case "Other":
      case "Hidden":
        return above;
    }
  }
}

function thingAt(collection: Collection, shard: string, key: string): Spot {
  const subject = subjectAt(collection, shard, key);
  return subject === undefined ? { type: "Hidden" } : { type: "Thing", subject };
}
