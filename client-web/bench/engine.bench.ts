/** What the engine needs for its work, against the budgets of docs/web.md: in Node, with the store in memory. Prints a table and checks nothing. */
import "../test/automerge";
import { afterAll, beforeAll, describe, test } from "vitest";
import { Replica } from "../src/model/automerge/replica";
import { BoardDocument } from "../src/model/board";
import { type BoardId, type CardId, type DependencyId, type DocumentId, newId } from "../src/model/ids";
import type { BoardIntent, DocumentIntent } from "../src/model/intents";
import { actorOf, type DeviceId } from "../src/protocol/ids";
import { MemoryStore } from "../src/store/memoryStore";
import { Workspace } from "../src/sync/workspace";
import { foundWorkspace } from "../src/trust/memberRecord";
import { SigningKey } from "../src/trust/signature";
import { snapshotOf } from "../src/worker/views";
import { seededEntropy } from "../test/vectors";
import { memoryHome, world } from "../test/world";

const entropy = seededEntropy(5);
const CARDS = 5_000;
const ARROWS = 10_000;
const size = { width: 260, height: 120 };
const rows: { what: string; median: string; p95: string; budget: string }[] = [];

function report(what: string, millis: readonly number[], budget: string): void {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (share: number) =>
    `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)} ms`;
  rows.push({ what, median: at(0.5), p95: at(0.95), budget });
}

async function time(task: () => unknown): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

describe("the engine", () => {
  const home = memoryHome();
  const store = new MemoryStore();
  const board = newId<BoardId>(entropy);
  const document = newId<DocumentId>(entropy);
  const cards = Array.from({ length: CARDS }, () => newId<CardId>(entropy));
  let workspace: Workspace;
  let reopen: () => Promise<Workspace>;

  const onBoard = (...intents: BoardIntent[]) => workspace.edit([{ kind: "board", document: board, intents }], {});

  beforeAll(async () => {
    const keys = await home.home.deviceKeys();
    const founding = await foundWorkspace(keys, SigningKey.fromSeed(entropy(32)).verifyKey, entropy);
    const relay = { secure: false, host: "127.0.0.1", port: 1 };
    const entry = {
      id: founding.workspace,
      relay,
      relayKeyHash: new Uint8Array(32),
      stage: "READY" as const,
      name: "Orbit",
    };
    reopen = () => Workspace.open(entry, store, keys, world);
    workspace = await reopen();
    await workspace.push(founding.record, true);
    await workspace.edit([{ kind: "team", intents: [{ intent: "Create", name: "Orbit" }] }]);
    await onBoard({ intent: "Create" });
    for (let from = 0; from < CARDS; from += 250) {
      await onBoard(
        ...cards.slice(from, from + 250).map((card, i): BoardIntent => {
          const n = from + i;
          return {
            intent: "AddCard",
            card,
            title: `Card ${n}`,
            position: { x: (n % 100) * 300, y: Math.floor(n / 100) * 160 },
            size,
          };
        }),
      );
    }
    for (let from = 0; from < ARROWS; from += 500) {
      await onBoard(
        ...Array.from({ length: 500 }, (_, i): BoardIntent => {
          const n = from + i;
          const a = n % (CARDS - 60);
          const dependency = newId<DependencyId>(entropy);
          return {
            intent: "AddDependency",
            dependency,
            from: { card: cards[a]! },
            to: { card: cards[a + 1 + (n % 50)]! },
            kind: "blocks",
          };
        }),
      );
    }
    const text = "The plan of the week stands here, and why.\n".repeat(233);
    const intents: DocumentIntent[] = [{ intent: "Create" }, { intent: "EditText", splices: [[0, 0, text]] }];
    await workspace.edit([{ kind: "document", document, intents }]);
  }, 300_000);

  afterAll(() => {
    console.table(rows);
  });

  test("a card is moved", async () => {
    const times: number[] = [];
    for (let i = 0; i < 400; i++) {
      times.push(
        await time(() =>
          onBoard({ intent: "Move", thing: { card: cards[(i * 37) % CARDS]! }, position: { x: i, y: i } }),
        ),
      );
    }
    report("local move", times, "10 ms p95");
  });

  test("a letter is typed", async () => {
    const times: number[] = [];
    for (let i = 0; i < 400; i++) {
      const steps = [
        {
          kind: "document" as const,
          document,
          intents: [{ intent: "EditText" as const, splices: [[5_000 + i, 0, "x"] as const] }],
        },
      ];
      times.push(await time(() => workspace.edit(steps, { group: "typing" })));
    }
    report("keystroke in 10,000 characters", times, "16 ms p95");
  });

  test("a thousand changes come", async () => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const other = new BoardDocument(new Replica(actorOf("bb".repeat(16) as DeviceId, entropy(8))));
      const chunks = [...(await store.chunks(board)).entries()].sort(([a], [b]) => a - b).map(([, chunk]) => chunk);
      other.receive(chunks.map((chunk) => ({ chunk, author: undefined })));
      const changes = Array.from(
        { length: 1_000 },
        (_, i) =>
          other.apply([{ intent: "Move", thing: { card: cards[(i * 13) % CARDS]! }, position: { x: i, y: round } }])
            .changes,
      ).flat();
      const incoming = changes.map(({ change }) => ({ chunk: change.chunk, author: undefined }));
      const here = new BoardDocument(new Replica(actorOf("cc".repeat(16) as DeviceId, entropy(8))));
      here.receive(chunks.map((chunk) => ({ chunk, author: undefined })));
      times.push(await time(() => here.receive(incoming)));
      here.close();
      other.close();
    }
    report("1,000 remote changes", times, "150 ms");
  });

  test("the board is opened", async () => {
    const times: number[] = [];
    const shown: number[] = [];
    for (let round = 0; round < 5; round++) {
      const again = await reopen();
      times.push(await time(() => again.read("board", board, (each) => each.board.cards.size)));
      shown.push(await time(() => again.read("board", board, (each) => structuredClone(snapshotOf(each.board)))));
    }
    report(`board of ${CARDS} cards, ${ARROWS} arrows: opened`, times, "1,500 ms with all");
    report("its snapshot, copied", shown, "500 ms: second tab");
  });

  test("it is asked what changed", async () => {
    const again = await reopen();
    await again.read("board", board, () => undefined);
    const times = [await time(() => again.history.changedSince(board, { type: "Position", position: 0 }))];
    report("what changed since the beginning", times, "");
  });
});
