import "./automerge";
import { describe, expect, test } from "vitest";
import { EntryKind } from "../src/gen/meridian/v1/log_pb";
import { Replica } from "../src/model/automerge/replica";
import { ROOT, str } from "../src/model/automerge/value";
import { concat, fromHex } from "../src/protocol/bytes";
import { type ActorId, actorOf, type DocumentId, type ItemId, type WorkspaceId } from "../src/protocol/ids";
import { headRef } from "../src/protocol/log";
import type { LogRow } from "../src/store/workspaceStore";
import { ChangeIndex } from "../src/sync/changeIndex";
import { Unpacking, Waiting } from "../src/sync/inbox";
import { sealChanges } from "../src/sync/sealing";
import { DeviceKeys, EpochKey } from "../src/trust/keys";
import { EnvelopeOpener, EnvelopeSealer } from "../src/trust/opening";
import { seededEntropy } from "./vectors";

const entropy = seededEntropy(5);
const workspace = "77".repeat(32) as WorkspaceId;
const document = "d1".repeat(16) as DocumentId;
const device = DeviceKeys.generate(entropy);
const key = EpochKey.generate(0, entropy);
const sealer = new EnvelopeSealer(workspace, device, key);
const opener = new EnvelopeOpener(workspace, [key]);
const actor = actorOf(device.id, entropy(8));
const other = "ee".repeat(24) as ActorId;

function changes(values: string[]) {
  const replica = new Replica(actor);
  return values.map((value) => {
    const edited = replica.edit((editor) => editor.put(ROOT, "key", str(value)));
    if (edited === undefined) throw new Error("nothing changed");
    return edited.change;
  });
}

function envelope(pos: number, ...of: ReturnType<typeof changes>): LogRow {
  const [first, last] = [of[0]!, of.at(-1)!];
  const batch = {
    actor,
    firstSeq: first.seq,
    lastSeq: last.seq,
    lastHash: fromHex(last.hash),
    chunks: concat(...of.map(({ chunk }) => chunk)),
  };
  const { id, item } = sealer.changes(document, batch, headRef(undefined), entropy);
  return {
    pos,
    kind: EntryKind.ENVELOPE,
    itemId: id,
    author: device.id,
    rejected: false,
    entry: entropy(4),
    item,
    chain: entropy(32),
    head: undefined,
  };
}

function inbox(log: readonly LogRow[]) {
  const index = new ChangeIndex([]);
  return new Unpacking(
    index,
    new Waiting([]),
    opener,
    other,
    async (pos) => log.find((row) => row.pos === pos),
    async () => undefined,
  );
}

describe("the inbox", () => {
  test("takes the changes of an envelope in their order_STORE5", async () => {
    const [a, b] = changes(["a", "b"]);
    const row = envelope(1, a!, b!);
    const unpacking = inbox([row]);
    await unpacking.unpack(row);
    expect(unpacking.arrivals.get(document)?.map((each) => each.row.hash)).toEqual([a!.hash, b!.hash]);
  });

  test("what builds on a change that the log does not have yet waits for it, and is taken then_STORE5", async () => {
    const [a, b, c] = changes(["a", "b", "c"]);
    const log = [envelope(1, c!), envelope(2, b!), envelope(3, a!)];
    const unpacking = inbox(log);
    await unpacking.unpack(log[0]!);
    await unpacking.unpack(log[1]!);
    expect(unpacking.arrivals.size).toBe(0);
    const rejected = unpacking.writes.flatMap((each) => (each.write === "rejected" ? [each.row.waitsFor] : []));
    expect(rejected).toEqual([b!.hash, a!.hash]);
    await unpacking.unpack(log[2]!);
    expect(unpacking.arrivals.get(document)?.map((each) => each.row.hash)).toEqual([a!.hash, b!.hash, c!.hash]);
    const dropped = unpacking.writes.flatMap((each) => (each.write === "dropRejected" ? [each.pos] : []));
    expect(dropped).toEqual([2, 1]);
  });

  test("rejects a batch that does not hold what it names_STORE5", async () => {
    const [a, b] = changes(["a", "b"]);
    const batch = { actor, firstSeq: 1, lastSeq: 1, lastHash: fromHex(b!.hash), chunks: a!.chunk };
    const { item } = sealer.changes(document, batch, headRef(undefined), entropy);
    const unpacking = inbox([]);
    await unpacking.unpack({ ...envelope(1, a!), item, itemId: "x" as ItemId });
    expect(unpacking.arrivals.size).toBe(0);
    expect(unpacking.writes).toMatchObject([
      { write: "rejected", row: { reason: "it does not hold the changes that it names" } },
    ]);
  });

  test("consecutive changes are sealed together, each once_STORE6", () => {
    const all = changes(["a", "b", "c"]);
    const arrivals = all.map((change, i) => ({
      row: {
        ordinal: i + 1,
        document,
        hash: change.hash,
        actor,
        seq: change.seq,
        pos: undefined,
        state: "ACCEPTED" as const,
        unsealed: true,
      },
      chunk: change.chunk,
    }));
    let order = 0;
    const writes = sealChanges(arrivals, sealer, device.id, headRef(undefined), () => ++order, entropy);
    const items = writes.flatMap((each) => (each.write === "outbox" ? [each.row] : []));
    expect(items.map((each) => each.changes)).toEqual([3]);
    const opened = opener.openVerified(items[0]!.item);
    expect(opened.type === "Changes" && [opened.batch.firstSeq, opened.batch.lastSeq]).toEqual([1, 3]);
    expect(writes.filter((each) => each.write === "change" && !each.row.unsealed)).toHaveLength(3);
  });
});
