/** The operations of one change, and decoding them (GATE-7 to GATE-17): every check that needs no document. */
import type { ActorId } from "../../protocol/ids";
import { ByteCursor } from "./byteCursor";
import { booleanColumn, countedColumn, deltaColumn, NONE, stringColumn, unsignedColumn } from "./columns";
import { COUNTER_MAX, type GateCaps } from "./gateCaps";
import { GateError, malformed } from "./gateError";
import { checkScalar, decodeScalar, isCharacter, NULL_META, scalarLength } from "./scalarCodec";
import type { Scalar } from "./value";

export const MAKE_MAP = 0;
export const PUT = 1;
export const DELETE = 3;
export const MAKE_TEXT = 4;

// Column specifications: id << 4 | type. Bit 3 would mean "deflated", which a change must not be.
const OBJECT_ACTOR = 0x01;
const OBJECT_COUNTER = 0x02;
const KEY_ACTOR = 0x11;
const KEY_COUNTER = 0x13;
const KEY_STRING = 0x15;
const INSERT = 0x34;
const ACTION = 0x42;
const VALUE_META = 0x56;
const VALUE_RAW = 0x57;
const PRED_COUNT = 0x70;
const PRED_ACTOR = 0x71;
const PRED_COUNTER = 0x73;
// 0x94 and 0xa5, which belong to marks, are not among them.
const KNOWN = new Set([
  OBJECT_ACTOR,
  OBJECT_COUNTER,
  KEY_ACTOR,
  KEY_COUNTER,
  KEY_STRING,
  INSERT,
  ACTION,
  VALUE_META,
  VALUE_RAW,
  PRED_COUNT,
  PRED_ACTOR,
  PRED_COUNTER,
]);

/** A column an array. Actors are indices into the change's own table (0 is its author), NONE where there is none. */
export class Ops {
  constructor(
    readonly actions: readonly number[],
    readonly objectActors: Int32Array,
    readonly objectCounters: Int32Array,
    readonly keyActors: Int32Array,
    readonly keyCounters: Int32Array,
    readonly keys: readonly (string | undefined)[],
    readonly inserts: readonly boolean[],
    /** Where the preds of operation i begin; one element more than operations. */
    readonly predFrom: Int32Array,
    readonly predActors: Int32Array,
    readonly predCounters: Int32Array,
    private readonly body: Uint8Array,
    private readonly valueMetas: Int32Array,
    private readonly valueFrom: Int32Array,
  ) {}

  get count(): number {
    return this.actions.length;
  }

  isMake(op: number): boolean {
    return this.actions[op] === MAKE_MAP || this.actions[op] === MAKE_TEXT;
  }

  predCount(op: number): number {
    return this.predFrom[op + 1]! - this.predFrom[op]!;
  }

  /** The scalar that a put puts. */
  value(op: number): Scalar {
    return decodeScalar(this.body, this.valueMetas[op]!, this.valueFrom[op]!);
  }
}

/** What may be the key of a map (GATE-13); undefined where nothing is wrong. */
export function keyFault(key: string, bytesMax: number): string | undefined {
  if (key === "") return "empty key";
  if (key.length > bytesMax) return `key of more than ${bytesMax} bytes`;
  return /^[\x20-\x7e]*$/.test(key) ? undefined : "key that is not printable ASCII";
}

/** Decodes and checks the columns of one change. One use a change. */
export class OpsParser {
  private readonly mentioned: boolean[];
  private readonly columns = new Map<number, ByteCursor>();

  constructor(
    private readonly body: Uint8Array,
    private readonly caps: GateCaps,
    private readonly actors: readonly ActorId[],
    private readonly startOp: number,
  ) {
    this.mentioned = actors.map((_, i) => i === 0);
  }

  /** Reads the column table and the columns, which must end where `input` ends. */
  parse(input: ByteCursor): Ops {
    this.readTable(input);
    const actions = countedColumn(this.column(ACTION), this.caps.opsMax);
    const count = actions.length;
    if (count === 0) throw new GateError("UNSUPPORTED", "a change without operations");
    if (this.startOp > COUNTER_MAX - count) throw new GateError("BAD_START_OP", "counters above 2^31");
    const last = this.actors.length - 1;
    const objectActors = unsignedColumn(this.column(OBJECT_ACTOR), count, last);
    const objectCounters = unsignedColumn(this.column(OBJECT_COUNTER), count, COUNTER_MAX);
    const keyActors = unsignedColumn(this.column(KEY_ACTOR), count, last);
    const keyCounters = deltaColumn(this.column(KEY_COUNTER), count);
    const keys = stringColumn(this.column(KEY_STRING), count, this.caps.keyBytesMax);
    const inserts = booleanColumn(this.column(INSERT), count);
    const predFrom = this.predFrom(count);
    const predActors = unsignedColumn(this.column(PRED_ACTOR), predFrom[count]!, last);
    const predCounters = deltaColumn(this.column(PRED_COUNTER), predFrom[count]!);
    const [metas, valueFrom] = this.values(count, actions, inserts);
    const ops = new Ops(
      actions,
      objectActors,
      objectCounters,
      keyActors,
      keyCounters,
      keys,
      inserts,
      predFrom,
      predActors,
      predCounters,
      this.body,
      metas,
      valueFrom,
    );
    for (let i = 0; i < count; i++) this.checkOp(ops, i);
    if (this.mentioned.includes(false)) throw malformed("lists an actor that no operation mentions");
    return ops;
  }

  private readTable(input: ByteCursor): void {
    const columns = input.ulebUpTo(KNOWN.size, "columns");
    const lengths: [number, number][] = [];
    let before = -1;
    for (let i = 0; i < columns; i++) {
      const spec = input.ulebUpTo(0xffff, "column type");
      if (spec <= before) throw malformed("columns out of order");
      if (!KNOWN.has(spec)) throw new GateError("UNSUPPORTED", `column 0x${spec.toString(16)}`);
      before = spec;
      const length = input.ulebUpTo(input.remaining, "bytes of a column");
      if (length === 0) throw malformed("empty column");
      lengths.push([spec, length]);
    }
    for (const [spec, length] of lengths) {
      const from = input.take(length);
      this.columns.set(spec, new ByteCursor(this.body, from, from + length));
    }
    if (!input.isDone) throw malformed("bytes after the columns");
  }

  private column(spec: number): ByteCursor {
    return this.columns.get(spec) ?? new ByteCursor(this.body, 0, 0);
  }

  private predFrom(count: number): Int32Array {
    const counts = unsignedColumn(this.column(PRED_COUNT), count, this.caps.predsMax);
    const from = new Int32Array(count + 1);
    for (let i = 0; i < count; i++) {
      const preds = counts[i]!;
      if (preds === NONE) throw malformed("operation without a count of preds");
      if (preds > this.caps.predsMax - from[i]!) {
        throw new GateError("TOO_LARGE", `more than ${this.caps.predsMax} preds`);
      }
      from[i + 1] = from[i]! + preds;
    }
    return from;
  }

  private values(count: number, actions: readonly number[], inserts: readonly boolean[]): [Int32Array, Int32Array] {
    const metas = unsignedColumn(this.column(VALUE_META), count, COUNTER_MAX);
    const valueFrom = new Int32Array(count);
    const raw = this.column(VALUE_RAW);
    for (let i = 0; i < count; i++) {
      const meta = metas[i]!;
      if (meta === NONE) throw malformed("operation without a value type");
      const from = raw.take(scalarLength(meta));
      valueFrom[i] = from;
      if (inserts[i]) {
        if (actions[i] !== PUT || !isCharacter(this.body, meta, from)) {
          throw new GateError("UNSUPPORTED", "inserts something else than a character");
        }
      } else if (actions[i] === PUT) {
        checkScalar(this.body, meta, from, this.caps.scalarBytesMax);
      } else if (meta !== NULL_META) {
        throw malformed("value where there is none");
      }
    }
    if (!raw.isDone) throw malformed("values without an operation");
    return [metas, valueFrom];
  }

  private checkOp(ops: Ops, i: number): void {
    const action = ops.actions[i];
    if (action !== PUT && action !== DELETE && action !== MAKE_MAP && action !== MAKE_TEXT) {
      throw new GateError("UNSUPPORTED", `action ${action}`);
    }
    const actor = ops.objectActors[i]!;
    const counter = ops.objectCounters[i]!;
    if ((actor === NONE) !== (counter === NONE)) throw malformed("half an object id");
    if (counter !== NONE) this.checkId(actor, counter, i);
    this.checkPreds(ops, i);
    const key = ops.keys[i];
    if (key === undefined) this.checkTextOp(ops, i);
    else this.checkMapOp(ops, i, key);
  }

  private checkMapOp(ops: Ops, i: number, key: string): void {
    if (ops.keyActors[i] !== NONE || ops.keyCounters[i] !== NONE) throw malformed("key of a map and of a list");
    if (ops.inserts[i]) throw malformed("insertion into a map");
    const fault = keyFault(key, this.caps.keyBytesMax);
    if (fault !== undefined) throw new GateError("UNSUPPORTED", fault);
    if (ops.actions[i] === DELETE && ops.predCount(i) === 0) throw malformed("deletes nothing");
  }

  private checkTextOp(ops: Ops, i: number): void {
    const actor = ops.keyActors[i]!;
    const counter = ops.keyCounters[i]!;
    const head = counter === 0 && actor === NONE;
    if (!head) this.checkId(actor, counter, i);
    if (ops.inserts[i]) {
      if (ops.predCount(i) !== 0) throw malformed("insertion that replaces");
      return;
    }
    if (ops.actions[i] !== DELETE) throw new GateError("UNSUPPORTED", "overwrites an element");
    const pred = ops.predFrom[i]!;
    const deletesItsElement =
      !head && ops.predCount(i) === 1 && ops.predActors[pred] === actor && ops.predCounters[pred] === counter;
    if (!deletesItsElement) throw malformed("deletes another element than its own");
  }

  private checkPreds(ops: Ops, i: number): void {
    for (let p = ops.predFrom[i]!; p < ops.predFrom[i + 1]!; p++) {
      this.checkId(ops.predActors[p]!, ops.predCounters[p]!, i);
      if (p > ops.predFrom[i]! && !this.isBefore(ops, p - 1, p)) throw malformed("preds out of order");
    }
  }

  private isBefore(ops: Ops, left: number, right: number): boolean {
    const order = ops.predCounters[left]! - ops.predCounters[right]!;
    return order !== 0 ? order < 0 : this.actors[ops.predActors[left]!]! < this.actors[ops.predActors[right]!]!;
  }

  /** An id that operation i may refer to: complete, and older than itself (GATE-17). */
  private checkId(actor: number, counter: number, i: number): void {
    if (actor === NONE || counter <= 0) throw malformed("half an id");
    if (counter >= this.startOp + i) throw new GateError("BAD_START_OP", "refers to an operation that is not older");
    this.mentioned[actor] = true;
  }
}
