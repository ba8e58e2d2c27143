/** Asks the engine of a person's browser as a page would: what no screen shows, such as all of a workspace as JSON. */
import { readFileSync } from "node:fs";
import type { CallName, Calls, Request } from "../src/worker/api";
import type { Person } from "./person";

const packed = new URL("../target/classes/meridian-web/files.txt", import.meta.url).pathname;

export function ask<N extends CallName>(
  { page }: Person,
  call: N,
  params: Calls[N]["params"],
): Promise<Calls[N]["result"]> {
  const worker = /^assets\/worker-\S+\.js/m.exec(readFileSync(packed, "utf8"))?.[0];
  if (worker === undefined) throw new Error("the engine's worker is not among the files");
  const request = { id: 1, call, params } as unknown as Request;
  return page.evaluate(
    ([url, asked]) =>
      new Promise<never>((resolve, reject) => {
        const { port } = new SharedWorker(url, { type: "module", name: "meridian" });
        port.onmessage = ({ data }: MessageEvent) => {
          if (data.type === "Answer") resolve(data.result as never);
          else if (data.type === "Failure") reject(new Error(data.failure.message));
          else return;
          port.postMessage("goodbye");
          port.close();
        };
        port.postMessage(asked);
      }),
    [`/${worker}`, request] as const,
  );
}
