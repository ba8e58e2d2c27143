/**
 * What one edit has spent of the caps (GATE-40). Counts bytes from above, because Automerge encodes the change only when it is too late to do without: no
 * edit that keeps to its budget makes a change that the gate refuses.
 */
import type { GateCaps } from "./gateCaps";

/** An edit that no one change can hold; nothing of it has happened. */
export class EditTooLarge extends Error {}

const HEADER_BYTES = 256;
const OP_BYTES = 40;
const PRED_BYTES = 10;
const DELETE_BYTES = 2 * PRED_BYTES;
const ACTOR_BYTES = 25;
const HASH_BYTES = 32;

export class EditBudget {
  ops = 0;
  insertRuns = 0;
  private preds = 0;
  private mentions = 0;
  private spentBytes: number;

  constructor(
    private readonly caps: GateCaps,
    heads: number,
    private readonly actorsKnown: number,
  ) {
    // All heads, and the actor's own last change where that is none.
    checkRoom(heads + 1, caps.depsMax, "heads to build on");
    this.spentBytes = HEADER_BYTES + (heads + 1) * HASH_BYTES;
  }

  get bytes(): number {
    return this.spentBytes + ACTOR_BYTES * Math.min(this.mentions, this.actorsKnown);
  }

  /** One operation on a key. */
  spendKey(predCount: number, contentBytes: number): void {
    this.spend(1, predCount, OP_BYTES + contentBytes + PRED_BYTES * predCount, 0);
  }

  /** A splice, which needs a new run of insertions unless it goes on where the last one ended. */
  spendSplice(deleteCount: number, insertCount: number, insertBytes: number, newRun: boolean): void {
    const size = 2 * OP_BYTES + DELETE_BYTES * deleteCount + insertBytes + insertCount;
    this.spend(deleteCount + insertCount, deleteCount, size, newRun && insertCount > 0 ? 1 : 0);
  }

  private spend(ops: number, preds: number, bytes: number, runs: number): void {
    checkRoom(ops, this.caps.opsMax - this.ops, "operations");
    checkRoom(preds, this.caps.predsMax - this.preds, "values replaced");
    checkRoom(runs, this.caps.insertRunsMax - this.insertRuns, "separate insertions");
    this.ops += ops;
    this.preds += preds;
    this.insertRuns += runs;
    this.mentions += 2 * ops + preds;
    this.spentBytes += bytes;
    checkRoom(this.bytes, this.caps.chunkBytesMax, "bytes");
  }
}

function checkRoom(more: number, room: number, what: string): void {
  if (more > room) throw new EditTooLarge(`too many ${what} for one change: ${more} where ${room} fit`);
}
