/**
 * What a change builds on, all the way back: for each actor (by its number in this document) the last sequence number. Immutable, a tree of sixteen
 * branches a node, so that the clocks of a hundred thousand changes share nearly everything.
 */
const BITS = 4;
const WIDTH = 1 << BITS;
const MASK = WIDTH - 1;

type Branch = { readonly branches: readonly (Node | undefined)[] };
type Leaf = { readonly seqs: readonly number[] };
type Node = Branch | Leaf;

export class Clock {
  static readonly EMPTY = new Clock(BITS, undefined);

  private constructor(
    /** Bits of an actor number that the tree has room for. */
    private readonly bits: number,
    private readonly root: Node | undefined,
  ) {}

  /** Last sequence number of an actor, 0 where there is none. */
  seq(actor: number): number {
    if (actor >>> this.bits !== 0) return 0;
    let node = this.root;
    for (let shift = this.bits - BITS; node !== undefined && "branches" in node; shift -= BITS) {
      node = node.branches[(actor >>> shift) & MASK];
    }
    return node !== undefined && "seqs" in node ? (node.seqs[actor & MASK] ?? 0) : 0;
  }

  /** This clock with one actor further on. */
  with(actor: number, seq: number): Clock {
    let wide: Clock = this;
    while (actor >>> wide.bits !== 0) wide = wide.widened();
    return new Clock(wide.bits, set(wide.root, wide.bits - BITS, actor, seq));
  }

  /** The later of both for every actor. */
  merge(other: Clock): Clock {
    if (other.root === undefined) return this;
    if (this.root === undefined) return other;
    let left: Clock = this;
    let right = other;
    while (left.bits < right.bits) left = left.widened();
    while (right.bits < left.bits) right = right.widened();
    return new Clock(left.bits, merged(left.root, right.root));
  }

  private widened(): Clock {
    return new Clock(this.bits + BITS, this.root === undefined ? undefined : { branches: [this.root] });
  }
}

function set(node: Node | undefined, shift: number, actor: number, seq: number): Node {
  const at = (actor >>> shift) & MASK;
  if (shift === 0) {
    const seqs = node !== undefined && "seqs" in node ? [...node.seqs] : new Array<number>(WIDTH).fill(0);
    seqs[at] = seq;
    return { seqs };
  }
  const branches = node !== undefined && "branches" in node ? [...node.branches] : [];
  while (branches.length < WIDTH) branches.push(undefined);
  branches[at] = set(branches[at], shift - BITS, actor, seq);
  return { branches };
}

// The same node again where nothing is new, so that the next merge stops there.
function merged(left: Node | undefined, right: Node | undefined): Node | undefined {
  if (left === right || right === undefined) return left;
  if (left === undefined) return right;
  if ("seqs" in left && "seqs" in right) {
    const seqs = left.seqs.map((seq, i) => Math.max(seq, right.seqs[i] ?? 0));
    if (seqs.every((seq, i) => seq === left.seqs[i])) return left;
    return seqs.every((seq, i) => seq === right.seqs[i]) ? right : { seqs };
  }
  if (!("branches" in left && "branches" in right)) throw new Error("clocks of different depth");
  const branches = Array.from({ length: WIDTH }, (_, i) => merged(left.branches[i], right.branches[i]));
  if (branches.every((branch, i) => branch === left.branches[i])) return left;
  return branches.every((branch, i) => branch === right.branches[i]) ? right : { branches };
}
