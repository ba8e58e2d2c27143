/** What is said about a board's cards or a document, in a document beside it: whoever may not write that may write this (SCHEMA-33). */
import type { Replica } from "./automerge/replica";
import type { ObjectId } from "./automerge/value";
import { DiscussionProjection } from "./discussion";
import { DiscussionScribe } from "./discussionScribe";
import type { CommentId, Subject, ThreadId } from "./ids";
import type { CommentsIntent } from "./intents";
import { PlanDocument } from "./planDocument";
import { Scribe } from "./scribe";
import type { Projection } from "./view";

export class CommentsDocument extends PlanDocument<CommentsIntent> {
  readonly discussion: DiscussionProjection;

  constructor(replica: Replica) {
    const discussion = new DiscussionProjection(replica, "comments");
    super(replica, "comments", new CommentsProjection(discussion));
    this.discussion = discussion;
  }

  protected override scribe(): Scribe<CommentsIntent> {
    return new CommentsScribe(this.discussion);
  }
}

class CommentsProjection implements Projection {
  constructor(private readonly discussion: DiscussionProjection) {}

  subjects(): Subject[] {
    return this.discussion.subjects();
  }

  read({ kind, id }: Subject, map: ObjectId): void {
    if (kind === "thread") this.discussion.readThread(id as ThreadId, map);
    if (kind === "comment") this.discussion.readComment(id as CommentId, map);
  }

  forget({ kind, id }: Subject): void {
    if (kind === "thread") this.discussion.forgetThread(id as ThreadId);
    if (kind === "comment") this.discussion.forgetComment(id as CommentId);
  }

  readRoot(): void {
    // Nothing of the root is kept.
  }

  settle(): void {
    // Threads are put together when they are asked for.
  }
}

class CommentsScribe extends Scribe<CommentsIntent> {
  private readonly discussion: DiscussionScribe;

  constructor(said: DiscussionProjection) {
    super("comments");
    this.discussion = new DiscussionScribe(this.desk, "comments", said);
  }

  protected override write(intent: CommentsIntent): void {
    if (intent.intent === "OpenThread") this.discussion.openBeside(intent);
    else this.discussion.write(intent);
  }
}
