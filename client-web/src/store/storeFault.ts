/** The environment's failure, not ours: what was to be written is not, all of it. */
export type StoreFaultKind =
  /** The browser gives this origin no more room. */
  | "FULL"
  /** Another engine of this browser writes this workspace by now. */
  | "TAKEN"
  /** Anything else that the browser says of its storage. */
  | "BROKEN";

const SENTENCES: Readonly<Record<StoreFaultKind, string>> = {
  FULL: "This browser has no room left for Meridian: nothing of this was kept. Make room on the disk, or export what you need.",
  TAKEN: "Meridian is open elsewhere in this browser: close this window, or reload it.",
  BROKEN: "This browser could not store this: nothing of it was kept.",
};

/** Its message is a sentence for a person. */
export class StoreFault extends Error {
  constructor(
    readonly kind: StoreFaultKind,
    cause?: unknown,
  ) {
    super(SENTENCES[kind], { cause });
  }
}

/** What a browser's storage has said, as a fault; undefined where it was not the storage. */
export function faultOf(error: unknown): StoreFault | undefined {
  if (error instanceof StoreFault) return error;
  if (!(error instanceof DOMException)) return undefined;
  return new StoreFault(error.name === "QuotaExceededError" ? "FULL" : "BROKEN", error);
}
