/** Threads and comments on cards and documents, read (docs/spec/discussion.md). */
import { deviceOfActor } from "../protocol/ids";
import type { Anchor, AnchorFinder, Mark } from "./anchors";
import type { Replica } from "./automerge/replica";
import { makerOf, type ObjectId } from "./automerge/value";
import { isInstant } from "./calendar/forms";
import {
  type CardId,
  type CommentId,
  compare,
  type DeviceId,
  type DocumentId,
  isId,
  type MemberId,
  type Subject,
  type ThreadId,
  type TopicRef,
} from "./ids";
import { greatestStamp, type Stamp } from "./stamp";
import { ThingReader } from "./thingReader";
import type { Meta } from "./values";

const EPOCH = "1970-01-01T00:00:00Z";

/** Where something said lies: in the board or document itself, from before there was the second, or beside it (DISC-30). */
export type Home = "content" | "comments";

export interface Comment {
  readonly id: CommentId;
  readonly thread: ThreadId;
  readonly home: Home;
  readonly author: DeviceId;
  readonly at: string;
  readonly text: string;
  readonly editedAt: string | undefined;
  readonly editedBy: DeviceId | undefined;
  readonly mentions: readonly MemberId[];
  readonly raised: Stamp | undefined;
  readonly cleared: Stamp | undefined;
  /** Whether it blocks, for all that its author and others have said. */
  readonly isRaised: boolean;
  readonly meta: Meta;
}

export interface CommentThread {
  readonly id: ThreadId;
  readonly home: Home;
  /** The operation that made it: threads stand in the order of these (DISC-3). */
  readonly made: ObjectId;
  readonly on: TopicRef;
  /** The part that it is about; undefined where that is the whole. */
  readonly anchor: Anchor | undefined;
  readonly author: DeviceId;
  readonly at: string;
  /** What was last said of whether it is resolved. */
  readonly state: Stamp | undefined;
  /** How many comments those knew who said that it is resolved, and of whom that still stands: the most. */
  readonly settled: number;
  readonly resolved: boolean;
  /** It was resolved, and somebody has replied since. */
  readonly repliedSince: boolean;
  /** In the order in which they were made. */
  readonly comments: readonly Comment[];
  readonly meta: Meta;
}

interface Opened {
  readonly id: ThreadId;
  readonly on: TopicRef;
  readonly mark: Mark | undefined;
  readonly made: ObjectId;
  readonly at: string;
  readonly states: readonly Stamp[];
  readonly meta: Meta;
}

type Made = Comment & { readonly made: ObjectId };

export class DiscussionProjection {
  private readonly opened = new Map<ThreadId, Opened>();
  private readonly comments = new Map<CommentId, Made>();
  private readonly byThread = new Map<ThreadId, Set<CommentId>>();

  constructor(
    private readonly replica: Replica,
    private readonly home: Home,
  ) {}

  subjects(): Subject[] {
    return [
      ...[...this.opened.keys()].map((id): Subject => ({ kind: "thread", id })),
      ...[...this.comments.keys()].map((id): Subject => ({ kind: "comment", id })),
    ];
  }

  readThread(id: ThreadId, map: ObjectId): void {
    const reader = new ThingReader(this.replica, map);
    const on = reader.parsed("on", parseTopic);
    const quote = reader.string("quote");
    const start = reader.parsed("start", parseCharacter);
    const end = reader.parsed("end", parseCharacter);
    const at = reader.parsed("at", parseInstant) ?? EPOCH;
    const states = reader.stamps("state");
    // In a document of its own the thread's operation counts another document's time.
    const since = this.home === "content" ? Number.parseInt(map, 10) : (reader.number("since") ?? Number.MAX_VALUE);
    const mark = quote === undefined ? undefined : { start, end, quote, since };
    const meta = reader.meta();
    if (on === undefined) this.opened.delete(id);
    else this.opened.set(id, { id, on, mark, made: map, at, states, meta });
  }

  readComment(id: CommentId, map: ObjectId): void {
    const reader = new ThingReader(this.replica, map);
    const thread = reader.parsed("thread", (hex) => (isId(hex) ? (hex as ThreadId) : undefined));
    const writer = reader.writer("text");
    const text = reader.string("text") ?? "";
    const at = reader.parsed("at", parseInstant) ?? EPOCH;
    const editedAt = reader.parsed("editedAt", parseInstant);
    const mentions = reader.items("mention", (key) => (isId(key) ? (key as MemberId) : undefined)).sort();
    const raised = greatestStamp(reader.stamps("blocker"));
    const cleared = greatestStamp(reader.stamps("cleared"));
    const meta = reader.meta();
    this.forgetComment(id);
    if (thread === undefined) return;
    const author = authorOf(map);
    const editedBy = editedAt === undefined ? undefined : writer;
    const isRaised = (raised?.count ?? 0) > (cleared?.count ?? 0);
    this.comments.set(id, {
      id,
      thread,
      home: this.home,
      made: map,
      author,
      at,
      text,
      editedAt,
      editedBy,
      mentions,
      raised,
      cleared,
      isRaised,
      meta,
    });
    this.byThread.set(thread, (this.byThread.get(thread) ?? new Set()).add(id));
  }

  forgetThread(id: ThreadId): void {
    this.opened.delete(id);
  }

  forgetComment(id: CommentId): void {
    const known = this.comments.get(id);
    this.comments.delete(id);
    if (known !== undefined) this.byThread.get(known.thread)?.delete(id);
  }

  /** How many comments a thread has, those in the trash counted. */
  commentCount(thread: ThreadId): number {
    return this.byThread.get(thread)?.size ?? 0;
  }

  comment(id: CommentId): Comment | undefined {
    return this.comments.get(id);
  }

  mentionsOf(comment: CommentId): readonly MemberId[] {
    return this.comments.get(comment)?.mentions ?? [];
  }

  /** Comments of a thread in their order, those in the trash too. */
  commentsOn(thread: ThreadId): Comment[] {
    return [...(this.byThread.get(thread) ?? [])]
      .flatMap((comment) => this.comments.get(comment) ?? [])
      .sort((a, b) => compareOps(a.made, b.made))
      .map(({ made: _, ...comment }) => comment);
  }

  /** Every thread by rising id, those too in which everything is deleted; anchors are looked for where there is a finder. */
  threads(finder: Finder): CommentThread[] {
    const ids = [...this.opened.keys()].sort();
    return ids.flatMap((id) => this.together(id, finder));
  }

  private together(id: ThreadId, finder: Finder): CommentThread[] {
    const thread = this.opened.get(id);
    if (thread === undefined) return [];
    const comments = this.commentsOn(id);
    const [state] = thread.states;
    const settled = greatestStamp(thread.states)?.count ?? 0;
    return [
      {
        id,
        home: this.home,
        made: thread.made,
        on: thread.on,
        anchor: thread.mark === undefined ? undefined : finder()?.find(thread.mark),
        author: authorOf(thread.made),
        at: thread.at,
        state,
        settled,
        ...standing(state, settled, comments.length),
        comments,
        meta: thread.meta,
      },
    ];
  }
}

/** A thread is resolved if that is what shows and somebody who said so knew all of its comments (DISC-8). */
function standing(state: Stamp | undefined, settled: number, comments: number) {
  const says = state?.word === "resolved";
  return { resolved: says && settled >= comments, repliedSince: says && settled < comments };
}

/** Made when it is first asked for: reading a long text for nothing is dear. */
export type Finder = () => AnchorFinder | undefined;

export const NO_FINDER: Finder = () => undefined;

/** What lies in a board or document, and then what lies beside it: who wrote the first knew nothing of the second (DISC-34). By rising id. */
export function togetherThreads(
  content: DiscussionProjection,
  beside: DiscussionProjection | undefined,
  finder: Finder,
): CommentThread[] {
  const own = content.threads(finder);
  if (beside === undefined) return own;
  const all = new Map(beside.threads(finder).map((thread) => [thread.id, thread]));
  for (const thread of own) {
    const known = new Set(thread.comments.map(({ id }) => id));
    const comments = [...thread.comments, ...beside.commentsOn(thread.id).filter(({ id }) => !known.has(id))];
    all.set(thread.id, { ...thread, comments, ...standing(thread.state, thread.settled, comments.length) });
  }
  return [...all.values()].sort((a, b) => compare(a.id, b.id));
}

function authorOf(made: ObjectId): DeviceId {
  const actor = makerOf(made);
  if (actor === undefined) throw new Error("the root is nobody’s");
  return deviceOfActor(actor);
}

/** Threads with something to read, in an order in which each comes after what its author had seen (DISC-3, DISC-4). */
export function threadsInOrder(threads: readonly CommentThread[]): CommentThread[] {
  return threads
    .filter(({ comments }) => comments.some((each) => !each.meta.life.deleted))
    .sort((a, b) => compareHomes(a.home, b.home) || compareOps(a.made, b.made));
}

function compareHomes(left: Home, right: Home): number {
  return left === right ? 0 : left === "content" ? -1 : 1;
}

/** By counter, then actor: the order in which things were made. */
function compareOps(left: ObjectId, right: ObjectId): number {
  const counters = Number.parseInt(left, 10) - Number.parseInt(right, 10);
  if (counters !== 0) return counters;
  return (makerOf(left) ?? "") < (makerOf(right) ?? "") ? -1 : 1;
}

function parseTopic(text: string): TopicRef | undefined {
  const [kind, id = ""] = text.split(/:(.*)/s);
  if (!isId(id)) return undefined;
  if (kind === "card") return { card: id as CardId };
  return kind === "document" ? { document: id as DocumentId } : undefined;
}

function parseCharacter(text: string): ObjectId | undefined {
  const match = /^([1-9][0-9]{0,9})@([0-9a-f]{48})$/.exec(text);
  return match !== null && Number(match[1]) < 2 ** 31 ? (text as ObjectId) : undefined;
}

function parseInstant(text: string): string | undefined {
  return isInstant(text) ? text : undefined;
}
