/** A Markdown document. */
import { AnchorFinder } from "./anchors";
import { winningString, winningText } from "./automerge/register";
import type { Replica } from "./automerge/replica";
import { codePointCount } from "./automerge/utf8";
import { NULL, type ObjectId, ROOT, str } from "./automerge/value";
import type { CommentsDocument } from "./commentsDocument";
import { type Comment, type CommentThread, DiscussionProjection, togetherThreads } from "./discussion";
import { DiscussionScribe } from "./discussionScribe";
import type { CommentId, Subject, ThreadId, TopicRef } from "./ids";
import { type DocumentIntent, isDiscussion } from "./intents";
import { DRAFT_MAX } from "./limits";
import { PlanDocument } from "./planDocument";
import { readSchema } from "./root";
import { DRAFT_FIELDS, type DraftField, draftKey, outcomeKey, roundOfKey } from "./schema";
import { Scribe, splicePieces } from "./scribe";
import type { Projection } from "./view";

export type Draft = { readonly [F in DraftField]?: string };

export class TextDocument extends PlanDocument<DocumentIntent> {
  private readonly discussion: DiscussionProjection;
  /** What is said beside it: its threads are read together with these. */
  beside: CommentsDocument | undefined;

  constructor(replica: Replica) {
    const discussion = new DiscussionProjection(replica, "content");
    super(replica, "document", new TextProjection(discussion));
    this.discussion = discussion;
  }

  get schema(): number {
    return readSchema(this.replica, "document");
  }

  get text(): string {
    const { textObject } = this;
    return textObject === undefined ? "" : this.replica.text(textObject);
  }

  private get textObject(): ObjectId | undefined {
    return this.schema > 0 ? winningText(this.replica.tree.at(ROOT, "text")) : undefined;
  }

  /** The characters before which the ends of a selection stand, as others may have them at other places; "" behind the last. */
  marks({ anchor, head }: { readonly anchor: number; readonly head: number }) {
    const { textObject: text } = this;
    const mark = (at: number) => (text === undefined ? "" : (this.replica.character(text, at) ?? ""));
    return { anchor: mark(anchor), head: mark(head) };
  }

  /** Where marks stand by now, in code points; undefined where this document does not have them. */
  caret(marks: { readonly anchor: string; readonly head: string }): { anchor: number; head: number } | undefined {
    const { textObject: text } = this;
    if (text === undefined) return undefined;
    const end = codePointCount(this.text);
    const place = (mark: string) => (mark === "" ? end : this.replica.characterPlace(text, mark as ObjectId)?.position);
    const [anchor, head] = [place(marks.anchor), place(marks.head)];
    return anchor === undefined || head === undefined ? undefined : { anchor, head };
  }

  /** Of the decision that it is about, as it stands until that opens. */
  get draft(): Draft {
    const draft: Partial<Record<DraftField, string>> = {};
    for (const field of DRAFT_FIELDS) {
      const value = winningString(this.replica.tree.at(ROOT, draftKey(field)));
      if (value !== undefined) draft[field] = value;
    }
    return draft;
  }

  /** How rounds of that decision ended, as recorded: JSON in one line. By rising round. */
  get outcomes(): ReadonlyMap<number, string> {
    const found: [number, string][] = [];
    for (const [key, register] of this.replica.tree.entries(ROOT)) {
      const round = roundOfKey(key);
      const outcome = round === undefined ? undefined : winningString(register);
      if (round !== undefined && outcome !== undefined) found.push([round, outcome]);
    }
    return new Map(found.sort(([a], [b]) => a - b));
  }

  comment(id: CommentId): Comment | undefined {
    return this.discussion.comment(id) ?? this.beside?.discussion.comment(id);
  }

  /** Why something cannot be talked about here, in one sentence. */
  whyNoTalk(topic: TopicRef): string | undefined {
    if (this.schema === 0) return "This document is not here yet: its first change is missing.";
    return "card" in topic ? "A thread about a card belongs to the card's board." : undefined;
  }

  /** By rising id. */
  threads(): readonly CommentThread[] {
    const { textObject: text } = this;
    let found: AnchorFinder | undefined;
    const finder = () => {
      if (text !== undefined) found ??= new AnchorFinder(this.replica, text);
      return found;
    };
    return togetherThreads(this.discussion, this.beside?.discussion, finder);
  }

  protected override scribe(): Scribe<DocumentIntent> {
    return new TextScribe(this.discussion);
  }
}

/** Of things a document holds threads and comments alone; its text is read from the replica. */
class TextProjection implements Projection {
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
    // Anchors are found when they are asked for.
  }
}

class TextScribe extends Scribe<DocumentIntent> {
  private readonly discussion: DiscussionScribe;

  constructor(said: DiscussionProjection) {
    super("document");
    this.discussion = new DiscussionScribe(this.desk, "document", said);
  }

  override pieces(intent: DocumentIntent): readonly DocumentIntent[] {
    if (intent.intent !== "EditText") return [intent];
    return splicePieces(intent.splices).map((splices) => ({ intent: "EditText", splices }));
  }

  override proves(intents: readonly DocumentIntent[]): boolean {
    // What a thread needs is found out by writing it.
    if (intents.some(isDiscussion)) return false;
    let made = this.desk.at(ROOT, "schema").length > 0;
    let length = made ? this.desk.textLength(this.text()) : 0;
    for (const [i, intent] of intents.entries()) {
      this.desk.turnTo(i);
      if (isDiscussion(intent)) continue;
      if (intent.intent === "Create") {
        this.desk.require(!made, "This document has been made already.");
        made = true;
      } else {
        this.desk.require(made, "This document is not here yet: its first change is missing.");
        if (intent.intent !== "EditText") continue;
        length = this.desk.checkSplices(intent.splices, length);
      }
    }
    return true;
  }

  protected override write(intent: DocumentIntent): void {
    if (isDiscussion(intent)) return this.discussion.write(intent);
    switch (intent.intent) {
      case "Create":
        this.desk.makeDocument();
        this.desk.makeText(ROOT, "text");
        return;
      case "EditText":
        return this.desk.splice(this.text(), intent.splices);
      case "SetDraft":
        return this.setDraft(draftKey(intent.field), intent.value);
      case "RecordOutcome":
        this.desk.require(Number.isInteger(intent.round) && intent.round >= 1, "Rounds are counted from 1.");
        return this.desk.put(ROOT, outcomeKey(intent.round), str(intent.outcome));
    }
  }

  private setDraft(key: string, value: string | undefined): void {
    // A lone surrogate is no character, and Automerge takes none.
    const fits = value === undefined || (value.length <= DRAFT_MAX && !/\p{Surrogate}/u.test(value));
    this.desk.require(fits, `A field of a decision has at most ${DRAFT_MAX} characters.`);
    if (value !== undefined) this.desk.put(ROOT, key, str(value));
    else if (this.desk.at(ROOT, key).length > 0) this.desk.put(ROOT, key, NULL);
  }

  private text(): ObjectId {
    const text = winningText(this.desk.at(ROOT, "text"));
    if (text === undefined) throw this.desk.refused("This document has no text to edit.");
    return text;
  }
}
