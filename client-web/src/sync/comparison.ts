/**
 * Finds out how the relay's log and this one go together, and mends what a lost disk has torn (docs/spec/relay.md, GEN). One connection's.
 *
 * The client claims a place of its log. Either the relay has the same there, or it shows its own head at the last place that could be common. From there:
 * same chain, and the relay's log ends there: it gets its end back entry by entry (GEN-3). Another chain, in a later generation: it lost its end and went on;
 * the client steps back, twice as far each time, to a place where both agree, and pushes what it cuts off (GEN-5). In an earlier generation: it is shown one
 * (GEN-6). In the same generation: a fork (GEN-7).
 */

import { create, toBinary } from "@bufbuild/protobuf";
import { type Append, type Diverged, FrameSchema } from "../gen/meridian/v1/frame_pb";
import type { LogItem, SignedHead } from "../gen/meridian/v1/log_pb";
import { equalBytes } from "../protocol/bytes";
import { CHAIN_ZERO, type LogHead } from "../protocol/log";
import type { VerifyKey } from "../trust/signature";
import type { Line } from "./line";
import type { Replica } from "./replica";
import { type Halt, halt, type StopReason } from "./types";

export type Next =
  | { readonly type: "Wait" }
  /** The logs agree where the client's ends; the relay goes on from here. */
  | { readonly type: "Agreed" }
  /** Cut the own log; `relayGoesOn` says whether the relay already sends what follows. */
  | {
      readonly type: "Cut";
      readonly toPos: number;
      readonly head: SignedHead | undefined;
      readonly relayGoesOn: boolean;
    }
  | { readonly type: "Refuse"; readonly halt: Halt };

/** What the relay has shown. */
interface Shown {
  readonly atSigned: SignedHead | undefined;
  readonly at: LogHead | undefined;
  readonly head: LogHead | undefined;
}

const WAIT: Next = { type: "Wait" };
const GONE_BACK = "the relay went back to an earlier generation";

function refuse(reason: StopReason, message: string, ...evidence: (SignedHead | undefined)[]): Next {
  return { type: "Refuse", halt: halt(reason, message, ...evidence) };
}

export class Comparison {
  private claimPos: number;
  private claimChain: Uint8Array;
  private stepBack = 1;
  /** A place whose own chain the store was asked for, to claim it. */
  private claimAsked: number | undefined;
  /** What the relay has shown, until the own chain there is known. */
  private shown: Shown | undefined;
  private restoredAfter: number | undefined;
  private generationShown = false;

  constructor(
    private readonly replica: Replica,
    private readonly relayKey: VerifyKey,
    private readonly frameBytesMax: number,
    private readonly line: Line,
  ) {
    this.claimPos = replica.log.pos;
    this.claimChain = replica.log.chain;
  }

  /** Claims the end of the own log (CLI-10). */
  begin(relayHead: LogHead | undefined): void {
    if (relayHead !== undefined && relayHead.gen < this.replica.log.gen) this.showGeneration();
    this.claim(this.replica.log.pos, this.replica.log.chain);
  }

  private claim(pos: number, chain: Uint8Array): void {
    this.claimPos = pos;
    this.claimChain = chain;
    this.line.send({ case: "resume", value: { gen: this.replica.log.gen, afterPos: BigInt(pos), chain } });
  }

  private showGeneration(): void {
    this.generationShown = true;
    const { signed } = this.replica.log;
    this.line.send({ case: "restore", value: signed === undefined ? {} : { head: signed } });
  }

  /** Whether the relay did not agree at once. */
  get isMending(): boolean {
    return this.generationShown || this.shown !== undefined || this.stepBack > 1 || this.restoredAfter !== undefined;
  }

  private get isAsking(): boolean {
    return this.claimAsked !== undefined || this.shown !== undefined;
  }

  /** The relay agrees with the claim: an Append without items. */
  confirmed(append: Append): Next {
    if (append.items.length > 0 || this.isAsking) {
      return refuse("BAD_LOG", "the relay sent entries before it agreed where to begin");
    }
    if (this.claimPos === 0) {
      return append.head === undefined ? this.agreedAt(append, 0n) : refuse("BAD_LOG", "the relay signed an empty log");
    }
    const head = this.replica.verify(append.head, this.relayKey);
    if (head === undefined || head.pos !== this.claimPos || !equalBytes(head.chain, this.claimChain)) {
      return refuse("BAD_LOG", "the relay agreed to another place than was claimed");
    }
    return this.agreedAt(append, head.gen);
  }

  private agreedAt(append: Append, gen: bigint): Next {
    if (this.claimPos === this.replica.log.pos) return { type: "Agreed" };
    if (this.claimPos > 0 && gen <= this.replica.log.gen) return refuse("ROLLBACK", GONE_BACK, append.head);
    return { type: "Cut", toPos: this.claimPos, head: append.head, relayGoesOn: true };
  }

  /** The relay does not agree with the claim. */
  diverged(diverged: Diverged): Next {
    if (this.isAsking) return refuse("BAD_LOG", "the relay answered twice");
    const at = this.replica.verify(diverged.at, this.relayKey);
    const head = this.replica.verify(diverged.head, this.relayKey);
    if ((at === undefined) !== (diverged.at === undefined) || (head === undefined) !== (diverged.head === undefined)) {
      return refuse("BAD_LOG", "a head of the log is not signed by the relay");
    }
    const atPos = at?.pos ?? 0;
    const headPos = head?.pos ?? 0;
    const gen = head?.gen ?? 0n;
    const makesSense =
      atPos === Math.min(this.claimPos, headPos) && (at?.gen ?? gen) === gen && (atPos < headPos || sameHead(at, head));
    if (!makesSense) return refuse("BAD_LOG", "the relay contradicts itself about its log", diverged.head);
    const shown = { atSigned: diverged.at, at, head };
    if (atPos === this.claimPos || atPos === 0) return this.compare(shown, atPos === 0 ? CHAIN_ZERO : this.claimChain);
    this.shown = shown;
    this.line.add({ type: "ReadChain", pos: atPos });
    return WAIT;
  }

  /** The own chain at the place that was asked for. */
  chainRead(pos: number, chain: Uint8Array): Next {
    if (this.claimAsked === pos) {
      this.claimAsked = undefined;
      this.claim(pos, chain);
    } else if (this.shown !== undefined && (this.shown.at?.pos ?? 0) === pos) {
      return this.compare(this.shown, chain);
    }
    return WAIT;
  }

  private compare(what: Shown, ownChain: Uint8Array): Next {
    this.shown = undefined;
    const atPos = what.at?.pos ?? 0;
    const { log } = this.replica;
    if (equalBytes(what.at?.chain ?? CHAIN_ZERO, ownChain)) {
      return atPos === (what.head?.pos ?? 0) && atPos < log.pos
        ? this.giveBack(what, atPos)
        : refuse("BAD_LOG", "the relay does not agree to what it has itself", what.atSigned);
    }
    const gen = what.head?.gen ?? 0n;
    if (gen > log.gen) return this.stepBackFrom(atPos);
    if (gen === log.gen) {
      const message = "the relay shows others another log than it showed this client";
      return refuse("FORK", message, log.signed, what.atSigned);
    }
    if (this.generationShown) return refuse("ROLLBACK", GONE_BACK, log.signed, what.atSigned);
    this.showGeneration();
    this.claim(this.claimPos, this.claimChain);
    return WAIT;
  }

  private stepBackFrom(pos: number): Next {
    const target = Math.max(0, pos - this.stepBack);
    this.stepBack *= 2;
    if (target === 0) {
      this.claim(0, CHAIN_ZERO);
    } else {
      this.claimAsked = target;
      this.line.add({ type: "ReadChain", pos: target });
    }
    return WAIT;
  }

  private giveBack(what: Shown, atPos: number): Next {
    // It had the chance to take these and did not: it does not want to have what it signed.
    if (this.restoredAfter !== undefined && atPos <= this.restoredAfter) {
      const message = "the relay went back and does not take back what it signed";
      return refuse("ROLLBACK", message, this.replica.log.signed);
    }
    this.restoredAfter = atPos;
    this.shown = what;
    this.line.add({ type: "ReadOriginals", afterPos: atPos });
    return WAIT;
  }

  /** The entries to give back, up to a head that was kept. */
  originalsRead(afterPos: number, items: readonly LogItem[], head: SignedHead): Next {
    const what = this.shown;
    if (what === undefined || (what.at?.pos ?? 0) !== afterPos) return WAIT;
    this.shown = undefined;
    const frame = create(FrameSchema, { body: { case: "restore", value: { items: [...items], head } } });
    const bytes = toBinary(FrameSchema, frame);
    if (bytes.length > this.frameBytesMax) {
      // It came in frames of another relay's size. What cannot go back to its place is pushed again.
      return { type: "Cut", toPos: afterPos, head: what.atSigned, relayGoesOn: false };
    }
    this.line.sendBytes(bytes);
    this.claim(this.replica.log.pos, this.replica.log.chain);
    return WAIT;
  }
}

function sameHead(left: LogHead | undefined, right: LogHead | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return (
    left.gen === right.gen &&
    left.pos === right.pos &&
    left.relayMillis === right.relayMillis &&
    left.members === right.members &&
    equalBytes(left.chain, right.chain)
  );
}
