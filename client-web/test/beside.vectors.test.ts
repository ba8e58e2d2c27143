import "./automerge";
import { describe, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { BoardDocument } from "../src/model/board";
import { CommentsDocument } from "../src/model/commentsDocument";
import { type Part, routed } from "../src/model/discussionRoute";
import {
  type BoardIntent,
  type CommentsIntent,
  type DiscussionIntent,
  type DocumentIntent,
  IntentRefused,
  isDiscussion,
} from "../src/model/intents";
import type { Json } from "../src/model/json";
import { TextDocument } from "../src/model/textDocument";
import { threadJson } from "../src/model/workspaceJson";
import { fromHex } from "../src/protocol/bytes";
import { actorOf, type DeviceId } from "../src/protocol/ids";
import { vectors } from "./vectors";

type Said = BoardIntent | DocumentIntent;
type Applies<I> = { apply(intents: readonly I[]): { changes: readonly { change: { chunk: Uint8Array } }[] } };

interface Step {
  device?: number;
  intents?: Said[];
  earlier?: boolean;
  refused?: number;
  from?: number;
  to?: number;
}

interface Case {
  name: string;
  rule: string;
  what: string;
  devices: number;
  steps: Step[];
  threads: Json;
  beside?: string[];
}

/** A device with a board or document and what is said beside it. */
class Peer {
  private readonly actor;
  private readonly author: DeviceId;
  readonly content: BoardDocument | TextDocument;
  readonly comments: CommentsDocument;
  private readonly logs = { content: [] as Uint8Array[], comments: [] as Uint8Array[] };

  constructor(
    n: number,
    private readonly what: string,
  ) {
    this.author = n.toString(16).padStart(2, "0").repeat(16) as DeviceId;
    this.actor = actorOf(this.author, fromHex(n.toString(16).padStart(16, "0")));
    this.content = this.open();
    this.comments = new CommentsDocument(new Replica(this.actor));
    this.content.beside = this.comments;
  }

  private open(): BoardDocument | TextDocument {
    const replica = new Replica(this.actor);
    return this.what === "board" ? new BoardDocument(replica) : new TextDocument(replica);
  }

  edit(intents: readonly Said[], earlier: boolean): void {
    const said = intents.flatMap((intent, index): Part<DiscussionIntent>[] =>
      isDiscussion(intent) ? [{ index, intent }] : [],
    );
    if (earlier || said.length === 0) return this.write("content", intents as unknown as readonly never[]);
    const { content } = this;
    const whyNoTalk = (topic: Parameters<BoardDocument["whyNoTalk"]>[0]) => content.whyNoTalk(topic);
    const to = routed(said, { replica: content.replica, threads: this.threads(), whyNoTalk });
    this.writeParts("content", to.content);
    this.writeParts("comments", to.comments);
  }

  private writeParts(into: "content" | "comments", parts: readonly Part<DiscussionIntent | CommentsIntent>[]): void {
    try {
      if (parts.length > 0) this.write(into, parts.map(({ intent }) => intent) as unknown as readonly never[]);
    } catch (e) {
      throw e instanceof IntentRefused ? new IntentRefused(parts[e.index]!.index, e.message) : e;
    }
  }

  private write(into: "content" | "comments", intents: readonly never[]): void {
    const { changes } = (this[into] as Applies<never>).apply(intents);
    this.logs[into].push(...changes.map(({ change }) => change.chunk));
  }

  receiveFrom(other: Peer): void {
    for (const part of ["content", "comments"] as const) {
      const { outcomes } = this[part].receive(other.logs[part].map((chunk) => ({ chunk, author: undefined })));
      expect(outcomes.map(({ type }) => type)).not.toContain("Refused");
      this.logs[part].push(...other.logs[part].filter((_, i) => outcomes[i]?.type === "Accepted"));
    }
  }

  threads() {
    return this.content instanceof BoardDocument ? this.content.board.threads() : this.content.threads();
  }

  /** As one sees it who opens the same changes. */
  reopened(): Peer {
    const again = new Peer(Number.parseInt(this.author.slice(0, 2), 16), this.what);
    again.receiveFrom(this);
    return again;
  }
}

function run({ what, devices, steps, threads, beside }: Case): void {
  const peers = Array.from({ length: devices }, (_, i) => new Peer(i + 1, what));
  for (const { device, intents = [], earlier, refused, from, to } of steps) {
    if (from !== undefined) {
      peers[to! - 1]!.receiveFrom(peers[from - 1]!);
      continue;
    }
    const edit = () => peers[device! - 1]!.edit(intents, earlier === true);
    if (refused === undefined) edit();
    else expect(catching(edit)).toMatchObject({ index: refused });
  }
  for (const to of peers) for (const from of peers) if (from !== to) to.receiveFrom(from);
  for (const peer of peers) {
    expect(peer.threads().map(threadJson)).toEqual(threads);
    expect(peer.reopened().threads()).toEqual(peer.threads());
    if (beside === undefined) continue;
    const all = peer.threads().flatMap((thread) => [thread, ...thread.comments]);
    const lying = all.filter(({ home }) => home === "comments").map(({ id }) => id as string);
    expect(lying.sort()).toEqual(beside);
  }
}

function catching(action: () => unknown): unknown {
  try {
    action();
  } catch (e) {
    return e;
  }
  return undefined;
}

describe.each(["discussion-beside.json", "discussion.json"])("%s, written beside", (file) => {
  const all = vectors<Case[]>(file).filter(({ what }) => what === "board" || what === "document");
  test.each(all.map((each) => [`${each.name}_${each.rule}`, each] as const))("%s_VECTOR21", (_, vector) => run(vector));
});
