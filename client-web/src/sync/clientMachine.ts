/**
 * One workspace of a client. Pure: `step(now, input)` gives effects, the shell performs them in their order before it gives the next input.
 *
 * It dials, introduces itself, finds out how the relay's log and its own go together, and from then on verifies what comes, hands it on to be stored, and sends
 * the outbox. The parts: Dialogue (one connection), Comparison (divergence and repair), Replica (the verified log), Outbox (what is under way). Rules:
 * docs/spec/client.md.
 */

import { create } from "@bufbuild/protobuf";
import { EnvelopeSchema } from "../gen/meridian/v1/envelope_pb";
import { FrameSchema, TickRequestSchema } from "../gen/meridian/v1/frame_pb";
import { parse } from "../protocol/strict";
import type { Entropy } from "../trust/keys";
import { NONCE_BYTES } from "../trust/login";
import { BackOff } from "./backOff";
import { Dialogue } from "./dialogue";
import { Line } from "./line";
import { Outbox } from "./outbox";
import { Replica } from "./replica";
import {
  type ClientEffect,
  type ClientInput,
  type ClientLimits,
  type ClientStatus,
  type ClientTerms,
  type Halt,
  halt,
  hangUp,
  type LocalLog,
  type Turn,
} from "./types";

type Phase = "OFFLINE" | "WAITING" | "DIALLING" | "TALKING";

export class ClientMachine {
  private readonly line = new Line();
  private readonly replica: Replica;
  private readonly outbox: Outbox;
  private readonly backOff: BackOff;
  private phase: Phase = "OFFLINE";
  private dialogue: Dialogue | undefined;
  private dueMillis = Number.POSITIVE_INFINITY;
  /** How it stands with the relay. */
  status: ClientStatus = { type: "Offline" };

  /** A client that is offline; `log` is where its stored copy of the log stands. */
  constructor(
    private readonly terms: ClientTerms,
    private readonly limits: ClientLimits,
    log: LocalLog,
    private readonly entropy: Entropy,
  ) {
    this.replica = new Replica(terms, log);
    this.outbox = new Outbox(limits, this.line);
    this.backOff = new BackOff(limits, entropy);
  }

  /** @param nowMillis any clock in milliseconds that does not stop; only differences count, but for the status Waiting */
  step(nowMillis: number, input: ClientInput): ClientEffect[] {
    switch (input.type) {
      case "Start":
        if (this.phase === "OFFLINE" || this.phase === "WAITING") this.dial(nowMillis);
        break;
      case "Stop":
        this.halt(halt("ASKED", "stopped"));
        break;
      case "Connected":
        this.connected(input.connection, nowMillis);
        break;
      case "ConnectFailed":
      case "Disconnected":
        this.lost(input.connection, input.reason, nowMillis);
        break;
      case "Received":
        this.received(input.connection, input.frame, nowMillis);
        break;
      case "Stored":
        this.replica.stored(input.pos);
        break;
      case "Rewound":
        this.replica.reset(input.log);
        if (this.dialogue !== undefined) this.turn(this.dialogue.rewound(), nowMillis);
        break;
      case "ChainRead":
        if (this.dialogue !== undefined) this.turn(this.dialogue.chainRead(input), nowMillis);
        break;
      case "OriginalsRead":
        if (this.dialogue !== undefined) this.turn(this.dialogue.originalsRead(input), nowMillis);
        break;
      case "OutboxChanged":
        this.outbox.changed();
        break;
      case "OutboxRead":
        this.outbox.read(input.items);
        this.dialogue?.outboxMoved();
        break;
      case "SendPresence":
        this.sendPresence(input.envelope);
        break;
      case "RequestTick":
        if (this.dialogue?.isCaughtUp) this.line.send({ case: "tickRequest", value: create(TickRequestSchema) });
        break;
      case "Tick":
        this.tick(nowMillis);
    }
    this.reportStatus();
    return this.line.take();
  }

  private dial(nowMillis: number): void {
    this.phase = "DIALLING";
    this.line.dial();
    this.report({ type: "Connecting" });
    this.due(nowMillis + this.limits.answerMillisMax);
  }

  private connected(connection: number, nowMillis: number): void {
    if (this.phase !== "DIALLING" || connection !== this.line.connection) return;
    this.phase = "TALKING";
    this.dialogue = new Dialogue(this.terms, this.entropy(NONCE_BYTES), this.replica, this.outbox, this.line);
    this.due(nowMillis + this.limits.answerMillisMax);
  }

  private lost(connection: number, reason: string, nowMillis: number): void {
    const ours = this.phase === "DIALLING" || this.phase === "TALKING";
    if (ours && connection === this.line.connection) this.pause(reason, 0, nowMillis);
  }

  private received(connection: number, bytes: Uint8Array, nowMillis: number): void {
    if (this.phase !== "TALKING" || connection !== this.line.connection || this.dialogue === undefined) return;
    const frame = parse(FrameSchema, bytes);
    const turn = frame === undefined ? hangUp("the relay sent something unreadable") : this.dialogue.receive(frame);
    this.turn(turn, nowMillis);
    if (this.phase === "TALKING" && this.replica.unstoredBytes > this.limits.unstoredBytesMax) {
      this.turn(hangUp("the local store is behind"), nowMillis);
    }
  }

  private turn(turn: Turn, nowMillis: number): void {
    switch (turn.type) {
      case "GoOn":
        return this.goOn(nowMillis);
      case "HangUp":
        this.line.hangUp();
        return this.pause(turn.reason, turn.retryAfterMillis, nowMillis);
      case "Halt":
        return this.halt(turn);
    }
  }

  private goOn(nowMillis: number): void {
    if (this.dialogue === undefined) return;
    if (this.dialogue.isCaughtUp) this.backOff.reset();
    if (this.dialogue.expectsAnswer) this.due(nowMillis + this.limits.answerMillisMax);
    else this.dueMillis = Number.POSITIVE_INFINITY;
  }

  private pause(reason: string, relayWishMillis: number, nowMillis: number): void {
    this.leave();
    this.phase = "WAITING";
    this.due(nowMillis + this.backOff.pauseMillis(relayWishMillis));
    this.report({ type: "Waiting", untilMillis: this.dueMillis, reason });
  }

  private halt(halt: Halt): void {
    if (this.phase === "DIALLING" || this.phase === "TALKING") this.line.hangUp();
    this.leave();
    this.phase = "OFFLINE";
    this.dueMillis = Number.POSITIVE_INFINITY;
    this.report({ type: "Stopped", reason: halt.reason, message: halt.message, evidence: halt.evidence });
  }

  private leave(): void {
    this.outbox.close();
    this.dialogue = undefined;
  }

  private due(atMillis: number): void {
    this.dueMillis = atMillis;
    this.line.add({ type: "SetTimer", atMillis });
  }

  private tick(nowMillis: number): void {
    if (this.dueMillis === Number.POSITIVE_INFINITY) return;
    if (nowMillis < this.dueMillis) this.due(this.dueMillis);
    else if (this.phase === "WAITING") this.dial(nowMillis);
    else this.turn(hangUp("the relay does not answer"), nowMillis);
  }

  private sendPresence(bytes: Uint8Array): void {
    const envelope = parse(EnvelopeSchema, bytes);
    if (envelope === undefined) throw new RangeError("presence is a serialised envelope");
    if (this.dialogue?.isCaughtUp) this.line.send({ case: "presence", value: { envelope } });
  }

  private report(status: ClientStatus): void {
    this.status = status;
    this.line.add({ type: "Report", status });
  }

  private reportStatus(): void {
    if (this.dialogue === undefined) return;
    const now = this.statusOf(this.dialogue);
    if (JSON.stringify(now) !== JSON.stringify(this.status)) this.report(now);
  }

  private statusOf(talk: Dialogue): ClientStatus {
    const pos = this.replica.storedPos;
    if (talk.isRepairing) return { type: "Repairing", pos };
    if (!talk.isFollowing) return { type: "Connecting" };
    return talk.isCaughtUp && pos === this.replica.log.pos
      ? { type: "Live", pos }
      : { type: "CatchingUp", pos, headPos: talk.relayPos };
  }
}
