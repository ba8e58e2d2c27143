/** What is said and decided, as of the end of a period. */

import type { Frontier } from "../calendar/forms";
import { type Instant, instantOf } from "../calendar/time";
import type { Comment, CommentThread } from "../discussion";
import type { CommentId, DocumentId, MemberId } from "../ids";
import { Attribution } from "./attribution";
import type { Happening } from "./happenings";
import { distinct, Names, type Person, personKey } from "./names";
import type { WorkspaceState } from "./state";

/** A stretch of a workspace's log: how it was, how it is, and what happened in between, in the order of the log. */
export interface Period {
  readonly from: Frontier;
  readonly to: Frontier;
  readonly before: WorkspaceState;
  readonly after: WorkspaceState;
  readonly happenings: readonly Happening[];
}

export const NO_FRONTIER: Frontier = { position: 0, chain: "", receivedAt: "1970-01-01T00:00:00Z" };

/** Who asks for a page, undefined where that is nobody in particular, and when. */
export interface Asking {
  readonly reader: MemberId | undefined;
  readonly now: Instant;
}

/** Something that somebody said on a card or a document. */
export interface Remark {
  /** Id of the card or document. */
  readonly about: string;
  readonly author: Person;
  /** When the relay received it, or before the period its author's clock; undefined where the log does not have it yet. */
  readonly at: Instant | undefined;
  readonly text: string;
  readonly mentions: readonly MemberId[];
  /** It says that the card cannot go on, and that still holds. */
  readonly blocker: boolean;
  /** Its conversation is resolved. */
  readonly settled: boolean;
  /** It was said in the period. */
  readonly fresh: boolean;
}

/** How a conversation stands. */
export interface ThreadFact {
  readonly about: string;
  /** Its first comment. */
  readonly text: string;
  /** In the order of their first comment. */
  readonly people: readonly Person[];
  /** How often one spoke and another answered: A, B, A, B are two. */
  readonly rounds: number;
  readonly settled: boolean;
}

/** How a decision stands, coarser than its own state; `over`: accepted, rejected, withdrawn or superseded. */
export interface DecisionFact {
  readonly document: DocumentId;
  readonly standing: "open" | "objected" | "expired" | "over";
  /** In words, without a full stop. */
  readonly outcome: string;
  /** Of an open one. */
  readonly deadline: Instant | undefined;
  /** When it reached this standing; undefined where that is not in the log yet. */
  readonly since: Instant | undefined;
  /** Required people who have not answered; rising. */
  readonly waitingFor: readonly MemberId[];
  /** How often it was objected to since it was opened. */
  readonly objectionRounds: number;
}

export interface Matters {
  /** Of each thread the oldest first. */
  readonly remarks: readonly Remark[];
  readonly threads: readonly ThreadFact[];
  readonly decisions: readonly DecisionFact[];
}

/** What the period's states hold, with these decisions. */
export function mattersOf(period: Period, decisions: readonly DecisionFact[]): Matters {
  const names = new Names(period.after.team);
  const attribution = new Attribution(period.happenings, names);
  const old = new Set<CommentId>();
  for (const thread of threadsOf(period.before)) for (const { id } of thread.comments) old.add(id);
  const threads = threadsOf(period.after);
  return {
    remarks: threads.flatMap((thread) =>
      living(thread).map((comment) => remark(names, attribution, thread, comment, !old.has(comment.id))),
    ),
    threads: threads.map((thread) => fact(names, thread)),
    decisions,
  };
}

/** Of boards and documents that are not in the trash, in their order. */
function threadsOf(state: WorkspaceState): CommentThread[] {
  return [
    ...state.boardsInOrder().flatMap(({ id }) => state.board(id).threads),
    ...state.documentsByTitle().flatMap(({ id }) => state.documents.get(id)?.threads ?? []),
  ];
}

function living({ comments }: CommentThread): Comment[] {
  return comments.filter(({ meta }) => !meta.life.deleted);
}

function aboutOf({ on }: CommentThread): string {
  return "card" in on ? on.card : on.document;
}

function remark(
  names: Names,
  attribution: Attribution,
  thread: CommentThread,
  comment: Comment,
  fresh: boolean,
): Remark {
  return {
    about: aboutOf(thread),
    author: names.ofDevice(comment.author),
    at: fresh ? attribution.at(comment.id, "life") : instantOf(comment.at),
    text: comment.text,
    mentions: comment.mentions,
    blocker: comment.isRaised,
    settled: thread.resolved && !comment.isRaised,
    fresh,
  };
}

function fact(names: Names, thread: CommentThread): ThreadFact {
  const said = living(thread);
  const speakers = said.map(({ author }) => names.ofDevice(author));
  const turns = speakers.filter((each, i) => i > 0 && personKey(each) !== personKey(speakers[i - 1]!)).length;
  return {
    about: aboutOf(thread),
    text: said[0]?.text ?? "",
    people: distinct(speakers),
    rounds: Math.floor((turns + 1) / 2),
    settled: thread.resolved,
  };
}
