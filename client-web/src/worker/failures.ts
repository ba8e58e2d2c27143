/** How an error is told to a page: its kind, and a sentence. */
import { ImportFailed } from "../model/formats/source";
import { IntentRefused } from "../model/intents";
import { KeysLost } from "../store/homeStore";
import { StoreFault } from "../store/storeFault";
import { NotAllowed } from "../sync/events";
import { Cancelled } from "../sync/work";
import type { Failure } from "./api";

const STORE_FAILURES = { FULL: "StorageFull", TAKEN: "Elsewhere", BROKEN: "Failed" } as const;

/** What was thrown with a phrase, as a sentence. */
export function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof IntentRefused) return { type: "Refused", message, index: error.index };
  if (error instanceof ImportFailed) return { type: "BadFile", message, file: error.file, at: error.at };
  if (error instanceof KeysLost) return { type: "KeysLost", message };
  if (error instanceof StoreFault) return { type: STORE_FAILURES[error.kind], message };
  if (error instanceof Cancelled) return { type: "Cancelled", message };
  return { type: error instanceof NotAllowed ? "NotAllowed" : "Failed", message };
}
