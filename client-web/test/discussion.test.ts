import "./automerge";
import { describe, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { BoardDocument } from "../src/model/board";
import {
  type CardId,
  type CommentId,
  type DeviceId,
  type DocumentId,
  type MemberId,
  newId,
  type ThreadId,
} from "../src/model/ids";
import type { BoardIntent, DocumentIntent } from "../src/model/intents";
import { TextDocument } from "../src/model/textDocument";
import { boardJson } from "../src/model/workspaceJson";
import { actorOf } from "../src/protocol/ids";
import { seededEntropy } from "./vectors";

const entropy = seededEntropy(9);
const device = (n: number) => n.toString(16).padStart(2, "0").repeat(16) as DeviceId;
const replica = (n: number) => new Replica(actorOf(device(n), new Uint8Array(8).fill(n)));
const at = "2027-01-08T09:30:00Z";
const card = newId<CardId>(entropy);
const thread = newId<ThreadId>(entropy);
const comment = newId<CommentId>(entropy);

function board() {
  const document = new BoardDocument(replica(1));
  document.apply([
    { intent: "Create" },
    { intent: "AddCard", card, title: "Ship", position: { x: 0, y: 0 }, size: { width: 260, height: 120 } },
    { intent: "OpenThread", thread, on: { card }, at },
    { intent: "AddComment", comment, thread, text: "Why?", at },
  ] satisfies BoardIntent[]);
  return document;
}

function text(content: string, quote: [number, number]) {
  const document = new TextDocument(replica(1));
  const on = { document: newId<DocumentId>(entropy) };
  document.apply([{ intent: "Create" }, { intent: "EditText", splices: [[0, 0, content]] }]);
  document.apply([
    { intent: "OpenThread", thread, on, range: quote, at },
    { intent: "AddComment", comment, thread, text: "Here.", at },
  ] satisfies DocumentIntent[]);
  return document;
}

describe("discussions on a board", () => {
  test("a thread with a comment is read, and not shown as unknown_DISC1_SCHEMA30", () => {
    const document = board();
    expect(document.board.threads()).toMatchObject([
      {
        id: thread,
        on: { card },
        author: device(1),
        resolved: false,
        comments: [{ id: comment, text: "Why?", author: device(1), at }],
      },
    ]);
    expect(boardJson(document.board, document.unknown())).not.toHaveProperty("unknown");
  });

  test("a reply to a resolved thread opens it again, whoever saw what_DISC8", () => {
    const document = board();
    document.apply([{ intent: "ResolveThread", thread, at }]);
    expect(document.board.threads()[0]).toMatchObject({ resolved: true, repliedSince: false });
    document.apply([{ intent: "AddComment", comment: newId<CommentId>(entropy), thread, text: "No.", at }]);
    expect(document.board.threads()[0]).toMatchObject({ resolved: false, repliedSince: true });
    document.apply([{ intent: "ReopenThread", thread, at }]);
    expect(document.board.threads()[0]).toMatchObject({ resolved: false, repliedSince: false });
  });

  test("a blocker is one until it is cleared, and resolving leaves it_DISC10_DISC11", () => {
    const document = board();
    expect(() => document.apply([{ intent: "ClearBlocker", comment, at }])).toThrow("was never called a blocker");
    document.apply([{ intent: "RaiseBlocker", comment, at }]);
    document.apply([{ intent: "ResolveThread", thread, at }]);
    expect(document.board.threads()[0]?.comments[0]?.isRaised).toBe(true);
    document.apply([{ intent: "ClearBlocker", comment, at }]);
    expect(document.board.threads()[0]?.comments[0]?.isRaised).toBe(false);
  });

  test("an edited comment says by whom and when, and mentions follow the edit_DISC5", () => {
    const document = board();
    const anna = newId<MemberId>(entropy);
    document.apply([
      { intent: "EditComment", comment, text: "Why now, @Anna?", mentions: [anna], at: "2027-01-09T09:30:00Z" },
    ]);
    expect(document.board.threads()[0]?.comments[0]).toMatchObject({
      editedAt: "2027-01-09T09:30:00Z",
      editedBy: device(1),
      mentions: [anna],
    });
    document.apply([
      { intent: "EditComment", comment, text: "Why now?", at },
      { intent: "DeleteComment", comment },
    ]);
    expect(document.board.threads()[0]?.comments[0]).toMatchObject({ mentions: [], meta: { life: { deleted: true } } });
  });

  test("what does not fit is refused in a sentence_MODEL2", () => {
    const document = board();
    const refused = (intent: BoardIntent) => expect(() => document.apply([intent]));
    const fresh = newId<ThreadId>(entropy);
    refused({ intent: "OpenThread", thread: fresh, on: { card: newId<CardId>(entropy) }, at }).toThrow(
      "There is no card",
    );
    refused({ intent: "OpenThread", thread: fresh, on: { card }, range: [0, 1], at }).toThrow(
      "A card is discussed as a whole.",
    );
    refused({ intent: "AddComment", comment: newId<CommentId>(entropy), thread, text: " \n", at }).toThrow(
      "A comment needs some words.",
    );
    refused({ intent: "ResolveThread", thread, at: "now" }).toThrow("A time looks like");
  });
});

describe("discussions on a part of a text", () => {
  test("the part is found after edits around it, and changed after edits in it_DISC20_DISC21", () => {
    const document = text("We build 🚀 now.", [3, 7]);
    expect(document.threads()[0]?.anchor).toEqual({
      quote: "build 🚀",
      state: "intact",
      range: { start: 3, length: 7 },
    });
    document.apply([{ intent: "EditText", splices: [[0, 0, "Yes: "]] }]);
    expect(document.threads()[0]?.anchor).toMatchObject({ state: "intact", range: { start: 8, length: 7 } });
    document.apply([{ intent: "EditText", splices: [[10, 1, "u"]] }]);
    expect(document.threads()[0]?.anchor).toMatchObject({ state: "changed" });
  });

  test("deleted text leaves the thread, and typing it again brings it back_DISC22_DISC23", () => {
    const document = text("We build it now.", [3, 5]);
    document.apply([{ intent: "EditText", splices: [[3, 6, ""]] }]);
    expect(document.threads()[0]).toMatchObject({
      anchor: { state: "deleted", quote: "build" },
      comments: [{ text: "Here." }],
    });
    document.apply([{ intent: "EditText", splices: [[3, 0, "build "]] }]);
    expect(document.threads()[0]?.anchor).toEqual({ quote: "build", state: "intact", range: { start: 3, length: 5 } });
  });

  test("a text that the same step edits cannot be quoted_DISC24", () => {
    const document = text("We build it.", [0, 2]);
    const on = { document: newId<DocumentId>(entropy) };
    const step = () =>
      document.apply([
        { intent: "EditText", splices: [[0, 0, "x"]] },
        { intent: "OpenThread", thread: newId<ThreadId>(entropy), on, range: [0, 1], at },
      ]);
    expect(step).toThrow("A text that the same step edits cannot be quoted.");
    expect(document.text).toBe("We build it.");
  });
});
