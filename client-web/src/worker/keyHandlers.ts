/** Answers what pages ask about the passphrase of this browser's keys. */
import type { HomeStore } from "../store/homeStore";
import type { KeyCalls, KeysEvent } from "./keyApi";

type Handlers = { [N in keyof KeyCalls]: (params: KeyCalls[N]["params"]) => Promise<KeyCalls[N]["result"]> };

/** @param tell says something to all pages */
export function keyHandlers(home: () => HomeStore, tell: (event: KeysEvent) => void): Handlers {
  const told = async (): Promise<undefined> => {
    tell({ type: "Keys", guard: await home().keyGuard() });
    return undefined;
  };
  return {
    async KeyGuard() {
      return home().keyGuard();
    },
    async Unlock({ passphrase }) {
      await home().unlock(passphrase);
      return told();
    },
    async GuardKeys({ current, next }) {
      await home().guard(current, next);
      return told();
    },
  };
}
