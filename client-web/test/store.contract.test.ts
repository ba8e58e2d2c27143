import "fake-indexeddb/auto";
import { openDB } from "idb";
import { describe, expect, test } from "vitest";
import { EntryKind } from "../src/gen/meridian/v1/log_pb";
import { toHex } from "../src/protocol/bytes";
import type { ActorId, DeviceId, DocumentId, ItemId, WorkspaceId } from "../src/protocol/ids";
import { IndexedDbHome, MemoryHome } from "../src/store/homeStore";
import { databaseName, IndexedDbStore } from "../src/store/indexedDbStore";
import { MemoryStore } from "../src/store/memoryStore";
import type { ChangeRow, LogRow, OutboxRow, StatementRow, WorkspaceStore } from "../src/store/workspaceStore";
import { seededEntropy } from "./vectors";

const bytes = (n: number) => Uint8Array.from([n, n, n]);
const document = "d".repeat(32) as DocumentId;
const author = "a".repeat(32) as DeviceId;

function row(pos: number, kind = EntryKind.ENVELOPE, rejected = false): LogRow {
  return {
    pos,
    kind,
    itemId: `item${pos}` as ItemId,
    author,
    rejected,
    entry: bytes(pos),
    item: bytes(pos),
    chain: bytes(pos),
    head: undefined,
  };
}

function change(ordinal: number, state: ChangeRow["state"] = "ACCEPTED", of = document): ChangeRow {
  return {
    ordinal,
    document: of,
    hash: `hash${ordinal}`,
    actor: "b" as ActorId,
    seq: ordinal,
    pos: undefined,
    state,
    unsealed: true,
  };
}

function statement(order: number, pos?: number): StatementRow {
  const item = `said${order}` as ItemId;
  const seen = { receivedMillis: pos === undefined ? 0 : 1_000, seenPos: 1, seenMillis: 500 };
  return { item, author, document, pos, ...seen, order, body: bytes(order) };
}

function outboxRow(order: number): OutboxRow {
  return { order, kind: EntryKind.ENVELOPE, id: `out${order}` as ItemId, author, changes: 1, item: bytes(9) };
}

let stores = 0;
const kinds: [string, () => Promise<{ store: WorkspaceStore; again: () => Promise<WorkspaceStore> }>][] = [
  [
    "in memory",
    async () => {
      const store = new MemoryStore();
      return { store, again: async () => store };
    },
  ],
  [
    "in IndexedDB",
    async () => {
      const id = toHex(new Uint8Array(32).fill(++stores)) as WorkspaceId;
      return { store: await IndexedDbStore.open(id), again: () => IndexedDbStore.open(id) };
    },
  ],
];

describe.each(kinds)("a workspace %s", (_, open) => {
  test("begins empty_STORE1", async () => {
    const { store } = await open();
    expect(await store.load()).toEqual({
      opened: 0,
      members: [],
      last: undefined,
      changes: [],
      outbox: [],
      waiting: [],
      statements: [],
      snapshots: [],
    });
  });

  test("keeps the snapshots of the log, and whose word stands for them_STORE2_SNAP4", async () => {
    const { store, again } = await open();
    const one = { pos: 9, document, afterPos: 2, uptoPos: 8, author, sha256: "ab", placed: true, attestedPos: 0 };
    const two = { ...one, pos: 11, afterPos: 8, uptoPos: 10 };
    await store.write([
      { write: "snapshot", row: two },
      { write: "snapshot", row: one },
    ]);
    await store.write([
      { write: "snapshot", row: { ...one, attestedPos: 12 } },
      { write: "dropSnapshot", pos: 11 },
    ]);
    expect((await (await again()).load()).snapshots).toEqual([{ ...one, attestedPos: 12 }]);
  });

  test("keeps what was written, in its order, for whoever opens it again_STORE2", async () => {
    const { store, again } = await open();
    await store.write([
      { write: "log", row: row(1, EntryKind.MEMBER) },
      { write: "log", row: row(2, EntryKind.MEMBER, true) },
      { write: "log", row: row(3) },
      { write: "change", row: change(2), chunk: bytes(2) },
      { write: "change", row: change(1), chunk: bytes(1) },
      { write: "outbox", row: outboxRow(5) },
      { write: "outbox", row: outboxRow(-1) },
      { write: "meta", name: "opened", value: 3 },
    ]);
    const stored = await (await again()).load();
    expect(stored.opened).toBe(3);
    expect(stored.members.map((each) => each.pos)).toEqual([1]);
    expect(stored.last?.pos).toBe(3);
    expect(stored.changes.map((each) => each.ordinal)).toEqual([1, 2]);
    expect(stored.outbox.map((each) => each.order)).toEqual([-1, 5]);
  });

  test("keeps what was said once, with its place in the log when that is known_STORE2", async () => {
    const { store, again } = await open();
    await store.write([
      { write: "statement", row: statement(1) },
      { write: "statement", row: statement(2) },
    ]);
    await store.write([
      { write: "statement", row: statement(1, 9) },
      { write: "dropStatement", row: statement(2) },
    ]);
    expect((await (await again()).load()).statements).toEqual([statement(1, 9)]);
  });

  test("gives the bytes of one document’s changes alone", async () => {
    const { store } = await open();
    await store.write([
      { write: "change", row: change(1), chunk: bytes(1) },
      { write: "change", row: change(2, "ACCEPTED", "e".repeat(32) as DocumentId), chunk: bytes(2) },
      { write: "change", row: { ...change(1), unsealed: false } },
    ]);
    expect([...(await store.chunks(document))]).toEqual([[1, bytes(1)]]);
    expect(await store.chunk(change(1))).toEqual(bytes(1));
    expect((await store.load()).changes.map((each) => each.unsealed)).toEqual([false, true]);
  });

  test("is cut with its rejections where the relay lost its end_STORE9", async () => {
    const { store } = await open();
    for (const pos of [1, 2, 3]) {
      const rejected = { pos, author, document, reason: `at ${pos}` };
      await store.write([
        { write: "log", row: row(pos) },
        { write: "rejected", row: rejected },
      ]);
    }
    await store.write([
      { write: "cutLog", afterPos: 1 },
      { write: "log", row: { ...row(1), head: bytes(7) } },
    ]);
    expect((await store.load()).last).toMatchObject({ pos: 1, head: bytes(7) });
    expect(await store.logAfter(0, 10)).toHaveLength(1);
    expect((await store.rejected()).map((each) => each.reason)).toEqual(["at 1"]);
  });

  test("reads the log in pages", async () => {
    const { store } = await open();
    await store.write([1, 2, 3, 4].map((pos) => ({ write: "log", row: row(pos) })));
    expect((await store.logAfter(1, 2)).map((each) => each.pos)).toEqual([2, 3]);
    expect((await store.logAt(4))?.pos).toBe(4);
    expect(await store.logAt(5)).toBeUndefined();
  });

  test("forgets what was sent, refused or there already_STORE6", async () => {
    const { store } = await open();
    await store.write([
      { write: "outbox", row: outboxRow(1) },
      { write: "change", row: change(1), chunk: bytes(1) },
    ]);
    await store.write([
      { write: "unbox", order: 1 },
      { write: "dropChange", row: change(1) },
      {
        write: "refused",
        row: { id: "x" as ItemId, kind: EntryKind.ENVELOPE, code: "BAD_ITEM", reason: "no", item: bytes(1) },
      },
    ]);
    expect(await store.load()).toMatchObject({ changes: [], outbox: [] });
    expect(await store.chunk(change(1))).toBeUndefined();
    expect(await store.refused()).toHaveLength(1);
  });
});

test("a write that cannot be done leaves nothing of its list behind_STORE2", async () => {
  const store = await IndexedDbStore.open(toHex(new Uint8Array(32).fill(++stores)) as WorkspaceId);
  const broken = { ...outboxRow(2), item: (() => undefined) as unknown as Uint8Array };
  await expect(
    store.write([
      { write: "outbox", row: outboxRow(1) },
      { write: "outbox", row: broken },
    ]),
  ).rejects.toThrow();
  expect((await store.load()).outbox).toEqual([]);
});

test("a home has one device, for ever_KEY1", async () => {
  for (const home of [new MemoryHome(seededEntropy()), await IndexedDbHome.open(seededEntropy(2))]) {
    expect((await home.deviceKeys()).id).toBe((await home.deviceKeys()).id);
  }
  const again = await IndexedDbHome.open(seededEntropy(3));
  expect((await again.deviceKeys()).id).toBe((await (await IndexedDbHome.open(seededEntropy(4))).deviceKeys()).id);
});

describe("a workspace of an older version in IndexedDB", () => {
  // What version 2 made, in full: its own code is gone.
  async function versionTwo(id: WorkspaceId): Promise<void> {
    const db = await openDB(databaseName(id), 2, {
      upgrade: (made) => {
        made.createObjectStore("statements", { keyPath: ["author", "item"] });
        made.createObjectStore("meta");
        made.createObjectStore("log", { keyPath: "pos" }).createIndex("members", "memberPos");
        made.createObjectStore("changes", { keyPath: "ordinal" });
        made.createObjectStore("chunks");
        made.createObjectStore("outbox", { keyPath: "order" });
        made.createObjectStore("refused", { keyPath: "id" });
        const rejected = made.createObjectStore("rejected", { autoIncrement: true });
        rejected.createIndex("pos", "pos");
        rejected.createIndex("waiting", "waitsFor");
      },
    });
    await db.put("log", { ...row(1, EntryKind.MEMBER), memberPos: 1 });
    await db.put("log", row(2));
    await db.put("changes", change(1));
    await db.put("chunks", bytes(4), [document, 1]);
    await db.put("outbox", outboxRow(3));
    await db.put("statements", statement(1, 2));
    await db.put("meta", 2, "opened");
    db.close();
  }

  test("opens with all that it had, without snapshots, and keeps those that come_STORE1_SNAP7", async () => {
    const id = toHex(new Uint8Array(32).fill(++stores)) as WorkspaceId;
    await versionTwo(id);
    const store = await IndexedDbStore.open(id);
    expect(await store.load()).toMatchObject({
      opened: 2,
      members: [{ pos: 1 }],
      last: row(2),
      changes: [change(1)],
      outbox: [outboxRow(3)],
      statements: [statement(1, 2)],
      snapshots: [],
    });
    expect(await store.chunk(change(1))).toEqual(bytes(4));
    const snapshot = { pos: 3, document, afterPos: 0, uptoPos: 2, author, sha256: "ab", placed: true, attestedPos: 0 };
    await store.write([{ write: "snapshot", row: snapshot }]);
    expect((await (await IndexedDbStore.open(id)).load()).snapshots).toEqual([snapshot]);
  });
});
