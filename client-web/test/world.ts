/** The world as an engine in Node sees it. */
import WebSocket from "ws";
import type { WorkspaceId } from "../src/protocol/ids";
import { MemoryHome } from "../src/store/homeStore";
import { MemoryStore } from "../src/store/memoryStore";
import type { StorageGauge } from "../src/store/storageGauge";
import type { HomeSetting } from "../src/sync/joining";
import type { Socket, Surroundings } from "../src/sync/session";

export function entropy(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

export const world: Surroundings = {
  dial: (url) => {
    const socket = new WebSocket(url);
    // As in a browser: what went wrong is told by the close that follows.
    socket.on("error", () => undefined);
    return socket as unknown as Socket;
  },
  nowMillis: () => performance.now(),
  wallMillis: () => Date.now(),
  entropy,
};

/** Of a browser that says nothing of its room. */
export const silentGauge: StorageGauge = { estimate: async () => undefined, persisted: async () => undefined };

/** A home in memory, whose stores stay when its workspaces are closed. */
export function memoryHome(): HomeSetting & { readonly stores: Map<WorkspaceId, MemoryStore> } {
  const stores = new Map<WorkspaceId, MemoryStore>();
  const openStore = async ({ id }: { readonly id: WorkspaceId }) => {
    const store = stores.get(id) ?? new MemoryStore();
    stores.set(id, store);
    return store;
  };
  return {
    home: new MemoryHome(entropy),
    world,
    stores,
    openStore,
    openStoreToRead: openStore,
    dropStore: async ({ id }) => void stores.delete(id),
    gauge: silentGauge,
  };
}
