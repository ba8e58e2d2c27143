/** The world as an engine in Node sees it. */
import WebSocket from "ws";
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
  entropy,
};
