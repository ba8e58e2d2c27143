/**
 * One document and the Automerge memory behind it. Closing is explicit.
 *
 * Every change goes the same way, whoever wrote it: read by the gate, checked against what is here, written into the tree, given to Automerge. Maps are read
 * from the tree, texts from Automerge, which therefore is given changes only when it is needed. Where the two disagree afterwards there is a bug, and the replica says so at every call from then on (GATE-31): its
 * owner rebuilds it from the change log, which is the truth.
 */
import * as Automerge from "@automerge/automerge/slim";
import { type ActorId, type DeviceId, deviceOfActor } from "../../protocol/ids";
import { Admission } from "./admission";
import { Editor, type Write } from "./editor";
import { authorOf, type ParsedChange, parseChange, type Refusal, refusalOf } from "./gate";
import { CAPS_WITHOUT_TOTALS, GATE_CAPS, type GateCaps } from "./gateCaps";
import { GateError } from "./gateError";
import { History } from "./history";
import { ObjectTree } from "./objectTree";
import { type CharacterRun, runsOf, type Spliced, SpliceLog } from "./spliced";
import { type Touched, TouchLog } from "./touched";
import { codePointCount, offsetByCodePoints } from "./utf8";
import { type ChangeHash, makerOf, type ObjectId, type Scalar } from "./value";

type Backend = ReturnType<typeof Automerge.getBackend>;

/** A change of a peer; `author` is the device that must have written it, undefined where this home's own log vouches for it. */
export interface Incoming {
  readonly chunk: Uint8Array;
  readonly author: DeviceId | undefined;
}

export type ChangeOutcome =
  | { readonly type: "Accepted"; readonly change: ParsedChange }
  | { readonly type: "Duplicate"; readonly hash: ChangeHash }
  | { readonly type: "Refused"; readonly refusal: Refusal };

export interface Applied {
  readonly outcomes: readonly ChangeOutcome[];
  readonly touched: Touched;
}

export interface LocalChange {
  readonly change: ParsedChange;
  readonly touched: Touched;
  /** What it did to texts that were there before it, in order. */
  readonly splices: readonly Spliced[];
}

/** What Automerge holds is not what the gate has passed: the replica is to be rebuilt from the log. */
export class ReplicaBroken extends Error {}

export class Replica {
  readonly tree = new ObjectTree();
  private readonly history = new History();
  private readonly admission = new Admission(this.history, this.tree, GATE_CAPS);
  private readonly doc: Automerge.Doc<unknown>;
  private readonly backend: Backend;
  private batches = 0;
  /** Admitted, and not given to Automerge yet. */
  private readonly pending: Uint8Array[] = [];
  private broken: unknown;

  /** An empty document that `actor` writes. Automerge must have been initialised. */
  constructor(readonly actor: ActorId) {
    this.doc = Automerge.init({ actor });
    this.backend = Automerge.getBackend(this.doc);
  }

  /** Changes, each after what it builds on. Refused ones do not stop the others, unless those build on them. */
  apply(changes: readonly Incoming[]): Applied {
    this.checkUsable();
    const log = new TouchLog(++this.batches);
    return this.guarded(() => {
      const outcomes = changes.map((incoming) => this.admit(incoming, log));
      return { outcomes, touched: log };
    });
  }

  private admit(incoming: Incoming, log: TouchLog): ChangeOutcome {
    const parsed = parseChange(incoming.chunk);
    if (parsed.type === "Refused") return parsed;
    const { change } = parsed;
    if (this.history.contains(change.hash)) return { type: "Duplicate", hash: change.hash };
    try {
      this.checkAuthor(change, incoming.author);
      this.admission.check(change);
    } catch (e) {
      return { type: "Refused", refusal: refusalOf(e) };
    }
    this.admission.commit(change, log);
    this.pending.push(change.plainChunk);
    return { type: "Accepted", change };
  }

  private checkAuthor(change: ParsedChange, author: DeviceId | undefined): void {
    if (author === undefined) return;
    const actor = authorOf(change);
    if (deviceOfActor(actor) !== author) throw new GateError("FOREIGN_ACTOR", `written as ${actor} by ${author}`);
    if (actor === this.actor) throw new GateError("OWN_ACTOR", "bears this replica's actor");
  }

  /**
   * Gives what was admitted to Automerge, and makes sure that it took all of it. Whatever needs Automerge (writing, texts) does so by itself; whoever has time does
   * it before: maps are read without.
   *
   * @param bytesMax how much of it is given now, one change at least @returns whether there is more
   */
  settle(bytesMax = Number.POSITIVE_INFINITY): boolean {
    if (this.isSettled) return false;
    this.checkUsable();
    let count = 0;
    for (let bytes = 0; count < this.pending.length && (count === 0 || bytes < bytesMax); count++) {
      bytes += this.pending[count]!.length;
    }
    this.guarded(() => {
      this.backend.applyChanges(this.pending.splice(0, count));
      if (!this.isSettled) return;
      const heads = this.backend.getHeads();
      if (heads.length !== this.history.heads.size || !heads.every((head) => this.history.heads.has(head))) {
        throw new ReplicaBroken("after applying changes Automerge's heads are others than expected");
      }
    });
    return !this.isSettled;
  }

  /** Whether Automerge has everything that was admitted. */
  get isSettled(): boolean {
    return this.pending.length === 0;
  }

  /** One transaction, hence one change; undefined where nothing changed. Whatever `edits` throws is thrown on, and nothing has happened. */
  edit(edits: (editor: Editor) => void): LocalChange | undefined {
    const editor = this.plan(edits, GATE_CAPS);
    return editor.writes.length === 0 ? undefined : this.guarded(() => this.commit(editor));
  }

  /** Plans an edit of any number of operations and drops it: to find out whether all of it can be done before any of it is. */
  rehearse(edits: (editor: Editor) => void): void {
    this.plan(edits, CAPS_WITHOUT_TOTALS);
  }

  private plan(edits: (editor: Editor) => void, caps: GateCaps): Editor {
    this.checkUsable();
    const editor = new Editor(this.actor, this.history, this.tree, this, caps);
    edits(editor);
    return editor;
  }

  private commit(editor: Editor): LocalChange {
    this.settle();
    const splices = new SpliceLog(
      (text) => (this.tree.find(text) === undefined ? undefined : this.text(text)),
      (text, at) => this.backend.getCursor(text, at) as ObjectId,
    );
    for (const write of editor.writes) {
      splices.note(write);
      this.play(write);
    }
    const hash = this.backend.commit(null, 0);
    const chunk = hash === null ? null : this.backend.getLastLocalChange();
    if (chunk === null) throw new ReplicaBroken("Automerge found nothing to write where the editor did");
    const parsed = parseChange(chunk);
    if (parsed.type === "Refused") {
      throw new ReplicaBroken(`the gate refuses this replica's own change: ${parsed.refusal.message}`);
    }
    const { change } = parsed;
    if (change.ops.count !== editor.ops || change.hash !== hash) {
      throw new ReplicaBroken(`planned ${editor.ops} operations, got ${change.ops.count}`);
    }
    const log = new TouchLog(++this.batches);
    this.admission.check(change);
    this.admission.commit(change, log);
    for (const [id, planned] of editor.changedTexts) {
      const object = this.tree.find(id);
      if (object !== undefined) object.text = planned.text;
    }
    return { change, touched: log, splices: splices.read(change) };
  }

  private play(write: Write): void {
    switch (write.type) {
      case "put": {
        const { value } = write;
        this.backend.put(write.map, write.key, plainOf(value), value.type);
        return;
      }
      case "make":
        this.backend.putObject(write.map, write.key, write.isText ? "" : {});
        return;
      case "delete":
        this.backend.delete(write.map, write.key);
        return;
      case "splice":
        this.backend.splice(write.text, write.at, write.deleted, write.insert);
    }
  }

  /** A text, read from Automerge when it is first asked for after a change by others. @throws RangeError unless it is a text of this document */
  text(text: ObjectId): string {
    this.checkUsable();
    const object = this.tree.find(text);
    if (!object?.isText) throw new RangeError(`not a text of this document: ${text}`);
    if (object.text === undefined) {
      this.settle();
      object.text = this.backend.text(text);
    }
    return object.text;
  }

  /** The operation that inserted the character at a position, in code points; undefined behind the end. */
  character(text: ObjectId, position: number): ObjectId | undefined {
    const now = this.text(text);
    if (position < 0 || position >= codePointCount(now)) return undefined;
    this.settle();
    return this.backend.getCursor(text, offsetByCodePoints(now, 0, position)) as ObjectId;
  }

  /** Where a character of a text is, in code points, or would be if it were not deleted; undefined where it never was one of this text. */
  characterPlace(text: ObjectId, character: ObjectId): { position: number; stands: boolean } | undefined {
    const object = this.tree.find(text);
    const actor = makerOf(character);
    if (!object?.isText || actor === undefined) return undefined;
    if (!this.history.wrote(actor, Number.parseInt(character, 10), 2 * object.number + 1)) return undefined;
    this.settle();
    const offset = this.backend.getCursorPosition(text, character);
    const position = codePointCount(this.text(text).slice(0, offset));
    return { position, stands: this.character(text, position) === character };
  }

  /** The changes that nothing builds on yet, rising. */
  heads(): ChangeHash[] {
    return [...this.history.heads].sort();
  }

  contains(hash: ChangeHash): boolean {
    return this.history.contains(hash);
  }

  /** Last sequence number of an actor, 0 where it has written nothing. */
  seq(actor: ActorId): number {
    return this.history.seq(actor);
  }

  /** Sequence number of the actor's change that holds an operation; 0 where none does. */
  seqOf(actor: ActorId, counter: number): number {
    const number = this.history.numberOf(actor);
    return number === undefined ? 0 : this.history.ops(number).seqOf(counter);
  }

  /** The characters of a text as runs of one writer, in order: found by halves, since most were typed one after the other. */
  characterRuns(text: ObjectId): CharacterRun[] {
    const now = this.text(text);
    this.settle();
    const idAt = (at: number): readonly [number, ActorId] => {
      const id = this.backend.getCursor(text, at);
      return [Number.parseInt(id, 10), id.slice(id.indexOf("@") + 1) as ActorId];
    };
    return now === "" ? [] : runsOf(now, idAt);
  }

  /** The greatest counter of an operation that is here. */
  get maxOp(): number {
    return this.history.maxOp;
  }

  get changeCount(): number {
    return this.history.changes;
  }

  close(): void {
    this.broken = "closed";
    Automerge.free(this.doc);
  }

  private checkUsable(): void {
    if (this.broken !== undefined) throw new ReplicaBroken("broken or closed before", { cause: this.broken });
  }

  /** Runs what changes both sides: where it fails in between they may differ, so nothing works any more. */
  private guarded<T>(change: () => T): T {
    try {
      return change();
    } catch (e) {
      this.broken = e;
      throw e;
    }
  }
}

function plainOf(value: Scalar): string | number | boolean | null {
  switch (value.type) {
    case "str":
    case "f64":
    case "boolean":
      return value.value;
    case "int":
      return Number(value.value);
    case "null":
      return null;
    case "uint":
    case "timestamp":
    case "bytes":
      throw new RangeError(`a ${value.type}, which only others write`);
  }
}
