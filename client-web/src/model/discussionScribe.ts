/** Writes threads, comments and blockers, in a board, in a document, or beside it (docs/spec/discussion.md). One use a list of intents. */
import { winningString, winningText } from "./automerge/register";
import { codePointCount, offsetByCodePoints } from "./automerge/utf8";
import { bool, int, type ObjectId, ROOT, str } from "./automerge/value";
import { isInstant } from "./calendar/forms";
import type { Desk } from "./desk";
import type { DiscussionProjection } from "./discussion";
import { type CommentId, type MemberId, subjectOf, type ThreadId, type TopicRef } from "./ids";
import type { CommentsIntent, DiscussionIntent } from "./intents";
import { COMMENT_MAX, QUOTE_MAX } from "./limits";
import { type DocumentKind, idItemKey } from "./schema";
import { greatestStamp, isResolvedBy, readStamps } from "./stamp";

type Of<Name extends DiscussionIntent["intent"]> = DiscussionIntent & { intent: Name };

const CONTROL = /[^\P{Cc}\n\t]/u;

export class DiscussionScribe {
  /** Comments that this list has added so far. */
  private readonly added = new Map<ThreadId, number>();
  private readonly mentions = new Map<CommentId, readonly MemberId[]>();

  constructor(
    private readonly desk: Desk,
    private readonly kind: DocumentKind,
    private readonly known: DiscussionProjection,
  ) {}

  write(intent: DiscussionIntent): void {
    switch (intent.intent) {
      case "OpenThread":
        return this.open(intent);
      case "AddComment":
        return this.add(intent);
      case "EditComment":
        return this.edit(intent);
      case "DeleteComment":
        return this.desk.delete({ kind: "comment", id: intent.comment });
      case "RestoreComment":
        return this.desk.restore({ kind: "comment", id: intent.comment });
      case "ResolveThread":
        return this.resolve(intent.thread, intent.at, intent.elsewhere ?? 0);
      case "ReopenThread":
        return this.reopen(intent.thread, intent.at);
      case "RaiseBlocker":
        return this.raise(intent.comment, intent.at);
      case "ClearBlocker":
        return this.clear(intent.comment, intent.at);
    }
  }

  private open({ thread, on, range, at }: Of<"OpenThread">): void {
    if ("card" in on) {
      this.desk.require(this.kind === "board", "A thread about a card belongs to the card's board.");
      this.desk.living(subjectOf(on));
    } else {
      this.desk.require(this.kind === "document", "A thread about a document belongs to the document.");
    }
    this.checkInstant(at);
    this.desk.require(range === undefined || this.kind === "document", "A card is discussed as a whole.");
    const map = this.make(thread, on, at);
    if (range !== undefined) this.anchor(map, ...range);
  }

  private make(thread: ThreadId, on: TopicRef, at: string): ObjectId {
    const map = this.desk.make({ kind: "thread", id: thread });
    this.desk.put(map, "on", str("card" in on ? `card:${on.card}` : `document:${on.document}`));
    this.desk.put(map, "at", str(at));
    return map;
  }

  /** Where what it is about is in another document, and was found there. */
  openBeside({ thread, on, passage, at }: CommentsIntent & { intent: "OpenThread" }): void {
    this.checkInstant(at);
    const map = this.make(thread, on, at);
    if (passage === undefined) return;
    this.desk.put(map, "start", str(passage.start));
    this.desk.put(map, "end", str(passage.end));
    this.desk.put(map, "quote", str(passage.quote));
    this.desk.put(map, "since", int(passage.since));
  }

  private anchor(map: ObjectId, start: number, length: number): void {
    const text = winningText(this.desk.at(ROOT, "text"));
    if (text === undefined) throw this.desk.refused("This document has no text to quote.");
    const all = this.desk.text(text);
    const wrong = wrongQuote(start, length, codePointCount(all));
    if (wrong !== undefined) throw this.desk.refused(wrong);
    this.desk.put(map, "start", str(this.character(text, start)));
    this.desk.put(map, "end", str(this.character(text, start + length - 1)));
    this.desk.put(map, "quote", str(quoted(all, start, length)));
  }

  private character(text: ObjectId, position: number): string {
    const character = this.desk.character(text, position);
    if (character === undefined) throw this.desk.refused("A text that the same step edits cannot be quoted.");
    return character;
  }

  private add({ comment, thread, text, mentions, at }: Of<"AddComment">): void {
    this.checkText(text);
    this.checkInstant(at);
    // Beside a board or document, a comment may be on a thread that lies in it (DISC-32).
    const elsewhere = this.kind === "comments" && !this.desk.has({ kind: "thread", id: thread });
    if (!elsewhere) this.desk.living({ kind: "thread", id: thread });
    const map = this.desk.make({ kind: "comment", id: comment });
    this.desk.put(map, "thread", str(thread));
    this.desk.put(map, "text", str(text));
    this.desk.put(map, "at", str(at));
    this.putMentions(comment, map, mentions ?? []);
    this.added.set(thread, (this.added.get(thread) ?? 0) + 1);
  }

  private edit({ comment, text, mentions, at }: Of<"EditComment">): void {
    this.checkText(text);
    this.checkInstant(at);
    this.desk.edit({ kind: "comment", id: comment }, (map) => {
      const now = this.desk.at(map, "text");
      if (now.length > 1 || winningString(now) !== text) {
        this.desk.put(map, "text", str(text));
        this.desk.put(map, "editedAt", str(at));
      }
      this.putMentions(comment, map, mentions ?? []);
    });
  }

  private putMentions(comment: CommentId, map: ObjectId, members: readonly MemberId[]): void {
    const before = this.mentions.get(comment) ?? this.known.mentionsOf(comment);
    const after = [...new Set(members)].sort();
    for (const member of before) {
      if (!after.includes(member)) this.desk.removeKey(map, idItemKey("mention", member));
    }
    for (const member of after) this.desk.put(map, idItemKey("mention", member), bool(true));
    this.mentions.set(comment, after);
  }

  private resolve(thread: ThreadId, at: string, elsewhere: number): void {
    this.checkInstant(at);
    const comments = elsewhere + this.known.commentCount(thread) + (this.added.get(thread) ?? 0);
    this.desk.edit({ kind: "thread", id: thread }, (map) => {
      const states = readStamps(this.desk.at(map, "state"));
      if (!isResolvedBy(states, comments)) this.desk.put(map, "state", str(`resolved ${at} ${comments}`));
    });
  }

  private reopen(thread: ThreadId, at: string): void {
    this.checkInstant(at);
    this.desk.edit({ kind: "thread", id: thread }, (map) => {
      const states = readStamps(this.desk.at(map, "state"));
      if (states.some((state) => state.word === "resolved")) this.desk.put(map, "state", str(`open ${at}`));
    });
  }

  private raise(comment: CommentId, at: string): void {
    this.checkInstant(at);
    this.desk.edit({ kind: "comment", id: comment }, (map) => {
      const cleared = this.rounds(map, "cleared");
      if (this.rounds(map, "blocker") <= cleared) this.desk.put(map, "blocker", str(`raised ${at} ${cleared + 1}`));
    });
  }

  private clear(comment: CommentId, at: string): void {
    this.checkInstant(at);
    this.desk.edit({ kind: "comment", id: comment }, (map) => {
      const raised = this.rounds(map, "blocker");
      this.desk.require(raised > 0, `The comment ${comment} was never called a blocker.`);
      if (raised > this.rounds(map, "cleared")) this.desk.put(map, "cleared", str(`cleared ${at} ${raised}`));
    });
  }

  private rounds(map: ObjectId, field: "blocker" | "cleared"): number {
    return greatestStamp(readStamps(this.desk.at(map, field)))?.count ?? 0;
  }

  private checkInstant(at: string): void {
    const fits = isInstant(at) && at >= "1970";
    this.desk.require(fits, `A time looks like 2027-01-08T09:30:00Z, from 1970 on, not "${at}".`);
  }

  private checkText(text: string): void {
    this.desk.require(text.trim() !== "", "A comment needs some words.");
    this.desk.require(codePointCount(text) <= COMMENT_MAX, `A comment has at most ${COMMENT_MAX} characters.`);
    this.desk.require(text.isWellFormed(), "The comment contains half a character (an unpaired surrogate).");
    this.desk.require(!CONTROL.test(text), "A comment cannot contain control characters.");
  }
}

/** What keeps a part from being quoted from a text of that length. */
export function wrongQuote(start: number, length: number, count: number): string | undefined {
  if (length <= 0) return "There is nothing quoted: the quote is empty.";
  if (length > QUOTE_MAX) return `A quote has at most ${QUOTE_MAX} characters.`;
  const inside = start >= 0 && start + length <= count;
  return inside ? undefined : `The text has ${count} characters: nothing to quote from ${start} on, ${length} long.`;
}

/** What a part of a text reads. */
export function quoted(text: string, start: number, length: number): string {
  const from = offsetByCodePoints(text, 0, start);
  return text.slice(from, offsetByCodePoints(text, from, length));
}
