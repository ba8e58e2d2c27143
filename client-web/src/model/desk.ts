/** Where a scribe works: one transaction after another, with the rules that all intents share (MODEL-1 to MODEL-9, LIFE-2). */
import type { Editor } from "./automerge/editor";
import { type Register, winningString, winningValue } from "./automerge/register";
import { codePointCount, utf8Length } from "./automerge/utf8";
import { int, NULL, type ObjectId, ROOT, type Scalar, str } from "./automerge/value";
import { keyOf, type Subject } from "./ids";
import { IntentRefused, type Splice } from "./intents";
import { isObject, parseJson, printCompact } from "./json";
import {
  CHANGE_BYTES,
  CHANGE_OPS,
  CHANGE_REWRITES,
  CHANGE_RUNS,
  LIFE_BYTES,
  NAME_MAX,
  TEXT_MAX,
  VALUE_BYTES_MAX,
} from "./limits";
import {
  COLLECTIONS,
  type DocumentKind,
  findThing,
  homeOf,
  LIFE,
  nextLife,
  placeOf,
  readLife,
  SCHEMA_CURRENT,
  shardsOf,
} from "./schema";
import type { Field, Source } from "./values";

// Of lines without control characters; a no-break space is not blank.
const BLANK = /^[ \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/;
const CONTROL = /\p{Cc}/u;

export class Desk {
  private transaction: Editor | undefined;
  private index = 0;
  private readonly written = new Set<string>();
  private rewrites = 0;
  private readonly made = new Set<ObjectId>();
  private readonly deleted = new Map<ObjectId, boolean>();

  constructor(private readonly kind: DocumentKind) {}

  begin(transaction: Editor): void {
    this.transaction = transaction;
  }

  turnTo(intent: number): void {
    this.index = intent;
  }

  /** Whether the change holds as much as it should. Each thing touched is given its life at the end. */
  isFull(): boolean {
    const { ops, bytes, insertRuns } = this.editor;
    const lives = this.deleted.size;
    const tooLarge = ops + lives >= CHANGE_OPS || bytes + LIFE_BYTES * lives >= CHANGE_BYTES;
    return tooLarge || this.rewrites >= CHANGE_REWRITES || insertRuns >= CHANGE_RUNS;
  }

  /** Writes the lives, and leaves the transaction. */
  end(): void {
    for (const [map, dead] of this.deleted) this.editor.put(map, LIFE, int(nextLife(this.at(map, LIFE), dead)));
    this.deleted.clear();
    this.made.clear();
    this.written.clear();
    this.rewrites = 0;
    this.transaction = undefined;
  }

  requireNoDocument(): void {
    this.require(this.at(ROOT, "schema").length === 0, "This document has been made already.");
  }

  requireDocument(): void {
    const schema = this.at(ROOT, "schema");
    if (schema.length === 0 && this.kind === "comments") {
      // It begins with whatever is first said, by however many at once: all of them write these alike (SCHEMA-33).
      this.editor.put(ROOT, "schema", int(SCHEMA_CURRENT));
      this.editor.put(ROOT, "kind", str(this.kind));
      return;
    }
    this.require(schema.length > 0, "This document is not here yet: its first change is missing.");
    const is = winningString(this.at(ROOT, "kind")) ?? "something unknown";
    this.require(is === this.kind, `This is not a ${this.kind} but a ${is}.`);
    const value = winningValue(schema);
    const known = value?.type === "int" && value.value <= SCHEMA_CURRENT;
    this.require(known, "This document was written by a newer Meridian: upgrade to edit it.");
  }

  private get editor(): Editor {
    if (this.transaction === undefined) throw new Error("outside a transaction");
    return this.transaction;
  }

  require(holds: boolean, sentence: string): void {
    if (!holds) throw this.refused(sentence);
  }

  refused(sentence: string): IntentRefused {
    return new IntentRefused(this.index, sentence);
  }

  makeDocument(): void {
    this.editor.put(ROOT, "schema", int(SCHEMA_CURRENT));
    this.editor.put(ROOT, "kind", str(this.kind));
    for (const collection of COLLECTIONS[this.kind]) {
      const top = this.editor.make(ROOT, collection.key, false);
      for (const shard of shardsOf(collection)) this.editor.make(top, shard, false);
    }
  }

  make(subject: Subject): ObjectId {
    this.require(/^[0-9a-f]{32}$/.test(subject.id), "An id has 32 hexadecimal digits.");
    const registers = (object: ObjectId, key: string) => this.at(object, key);
    const home = homeOf(registers, subject);
    if (home === undefined) throw this.refused(`This document has no place for the ${nameOf(subject)}.`);
    const free = this.at(home.map, home.key).length === 0 && placeOf(registers, subject) === undefined;
    this.require(free, `There is a ${nameOf(subject)} already.`);
    const map = this.editor.make(home.map, home.key, false);
    this.editor.put(map, LIFE, int(1));
    this.made.add(map);
    return map;
  }

  edit(subject: Subject, writes: (map: ObjectId) => void): void {
    const map = this.living(subject);
    const before = this.editor.ops;
    writes(map);
    if (this.editor.ops > before && !this.made.has(map)) this.deleted.set(map, false);
  }

  living(subject: Subject): ObjectId {
    const map = this.find(subject);
    this.require(!this.isDeleted(map), `The ${nameOf(subject)} is in the trash: restore it first.`);
    return map;
  }

  /** Whether a thing is in this document, in the trash or not. */
  has(subject: Subject): boolean {
    return findThing((object, key) => this.at(object, key), subject) !== undefined;
  }

  find(subject: Subject): ObjectId {
    const map = findThing((object, key) => this.at(object, key), subject);
    if (map === undefined) throw this.refused(`There is no ${nameOf(subject)} here.`);
    return map;
  }

  delete(subject: Subject): void {
    const map = this.find(subject);
    if (!this.isDeleted(map)) this.deleted.set(map, true);
  }

  restore(subject: Subject): void {
    const map = this.find(subject);
    const revived = readLife(this.at(map, LIFE)).revival !== undefined;
    if (this.isDeleted(map) || revived) this.deleted.set(map, false);
  }

  purge(subject: Subject): void {
    const map = this.find(subject);
    this.require(this.isDeleted(map), `The ${nameOf(subject)} is not in the trash: delete it first.`);
    this.takeAway(subject, map);
  }

  /** Removes a thing for good, wherever it is, if it is. */
  remove(subject: Subject): void {
    const map = findThing((object, key) => this.at(object, key), subject);
    if (map !== undefined) this.takeAway(subject, map);
  }

  private takeAway(subject: Subject, map: ObjectId): void {
    this.deleted.delete(map);
    const place = placeOf((object, key) => this.at(object, key), subject);
    if (place !== undefined) this.editor.delete(place.map, place.key);
  }

  private isDeleted(map: ObjectId): boolean {
    return this.deleted.get(map) ?? readLife(this.at(map, LIFE)).deleted;
  }

  at(map: ObjectId, key: string): Register {
    return this.editor.at(map, key);
  }

  put(map: ObjectId, key: string, value: Scalar): void {
    this.countWrite(map, key);
    this.editor.put(map, key, value);
  }

  /** Clearing writes null where something stands, and nothing else (MODEL-7). */
  putOrClear(map: ObjectId, field: Field, value: Scalar | undefined): void {
    if (value !== undefined) this.put(map, field, value);
    else if (this.at(map, field).length > 0) this.put(map, field, NULL);
  }

  removeKey(map: ObjectId, key: string): void {
    this.countWrite(map, key);
    this.editor.delete(map, key);
  }

  private countWrite(map: ObjectId, key: string): void {
    const place = `${map} ${key}`;
    if (this.written.has(place)) this.rewrites++;
    else this.written.add(place);
  }

  makeText(map: ObjectId, key: string): void {
    this.editor.make(map, key, true);
  }

  /** A text as it stands in this transaction. */
  text(text: ObjectId): string {
    return this.editor.text(text);
  }

  /** The operation that inserted a character; undefined where this transaction edits the text. */
  character(text: ObjectId, position: number): ObjectId | undefined {
    return this.editor.character(text, position);
  }

  textLength(text: ObjectId): number {
    return this.editor.length(text);
  }

  /** Checks splices against a text of so many characters; returns how many there are afterwards. */
  checkSplices(splices: readonly Splice[], length: number): number {
    let now = length;
    for (const [position, deleteCount, insert] of splices) {
      const inside = position >= 0 && deleteCount >= 0 && position <= now && deleteCount <= now - position;
      this.require(
        inside,
        `The text has ${now} characters: nothing to replace from ${position} on, ${deleteCount} long.`,
      );
      this.require(insert.isWellFormed(), "The text contains half a character (an unpaired surrogate).");
      now += codePointCount(insert) - deleteCount;
      this.require(now <= TEXT_MAX, `A text has at most ${TEXT_MAX} characters.`);
    }
    return now;
  }

  splice(text: ObjectId, splices: readonly Splice[]): void {
    this.checkSplices(splices, this.editor.length(text));
    for (const [position, deleteCount, insert] of splices) this.editor.splice(text, position, deleteCount, insert);
  }

  // What several kinds of document have.

  setTitle(subject: Subject, field: Field, title: string, lengthMax: number): void {
    this.edit(subject, (map) => this.putTitle(map, field, title, lengthMax));
  }

  putTitle(map: ObjectId, field: Field, title: string, lengthMax: number): void {
    this.checkLine(field, title, lengthMax);
    this.put(map, field, str(title));
  }

  checkLine(what: string, line: string, lengthMax: number): void {
    this.require(line.isWellFormed(), `The ${what} contains half a character (an unpaired surrogate).`);
    this.require(!CONTROL.test(line), `The ${what} must be one line without control characters.`);
    this.require(codePointCount(line) <= lengthMax, `The ${what} has more than ${lengthMax} characters.`);
  }

  checkNotBlank(what: string, line: string): void {
    this.require(!BLANK.test(line), `The ${what} is blank.`);
  }

  putOrder(map: ObjectId, order: number): void {
    this.require(Number.isFinite(order), "The order must be a number.");
    this.put(map, "order", { type: "f64", value: order });
  }

  setOrder(subject: Subject, order: number): void {
    this.edit(subject, (map) => this.putOrder(map, order));
  }

  setExtra(subject: Subject, extra: string | undefined): void {
    if (extra !== undefined) {
      this.checkValue("extra JSON", extra);
      this.require(isObject(parseJson(extra)), "The extra JSON is not a JSON object.");
    }
    this.edit(subject, (map) => this.putOrClear(map, "extra", extra === undefined ? undefined : str(extra)));
  }

  setSource(subject: Subject, source: Source): void {
    this.checkLine("kind of source", source.kind, NAME_MAX);
    const json = printCompact({ kind: source.kind, id: source.id, values: source.values });
    this.checkValue("source", json);
    this.edit(subject, (map) => this.put(map, "source", str(json)));
  }

  private checkValue(what: string, value: string): void {
    this.require(value.isWellFormed(), `The ${what} contains half a character (an unpaired surrogate).`);
    this.require(utf8Length(value) <= VALUE_BYTES_MAX, `The ${what} has more than ${VALUE_BYTES_MAX} bytes.`);
  }
}

function nameOf(subject: Subject): string {
  return keyOf(subject).replace(":", " ");
}
