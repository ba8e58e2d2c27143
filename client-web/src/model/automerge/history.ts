/** The changes that are in a document: who, after what, and which operations. */
import type { ActorId } from "../../protocol/ids";
import type { Clock } from "./clock";
import type { ChangeHash } from "./value";

/** Where a deletion wrote: nothing stands for it. */
export const NOWHERE = -1;

/** For every operation of one actor, where it wrote: the number of a slot or of a text, or NOWHERE. */
export class OpIndex {
  private readonly startOps: number[] = [];
  private readonly offsets: number[] = [0];
  private readonly owners: number[] = [];

  get changes(): number {
    return this.startOps.length;
  }

  /** Appends the actor's next change. */
  add(startOp: number, owners: readonly number[]): void {
    for (const owner of owners) this.owners.push(owner);
    this.startOps.push(startOp);
    this.offsets.push(this.owners.length);
  }

  /** Sequence number of the change that holds a counter; 0 where none does. */
  seqOf(counter: number): number {
    let low = 0;
    let high = this.startOps.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.startOps[middle]! <= counter) low = middle;
      else high = middle - 1;
    }
    const start = this.startOps[low];
    if (start === undefined || counter < start) return 0;
    return counter - start < this.offsets[low + 1]! - this.offsets[low]! ? low + 1 : 0;
  }

  /** Where the operation wrote that the change `seq` holds. */
  owner(seq: number, counter: number): number {
    return this.owners[this.offsets[seq - 1]! + counter - this.startOps[seq - 1]!]!;
  }
}

/** A change that is in. `base` is what it builds on, its own actor aside: that is at `seq - 1`. */
export interface HistoryNode {
  readonly actor: number;
  readonly seq: number;
  /** Greatest counter among its operations, hence among all that it builds on. */
  readonly lastOp: number;
  readonly base: Clock;
}

export class History {
  private readonly numbers = new Map<ActorId, number>();
  private readonly indices: OpIndex[] = [];
  private readonly nodes = new Map<ChangeHash, HistoryNode>();
  readonly heads = new Set<ChangeHash>();
  /** Greatest counter in the document, 0 in an empty one. */
  maxOp = 0;

  get changes(): number {
    return this.nodes.size;
  }

  get actorCount(): number {
    return this.indices.length;
  }

  numberOf(actor: ActorId): number | undefined {
    return this.numbers.get(actor);
  }

  addActor(actor: ActorId): number {
    this.numbers.set(actor, this.indices.length);
    this.indices.push(new OpIndex());
    return this.indices.length - 1;
  }

  ops(number: number): OpIndex {
    return this.indices[number]!;
  }

  contains(hash: ChangeHash): boolean {
    return this.nodes.has(hash);
  }

  node(hash: ChangeHash): HistoryNode | undefined {
    return this.nodes.get(hash);
  }

  seq(actor: ActorId): number {
    const number = this.numbers.get(actor);
    return number === undefined ? 0 : this.ops(number).changes;
  }

  /** Whether an operation wrote to this owner. */
  wrote(actor: ActorId, counter: number, owner: number): boolean {
    const number = this.numbers.get(actor);
    if (number === undefined) return false;
    const index = this.ops(number);
    const seq = index.seqOf(counter);
    return seq > 0 && index.owner(seq, counter) === owner;
  }

  /** Whether a change with these dependencies builds on everything that is here. */
  isEverything(deps: readonly ChangeHash[]): boolean {
    // A writer names its own last change even where that is no head, so there may be more of them than heads.
    if (deps.length < this.heads.size) return false;
    let found = 0;
    for (const dep of deps) if (this.heads.has(dep)) found++;
    return found === this.heads.size;
  }

  add(hash: ChangeHash, deps: readonly ChangeHash[], node: HistoryNode): void {
    this.nodes.set(hash, node);
    for (const dep of deps) this.heads.delete(dep);
    this.heads.add(hash);
    this.maxOp = Math.max(this.maxOp, node.lastOp);
  }
}
