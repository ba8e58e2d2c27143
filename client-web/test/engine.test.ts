import "./automerge";
import { MessageChannel } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BoardId, type CardId, newId, type StatusId } from "../src/model/ids";
import { TEAM_DOCUMENT } from "../src/protocol/ids";
import type { EngineEvent, Port, WorkspaceSummary } from "../src/worker/api";
import { EngineClient, EngineFailure } from "../src/worker/client";
import { Engine } from "../src/worker/engine";
import { JavaWorld, javaHome } from "./java";
import { entropy, memoryHome } from "./world";

const java = javaHome();
const channels: MessageChannel[] = [];

function newEngine(): Engine {
  return new Engine(memoryHome());
}

function page(engine: Engine): { client: EngineClient; events: EngineEvent[] } {
  const channel = new MessageChannel();
  channels.push(channel);
  engine.serve(channel.port1 as unknown as Port);
  const client = new EngineClient(channel.port2 as unknown as Port);
  const events: EngineEvent[] = [];
  client.listen((event) => events.push(event));
  return { client, events };
}

describe.skipIf(java === undefined)("the engine and its pages", () => {
  const jvm = new JavaWorld(java ?? "");
  const anna = newEngine();
  const first = page(anna);
  const second = page(anna);
  let summary: WorkspaceSummary;
  const board = newId<BoardId>(entropy);
  const card = newId<CardId>(entropy);

  beforeAll(async () => {
    await jvm.startRelay();
    const relay = { secure: false, host: "127.0.0.1", port: Number(new URL(jvm.url).port) };
    const person = { name: "Anna", zone: "Europe/Zurich" };
    const { recoveryWords, ...made } = await first.client.call("CreateWorkspace", { relay, name: "Orbit", person });
    expect(recoveryWords).toHaveLength(24);
    summary = made;
  }, 60_000);

  afterAll(async () => {
    for (const { port1, port2 } of channels) {
      port1.close();
      port2.close();
    }
    await jvm.end();
  });

  test("a workspace is listed and opened, with its team", async () => {
    expect(await second.client.call("ListWorkspaces", {})).toEqual([summary]);
    const opened = await first.client.call("OpenWorkspace", { workspace: summary.id });
    expect(opened.mayWrite).toBe(true);
    expect(opened.team).toMatchObject({ name: "Orbit", members: [{ name: "Anna" }], boards: [] });
    expect(opened.team.statuses.map((each) => each.name)[0]).toBe("Idea");
  });

  test("an edit of one page reaches the other as a patch", async () => {
    const { id: workspace } = summary;
    await first.client.call("Edit", {
      workspace,
      steps: [
        { kind: "team", intents: [{ intent: "AddBoard", board, title: "Roadmap", order: 1 }] },
        { kind: "board", document: board, intents: [{ intent: "Create" }] },
      ],
    });
    expect((await second.client.call("WatchBoard", { workspace, board })).cards).toEqual([]);
    const size = { width: 260, height: 120 };
    await first.client.call("Edit", {
      workspace,
      steps: [
        {
          kind: "board",
          document: board,
          intents: [{ intent: "AddCard", card, title: "Ship", position: { x: 1, y: 2 }, size }],
        },
      ],
    });
    await expect.poll(() => second.events.filter((each) => each.type === "Board")).toHaveLength(1);
    expect(second.events.find((each) => each.type === "Board")).toMatchObject({
      board,
      patch: { cards: [{ id: card, title: "Ship" }] },
    });
    expect(first.events.find((each) => each.type === "Team")).toMatchObject({
      team: { boards: [{ title: "Roadmap" }] },
    });
  });

  test("what cannot be done is refused in a sentence, and nothing is done_MODEL2", async () => {
    const gone = newId<CardId>(entropy);
    const call = first.client.call("Edit", {
      workspace: summary.id,
      steps: [
        {
          kind: "board",
          document: board,
          intents: [
            { intent: "SetStatus", card, status: "6".padStart(32, "0") as StatusId },
            { intent: "Delete", thing: { card: gone } },
          ],
        },
      ],
    });
    const failure = await call.catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(EngineFailure);
    expect((failure as EngineFailure).failure).toEqual({
      type: "Refused",
      index: 1,
      message: `There is no card ${gone} here.`,
    });
    const { cards } = await first.client.call("WatchBoard", { workspace: summary.id, board });
    expect(cards[0]?.status).toBeUndefined();
  });

  test("another browser joins by a link and sees the same; sync tells how it stands", async () => {
    const link = await first.client.call("Invite", {
      workspace: summary.id,
      role: "editor",
      uses: 1,
      validMillis: 3_600_000,
    });
    const ben = page(newEngine());
    const joined = await ben.client.call("JoinWorkspace", { link, person: { name: "Ben", zone: "Asia/Tokyo" } });
    const opened = await ben.client.call("OpenWorkspace", { workspace: joined.id });
    expect(opened.team.boards.map((each) => each.title)).toEqual(["Roadmap"]);
    await ben.client.call("WatchBoard", { workspace: joined.id, board });
    await first.client.call("Edit", {
      workspace: summary.id,
      steps: [
        { kind: "board", document: board, intents: [{ intent: "Move", thing: { card }, position: { x: 50, y: 60 } }] },
      ],
    });
    await expect
      .poll(() => ben.events.filter((each) => each.type === "Board").at(-1), { timeout: 10_000 })
      .toMatchObject({
        patch: { cards: [{ id: card, position: { x: 50, y: 60 } }] },
      });
    await expect
      .poll(() => first.events.filter((each) => each.type === "Sync").at(-1), { timeout: 10_000 })
      .toMatchObject({
        sync: { status: { type: "Live" }, pending: 0 },
      });
    await ben.client.call("Present", { workspace: joined.id, document: board, presence: { mood: "active" } });
    await first.client.call("Present", {
      workspace: summary.id,
      document: board,
      presence: { mood: "active", pointer: { x: 7, y: 8 }, selected: [card] },
    });
    await first.client.call("WatchBoard", { workspace: summary.id, board });
    await expect
      .poll(() => ben.events.filter((each) => each.type === "Presence").at(-1), { timeout: 10_000 })
      .toMatchObject({ document: board, people: [{ mood: "active", pointer: { x: 7, y: 8 }, selected: [card] }] });
    await expect
      .poll(() => first.client.call("People", { workspace: summary.id, document: board }), { timeout: 10_000 })
      .toMatchObject([{ device: opened.device, mood: "active" }]);
    // What Ben has moved since is his: Anna takes back what she did before.
    const undone = await first.client.call("Undo", { workspace: summary.id, document: board });
    expect(undone).toEqual({ done: true, skipped: 0 });
    await expect
      .poll(() => ben.events.filter((each) => each.type === "Board").at(-1), { timeout: 10_000 })
      .toMatchObject({ patch: { cards: [{ id: card, position: { x: 1, y: 2 } }] } });
    expect(first.events.filter((each) => each.type === "History").at(-1)).toMatchObject({
      document: board,
      history: { canUndo: true, canRedo: true },
    });
    const both = [
      first.client.call("Export", { workspace: summary.id }),
      ben.client.call("Export", { workspace: joined.id }),
    ];
    const [here, there] = await Promise.all(both);
    expect(there).toBe(here);
    expect(TEAM_DOCUMENT).toHaveLength(32);
  }, 60_000);
});
