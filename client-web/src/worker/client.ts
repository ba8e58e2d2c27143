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

export class EngineClient {
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private readonly idle: (() => void)[] = [];
  private last = 0;

  constructor(private readonly port: Port) {
    port.onmessage = ({ data }) => this.hear(data as FromEngine);
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
    for (const listener of this.listeners) listener(message);
  }
}

/** Starts the engine's worker, or joins the one that another tab has started. */
export function startEngine(): EngineClient {
  const client =
    typeof SharedWorker === "undefined"
      ? new EngineClient(new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }) as unknown as Port)
      : new EngineClient(
          new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name: "meridian" })
            .port as unknown as Port,
        );
  addEventListener("pagehide", () => client.goodbye());
  return client;
}
