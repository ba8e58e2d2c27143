import "./automerge";
import { describe, expect, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { BoardDocument } from "../src/model/board";
import { type CardId, type DependencyId, type DeviceId, type DocumentId, newId } from "../src/model/ids";
import type { BoardIntent, DocumentIntent, TeamIntent } from "../src/model/intents";
import type { Edited } from "../src/model/planDocument";
import { TeamDocument } from "../src/model/team";
import { TextDocument } from "../src/model/textDocument";
import { type HistoryState, UndoStack } from "../src/model/undo/undoStack";
import { boardJson } from "../src/model/workspaceJson";
import { actorOf } from "../src/protocol/ids";
import { seededEntropy } from "./vectors";

type AnyDocument = BoardDocument | TextDocument | TeamDocument;

const entropy = seededEntropy(11);
const device = (n: number) => n.toString(16).padStart(2, "0").repeat(16) as DeviceId;
const replica = (n: number) => new Replica(actorOf(device(n), new Uint8Array(8).fill(n)));
const here = newId<DocumentId>(entropy);
const position = { x: 0, y: 0 };
const size = { width: 260, height: 120 };

/** One person's copy of a document, and what they can take back. */
class Peer<D extends AnyDocument> {
  readonly stack = new UndoStack();
  private readonly out: Uint8Array[] = [];

  constructor(readonly document: D) {}

  /** An edit that can be taken back; part of the last one where it is of the same group. */
  edit(intents: readonly (BoardIntent | DocumentIntent | TeamIntent)[], group?: string): Edited {
    const edited = (this.document as unknown as { apply(list: unknown): Edited }).apply(intents);
    this.stack.record([{ document: here, plan: this.document, changes: edited.changes }], group);
    this.out.push(...edited.changes.map(({ change }) => change.chunk));
    return edited;
  }

  undo(direction: "undo" | "redo" = "undo", heads: readonly string[] = []): number {
    const step = this.stack.last(here, direction);
    if (step === undefined) return -1;
    const reverted = this.stack.revert(here, this.document, step.parts.get(here) ?? [], direction, () => heads);
    reverted.settle();
    this.stack.turn(step, direction);
    this.out.push(...reverted.edited.changes.map(({ change }) => change.chunk));
    return reverted.skipped;
  }

  redo(): number {
    return this.undo("redo");
  }

  get state(): HistoryState {
    return this.stack.state(here);
  }

  sendTo(other: Peer<D>): void {
    const { touched, outcomes } = other.document.receive(this.out.map((chunk) => ({ chunk, author: undefined })));
    expect(outcomes.map((each) => each.type)).not.toContain("Refused");
    other.stack.heard(here, touched);
  }
}

function meet<D extends AnyDocument>(one: Peer<D>, other: Peer<D>): void {
  one.sendTo(other);
  other.sendTo(one);
  expect(one.document.heads()).toEqual(other.document.heads());
}

function boards(): { anna: Peer<BoardDocument>; ben: Peer<BoardDocument>; card: CardId; card2: CardId } {
  const anna = new Peer(new BoardDocument(replica(1)));
  const ben = new Peer(new BoardDocument(replica(2)));
  const [card, card2] = [newId<CardId>(entropy), newId<CardId>(entropy)];
  anna.edit([{ intent: "Create" }] satisfies BoardIntent[]);
  ben.edit([]);
  anna.edit([
    { intent: "AddCard", card, title: "Ship", position, size },
    { intent: "AddCard", card: card2, title: "Test", position, size },
  ] satisfies BoardIntent[]);
  meet(anna, ben);
  return { anna, ben, card, card2 };
}

function texts(content: string): { anna: Peer<TextDocument>; ben: Peer<TextDocument> } {
  const anna = new Peer(new TextDocument(replica(1)));
  const ben = new Peer(new TextDocument(replica(2)));
  anna.edit([{ intent: "Create" }, { intent: "EditText", splices: [[0, 0, content]] }] satisfies DocumentIntent[]);
  meet(anna, ben);
  return { anna, ben };
}

const type = (at: number, gone: number, text: string): DocumentIntent[] => [
  { intent: "EditText", splices: [[at, gone, text]] },
];
const seen = (peer: Peer<BoardDocument>) => boardJson(peer.document.board, peer.document.unknown());

describe("taking back on a board", () => {
  test("a field gets the value that showed before, and done again the one that was written_UNDO3", () => {
    const { anna, card } = boards();
    anna.edit([{ intent: "SetTitle", thing: { card }, title: "Launch" }]);
    anna.edit([{ intent: "SetEstimate", card, estimate: 3 }]);
    anna.edit([{ intent: "AddLabel", card, label: "risk" }]);
    const after = seen(anna);
    expect([anna.undo(), anna.undo(), anna.undo()]).toEqual([0, 0, 0]);
    expect(anna.document.board.cards.get(card)).toMatchObject({ title: "Ship", estimate: undefined, labels: [] });
    expect([anna.redo(), anna.redo(), anna.redo()]).toEqual([0, 0, 0]);
    expect(seen(anna)).toEqual(after);
    expect(anna.state).toEqual({ canUndo: true, canRedo: false });
  });

  test("one edit of many things is one step_UNDO1", () => {
    const { anna, card, card2 } = boards();
    anna.edit([
      { intent: "Move", thing: { card }, position: { x: 50, y: 0 } },
      { intent: "Move", thing: { card: card2 }, position: { x: 90, y: 0 } },
    ]);
    anna.undo();
    expect([...anna.document.board.cards.values()].map((each) => each.position)).toEqual([position, position]);
  });

  test("edits in a row with one group are one step_UNDO1", () => {
    const { anna, card } = boards();
    for (const x of [1, 2, 3]) anna.edit([{ intent: "Move", thing: { card }, position: { x, y: 0 } }], "nudge 1");
    anna.edit([{ intent: "Move", thing: { card }, position: { x: 9, y: 0 } }], "nudge 2");
    anna.undo();
    expect(anna.document.board.cards.get(card)?.position.x).toBe(3);
    anna.undo();
    expect(anna.document.board.cards.get(card)?.position.x).toBe(0);
  });

  test("a field that somebody else wrote last stays, the rest of the step is taken back_UNDO2", () => {
    const { anna, ben, card } = boards();
    anna.edit([
      { intent: "SetTitle", thing: { card }, title: "Launch" },
      { intent: "SetEstimate", card, estimate: 3 },
    ]);
    anna.sendTo(ben);
    ben.edit([{ intent: "SetTitle", thing: { card }, title: "Lift off" }]);
    meet(anna, ben);
    expect(anna.undo()).toBe(1);
    expect(anna.document.board.cards.get(card)).toMatchObject({ title: "Lift off", estimate: undefined });
  });

  test("what somebody else wrote at the same time stays, whoever wins_UNDO2", () => {
    const { anna, ben, card } = boards();
    anna.edit([{ intent: "SetTitle", thing: { card }, title: "Launch" }]);
    ben.edit([{ intent: "SetTitle", thing: { card }, title: "Lift off" }]);
    meet(anna, ben);
    expect(anna.undo()).toBe(1);
    expect(ben.undo()).toBe(1);
    meet(anna, ben);
    const { conflicts } = anna.document.board.cards.get(card)!.meta;
    expect(conflicts[0]?.candidates.map((each) => each.value).sort()).toEqual(["Launch", "Lift off"]);
  });

  test("a write of one's own before somebody else's is not reached by a later one_UNDO2", () => {
    const { anna, ben, card } = boards();
    anna.edit([{ intent: "SetTitle", thing: { card }, title: "One" }]);
    anna.sendTo(ben);
    ben.edit([{ intent: "SetTitle", thing: { card }, title: "Two" }]);
    meet(anna, ben);
    anna.edit([{ intent: "SetTitle", thing: { card }, title: "Three" }]);
    expect(anna.undo()).toBe(0);
    expect(anna.document.board.cards.get(card)?.title).toBe("Two");
    expect(anna.undo()).toBe(1);
    expect(anna.document.board.cards.get(card)?.title).toBe("Two");
  });

  test("what was made goes into the trash with all it has, and comes back_UNDO4", () => {
    const { anna, ben, card } = boards();
    const card3 = newId<CardId>(entropy);
    const dependency = newId<DependencyId>(entropy);
    anna.edit([
      { intent: "AddCard", card: card3, title: "Paint", position, size },
      { intent: "AddDependency", dependency, from: { card }, to: { card: card3 }, kind: "blocks" },
    ]);
    anna.undo();
    meet(anna, ben);
    expect(ben.document.board.cards.get(card3)?.meta.life.deleted).toBe(true);
    expect(ben.document.board.dependencies.get(dependency)?.meta.life.deleted).toBe(true);
    anna.redo();
    meet(anna, ben);
    expect(ben.document.board.cards.get(card3)).toMatchObject({
      title: "Paint",
      meta: { life: { deleted: false, edits: 3 } },
    });
  });

  test("what somebody else has touched since it was made stays_UNDO4", () => {
    const { anna, ben } = boards();
    const card3 = newId<CardId>(entropy);
    anna.edit([{ intent: "AddCard", card: card3, title: "Paint", position, size }]);
    anna.edit([{ intent: "Move", thing: { card: card3 }, position: { x: 7, y: 7 } }]);
    anna.sendTo(ben);
    ben.edit([{ intent: "AddLabel", card: card3, label: "mine" }]);
    meet(anna, ben);
    expect(anna.undo()).toBe(0);
    expect(anna.undo()).toBe(1);
    expect(anna.document.board.cards.get(card3)).toMatchObject({
      position,
      labels: ["mine"],
      meta: { life: { deleted: false } },
    });
  });

  test("what was deleted comes back; what is in somebody's trash is not edited_UNDO4", () => {
    const { anna, ben, card, card2 } = boards();
    anna.edit([{ intent: "Delete", thing: { card } }]);
    anna.undo();
    expect(anna.document.board.cards.get(card)?.meta.life.deleted).toBe(false);
    anna.edit([{ intent: "SetTitle", thing: { card: card2 }, title: "Later" }]);
    anna.sendTo(ben);
    ben.edit([{ intent: "Delete", thing: { card: card2 } }]);
    meet(anna, ben);
    expect(anna.undo()).toBe(1);
    expect(anna.document.board.cards.get(card2)).toMatchObject({ title: "Later", meta: { life: { deleted: true } } });
  });

  test("a new edit drops what was taken back_UNDO1", () => {
    const { anna, card } = boards();
    anna.edit([{ intent: "SetEstimate", card, estimate: 3 }]);
    anna.undo();
    expect(anna.state.canRedo).toBe(true);
    anna.edit([{ intent: "SetPinned", card, pinned: true }]);
    expect(anna.state.canRedo).toBe(false);
  });

  test("a paste of a thousand cards is one step, in as many changes as the gate wants_UNDO1", () => {
    const { anna, ben } = boards();
    const cards = Array.from({ length: 1_000 }, () => newId<CardId>(entropy));
    anna.edit(cards.map((card) => ({ intent: "AddCard", card, title: "x".repeat(200), position, size })));
    anna.undo();
    meet(anna, ben);
    expect(cards.every((card) => ben.document.board.cards.get(card)?.meta.life.deleted)).toBe(true);
    anna.redo();
    expect(cards.every((card) => anna.document.board.cards.get(card)?.meta.life.deleted === false)).toBe(true);
  });

  test("a description is put back, and the card with it is not touched otherwise_UNDO5", () => {
    const { anna, ben, card } = boards();
    anna.edit([{ intent: "EditDescription", card, splices: [[0, 0, "All of it"]] }]);
    anna.edit([{ intent: "EditDescription", card, splices: [[0, 3, "Half"]] }]);
    meet(anna, ben);
    anna.undo();
    expect(anna.document.board.cards.get(card)?.description).toBe("All of it");
    anna.undo();
    expect(anna.document.board.cards.get(card)?.description).toBe("");
    anna.redo();
    anna.redo();
    meet(anna, ben);
    expect(ben.document.board.cards.get(card)?.description).toBe("Half of it");
  });
});

describe("taking back in a text", () => {
  test("what others typed in between and around stays_UNDO5", () => {
    const { anna, ben } = texts("One three.");
    anna.edit(type(4, 0, "two "));
    meet(anna, ben);
    ben.edit(type(6, 0, "!!"));
    ben.edit(type(0, 0, "Start. "));
    meet(anna, ben);
    expect(anna.document.text).toBe("Start. One tw!!o three.");
    anna.undo();
    expect(anna.document.text).toBe("Start. One !!three.");
    anna.redo();
    meet(anna, ben);
    expect(ben.document.text).toBe("Start. One two !!three.");
  });

  test("what was deleted stands again where it stood_UNDO5", () => {
    const { anna, ben } = texts("Alpha beta gamma");
    anna.edit(type(6, 5, ""));
    meet(anna, ben);
    ben.edit(type(0, 0, "The "));
    meet(anna, ben);
    anna.undo();
    meet(anna, ben);
    expect(ben.document.text).toBe("The Alpha beta gamma");
  });

  test("typed, deleted, and both taken back, forth and back again: characters keep their place_UNDO6", () => {
    const { anna } = texts("Hello 😀 world");
    const states = [anna.document.text];
    anna.edit(type(6, 1, "dear 😀😀"));
    states.push(anna.document.text);
    anna.edit(type(0, 5, "Good day"));
    states.push(anna.document.text);
    anna.edit(type(0, 18, ""));
    states.push(anna.document.text);
    for (let round = 0; round < 3; round++) {
      for (let i = states.length - 2; i >= 0; i--) {
        expect(anna.undo()).toBe(0);
        expect(anna.document.text).toBe(states[i]);
      }
      for (let i = 1; i < states.length; i++) {
        anna.redo();
        expect(anna.document.text).toBe(states[i]);
      }
    }
  });

  test("a burst of typing with a slip is one step_UNDO1", () => {
    const { anna } = texts("");
    for (const [i, letter] of [..."planning"].entries()) anna.edit(type(i, 0, letter), "burst");
    anna.edit(type(7, 1, ""), "burst");
    anna.edit(type(7, 0, "k"), "burst");
    expect(anna.document.text).toBe("plannink");
    anna.undo();
    expect(anna.document.text).toBe("");
    anna.redo();
    expect(anna.document.text).toBe("plannink");
  });

  test("a pasted page of 20,000 characters goes and comes_UNDO5", () => {
    const { anna } = texts("ab");
    const page = "0123456789".repeat(2_000);
    anna.edit(type(1, 0, page));
    anna.undo();
    expect(anna.document.text).toBe("ab");
    anna.redo();
    expect(anna.document.text).toBe(`a${page}b`);
    anna.undo();
    expect(anna.document.text).toBe("ab");
  });

  test("random edits of two, each taken back by whoever made it, leave what the other wrote_UNDO5_UNDO6", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seededEntropy(seed);
      const below = (n: number) => (n <= 0 ? 0 : (random(2)[0]! * 256 + random(1)[0]!) % n);
      const start = "The quick brown fox jumps over the lazy dog";
      const { anna, ben } = texts(start);
      // Ben types capitals and deletes nothing: every one of them is there once Anna has taken back what she did.
      let capitals = 0;
      for (let i = 0; i < 25; i++) {
        const length = [...anna.document.text].length;
        const at = below(length + 1);
        anna.edit(type(at, below(Math.min(6, length - at + 1)), "xyz".slice(0, below(4))));
        ben.edit(type(below([...ben.document.text].length + 1), 0, "Q"));
        capitals++;
        if (below(3) === 0) meet(anna, ben);
        if (below(3) === 0) anna.undo();
        if (below(4) === 0) anna.redo();
      }
      while (anna.state.canUndo) anna.undo();
      meet(anna, ben);
      expect(ben.document.text).toBe(anna.document.text);
      expect([...anna.document.text].filter((each) => each === "Q").length, `seed ${seed}`).toBe(capitals);
      expect(anna.document.text.replaceAll("Q", ""), `seed ${seed}`).toBe(start);
    }
  });
});

describe("taking back in the team's document", () => {
  test("a board that was made is deleted with its heads, and comes back_UNDO4_LIFE8", () => {
    const anna = new Peer(new TeamDocument(replica(1)));
    anna.edit([{ intent: "Create", name: "Orbit" }] satisfies TeamIntent[]);
    const board = newId<DocumentId>(entropy);
    anna.edit([{ intent: "AddBoard", board, title: "Roadmap", order: 1 }]);
    const head = "ab".repeat(32);
    expect(anna.undo("undo", [head])).toBe(0);
    const entry = () => anna.document.team.boards.get(board)!;
    expect(entry().meta.life.deleted).toBe(true);
    expect([...entry().deletedAt]).toEqual([head]);
    anna.redo();
    expect(entry().meta.life.deleted).toBe(false);
    expect(anna.state).toEqual({ canUndo: true, canRedo: false });
  });

  test("the document's own beginning cannot be taken back_UNDO4", () => {
    const anna = new Peer(new TeamDocument(replica(1)));
    anna.edit([{ intent: "Create", name: "Orbit" }] satisfies TeamIntent[]);
    expect(anna.state.canUndo).toBe(false);
    anna.edit([{ intent: "SetName", name: "Comet" }] satisfies TeamIntent[]);
    anna.undo();
    expect(anna.document.team.name).toBe("Orbit");
  });
});
