/**
 * Finds for each part of what somebody says the document into which it is written (DISC-31, DISC-32): what is new goes beside the board or document, what changes
 * something that was said goes where that lies. For one list of intents.
 */
import { winningText } from "./automerge/register";
import type { Replica } from "./automerge/replica";
import { codePointCount } from "./automerge/utf8";
import { ROOT } from "./automerge/value";
import type { CommentThread, Home } from "./discussion";
import { quoted, wrongQuote } from "./discussionScribe";
import type { CommentId, ThreadId, TopicRef } from "./ids";
import { type CommentsIntent, type DiscussionIntent, IntentRefused, type Passage } from "./intents";

/** An intent and its place in the list that it comes from. */
export interface Part<I> {
  readonly index: number;
  readonly intent: I;
}

export interface Routed {
  /** Into the board or document itself. */
  readonly content: readonly Part<DiscussionIntent>[];
  readonly comments: readonly Part<CommentsIntent>[];
}

/** A board or document, with what is said about it. */
export interface Talked {
  readonly replica: Replica;
  readonly threads: readonly CommentThread[];
  whyNoTalk(topic: TopicRef): string | undefined;
}

/** @throws IntentRefused where one cannot be carried out */
export function routed(parts: readonly Part<DiscussionIntent>[], talked: Talked): Routed {
  return new Route(talked).run(parts);
}

class Route {
  private readonly content: Part<DiscussionIntent>[] = [];
  private readonly beside: Part<CommentsIntent>[] = [];
  private readonly threads: ReadonlyMap<ThreadId, CommentThread>;
  private readonly homes = new Map<CommentId, Home>();
  private readonly opened = new Set<ThreadId>();
  /** Comments beside, those that this list adds included, on threads that lie in the board or document. */
  private readonly elsewhere = new Map<ThreadId, number>();

  constructor(private readonly talked: Talked) {
    this.threads = new Map(talked.threads.map((thread) => [thread.id, thread]));
    for (const thread of talked.threads) {
      for (const { id, home } of thread.comments) {
        this.homes.set(id, home);
        if (thread.home === "content" && home === "comments") this.count(thread.id);
      }
    }
  }

  private count(thread: ThreadId): void {
    this.elsewhere.set(thread, (this.elsewhere.get(thread) ?? 0) + 1);
  }

  run(parts: readonly Part<DiscussionIntent>[]): Routed {
    for (const { index, intent } of parts) this.route(index, intent);
    return { content: this.content, comments: this.beside };
  }

  private route(index: number, intent: DiscussionIntent): void {
    switch (intent.intent) {
      case "OpenThread":
        return this.open(index, intent);
      case "AddComment":
        return this.add(index, intent);
      case "ResolveThread": {
        const elsewhere = this.elsewhere.get(intent.thread) ?? 0;
        return this.put(index, this.homeOf(intent.thread), { ...intent, elsewhere });
      }
      case "ReopenThread":
        return this.put(index, this.homeOf(intent.thread), intent);
      case "EditComment":
      case "DeleteComment":
      case "RestoreComment":
      case "RaiseBlocker":
      case "ClearBlocker":
        return this.put(index, this.homes.get(intent.comment) ?? "comments", intent);
    }
  }

  private homeOf(thread: ThreadId): Home {
    return this.threads.get(thread)?.home ?? "comments";
  }

  private put(index: number, home: Home, intent: Exclude<DiscussionIntent, { intent: "OpenThread" }>): void {
    if (home === "content") this.content.push({ index, intent });
    else this.beside.push({ index, intent });
  }

  private open(index: number, { range, ...open }: DiscussionIntent & { intent: "OpenThread" }): void {
    const why = this.talked.whyNoTalk(open.on);
    if (why !== undefined) throw new IntentRefused(index, why);
    if (this.threads.has(open.thread)) throw new IntentRefused(index, `There is a thread ${open.thread} already.`);
    const passage = range === undefined ? {} : { passage: this.passage(index, ...range) };
    this.opened.add(open.thread);
    this.beside.push({ index, intent: { ...open, ...passage } });
  }

  private passage(index: number, start: number, length: number): Passage {
    const { replica } = this.talked;
    const text = winningText(replica.tree.at(ROOT, "text"));
    if (text === undefined) throw new IntentRefused(index, "A card is discussed as a whole.");
    const all = replica.text(text);
    const wrong = wrongQuote(start, length, codePointCount(all));
    if (wrong !== undefined) throw new IntentRefused(index, wrong);
    const [first, last] = [replica.character(text, start), replica.character(text, start + length - 1)];
    if (first === undefined || last === undefined) throw new Error("no character in a text that is longer");
    return { start: first, end: last, quote: quoted(all, start, length), since: replica.maxOp };
  }

  private add(index: number, add: DiscussionIntent & { intent: "AddComment" }): void {
    const { thread, comment } = add;
    if (!this.opened.has(thread)) {
      const known = this.threads.get(thread);
      if (known === undefined) throw new IntentRefused(index, `There is no thread ${thread} here.`);
      if (known.home === "content") this.count(thread);
    }
    if (this.homes.has(comment)) throw new IntentRefused(index, `There is a comment ${comment} already.`);
    this.homes.set(comment, "comments");
    this.beside.push({ index, intent: add });
  }
}
