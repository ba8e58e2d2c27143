import "./automerge";
import "fake-indexeddb/auto";
import { MessageChannel } from "node:worker_threads";
import { openDB } from "idb";
import { afterEach, describe, expect, test } from "vitest";
import { type BoardId, type CardId, newId } from "../src/model/ids";
import type { WorkspaceId } from "../src/protocol/ids";
import { type HomeStore, IndexedDbHome, KeysLost, type WorkspaceEntry } from "../src/store/homeStore";
import { databaseName, IndexedDbStore } from "../src/store/indexedDbStore";
import { MemoryStore } from "../src/store/memoryStore";
import { ProjectionStore } from "../src/store/projectionStore";
import { roomOf } from "../src/store/storageGauge";
import { StoreFault, type StoreFaultKind } from "../src/store/storeFault";
import type { StoreWrite, WorkspaceStore } from "../src/store/workspaceStore";
import type { WorkspaceEvent } from "../src/sync/events";
import type { HomeSetting } from "../src/sync/joining";
import { Workspace } from "../src/sync/workspace";
import { foundWorkspace } from "../src/trust/memberRecord";
import { SigningKey } from "../src/trust/signature";
import type { EngineEvent, Port } from "../src/worker/api";
import { EngineClient, EngineFailure } from "../src/worker/client";
import { Engine } from "../src/worker/engine";
import type { Painted } from "../src/worker/painter";
import { entropy, memoryHome, silentGauge, world } from "./world";

const relay = { secure: false, host: "127.0.0.1", port: 1 };
const relayKey = SigningKey.fromSeed(entropy(32)).verifyKey;
const board = newId<BoardId>(entropy);
const position = { x: 0, y: 0 };
const size = { width: 260, height: 120 };

/** A workspace that has never reached its relay, with a board of one card. */
async function offline(home: HomeStore, open: (entry: WorkspaceEntry) => Promise<WorkspaceStore>) {
  const keys = await home.deviceKeys();
  const founding = await foundWorkspace(keys, relayKey, entropy);
  const entry: WorkspaceEntry = {
    id: founding.workspace,
    relay,
    relayKeyHash: new Uint8Array(32),
    stage: "READY",
    name: "Orbit",
  };
  await home.put(entry);
  const store = await open(entry);
  const workspace = await Workspace.open(entry, store, keys, world);
  await workspace.push(founding.record, { genesis: true });
  await workspace.edit([
    {
      kind: "team",
      intents: [
        { intent: "Create", name: "Orbit" },
        { intent: "AddBoard", board, title: "Roadmap", order: 1 },
      ],
    },
    { kind: "board", document: board, intents: [{ intent: "Create" }] },
  ]);
  await addCard(workspace, "First");
  return { workspace, entry, keys };
}

function addCard(workspace: Workspace, title: string) {
  const card = newId<CardId>(entropy);
  return workspace.edit(
    [{ kind: "board", document: board, intents: [{ intent: "AddCard", card, title, position, size }] }],
    {},
  );
}

async function titles(workspace: Workspace): Promise<string[]> {
  const cards = await workspace.read("board", board, (each) =>
    [...each.board.cards.values()].map((card) => card.title),
  );
  return (cards ?? []).sort();
}

/** A store whose disk fails when it is told to: all that it holds is held by a real one. */
class FailingStore implements WorkspaceStore {
  fault: StoreFaultKind | undefined;

  constructor(private readonly store: WorkspaceStore) {}

  load = () => this.store.load();
  chunks = (document: Parameters<WorkspaceStore["chunks"]>[0]) => this.store.chunks(document);
  chunk = (row: Parameters<WorkspaceStore["chunk"]>[0]) => this.store.chunk(row);
  logAt = (pos: number) => this.store.logAt(pos);
  logAfter = (pos: number, rowsMax: number) => this.store.logAfter(pos, rowsMax);
  refused = () => this.store.refused();
  rejected = () => this.store.rejected();
  close = () => this.store.close();

  async write(batch: readonly StoreWrite[]): Promise<void> {
    if (this.fault !== undefined) throw new StoreFault(this.fault);
    await this.store.write(batch);
  }
}

const kinds: [string, (entry: WorkspaceEntry) => Promise<WorkspaceStore>][] = [
  ["in memory", async () => new MemoryStore()],
  ["in IndexedDB", ({ id }) => IndexedDbStore.open(id)],
];

describe.each(kinds)("a store %s that fails", (_, open) => {
  test("an edit that finds no room is refused in a sentence, nothing of it is kept, and editing goes on when there is room_STORE2", async () => {
    let store: FailingStore | undefined;
    const { workspace } = await offline(memoryHome().home, async (entry) => {
      store = new FailingStore(await open(entry));
      return store;
    });
    const events: WorkspaceEvent[] = [];
    workspace.listen((event) => events.push(event));
    const pending = workspace.pending;
    store!.fault = "FULL";
    const failure = await addCard(workspace, "Lost").catch((e: unknown) => e);
    expect(failure).toMatchObject({ kind: "FULL", message: expect.stringContaining("no room left") });
    expect(await titles(workspace)).toEqual(["First"]);
    expect(workspace.pending).toBe(pending);
    expect(events).toContainEqual({ type: "Reset", document: board });
    store!.fault = undefined;
    await addCard(workspace, "Second");
    expect(await titles(workspace)).toEqual(["First", "Second"]);
    // What was refused is no step: only the second is taken back.
    await workspace.revert(board, "undo");
    store!.fault = "BROKEN";
    await expect(workspace.revert(board, "redo")).rejects.toThrow(StoreFault);
    store!.fault = undefined;
    expect(await workspace.revert(board, "redo")).toEqual({ done: true, skipped: 0 });
    const living = await workspace.read(
      "board",
      board,
      (each) => [...each.board.cards.values()].filter((card) => !card.meta.life.deleted).length,
    );
    expect(living).toBe(2);
  });
});

test("of two engines on one store the first writes nothing any more once the second has it_attack63_twoTabs", async () => {
  const { home } = memoryHome();
  const { workspace: first, entry, keys } = await offline(home, ({ id }) => IndexedDbStore.open(id));
  const second = await Workspace.open(entry, await IndexedDbStore.open(entry.id), keys, world);
  const failure = await addCard(first, "By the first").catch((e: unknown) => e);
  expect(failure).toMatchObject({ kind: "TAKEN" });
  await addCard(second, "By the second");
  expect(await titles(first)).toEqual(["First"]);
  const third = await Workspace.open(entry, await IndexedDbStore.open(entry.id), keys, world);
  expect(await titles(third)).toEqual(["By the second", "First"]);
});

test("an engine that ends without a word has kept everything that it answered, and how much waits to be sent", async () => {
  const { home } = memoryHome();
  const { workspace, entry, keys } = await offline(home, ({ id }) => IndexedDbStore.open(id));
  for (let i = 0; i < 5; i++) await addCard(workspace, `Card ${i}`);
  const again = await Workspace.open(entry, await IndexedDbStore.open(entry.id), keys, world);
  expect(await titles(again)).toEqual(["Card 0", "Card 1", "Card 2", "Card 3", "Card 4", "First"]);
  expect(again.pending).toBe(workspace.pending);
  expect(again.pending).toBeGreaterThanOrEqual(8);
});

describe("keys that are lost", () => {
  async function lose(): Promise<{ home: IndexedDbHome; entry: WorkspaceEntry }> {
    const home = await IndexedDbHome.open(entropy);
    for (const { id } of await home.workspaces()) await home.remove(id);
    const { entry } = await offline(home, ({ id }) => IndexedDbStore.open(id));
    const db = await openDB("meridian");
    await db.clear("keys");
    db.close();
    return { home: await IndexedDbHome.open(entropy), entry };
  }

  function engineOf(home: IndexedDbHome) {
    const setting: HomeSetting = {
      home,
      world,
      openStore: ({ id }) => IndexedDbStore.open(id),
      openStoreToRead: ({ id }) => IndexedDbStore.openToRead(id),
      dropStore: ({ id }) => IndexedDbStore.drop(id),
      gauge: silentGauge,
    };
    return pageOf(new Engine(setting));
  }

  test("are said to be, and no stranger takes their place_attack75_KEY1", async () => {
    const { home } = await lose();
    await expect(home.deviceKeys()).rejects.toThrow(KeysLost);
  });

  test("leave what was opened readable: it is exported, and can be taken out_attack75", async () => {
    const { home, entry } = await lose();
    const { client } = engineOf(home);
    expect((await client.call("ListWorkspaces", {})).map((each) => each.id)).toEqual([entry.id]);
    const failure = await client.call("OpenWorkspace", { workspace: entry.id }).catch((e: unknown) => e);
    expect((failure as EngineFailure).failure).toMatchObject({ type: "KeysLost" });
    const rescued = JSON.parse(await client.call("Rescue", { workspace: entry.id }));
    expect(rescued).toMatchObject({ format: "meridian-workspace/1", team: { name: "Orbit" } });
    expect(rescued.boards[board].cards).toMatchObject([{ title: "First" }]);
    await client.call("Forget", { workspace: entry.id });
    expect(await client.call("ListWorkspaces", {})).toEqual([]);
    const names = (await indexedDB.databases()).map((each) => each.name);
    expect(names).not.toContain(databaseName(entry.id));
    expect((await home.deviceKeys()).id).toHaveLength(32);
  });
});

const channels: MessageChannel[] = [];
const clients: EngineClient[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.goodbye();
  for (const { port1, port2 } of channels.splice(0)) {
    port1.close();
    port2.close();
  }
});

function lineTo(engine: Engine): { port: Port; end: () => void } {
  const channel = new MessageChannel();
  channels.push(channel);
  engine.serve(channel.port1 as unknown as Port);
  return { port: channel.port2 as unknown as Port, end: () => channel.port1.removeAllListeners() };
}

function pageOf(engine: Engine) {
  const client = new EngineClient(lineTo(engine).port);
  clients.push(client);
  const events: EngineEvent[] = [];
  client.listen((event) => events.push(event));
  return { client, events };
}

describe("a page whose engine has ended", () => {
  test("finds that out, has another one, and what was under way has failed in a sentence", async () => {
    const setting = memoryHome();
    const { workspace, entry } = await offline(setting.home, setting.openStore);
    const first = lineTo(new Engine(setting));
    const client = new EngineClient(first.port, {
      connect: () => lineTo(new Engine(setting)).port,
      beatMillis: 20,
      beatsUnansweredMax: 3,
    });
    clients.push(client);
    const restarted = new Promise<void>((resolve) => {
      client.listen((event) => event.type === "Restarted" && resolve());
    });
    expect(await client.call("ListWorkspaces", {})).toHaveLength(1);
    first.end();
    const lost = client.call("ListWorkspaces", {}).catch((e: unknown) => e);
    await restarted;
    expect(await lost).toBeInstanceOf(EngineFailure);
    const opened = await client.call("OpenWorkspace", { workspace: entry.id });
    expect(opened.team.boards.map((each) => each.title)).toEqual(["Roadmap"]);
    await client.call("Forget", { workspace: entry.id });
    await workspace.close();
  });
});

describe("room", () => {
  test("is told, and that it gets low or is full", async () => {
    const gauge = { estimate: async () => ({ usage: 900, quota: 1_000 }), persisted: async () => true };
    expect(await roomOf(gauge, false)).toEqual({ usageBytes: 900, quotaBytes: 1_000, persisted: true, room: "low" });
    expect((await roomOf(gauge, true)).room).toBe("full");
    expect((await roomOf(silentGauge, false)).room).toBe("unknown");
    const ample = { estimate: async () => ({ usage: 0, quota: 1e12 }), persisted: async () => false };
    expect(await roomOf(ample, false)).toMatchObject({ persisted: false, room: "ample" });
  });

  test("that is missing is told to all pages, and that it is there again", async () => {
    const setting = memoryHome();
    const stores: FailingStore[] = [];
    const open = async (entry: { readonly id: WorkspaceId }) => {
      const store = new FailingStore(await setting.openStore(entry as WorkspaceEntry));
      stores.push(store);
      return store;
    };
    const { entry } = await offline(setting.home, setting.openStore);
    const engine = new Engine({ ...setting, openStore: open });
    const { client, events } = pageOf(engine);
    await client.call("OpenWorkspace", { workspace: entry.id });
    stores[0]!.fault = "FULL";
    const steps = [{ kind: "team" as const, intents: [{ intent: "SetName" as const, name: "Comet" }] }];
    const failure = await client.call("Edit", { workspace: entry.id, steps }).catch((e: unknown) => e);
    expect((failure as EngineFailure).failure.type).toBe("StorageFull");
    await expect
      .poll(() => events.filter((each) => each.type === "Storage").at(-1))
      .toMatchObject({ storage: { room: "full" } });
    stores[0]!.fault = undefined;
    await client.call("Edit", { workspace: entry.id, steps });
    await expect
      .poll(() => events.filter((each) => each.type === "Storage").at(-1))
      .toMatchObject({ storage: { room: "unknown" } });
    await client.call("Forget", { workspace: entry.id });
  });
});

test("a page that shows what was kept is told the board only where it is another by now", async () => {
  const setting = memoryHome();
  const { entry } = await offline(setting.home, setting.openStore);
  const workspace = entry.id;
  const painted = new ProjectionStore<Painted>();
  const { client, engine } = ((made) => ({ engine: made, ...pageOf(made) }))(new Engine(setting, painted, "one"));
  await client.call("WatchBoard", { workspace, board });
  await engine.paint();
  const { mark = "" } = (await painted.read()) ?? {};
  expect(await client.call("WatchPainted", { workspace, board, mark })).toBeUndefined();
  const { client: newer } = pageOf(new Engine(setting, painted, "two"));
  expect(await newer.call("WatchPainted", { workspace, board, mark })).toMatchObject({ cards: [{ title: "First" }] });
  const steps = [{ kind: "team" as const, intents: [{ intent: "SetName" as const, name: "Other" }] }];
  await client.call("Edit", { workspace, steps });
  expect(await client.call("WatchPainted", { workspace, board, mark })).toMatchObject({ cards: [{ title: "First" }] });
});

test("the board that was looked at last is kept for painting, and goes with its workspace", async () => {
  const setting = memoryHome();
  const { entry } = await offline(setting.home, setting.openStore);
  const painted = new ProjectionStore<Painted>();
  const engine = new Engine(setting, painted);
  const { client } = pageOf(engine);
  await client.call("OpenWorkspace", { workspace: entry.id });
  await client.call("WatchBoard", { workspace: entry.id, board });
  await engine.paint();
  expect(await new ProjectionStore<Painted>().read()).toMatchObject({
    workspace: { id: entry.id, name: "Orbit" },
    team: { name: "Orbit", boards: [{ title: "Roadmap" }] },
    board,
    snapshot: { cards: [{ title: "First" }] },
  });
  await client.call("Forget", { workspace: entry.id });
  expect(await painted.read()).toBeUndefined();
});
