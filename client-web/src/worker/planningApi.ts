/** What pages ask about decisions and the rhythm. */
import type { Instant } from "../model/calendar/time";
import type { Act } from "../model/decision/statement";
import type { Terms } from "../model/decision/terms";
import type { DocumentId } from "../model/ids";
import type { Agenda } from "../model/rhythm/agenda";
import type { Digest } from "../model/rhythm/digest";
import type { Pack } from "../model/rhythm/pack";
import type { SlipLedger } from "../model/rhythm/slips";
import type { WeeklyUpdate } from "../model/rhythm/update";
import type { WorkspaceId } from "../protocol/ids";
import type { CertificateFinding } from "../sync/certifying";
import type { DecisionRow, DecisionView } from "../sync/decisionView";
import type { Since } from "../sync/past";

interface OfDocument {
  readonly workspace: WorkspaceId;
  readonly document: DocumentId;
}

export interface PlanningCalls {
  /** Every document that is about a decision. Ask again after a Decisions event. */
  Decisions: { params: { workspace: WorkspaceId }; result: readonly DecisionRow[] };
  /** One decision, with what this person may do now. Its draft is edited by SetDraft intents on the document (`Edit`). */
  Decision: { params: OfDocument; result: DecisionView };
  /** What would be frozen if the draft were opened now; fails with a sentence where something is missing. */
  PreviewDecision: { params: OfDocument; result: Terms };
  /** Puts the proposal to the people, as the document and its draft are now. */
  /** The certificate of a round as the file that `meridian decide verify --export` writes. */
  Certificate: { params: OfDocument & { readonly round: number }; result: string };
  /** Whether such a file holds by itself, and the log here comes to the same. */
  CheckCertificate: { params: { readonly workspace: WorkspaceId; readonly text: string }; result: CertificateFinding };
  OpenDecision: { params: OfDocument; result: undefined };
  /** Says something of the proposal that is up; `revise` makes the document as it is now the proposal. Refused where it would have no effect. */
  SayInDecision: { params: OfDocument & { readonly act: Act }; result: undefined };
  /** A person sees the document: their device says so of the proposal that is up, once (DEC-70). */
  Shown: { params: OfDocument; result: undefined };
  /** What changed since then. Reading marks nothing: `MarkLooked` does. */
  Digest: { params: { workspace: WorkspaceId; since: Since }; result: Digest };
  Agenda: { params: { workspace: WorkspaceId; since: Since }; result: Agenda };
  /** 0 is this week, in the reader's zone. */
  WeeklyUpdate: { params: { workspace: WorkspaceId; weeksAgo: number }; result: WeeklyUpdate };
  Slips: { params: { workspace: WorkspaceId; since: Since }; result: SlipLedger };
  /** Boards and documents as of then. */
  Pack: { params: { workspace: WorkspaceId; frozen: Since; meeting?: Instant }; result: Pack };
}

/** Decisions may stand otherwise: something was said, or time has passed in the log. */
export interface DecisionsEvent {
  readonly type: "Decisions";
  readonly workspace: WorkspaceId;
  /** The one in which something was said; undefined where time passed for all. */
  readonly document: DocumentId | undefined;
}
