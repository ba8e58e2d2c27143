/** What pages ask about the passphrase that guards this browser's keys. */
import type { KeyGuard } from "../store/homeStore";

export interface KeyCalls {
  KeyGuard: { params: Record<never, never>; result: KeyGuard };
  /** Opens the keys until the engine ends; fails with a sentence where that is not the passphrase. All pages hear a Keys event. */
  Unlock: { params: { readonly passphrase: string }; result: undefined };
  /** Puts the keys under `next`, or under none. `current` is the passphrase that guards them now, if one does. */
  GuardKeys: {
    params: { readonly current?: string | undefined; readonly next?: string | undefined };
    result: undefined;
  };
}

/** The keys were unlocked, or got another passphrase or none. */
export interface KeysEvent {
  readonly type: "Keys";
  readonly guard: KeyGuard;
}
