/** A client machine at work: the socket, the timer, and effects on the store handed to whoever owns that, in order. */
import { FrameSchema } from "../gen/meridian/v1/frame_pb";
import { deviceId } from "../protocol/ids";
import { parse } from "../protocol/strict";
import type { RelayAddress } from "../store/homeStore";
import { headerOf } from "../trust/envelope";
import type { Entropy } from "../trust/keys";
import type { Membership } from "../trust/membership";
import { confirmAhead } from "../trust/signature";
import { ClientMachine } from "./clientMachine";
import { CLIENT_LIMITS, type ClientEffect, type ClientInput, type ClientTerms, type LocalLog } from "./types";

/** The part of a browser's WebSocket that is used. */
export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  send(data: Uint8Array): void;
  close(): void;
}

/** What a session needs of the world. */
export interface Surroundings {
  dial(url: string): Socket;
  /** Any clock that does not stop. */
  nowMillis(): number;
  /** By this machine's calendar, milliseconds since 1970-01-01 UTC. */
  wallMillis(): number;
  readonly entropy: Entropy;
}

/** An effect that concerns the store or a person; what it asks for is answered by `input`. */
export type StoreEffect = Exclude<ClientEffect, { type: "Connect" | "Send" | "Disconnect" | "SetTimer" }>;

/** Who owns the store. `perform` is called in order; the next call comes when the promise before is kept. */
export interface Shell {
  perform(effect: StoreEffect): Promise<ClientInput | undefined>;
  /** Whose signatures are to be expected. */
  members(): Membership;
  /** A bug, or a store that does not store: the session is over. */
  failed(error: unknown): void;
}

export function relayUrl(address: RelayAddress): string {
  return `${address.secure ? "wss" : "ws"}://${address.host}:${address.port}/sync`;
}

/** Frames of at least so many items are worth asking WebCrypto about their signatures ahead. */
const CONFIRM_ITEMS_MIN = 4;

export class Session {
  private readonly machine: ClientMachine;
  private socket: Socket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Store effects and frames run one after the other here, so that Rewound comes before whatever the connection gave after Rewind. */
  private queue: Promise<void> = Promise.resolve();
  private over = false;

  constructor(
    private readonly address: RelayAddress,
    terms: ClientTerms,
    log: LocalLog,
    private readonly shell: Shell,
    private readonly world: Surroundings,
  ) {
    this.machine = new ClientMachine(terms, CLIENT_LIMITS, log, world.entropy);
  }

  get status() {
    return this.machine.status;
  }

  /** Gives the machine an input, after those before it. */
  input(input: ClientInput): void {
    this.later(async () => this.step(input));
  }

  private later(task: () => Promise<void>): void {
    this.queue = this.queue.then(async () => {
      if (this.over) return;
      try {
        await task();
      } catch (e) {
        this.over = true;
        this.hangUp();
        this.shell.failed(e);
      }
    });
  }

  private async step(input: ClientInput): Promise<void> {
    const now = this.world.nowMillis();
    const answers: ClientInput[] = [];
    for (const effect of this.machine.step(now, input)) {
      const answer = await this.perform(effect, now);
      if (answer !== undefined) answers.push(answer);
    }
    // Not before all effects are performed: what an answer leads to is later than they.
    for (const answer of answers) await this.step(answer);
  }

  private async perform(effect: ClientEffect, now: number): Promise<ClientInput | undefined> {
    switch (effect.type) {
      case "Connect":
        this.connect(effect.connection);
        return undefined;
      case "Send":
        this.socket?.send(effect.frame);
        return undefined;
      case "Disconnect":
        this.hangUp();
        return undefined;
      case "SetTimer":
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.input({ type: "Tick" }), Math.max(0, effect.atMillis - now));
        return undefined;
      default:
        return this.shell.perform(effect);
    }
  }

  private connect(connection: number): void {
    this.hangUp();
    const socket = this.world.dial(relayUrl(this.address));
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.input({ type: "Connected", connection });
    };
    socket.onmessage = ({ data }) => {
      const frame = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(0);
      this.later(async () => {
        await this.confirm(frame);
        await this.step({ type: "Received", connection, frame });
      });
    };
    socket.onclose = ({ reason }) => {
      if (this.socket === socket) this.socket = undefined;
      const why = reason === "" ? (opened ? "the relay hung up" : "the relay cannot be reached") : reason;
      this.input({ type: opened ? "Disconnected" : "ConnectFailed", connection, reason: why });
    };
  }

  /** Asks WebCrypto about all signatures of a frame at once; the machine decides by itself where there is no yes. */
  private async confirm(bytes: Uint8Array): Promise<void> {
    const frame = parse(FrameSchema, bytes);
    if (frame?.body.case !== "append" || frame.body.value.items.length < CONFIRM_ITEMS_MIN) return;
    const members = this.shell.members();
    await Promise.all(
      frame.body.value.items.map(async ({ item }) => {
        const header = headerOf(item);
        const device = header?.device.length === 16 ? members.deviceOf(deviceId(header.device)) : undefined;
        if (header === undefined || device === undefined) return;
        await confirmAhead(device.keys.signing.bytes, "envelope", header.body, header.sig);
      }),
    );
  }

  private hangUp(): void {
    const { socket } = this;
    this.socket = undefined;
    if (socket === undefined) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  /** Hangs up and ends; nothing of what it was doing is told any more. */
  async close(): Promise<void> {
    this.over = true;
    clearTimeout(this.timer);
    this.hangUp();
    await this.queue;
  }
}
