/** Long work that a page has asked for: it hears how far it is, and may have it stopped. */
import { Cancelled, UNWATCHED, type Work } from "../sync/work";
import type { Page } from "./audience";

/** How long work goes on before others have their turn, the page's wish to stop it among them. */
const TURN_MILLIS = 40;

export class Tasks {
  private readonly running = new Map<string, { stopped: boolean }>();

  constructor(private readonly nowMillis: () => number) {}

  /** Does something under the name that the page has given it; without one nobody watches. */
  async run<T>(page: Page, task: string | undefined, work: (work: Work) => Promise<T>): Promise<T> {
    if (task === undefined) return work(UNWATCHED);
    const state = { stopped: false };
    this.running.set(task, state);
    let turn = this.nowMillis();
    const at = async (done: number, all: number) => {
      if (this.nowMillis() - turn < TURN_MILLIS) return;
      page.tell({ type: "Progress", task, done, all });
      await new Promise<void>((resolve) => setTimeout(resolve));
      turn = this.nowMillis();
      if (state.stopped) throw new Cancelled();
    };
    try {
      return await work({ at });
    } finally {
      this.running.delete(task);
    }
  }

  /** Asks it to stop; it may be done before it hears that. */
  stop(task: string): void {
    const state = this.running.get(task);
    if (state !== undefined) state.stopped = true;
  }
}
