/** The worker that the engine runs in: shared by all tabs where the browser has shared workers, else of the first tab alone. */
import wasmUrl from "@automerge/automerge/automerge.wasm?url";
import { initializeWasm } from "@automerge/automerge/slim";
import { IndexedDbHome, type WorkspaceEntry } from "../store/homeStore";
import { IndexedDbStore } from "../store/indexedDbStore";
import { ProjectionStore } from "../store/projectionStore";
import { browserGauge } from "../store/storageGauge";
import type { Socket } from "../sync/session";
import type { Port } from "./api";
import { Engine } from "./engine";
import type { Painted } from "./painter";

const entropy = (length: number) => crypto.getRandomValues(new Uint8Array(length));

async function start(): Promise<Engine> {
  await initializeWasm(wasmUrl);
  const home = await IndexedDbHome.open(entropy);
  const world = {
    dial: (url: string): Socket => new WebSocket(url) as unknown as Socket,
    nowMillis: () => performance.now(),
    wallMillis: () => Date.now(),
    entropy,
  };
  const setting = {
    home,
    world,
    openStore: ({ id }: WorkspaceEntry) => IndexedDbStore.open(id),
    openStoreToRead: ({ id }: WorkspaceEntry) => IndexedDbStore.openToRead(id),
    dropStore: ({ id }: WorkspaceEntry) => IndexedDbStore.drop(id),
    gauge: browserGauge,
  };
  // The name of this file has a hash of all that is in it.
  return new Engine(setting, new ProjectionStore<Painted>(), import.meta.url);
}

/** The engine, once nobody else in this browser has one: two would write one store. Held until the worker ends. */
function onlyEngine(elsewhere: () => void): Promise<Engine> {
  return new Promise((resolve, reject) => {
    const waiting = setTimeout(elsewhere, 500);
    navigator.locks
      .request("meridian-engine", () => {
        clearTimeout(waiting);
        const engine = start();
        engine.then(resolve, reject);
        return new Promise<never>(() => undefined);
      })
      .catch(reject);
  });
}

const early: { readonly port: Port; readonly data: unknown }[] = [];
const ports = new Set<Port>();
let engine: Engine | undefined;

function connect(port: Port): void {
  ports.add(port);
  if (engine !== undefined) return engine.serve(port);
  port.onmessage = ({ data }) => {
    // Opening takes a while, and is not being dead.
    if (data === "ping") port.postMessage({ type: "Pong" });
    else early.push({ port, data });
  };
}

onlyEngine(() => {
  for (const port of ports) port.postMessage({ type: "Elsewhere" });
}).then(
  (started) => {
    engine = started;
    for (const port of ports) started.serve(port);
    for (const { port, data } of early.splice(0)) port.onmessage?.({ data });
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    const fail = ({ port, data }: { port: Port; data: unknown }) =>
      port.postMessage({ type: "Failure", id: (data as { id: number }).id, failure: { type: "Failed", message } });
    for (const each of early.splice(0)) if (each.data !== "goodbye") fail(each);
    for (const port of ports) {
      port.onmessage = ({ data }) => {
        if (data === "ping") port.postMessage({ type: "Pong" });
        else if (data !== "goodbye") fail({ port, data });
      };
    }
  },
);

const scope = globalThis as unknown as { onconnect?: unknown; postMessage?: unknown } & EventTarget;
if ("onconnect" in scope) {
  scope.addEventListener("connect", (event) => {
    const port = (event as MessageEvent).ports[0];
    if (port !== undefined) connect(port as unknown as Port);
  });
} else {
  connect(globalThis as unknown as Port);
}
