/**
 * Plans the writes of one transaction. Reads through it see what it has written. Putting what alone stands there already, or deleting where nothing stands,
 * writes nothing.
 *
 * Nothing reaches Automerge before the edit has returned: an edit that throws, grows too large or comes to nothing leaves no trace there. That works because
 * the id of each operation is known beforehand: one counter after the other, beginning after the greatest in the document.
 */
import type { ActorId } from "../../protocol/ids";
import { EditBudget, EditTooLarge } from "./editBudget";
import type { GateCaps } from "./gateCaps";
import type { History } from "./history";
import type { ObjectTree } from "./objectTree";
import { keyFault } from "./ops";
import { isOnly, type Register } from "./register";
import { codePointCount, offsetByCodePoints, utf8Length } from "./utf8";
import { type ObjectId, objectId, type Scalar, type Value } from "./value";

/** One step of a transaction, played to Automerge once the whole edit is known to be good. Splices in UTF-16 units, as Automerge for JavaScript counts. */
export type Write =
  | { readonly type: "put"; readonly map: ObjectId; readonly key: string; readonly value: Scalar }
  | { readonly type: "make"; readonly map: ObjectId; readonly key: string; readonly isText: boolean }
  | { readonly type: "delete"; readonly map: ObjectId; readonly key: string }
  | { readonly type: "splice"; readonly text: ObjectId; readonly at: number; readonly deleted: number; insert: string };

/** What texts are before the transaction. */
export interface TextSource {
  text(text: ObjectId): string;
  character(text: ObjectId, position: number): ObjectId | undefined;
}

interface PlannedText {
  text: string;
  edited: boolean;
  /** In code points. */
  length: number;
}

const INT_MAX = 2 ** 31;

export class Editor {
  readonly writes: Write[] = [];
  readonly changedTexts = new Map<ObjectId, PlannedText>();
  private readonly budget: EditBudget;
  private readonly startOp: number;
  private readonly written = new Map<string, { register: Register; count: number }>();
  private readonly made = new Map<ObjectId, { isText: boolean; depth: number }>();
  private openSplice: { write: Write & { type: "splice" }; end: number } | undefined;

  constructor(
    private readonly actor: ActorId,
    history: History,
    private readonly tree: ObjectTree,
    private readonly texts: TextSource,
    private readonly caps: GateCaps,
  ) {
    this.startOp = history.maxOp + 1;
    this.budget = new EditBudget(caps, history.heads.size, history.actorCount);
  }

  /** What stands at a key, this transaction's writes included (with the op id that they will have). */
  at(map: ObjectId, key: string): Register {
    return this.written.get(`${map} ${key}`)?.register ?? this.tree.at(map, key);
  }

  /** Puts a scalar. @throws RangeError for what would not arrive as it was given; EditTooLarge where the edit goes above a cap */
  put(map: ObjectId, key: string, value: Scalar): void {
    this.checkPlace(map, key);
    const size = this.checkWritable(value);
    const before = this.at(map, key);
    if (isNoOp(before, value)) return;
    const counter = this.spend(map, key, before, size);
    this.write({ type: "put", map, key, value }, map, key, [{ counter, author: this.actor, value }]);
  }

  /** Makes a new, empty map or text at a key, replacing what stands there. */
  make(map: ObjectId, key: string, isText: boolean): ObjectId {
    const depth = this.checkPlace(map, key);
    if (depth >= this.caps.depthMax) throw new EditTooLarge(`objects more than ${this.caps.depthMax} deep`);
    const counter = this.spend(map, key, this.at(map, key), 0);
    const id = objectId(counter, this.actor);
    const value: Value = { type: isText ? "text" : "map", id };
    this.made.set(id, { isText, depth: depth + 1 });
    if (isText) this.changedTexts.set(id, { text: "", length: 0, edited: true });
    this.write({ type: "make", map, key, isText }, map, key, [{ counter, author: this.actor, value }]);
    return id;
  }

  /** Removes whatever stands at a key. */
  delete(map: ObjectId, key: string): void {
    this.checkPlace(map, key);
    const before = this.at(map, key);
    if (before.length === 0) return;
    this.spend(map, key, before, 0);
    this.write({ type: "delete", map, key }, map, key, []);
  }

  private spend(map: ObjectId, key: string, before: Register, valueBytes: number): number {
    if ((this.written.get(`${map} ${key}`)?.count ?? 0) >= this.caps.sameKeyMax) {
      throw new EditTooLarge(`more than ${this.caps.sameKeyMax} writes to one key`);
    }
    const counter = this.startOp + this.budget.ops;
    this.budget.spendKey(before.length, key.length + valueBytes);
    return counter;
  }

  private write(write: Write, map: ObjectId, key: string, register: Register): void {
    const place = `${map} ${key}`;
    this.written.set(place, { register, count: (this.written.get(place)?.count ?? 0) + 1 });
    this.writes.push(write);
  }

  /** Replaces part of a text. Positions and counts are Unicode code points (TEXT-1). */
  splice(text: ObjectId, position: number, deleteCount: number, insert: string): void {
    const planned = this.planned(text);
    if (position < 0 || deleteCount < 0 || position > planned.length - deleteCount) {
      throw new RangeError(`range ${position} + ${deleteCount} outside a text of ${planned.length} code points`);
    }
    const insertBytes = utf8Length(insert);
    if (insertBytes < 0) throw new RangeError("a string with unpaired surrogates");
    const insertCount = codePointCount(insert);
    if (deleteCount === 0 && insertCount === 0) return;
    const plain = planned.text.length === planned.length;
    const at = plain ? position : offsetByCodePoints(planned.text, 0, position);
    const deleted = plain ? deleteCount : offsetByCodePoints(planned.text, at, deleteCount) - at;
    const goesOn = this.openSplice;
    const isOpen =
      deleteCount === 0 &&
      goesOn !== undefined &&
      this.writes.at(-1) === goesOn.write &&
      goesOn.write.text === text &&
      goesOn.end === at;
    this.budget.spendSplice(deleteCount, insertCount, insertBytes, !isOpen);
    planned.text = planned.text.slice(0, at) + insert + planned.text.slice(at + deleted);
    planned.length += insertCount - deleteCount;
    planned.edited = true;
    if (isOpen && goesOn !== undefined) {
      goesOn.write.insert += insert;
      goesOn.end += insert.length;
      return;
    }
    const write = { type: "splice" as const, text, at, deleted, insert };
    this.writes.push(write);
    this.openSplice = insertCount > 0 ? { write, end: at + insert.length } : undefined;
  }

  /** A text as it stands in this transaction. */
  text(text: ObjectId): string {
    return this.planned(text).text;
  }

  /** The operation that inserted a character; undefined where this transaction edits the text, and behind its end. */
  character(text: ObjectId, position: number): ObjectId | undefined {
    return this.planned(text).edited ? undefined : this.texts.character(text, position);
  }

  /** Length of a text as it stands in this transaction, in code points. */
  length(text: ObjectId): number {
    return this.planned(text).length;
  }

  get ops(): number {
    return this.budget.ops;
  }

  get insertRuns(): number {
    return this.budget.insertRuns;
  }

  get bytes(): number {
    return this.budget.bytes;
  }

  private planned(text: ObjectId): PlannedText {
    const known = this.changedTexts.get(text);
    if (known !== undefined) return known;
    const now = this.texts.text(text);
    const fresh = { text: now, length: codePointCount(now), edited: false };
    this.changedTexts.set(text, fresh);
    return fresh;
  }

  /** Checks that a key can be written to, and returns the depth of its map. */
  private checkPlace(map: ObjectId, key: string): number {
    const fault = keyFault(key, this.caps.keyBytesMax);
    if (fault !== undefined) throw new RangeError(fault);
    const object = this.made.get(map) ?? this.tree.find(map);
    if (object === undefined || object.isText) throw new RangeError(`not a map of this document: ${map}`);
    return object.depth;
  }

  /** Checks that a value arrives as it was given; returns bytes that it takes. */
  private checkWritable(value: Scalar): number {
    switch (value.type) {
      case "str": {
        const length = utf8Length(value.value);
        if (length < 0) throw new RangeError("a string with unpaired surrogates");
        if (length > this.caps.scalarBytesMax) throw new RangeError(`a string of ${length} bytes`);
        return length;
      }
      case "int":
        if (typeof value.value === "bigint" || value.value < -INT_MAX || value.value >= INT_MAX) {
          throw new RangeError("an integer outside 32 bits");
        }
        return 5;
      case "f64":
        if (!Number.isFinite(value.value)) throw new RangeError("a number that is not finite");
        return 8;
      case "boolean":
      case "null":
        return 0;
      case "timestamp":
      case "uint":
      case "bytes":
        throw new RangeError(`a ${value.type}, which only others write`);
    }
  }
}

/** Whether Automerge writes nothing: one value stands there, and it is equal by Rust's measure, where 0.0 equals -0.0. */
function isNoOp(register: Register, value: Scalar): boolean {
  if (isOnly(register, value)) return true;
  const zero = value.type === "f64" && value.value === 0;
  return zero && (isOnly(register, { type: "f64", value: 0 }) || isOnly(register, { type: "f64", value: -0 }));
}
