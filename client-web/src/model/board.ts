/** A board: what stands on the canvas. */

import { ArrowGraph } from "./arrowGraph";
import type { Replica } from "./automerge/replica";
import type { ObjectId, Value } from "./automerge/value";
import { BoardScribe } from "./boardScribe";
import type { CommentsDocument } from "./commentsDocument";
import { type Cycle, Cycles } from "./cycles";
import { type Comment, type CommentThread, DiscussionProjection, NO_FINDER, togetherThreads } from "./discussion";
import {
  type CardId,
  type CommentId,
  type DependencyId,
  type DocumentId,
  type GroupId,
  isId,
  type MemberId,
  type PlaceableRef,
  type StatusId,
  type Subject,
  type ThreadId,
  type TopicRef,
} from "./ids";
import type { BoardIntent } from "./intents";
import { PlanDocument } from "./planDocument";
import { readSchema } from "./root";
import { nameItemKey, textItemKey } from "./schema";
import type { Scribe } from "./scribe";
import { ThingReader } from "./thingReader";
import {
  CARD_SIZE,
  compareOwners,
  type DependencyKind,
  isDate,
  isWeek,
  type Meta,
  ORIGIN,
  type Owner,
  type Position,
  parsePosition,
  parseSize,
  type Size,
  type UpdateLine,
} from "./values";
import type { Projection } from "./view";

/** A unit of work (SCHEMA-4). Sets are sorted. Immutable. */
export interface Card {
  readonly id: CardId;
  readonly title: string;
  readonly description: string;
  readonly status: StatusId | undefined;
  readonly statusWord: string | undefined;
  readonly owners: readonly Owner[];
  readonly labels: readonly string[];
  readonly documents: readonly DocumentId[];
  /** By week, then member. */
  readonly updates: readonly UpdateLine[];
  readonly position: Position;
  readonly size: Size;
  readonly group: GroupId | undefined;
  readonly order: number;
  readonly pinned: boolean;
  readonly color: string | undefined;
  readonly targetDate: string | undefined;
  readonly estimate: number | undefined;
  readonly meta: Meta;
}

/** A titled rectangle (SCHEMA-5). Immutable. */
export interface Group {
  readonly id: GroupId;
  readonly title: string;
  readonly position: Position;
  readonly size: Size;
  readonly order: number;
  readonly color: string | undefined;
  readonly meta: Meta;
}

/** A typed arrow (SCHEMA-5). Immutable. */
export interface Dependency {
  readonly id: DependencyId;
  readonly from: PlaceableRef;
  readonly to: PlaceableRef;
  readonly kind: DependencyKind;
  readonly title: string;
  readonly order: number;
  readonly color: string | undefined;
  readonly meta: Meta;
}

/** What a board says, what is in the trash included; live: it changes with its document, the things in it are immutable. */
export interface Board {
  readonly schema: number;
  readonly cards: ReadonlyMap<CardId, Card>;
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly dependencies: ReadonlyMap<DependencyId, Dependency>;
  /** By their least card. */
  readonly cycles: readonly Cycle[];
  /** By rising id. */
  threads(): readonly CommentThread[];
}

export class BoardDocument extends PlanDocument<BoardIntent> {
  private readonly projection: BoardProjection;

  constructor(replica: Replica) {
    const projection = new BoardProjection(replica);
    super(replica, "board", projection);
    this.projection = projection;
  }

  get board(): Board {
    return this.projection;
  }

  /** What is said beside it: its threads are read together with these. */
  set beside(comments: CommentsDocument | undefined) {
    this.projection.beside = comments;
  }

  get beside(): CommentsDocument | undefined {
    return this.projection.beside;
  }

  comment(id: CommentId): Comment | undefined {
    return this.projection.discussion.comment(id) ?? this.beside?.discussion.comment(id);
  }

  /** Why something cannot be talked about here, in one sentence. */
  whyNoTalk(topic: TopicRef): string | undefined {
    if (this.board.schema === 0) return "This document is not here yet: its first change is missing.";
    if (!("card" in topic)) return "A thread about a document belongs to the document.";
    const card = this.board.cards.get(topic.card);
    if (card === undefined) return `There is no card ${topic.card} here.`;
    return card.meta.life.deleted ? `The card ${topic.card} is in the trash: restore it first.` : undefined;
  }

  protected override scribe(): Scribe<BoardIntent> {
    return new BoardScribe(this.projection.graph, this.projection.discussion);
  }
}

class BoardProjection implements Projection, Board {
  schema = 0;
  readonly graph = new ArrowGraph();
  readonly groups = new Map<GroupId, Group>();
  private readonly known = new Cycles();
  /** Cards whose place in cycles may have changed. */
  private readonly dirty = new Set<CardId>();
  readonly discussion: DiscussionProjection;
  beside: CommentsDocument | undefined;

  constructor(private readonly replica: Replica) {
    this.discussion = new DiscussionProjection(replica, "content");
  }

  threads(): readonly CommentThread[] {
    return togetherThreads(this.discussion, this.beside?.discussion, NO_FINDER);
  }

  get cards(): ReadonlyMap<CardId, Card> {
    return this.graph.cards;
  }

  get dependencies(): ReadonlyMap<DependencyId, Dependency> {
    return this.graph.dependencies;
  }

  get cycles(): readonly Cycle[] {
    return this.known.inOrder();
  }

  subjects(): Subject[] {
    return [
      ...[...this.cards.keys()].map((id): Subject => ({ kind: "card", id })),
      ...[...this.groups.keys()].map((id): Subject => ({ kind: "group", id })),
      ...[...this.dependencies.keys()].map((id): Subject => ({ kind: "dependency", id })),
      ...this.discussion.subjects(),
    ];
  }

  read(subject: Subject, map: ObjectId, textTouched: boolean): void {
    if (subject.kind === "thread") return this.discussion.readThread(subject.id as ThreadId, map);
    if (subject.kind === "comment") return this.discussion.readComment(subject.id as CommentId, map);
    const reader = new ThingReader(this.replica, map);
    switch (subject.kind) {
      case "card":
        return this.readCard(subject.id as CardId, reader, textTouched);
      case "group":
        this.groups.set(subject.id as GroupId, readGroup(subject.id as GroupId, reader));
        return;
      case "dependency": {
        const now = readDependency(subject.id as DependencyId, reader);
        if (now === undefined) this.forget(subject);
        else this.putDependency(now);
        return;
      }
      case "member":
      case "status":
      case "board":
      case "document":
        throw new Error(`a board has no ${subject.kind}`);
    }
  }

  private readCard(id: CardId, reader: ThingReader, textTouched: boolean): void {
    const old = this.graph.cards.get(id);
    const text = reader.text("description");
    const description =
      old !== undefined && !textTouched ? old.description : text === undefined ? "" : this.replica.text(text);
    const now = readCard(id, description, reader);
    if (old === undefined || old.meta.life.deleted !== now.meta.life.deleted) this.dirty.add(id);
    this.graph.cards.set(id, now);
  }

  private putDependency(now: Dependency): void {
    const old = this.dependencies.get(now.id);
    if (old !== undefined) this.markEnds(old);
    this.markEnds(now);
    this.graph.put(now);
  }

  private markEnds(dependency: Dependency): void {
    for (const end of [dependency.from, dependency.to]) if ("card" in end) this.dirty.add(end.card);
  }

  forget(subject: Subject): void {
    if (subject.kind === "thread") this.discussion.forgetThread(subject.id as ThreadId);
    if (subject.kind === "comment") this.discussion.forgetComment(subject.id as CommentId);
    if (subject.kind === "card" && this.graph.cards.delete(subject.id as CardId)) this.dirty.add(subject.id as CardId);
    if (subject.kind === "group") this.groups.delete(subject.id as GroupId);
    if (subject.kind === "dependency") {
      const old = this.dependencies.get(subject.id as DependencyId);
      if (old !== undefined) {
        this.markEnds(old);
        this.graph.remove(old.id);
      }
    }
  }

  readRoot(): void {
    this.schema = readSchema(this.replica, "board");
  }

  settle(): void {
    this.known.update(this.graph, this.dirty);
    this.dirty.clear();
  }
}

function idOf<T extends string>(hex: string): T | undefined {
  return isId(hex) ? (hex as T) : undefined;
}

function readCard(id: CardId, description: string, reader: ThingReader): Card {
  return {
    id,
    title: reader.string("title") ?? "",
    description,
    status: reader.parsed("status", idOf<StatusId>),
    statusWord: reader.string("statusWord"),
    owners: reader.items("owner", readOwner).sort(compareOwners),
    labels: reader.items("label", readLabel).sort(),
    documents: reader.items("document", (key) => idOf<DocumentId>(key)).sort(),
    // Keys are taken in their order, which is by week, then member.
    updates: reader.items("why", readUpdate),
    position: reader.parsed("position", parsePosition) ?? ORIGIN,
    size: reader.parsed("size", parseSize) ?? CARD_SIZE,
    group: reader.parsed("group", idOf<GroupId>),
    order: reader.number("order") ?? 0,
    pinned: reader.flag("pinned"),
    color: reader.string("color"),
    targetDate: reader.parsed("targetDate", (text) => (isDate(text) ? text : undefined)),
    estimate: reader.number("estimate"),
    meta: reader.meta(),
  };
}

function readGroup(id: GroupId, reader: ThingReader): Group {
  return {
    id,
    title: reader.string("title") ?? "",
    position: reader.parsed("position", parsePosition) ?? ORIGIN,
    size: reader.parsed("size", parseSize) ?? CARD_SIZE,
    order: reader.number("order") ?? 0,
    color: reader.string("color"),
    meta: reader.meta(),
  };
}

function readDependency(id: DependencyId, reader: ThingReader): Dependency | undefined {
  const from = reader.parsed("from", parseEnd);
  const to = reader.parsed("to", parseEnd);
  if (from === undefined || to === undefined) return undefined;
  return {
    id,
    from,
    to,
    kind: reader.parsed("kind", (word) => (word === "blocks" || word === "relates" ? word : undefined)) ?? "relates",
    title: reader.string("title") ?? "",
    order: reader.number("order") ?? 0,
    color: reader.string("color"),
    meta: reader.meta(),
  };
}

function parseEnd(text: string): PlaceableRef | undefined {
  const [kind, id = ""] = text.split(/:(.*)/s);
  if (!isId(id)) return undefined;
  if (kind === "card") return { card: id as CardId };
  return kind === "group" ? { group: id as GroupId } : undefined;
}

function readOwner(key: string, value: Value): Owner | undefined {
  if (isId(key)) return { member: key as MemberId };
  const named = value.type === "str" && nameItemKey("owner", value.value) === `owner:${key}`;
  return named ? { name: value.value } : undefined;
}

function readUpdate(key: string, value: Value): UpdateLine | undefined {
  const [week, member, text] = [key.slice(0, 8), key.slice(9), value.type === "str" ? value.value : undefined];
  const fits = key.charAt(8) === ":" && isWeek(week) && isId(member) && text !== undefined;
  return fits ? { week, member: member as MemberId, text } : undefined;
}

function readLabel(key: string, value: Value): string | undefined {
  return value.type === "str" && textItemKey("label", value.value) === `label:${key}` ? value.value : undefined;
}
