/** What a workspace does for whoever asks, and tells whoever listens. */
import type { BoardIntent, DocumentIntent, TeamIntent } from "../model/intents";
import type { HistoryState } from "../model/undo/undoStack";
import type { Changed } from "../model/view";
import type { DocumentId, ItemId } from "../protocol/ids";
import type { ClientStatus } from "./types";

/** One step of an edit: intents on one document. */
export type Step =
  | { readonly kind: "team"; readonly intents: readonly TeamIntent[] }
  | { readonly kind: "board"; readonly document: DocumentId; readonly intents: readonly BoardIntent[] }
  | { readonly kind: "document"; readonly document: DocumentId; readonly intents: readonly DocumentIntent[] };

export type WorkspaceEvent =
  | { readonly type: "Changed"; readonly document: DocumentId; readonly changed: Changed }
  /** `pending` changes are not seen in the log yet. */
  | { readonly type: "Sync"; readonly status: ClientStatus; readonly pending: number }
  /** A document that is open must be read anew as a whole. */
  | { readonly type: "Reset"; readonly document: DocumentId }
  /** Whether there is something to take back, or to do again, in a document. */
  | { readonly type: "History"; readonly document: DocumentId; readonly history: HistoryState }
  /** Something was said in the decision of a document. */
  | { readonly type: "Said"; readonly document: DocumentId }
  /** Who else is in a document is to be asked anew. */
  | { readonly type: "Presence"; readonly document: DocumentId }
  /** Who is a member, or with what role, or which invites there are, is to be asked anew. */
  | { readonly type: "Members" }
  /** A membership record is in the log, or will not be; one that came second may be made again. */
  | {
      readonly type: "Recorded";
      readonly record: ItemId;
      readonly refusal: string | undefined;
      readonly cameSecond?: boolean;
    }
  | { readonly type: "Failed"; readonly message: string };

/** This device may not write, by its role. */
export class NotAllowed extends Error {}
