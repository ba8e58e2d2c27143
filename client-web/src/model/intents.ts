/**
 * What can be done to a document, in the form of the shared vectors (VECTOR-1): a field that is left out is empty, which for the `Set` intents means cleared.
 */
import type { ChangeHash } from "./automerge/value";
import type {
  BoardId,
  CardId,
  CommentId,
  DependencyId,
  DeviceId,
  DocumentId,
  EntryRef,
  GroupId,
  MemberId,
  PlaceableRef,
  StatusId,
  ThingRef,
  ThreadId,
  TopicRef,
} from "./ids";
import type { CycleKind, DraftField } from "./schema";
import type { DependencyKind, Owner, Position, Size, Source, StatusCategory } from "./values";

/** Position, characters deleted, text put in; in Unicode code points. The splices of a list apply one after the other (TEXT-1). */
export type Splice = readonly [position: number, deleteCount: number, insert: string];

/** On boards and documents alike. Times are the author's own clock in whole seconds, `2027-01-08T09:30:00Z` (DISC-7). */
export type DiscussionIntent =
  /** `range`: the part of the document's text that it is about, in code points. */
  | {
      readonly intent: "OpenThread";
      readonly thread: ThreadId;
      readonly on: TopicRef;
      readonly range?: readonly [start: number, length: number];
      readonly at: string;
    }
  | {
      readonly intent: "AddComment";
      readonly comment: CommentId;
      readonly thread: ThreadId;
      readonly text: string;
      readonly mentions?: readonly MemberId[];
      readonly at: string;
    }
  | {
      readonly intent: "EditComment";
      readonly comment: CommentId;
      readonly text: string;
      readonly mentions?: readonly MemberId[];
      readonly at: string;
    }
  | { readonly intent: "DeleteComment" | "RestoreComment"; readonly comment: CommentId }
  /** `elsewhere`: how many of its comments are known that lie in another document than the thread. */
  | { readonly intent: "ResolveThread"; readonly thread: ThreadId; readonly at: string; readonly elsewhere?: number }
  | { readonly intent: "ReopenThread"; readonly thread: ThreadId; readonly at: string }
  | { readonly intent: "RaiseBlocker" | "ClearBlocker"; readonly comment: CommentId; readonly at: string };

/** What is written beside a board or document (DISC-31): what it is about was looked up there before. */
export type CommentsIntent =
  | Exclude<DiscussionIntent, { readonly intent: "OpenThread" }>
  | {
      readonly intent: "OpenThread";
      readonly thread: ThreadId;
      readonly on: TopicRef;
      readonly passage?: Passage;
      readonly at: string;
    };

/** A part of a text, named so that another document can hold it: its first and last character, and the greatest counter that was known (DISC-33). */
export interface Passage {
  readonly start: string;
  readonly end: string;
  readonly quote: string;
  readonly since: number;
}

const DISCUSSION_INTENTS: ReadonlySet<string> = new Set<DiscussionIntent["intent"]>([
  "OpenThread",
  "AddComment",
  "EditComment",
  "DeleteComment",
  "RestoreComment",
  "ResolveThread",
  "ReopenThread",
  "RaiseBlocker",
  "ClearBlocker",
]);

export function isDiscussion(intent: { readonly intent: string }): intent is DiscussionIntent {
  return DISCUSSION_INTENTS.has(intent.intent);
}

export type BoardIntent =
  | DiscussionIntent
  | { readonly intent: "Create" }
  | {
      readonly intent: "AddCard";
      readonly card: CardId;
      readonly title: string;
      readonly position: Position;
      readonly size: Size;
    }
  | {
      readonly intent: "AddGroup";
      readonly group: GroupId;
      readonly title: string;
      readonly position: Position;
      readonly size: Size;
    }
  | {
      readonly intent: "AddDependency";
      readonly dependency: DependencyId;
      readonly from: PlaceableRef;
      readonly to: PlaceableRef;
      readonly kind: DependencyKind;
    }
  | { readonly intent: "SetTitle"; readonly thing: ThingRef; readonly title: string }
  | { readonly intent: "EditDescription"; readonly card: CardId; readonly splices: readonly Splice[] }
  | { readonly intent: "SetStatus"; readonly card: CardId; readonly status?: StatusId; readonly word?: string }
  | { readonly intent: "AddOwner"; readonly card: CardId; readonly owner: Owner }
  | { readonly intent: "RemoveOwner"; readonly card: CardId; readonly owner: Owner }
  | { readonly intent: "AddLabel"; readonly card: CardId; readonly label: string }
  | { readonly intent: "RemoveLabel"; readonly card: CardId; readonly label: string }
  | { readonly intent: "LinkDocument"; readonly card: CardId; readonly document: DocumentId }
  | { readonly intent: "UnlinkDocument"; readonly card: CardId; readonly document: DocumentId }
  | { readonly intent: "Move"; readonly thing: PlaceableRef; readonly position: Position }
  | { readonly intent: "Resize"; readonly thing: PlaceableRef; readonly size: Size }
  | { readonly intent: "SetGroup"; readonly card: CardId; readonly group?: GroupId }
  | { readonly intent: "SetOrder"; readonly thing: ThingRef; readonly order: number }
  | { readonly intent: "SetPinned"; readonly card: CardId; readonly pinned: boolean }
  | { readonly intent: "SetColor"; readonly thing: ThingRef; readonly color?: string }
  | { readonly intent: "SetTargetDate"; readonly card: CardId; readonly targetDate?: string }
  | { readonly intent: "SetEstimate"; readonly card: CardId; readonly estimate?: number }
  | {
      readonly intent: "SetWhy";
      readonly card: CardId;
      readonly week: string;
      readonly member: MemberId;
      readonly text?: string;
    }
  | { readonly intent: "SetKind"; readonly dependency: DependencyId; readonly kind: DependencyKind }
  | { readonly intent: "SetSource"; readonly thing: ThingRef; readonly source: Source }
  | { readonly intent: "SetExtra"; readonly thing: ThingRef; readonly extra?: string }
  | { readonly intent: "Delete"; readonly thing: ThingRef }
  | { readonly intent: "Restore"; readonly thing: ThingRef }
  | { readonly intent: "Purge"; readonly thing: ThingRef };

export type TeamIntent =
  | { readonly intent: "Create"; readonly name: string }
  | { readonly intent: "SetName"; readonly name: string }
  | { readonly intent: "AddMember"; readonly member: MemberId; readonly name: string; readonly zone: string }
  | { readonly intent: "SetZone"; readonly member: MemberId; readonly zone: string }
  | { readonly intent: "AddDevice"; readonly member: MemberId; readonly device: DeviceId }
  | { readonly intent: "RemoveDevice"; readonly member: MemberId; readonly device: DeviceId }
  | { readonly intent: "AddHours" | "RemoveHours"; readonly member: MemberId; readonly hours: string }
  | { readonly intent: "AddDaysOff" | "RemoveDaysOff"; readonly member: MemberId; readonly days: string }
  | { readonly intent: "AddOutOfHours"; readonly member: MemberId; readonly meeting: string; readonly minutes: number }
  | { readonly intent: "RemoveOutOfHours"; readonly member: MemberId; readonly meeting: string }
  /** How far a person has looked: position and chain of the log, and when the relay received what stands there. */
  | { readonly intent: "SetLooked"; readonly member: MemberId; readonly frontier: string }
  | { readonly intent: "SetCycle"; readonly kind: CycleKind; readonly cycle?: string }
  | {
      readonly intent: "AddStatus";
      readonly status: StatusId;
      readonly name: string;
      readonly category: StatusCategory;
      readonly order: number;
    }
  | { readonly intent: "SetCategory"; readonly status: StatusId; readonly category: StatusCategory }
  | { readonly intent: "AddBoard"; readonly board: BoardId; readonly title: string; readonly order: number }
  | { readonly intent: "AddDocument"; readonly document: DocumentId; readonly title: string }
  | { readonly intent: "SetTitle"; readonly entry: EntryRef; readonly title: string }
  | { readonly intent: "SetOrder"; readonly entry: EntryRef; readonly order: number }
  | { readonly intent: "SetSource"; readonly entry: EntryRef; readonly source: Source }
  | { readonly intent: "SetExtra"; readonly entry: EntryRef; readonly extra?: string }
  | { readonly intent: "Delete"; readonly entry: EntryRef; readonly heads?: readonly ChangeHash[] }
  | { readonly intent: "Restore"; readonly entry: EntryRef }
  | { readonly intent: "Purge"; readonly entry: EntryRef };

export type DocumentIntent =
  | DiscussionIntent
  | { readonly intent: "Create" }
  | { readonly intent: "EditText"; readonly splices: readonly Splice[] }
  /** A field of the decision that the document is about, while it is a draft. */
  | { readonly intent: "SetDraft"; readonly field: DraftField; readonly value?: string }
  /** How a round of it ended, as `outcomeLine` writes it. */
  | { readonly intent: "RecordOutcome"; readonly round: number; readonly outcome: string };

/** An intent that cannot be carried out; nothing of the list was (MODEL-2). The message is one sentence for a person. */
export class IntentRefused extends Error {
  constructor(
    readonly index: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** What was done, but perhaps not meant (CYCLE-4, CYCLE-5). */
export type Warning =
  | { readonly warning: "ClosesCycle"; readonly dependency: DependencyId; readonly path: readonly CardId[] }
  | { readonly warning: "AlreadyLinked"; readonly dependency: DependencyId; readonly existing: DependencyId };
