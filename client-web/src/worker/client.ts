/** A page's end of the line to the engine. */
import type { CallName, Calls, EngineEvent, Failure, FromEngine, Port } from "./api";

/** A question that the engine could not do as asked; its message is one sentence for a person. */
export class EngineFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

interface Waiting {
  resolve(result: unknown): void;
  reject(failure: EngineFailure): void;
}

/** How a page finds out that its engine has ended: it says nothing at all any more, not even that it lives. */
export interface Revival {
  /** A line to a new engine, the old one ended if it was not. */
  connect(): Port;
  readonly beatMillis: number;
  readonly beatsUnansweredMax: number;
}

const BEAT_MILLIS = 5_000;
const BEATS_UNANSWERED_MAX = 4;

export class EngineClient {
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private readonly idle: (() => void)[] = [];
  private readonly beating: ReturnType<typeof setInterval> | undefined;
  private unanswered = 0;
  private last = 0;

  /** @param revival without it an engine that ended stays so */
  constructor(
    private port: Port,
    private readonly revival?: Revival,
  ) {
    this.attach(port);
    if (revival !== undefined) this.beating = setInterval(() => this.beat(), revival.beatMillis);
  }

  private attach(port: Port): void {
    this.port = port;
    port.onmessage = ({ data }) => {
      this.unanswered = 0;
      this.hear(data as FromEngine);
    };
  }

  // Beats are counted, not time: a machine that slept has missed none.
  private beat(): void {
    if (this.revival !== undefined && this.unanswered >= this.revival.beatsUnansweredMax) this.revive(this.revival);
    this.unanswered++;
    this.port.postMessage("ping");
  }

  private revive(revival: Revival): void {
    this.port.onmessage = null;
    this.unanswered = 0;
    this.attach(revival.connect());
    const message = "Meridian had to start again in between: look whether this was done.";
    for (const each of this.waiting.values()) each.reject(new EngineFailure({ type: "Failed", message }));
    this.waiting.clear();
    for (const resolve of this.idle.splice(0)) resolve();
    for (const listener of this.listeners) listener({ type: "Restarted" });
  }

  /** Asks the engine; breaks with EngineFailure. */
  call<N extends CallName>(call: N, params: Calls[N]["params"]): Promise<Calls[N]["result"]> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: (result) => resolve(result as Calls[N]["result"]), reject });
      this.port.postMessage({ id, call, params });
    });
  }

  /** Once everything that was asked is answered: what was edited is on the disk then. */
  async settled(): Promise<void> {
    while (this.waiting.size > 0) {
      await new Promise<void>((resolve) => {
        this.idle.push(resolve);
      });
    }
  }

  /** Hears what comes unasked; the function given back stops that. */
  listen(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Before the page goes. */
  goodbye(): void {
    clearInterval(this.beating);
    this.port.postMessage("goodbye");
  }

  private hear(message: FromEngine): void {
    if (message.type === "Answer" || message.type === "Failure") {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (this.waiting.size === 0) for (const resolve of this.idle.splice(0)) resolve();
      if (message.type === "Answer") waiting?.resolve(message.result);
      else waiting?.reject(new EngineFailure(message.failure));
      return;
    }
    if (message.type === "Pong") return;
    for (const listener of this.listeners) listener(message);
  }
}

/** Starts the engine's worker, or joins the one that another tab has started; and again, should it end. */
export function startEngine(): EngineClient {
  let own: Worker | undefined;
  const connect = (): Port => {
    if (typeof SharedWorker !== "undefined") {
      return new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name: "meridian" })
        .port as unknown as Port;
    }
    own?.terminate();
    own = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    return own as unknown as Port;
  };
  const revival = { connect, beatMillis: BEAT_MILLIS, beatsUnansweredMax: BEATS_UNANSWERED_MAX };
  const client = new EngineClient(connect(), revival);
  addEventListener("pagehide", () => client.goodbye());
  return client;
}
