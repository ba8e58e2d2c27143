/**
 * The half of the gate that needs the document (GATE-20 to GATE-30), and the writing of an admitted change into history and tree.
 *
 * A verdict depends on the change and on what it builds on, never on what else happens to be here: otherwise two replicas that hold different concurrent
 * changes would take different ones, and never meet again. `check` keeps what it looked up for the `commit` that follows.
 */
import type { ActorId } from "../../protocol/ids";
import { Clock } from "./clock";
import { NONE } from "./columns";
import { authorOf, type ParsedChange } from "./gate";
import type { GateCaps } from "./gateCaps";
import { GateError } from "./gateError";
import { type History, NOWHERE } from "./history";
import { type ObjectTree, type Slot, type TreeObject, treeObject } from "./objectTree";
import { DELETE, MAKE_TEXT } from "./ops";
import { hasOp, type Register, withEntry, without } from "./register";
import type { TouchLog } from "./touched";
import { objectId, type Value } from "./value";

export class Admission {
  // Of the change under check, an element an operation.
  private owners: number[] = [];
  private targets: TreeObject[] = [];
  private slots: (Slot | undefined)[] = [];
  private made: (TreeObject | undefined)[] = [];
  private actorNumbers: (number | undefined)[] = [];
  private author: number | undefined;
  /** What the change builds on, but for its own actor: of that it builds on everything. */
  private past = Clock.EMPTY;
  private buildsOnEverything = false;
  private texts = 0;
  private stamp = 0;
  private runs = 0;

  constructor(
    private readonly history: History,
    private readonly tree: ObjectTree,
    private readonly caps: GateCaps,
  ) {}

  /** Checks a change against the document, which stays as it is. @throws GateError where it is refused */
  check(change: ParsedChange): void {
    this.checkPast(change);
    const slotsBefore = this.tree.slotCount;
    try {
      this.checkOps(change);
    } catch (e) {
      this.tree.forgetSlots(slotsBefore);
      throw e;
    }
  }

  private checkPast(change: ParsedChange): void {
    this.author = this.history.numberOf(authorOf(change));
    this.past = Clock.EMPTY;
    let ownSeq = 0;
    let lastOp = 0;
    for (const dep of change.deps) {
      const node = this.history.node(dep);
      if (node === undefined) {
        throw new GateError("MISSING_DEPENDENCY", `builds on ${dep}, which is not here`);
      }
      const own = node.actor === this.author;
      const clock = own ? node.base : node.base.with(node.actor, node.seq);
      ownSeq = Math.max(ownSeq, own ? node.seq : this.author === undefined ? 0 : clock.seq(this.author));
      this.past = this.past.merge(clock);
      lastOp = Math.max(lastOp, node.lastOp);
    }
    this.checkSequence(change, ownSeq);
    if (change.startOp !== lastOp + 1) {
      throw new GateError("BAD_START_OP", `begins at ${change.startOp} after ${lastOp}`);
    }
    this.buildsOnEverything = this.history.isEverything(change.deps);
    this.numberActors(change.actors);
  }

  private checkSequence(change: ParsedChange, ownSeq: number): void {
    const last = this.author === undefined ? 0 : this.history.ops(this.author).changes;
    if (change.seq !== last + 1) {
      throw new GateError("BAD_SEQUENCE", `change ${change.seq} of an actor whose last is ${last}`);
    }
    if (ownSeq !== last) throw new GateError("BAD_SEQUENCE", "does not build on its actor's last change");
  }

  private numberActors(actors: readonly ActorId[]): void {
    this.actorNumbers = actors.map((actor, i) => {
      if (i === 0) return this.author;
      const number = this.history.numberOf(actor);
      if (number === undefined || this.past.seq(number) === 0) {
        throw new GateError("UNKNOWN_OBJECT", "mentions an actor that is not in its past");
      }
      return number;
    });
  }

  private checkOps(change: ParsedChange): void {
    const { ops } = change;
    this.owners = [];
    this.targets = [];
    this.slots = [];
    this.made = [];
    this.texts = this.tree.textCount;
    this.stamp++;
    this.runs = 0;
    for (let i = 0; i < ops.count; i++) {
      const target = this.target(change, i);
      this.targets.push(target);
      const key = ops.keys[i];
      if (key === undefined) this.checkTextOp(change, i, target);
      else this.checkMapOp(change, i, target, key);
    }
  }

  private target(change: ParsedChange, i: number): TreeObject {
    const { ops } = change;
    const actor = ops.objectActors[i]!;
    const counter = ops.objectCounters[i]!;
    if (actor === NONE) return this.tree.root;
    if (i > 0 && ops.objectActors[i - 1] === actor && ops.objectCounters[i - 1] === counter)
      return this.targets[i - 1]!;
    const found =
      actor === 0 && counter >= change.startOp
        ? this.made[counter - change.startOp]
        : this.isInPast(actor, counter)
          ? this.tree.find(objectId(counter, change.actors[actor]!))
          : undefined;
    if (found === undefined) {
      throw new GateError("UNKNOWN_OBJECT", "writes to an object that is not in its past");
    }
    return found;
  }

  private isInPast(actor: number, counter: number): boolean {
    const number = this.actorNumbers[actor];
    return number !== undefined && this.isChangeInPast(number, this.history.ops(number).seqOf(counter));
  }

  /** Whether the change builds on the change `seq` (0: none) of the actor with a number. */
  private isChangeInPast(number: number, seq: number): boolean {
    return seq > 0 && (this.buildsOnEverything || number === this.author || seq <= this.past.seq(number));
  }

  private checkMapOp(change: ParsedChange, i: number, target: TreeObject, key: string): void {
    if (target.isText) throw new GateError("UNSUPPORTED", "key of a map in a text");
    const { ops } = change;
    const slot = target.slots.get(key) ?? this.tree.newSlot(target, key);
    this.countUse(slot);
    const owner = 2 * slot.number;
    for (let p = ops.predFrom[i]!; p < ops.predFrom[i + 1]!; p++) {
      const actor = ops.predActors[p]!;
      const counter = ops.predCounters[p]!;
      // The short way to what ownerOf answers: the usual change replaces what stands there, and builds on all there is.
      const stands = this.buildsOnEverything && hasOp(slot.register, counter, change.actors[actor]!);
      if (!stands && this.ownerOf(change, actor, counter) !== owner) {
        throw new GateError("UNKNOWN_OBJECT", "replaces what is not at this key in its past");
      }
    }
    this.slots.push(slot);
    this.owners.push(ops.actions[i] === DELETE ? NOWHERE : owner);
    this.made.push(ops.isMake(i) ? this.make(change, i, target, key) : undefined);
  }

  private countUse(slot: Slot): void {
    if (slot.usedBy !== this.stamp) {
      slot.usedBy = this.stamp;
      slot.uses = 0;
    }
    if (++slot.uses > this.caps.sameKeyMax) {
      throw new GateError("TOO_LARGE", `more than ${this.caps.sameKeyMax} operations on one key`);
    }
  }

  private make(change: ParsedChange, i: number, target: TreeObject, key: string): TreeObject {
    if (target.depth >= this.caps.depthMax) {
      throw new GateError("TOO_LARGE", `more than ${this.caps.depthMax} objects deep`);
    }
    const isText = change.ops.actions[i] === MAKE_TEXT;
    const id = objectId(change.startOp + i, authorOf(change));
    return treeObject(id, isText, isText ? this.texts++ : 0, target.depth + 1, { map: target.id, key });
  }

  private checkTextOp(change: ParsedChange, i: number, target: TreeObject): void {
    if (!target.isText) throw new GateError("UNSUPPORTED", "element of a list in a map");
    const { ops } = change;
    const owner = 2 * target.number + 1;
    const actor = ops.keyActors[i]!;
    const counter = ops.keyCounters[i]!;
    if (actor !== NONE && this.ownerOf(change, actor, counter) !== owner) {
      throw new GateError("UNKNOWN_OBJECT", "refers to a character that is not of this text in its past");
    }
    if (ops.inserts[i] && !(actor === 0 && counter === change.startOp + i - 1)) this.countRun();
    this.slots.push(undefined);
    this.made.push(undefined);
    this.owners.push(ops.inserts[i] ? owner : NOWHERE);
  }

  private countRun(): void {
    if (++this.runs > this.caps.insertRunsMax) {
      throw new GateError("TOO_LARGE", `more than ${this.caps.insertRunsMax} separate insertions`);
    }
  }

  /** Where an operation in the past of this change wrote; NOWHERE where there is no such operation. */
  private ownerOf(change: ParsedChange, actor: number, counter: number): number {
    if (actor === 0 && counter >= change.startOp) return this.owners[counter - change.startOp] ?? NOWHERE;
    const number = this.actorNumbers[actor];
    if (number === undefined) return NOWHERE;
    const index = this.history.ops(number);
    const seq = index.seqOf(counter);
    return this.isChangeInPast(number, seq) ? index.owner(seq, counter) : NOWHERE;
  }

  /** Writes the change that was checked last into history and tree. */
  commit(change: ParsedChange, log: TouchLog): void {
    const { ops } = change;
    const actor = this.author ?? this.history.addActor(authorOf(change));
    for (let i = 0; i < ops.count; i++) {
      const slot = this.slots[i];
      if (slot === undefined) {
        const text = this.targets[i]!;
        text.text = undefined;
        log.touchText(text.id);
      } else {
        log.touch(slot);
        this.write(change, i, slot);
      }
      const object = this.made[i];
      if (object !== undefined) this.tree.add(object);
    }
    this.history.ops(actor).add(change.startOp, this.owners);
    const lastOp = change.startOp + ops.count - 1;
    this.history.add(change.hash, change.deps, { actor, seq: change.seq, lastOp, base: this.past });
  }

  private write(change: ParsedChange, i: number, slot: Slot): void {
    const { ops } = change;
    const before = slot.register;
    let register: Register = before;
    for (let p = ops.predFrom[i]!; p < ops.predFrom[i + 1]!; p++) {
      register = without(register, ops.predCounters[p]!, change.actors[ops.predActors[p]!]!);
    }
    if (ops.actions[i] !== DELETE) {
      const entry = { counter: change.startOp + i, author: authorOf(change), value: this.value(change, i) };
      register = withEntry(register, entry);
    }
    slot.register = register;
    slot.map.size += (register.length > 0 ? 1 : 0) - (before.length > 0 ? 1 : 0);
  }

  private value(change: ParsedChange, i: number): Value {
    const object = this.made[i];
    if (object === undefined) return change.ops.value(i);
    return { type: object.isText ? "text" : "map", id: object.id };
  }
}
