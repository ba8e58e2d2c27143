/** elkjs in a worker of its own that can be ended; loaded when something is arranged for the first time (2.5 MB that most pages never need). */
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { ElkGraph, Placed } from "./graph";

interface Said {
  readonly id: number;
  readonly error?: { readonly message?: string };
  readonly data?: { readonly children?: readonly Placed[] };
}

export interface Arranging {
  /** Breaks where the graph cannot be laid out, or it was stopped. */
  readonly done: Promise<readonly Placed[]>;
  stop(): void;
}

const REGISTER = 0;
const LAYOUT = 1;

export function arrange(graph: ElkGraph): Arranging {
  const worker = new Worker(workerUrl);
  let fail: (error: Error) => void = () => undefined;
  const done = new Promise<readonly Placed[]>((resolve, reject) => {
    fail = reject;
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.error !== undefined) reject(new Error(data.error.message ?? "the layout failed"));
      else if (data.id === LAYOUT) resolve(data.data?.children ?? []);
    };
    worker.postMessage({ id: REGISTER, cmd: "register", algorithms: ["layered"] });
    worker.postMessage({ id: LAYOUT, cmd: "layout", graph, layoutOptions: {}, options: {} });
  }).finally(() => worker.terminate());
  return {
    done,
    stop() {
      worker.terminate();
      fail(new Error("stopped"));
    },
  };
}
