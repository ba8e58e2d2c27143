import "./automerge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Role } from "../src/gen/meridian/v1/log_pb";
import { type BoardId, type CardId, type CommentId, type DocumentId, newId, type ThreadId } from "../src/model/ids";
import type { BoardIntent } from "../src/model/intents";
import { boardJson } from "../src/model/workspaceJson";
import { foundHere, inviteHere, joinHere, until } from "../src/sync/joining";
import type { Workspace } from "../src/sync/workspace";
import { parseLink } from "../src/trust/inviteLink";
import { JavaWorld, javaHome } from "./java";
import { entropy, memoryHome } from "./world";

const java = javaHome();
const position = { x: 0, y: 0 };
const size = { width: 260, height: 120 };
const END = { type: "Position", position: Number.MAX_SAFE_INTEGER } as const;

async function synced(...workspaces: Workspace[]): Promise<void> {
  for (const each of workspaces) await until(each, () => each.syncStatus.type === "Live" && each.pending === 0);
}

describe.skipIf(java === undefined)("a workspace’s past", () => {
  const jvm = new JavaWorld(java ?? "");
  let anna: Workspace;
  let ben: Workspace;
  const board = newId<BoardId>(entropy);
  const document = newId<DocumentId>(entropy);
  const [design, build, ship, late] = Array.from({ length: 4 }, () => newId<CardId>(entropy)) as [
    CardId,
    CardId,
    CardId,
    CardId,
  ];

  const onBoard = (workspace: Workspace, ...intents: BoardIntent[]) =>
    workspace.edit([{ kind: "board", document: board, intents }], {});
  const type = (workspace: Workspace, at: number, gone: number, text: string) =>
    workspace.edit(
      [{ kind: "document", document, intents: [{ intent: "EditText", splices: [[at, gone, text]] }] }],
      {},
    );
  const jsonOf = (workspace: Workspace) =>
    workspace.read("board", board, (each) => boardJson(each.board, each.unknown()));
  /** Both have everything of each other. */
  const meet = async () => {
    await synced(anna, ben);
    const pos = Math.max(anna.logEnd.pos, ben.logEnd.pos);
    for (const each of [anna, ben]) await until(each, () => each.logEnd.pos >= pos);
  };

  beforeAll(async () => {
    await jvm.startRelay();
    const relay = { secure: false, host: "127.0.0.1", port: Number(new URL(jvm.url).port) };
    const home = memoryHome();
    anna = await foundHere(home, relay, "Orbit", { name: "Anna", zone: "Europe/Zurich" });
    await anna.edit([
      {
        kind: "team",
        intents: [
          { intent: "AddBoard", board, title: "Roadmap", order: 1 },
          { intent: "AddDocument", document, title: "Why" },
        ],
      },
      { kind: "board", document: board, intents: [{ intent: "Create" }] },
      {
        kind: "document",
        document,
        intents: [{ intent: "Create" }, { intent: "EditText", splices: [[0, 0, "We build it."]] }],
      },
    ]);
    for (const [card, title] of [
      [design, "Design"],
      [build, "Build"],
      [ship, "Ship"],
    ] as const) {
      await onBoard(anna, { intent: "AddCard", card, title, position, size });
    }
    anna.connect();
    const link = await inviteHere(anna, home, { role: Role.EDITOR, uses: 1, validMillis: 3_600_000 });
    const parsed = parseLink(link);
    if (parsed.type !== "Parsed") throw new Error(parsed.reason);
    ben = await joinHere(memoryHome(), parsed.link, { name: "Ben", zone: "Asia/Tokyo" });
    await meet();
  }, 60_000);

  afterAll(async () => {
    await anna?.close();
    await ben?.close();
    await jvm.end();
  });

  test("who has never looked has everything before them_RHY7", async () => {
    const { from, things } = await anna.history.changedSince(board, { type: "Looked" });
    expect(from.position).toBe(0);
    expect(things.map(({ fate, id }) => [fate, id]).sort()).toEqual(
      [
        ["added", build],
        ["added", design],
        ["added", ship],
      ].sort(),
    );
  });

  test("what changed since somebody looked is net, with who and when_RHY1_RHY2", async () => {
    expect(await anna.markLooked(END)).toBe(true);
    await meet();
    expect((await anna.history.changedSince(board, { type: "Looked" })).things).toEqual([]);
    const [thread, comment] = [newId<ThreadId>(entropy), newId<CommentId>(entropy)];
    const at = "2027-01-08T09:30:00Z";
    await onBoard(ben, { intent: "SetTitle", thing: { card: design }, title: "Draw" });
    await onBoard(ben, { intent: "Move", thing: { card: design }, position: { x: 9, y: 9 } });
    await onBoard(ben, { intent: "Move", thing: { card: design }, position });
    await onBoard(ben, { intent: "AddLabel", card: design, label: "risk" });
    await onBoard(ben, { intent: "Delete", thing: { card: build } });
    await onBoard(ben, { intent: "AddCard", card: late, title: "Late", position, size });
    await onBoard(
      ben,
      { intent: "OpenThread", thread, on: { card: ship }, at },
      { intent: "AddComment", comment, thread, text: "When?", at },
    );
    await meet();
    await onBoard(anna, { intent: "SetTitle", thing: { card: design }, title: "Sketch" });
    const { things, said } = await anna.history.changedSince(board, { type: "Looked" });
    const by = [ben.keys.id];
    const millis = expect.any(Number);
    expect(things.find((each) => each.id === design)).toMatchObject({
      kind: "card",
      fate: "changed",
      before: { title: "Design" },
      fields: [
        { field: "title", by: [ben.keys.id, anna.keys.id] },
        { field: "labels", by, millis },
      ],
    });
    expect(things.find((each) => each.id === build)).toMatchObject({
      fate: "deleted",
      fields: [{ field: "life", by, millis }],
    });
    expect(things.find((each) => each.id === late)).toMatchObject({
      fate: "added",
      before: undefined,
      fields: [{ field: "life", by }],
    });
    expect(things).toHaveLength(3);
    expect(said).toEqual([{ card: ship, comments: 1, by, millis }]);
    await meet();
  });

  test("what is said of a time is said of the last entry received by then", async () => {
    const moments = await anna.history.moments(board);
    expect(moments.map((each) => each.position)).toEqual(
      [...moments.map((each) => each.position)].sort((a, b) => a! - b!),
    );
    const last = moments.at(-1)!;
    expect(last).toMatchObject({ device: anna.keys.id, changes: 1 });
    const frontier = await anna.history.frontier({ type: "Time", millis: last.millis! });
    expect(frontier.position).toBeGreaterThanOrEqual(last.position!);
    expect((await anna.history.frontier({ type: "Time", millis: 0 })).position).toBe(0);
  });

  test("a board as of any moment is what the changes up to it make, and the live one is left alone_RHY8", async () => {
    const live = await jsonOf(anna);
    const moments = await anna.history.moments(board);
    const read = (each: { cards: ReadonlyMap<CardId, { title: string }> }) =>
      [...each.cards.values()].map((card) => card.title).sort();
    const titles: (string[] | undefined)[] = [];
    for (const { position: at } of moments) {
      titles.push((await anna.history.boardAt(board, { type: "Position", position: at! }, read)).state);
    }
    expect(titles[0]?.length ?? 0).toBeLessThanOrEqual(3);
    expect(titles.at(-1)).toEqual(["Build", "Late", "Ship", "Sketch"]);
    // Back again, which is another replay.
    const first = await anna.history.boardAt(board, { type: "Position", position: moments[0]!.position! }, read);
    expect(first.state).toEqual(titles[0]);
    expect((await anna.history.boardAt(board, { type: "Position", position: 0 }, read)).state).toBeUndefined();
    anna.history.arrive();
    expect(await jsonOf(anna)).toEqual(live);
  });

  test("a text tells who wrote which part, and how it was", async () => {
    await meet();
    const before = await anna.history.frontier(END);
    await type(ben, 3, 5, "ship 😀");
    await expect
      .poll(() => anna.read("document", document, (each) => each.text), { timeout: 10_000 })
      .toBe("We ship 😀 it.");
    const ranges = await anna.history.ranges(document);
    expect(ranges.map(({ start, length, device }) => [start, length, device])).toEqual([
      [0, 3, anna.keys.id],
      [3, 6, ben.keys.id],
      [9, 4, anna.keys.id],
    ]);
    expect(ranges.every((each) => each.millis !== undefined)).toBe(true);
    expect((await anna.history.textAt(document, { type: "Position", position: before.position })).state).toBe(
      "We build it.",
    );
    expect((await anna.history.textAt(document, END)).state).toBe("We ship 😀 it.");
  });

  test("fields tell who wrote them last", async () => {
    const acts = await anna.history.fields(board, { kind: "card", id: design });
    expect(acts.find((each) => each.field === "title")).toMatchObject({ device: anna.keys.id });
    expect(acts.find((each) => each.field === "label")).toMatchObject({ item: "risk", device: ben.keys.id });
  });

  test("a conflict is settled with either value, by whoever picks it_CONFLICT2", async () => {
    await meet();
    await anna.disconnect();
    await onBoard(anna, { intent: "SetTargetDate", card: ship, targetDate: "2027-02-01" });
    await onBoard(ben, { intent: "SetTargetDate", card: ship, targetDate: "2027-03-01" });
    anna.connect();
    await meet();
    const conflicts = () => anna.read("board", board, (each) => each.board.cards.get(ship)!.meta.conflicts);
    const [conflict] = (await conflicts())!;
    const other = conflict!.candidates[1]!;
    expect(await anna.pick(board, { kind: "card", id: ship }, "targetDate", other)).toBe(true);
    expect(await conflicts()).toEqual([]);
    expect(await anna.read("board", board, (each) => each.board.cards.get(ship)!.targetDate)).toBe(other.value);
    expect(await anna.pick(board, { kind: "card", id: ship }, "targetDate", { ...other, value: "2020-01-01" })).toBe(
      false,
    );
    await meet();
  });

  test("the trash lists what is in it, by whom and when, and is emptied for good_LIFE6_LIFE8", async () => {
    const other = newId<BoardId>(entropy);
    await anna.edit([
      { kind: "team", intents: [{ intent: "AddBoard", board: other, title: "Old", order: 2 }] },
      { kind: "board", document: other, intents: [{ intent: "Create" }] },
    ]);
    const heads = (await anna.read("board", other, (each) => each.heads())) ?? [];
    await anna.edit([{ kind: "team", intents: [{ intent: "Delete", entry: { board: other }, heads }] }]);
    await synced(anna);
    const trash = await anna.history.trash();
    expect(trash).toMatchObject([
      { kind: "card", board, id: build, title: "Build", device: ben.keys.id, millis: expect.any(Number) },
      { kind: "board", id: other, title: "Old", device: anna.keys.id },
    ]);
    expect(await anna.emptyTrash(board)).toBe(1);
    expect(await anna.read("board", board, (each) => each.board.cards.has(build))).toBe(false);
    expect(await anna.emptyTrash()).toBe(1);
    expect(await anna.history.trash()).toEqual([]);
    await meet();
    const { things } = await ben.history.changedSince(board, { type: "Position", position: 0 });
    expect(things.map((each) => each.id)).not.toContain(build);
  });

  test("asked again while more is written, it says what it would say if it were asked for the first time_RHY1", async () => {
    await anna.history.changedSince(board, { type: "Looked" });
    await anna.disconnect();
    await onBoard(anna, { intent: "SetTitle", thing: { card: design }, title: "Outline" });
    await anna.history.changedSince(board, { type: "Looked" });
    await onBoard(ben, { intent: "SetTitle", thing: { card: design }, title: "Plan" });
    await synced(ben);
    await onBoard(ben, { intent: "AddLabel", card: ship, label: "soon" });
    await synced(ben);
    anna.connect();
    await meet();
    const again = await anna.history.changedSince(board, { type: "Looked" });
    await anna.history.changedSince(board, { type: "Position", position: 1 }); // another question: what was followed is let go
    const anew = await anna.history.changedSince(board, { type: "Looked" });
    expect(again).toEqual(anew);
    const title = anew.things.find((each) => each.id === design)?.fields.find(({ field }) => field === "title");
    expect(title?.by).toEqual([ben.keys.id, anna.keys.id]);
  });
});
