import { create, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { PresenceMood, type PresenceState, PresenceStateSchema } from "../src/gen/meridian/v1/presence_pb";
import { fromHex, toHex } from "../src/protocol/bytes";
import type { DeviceId, DocumentId } from "../src/protocol/ids";
import { PRESENCE_LIMITS, Presences } from "../src/sync/presence";
import { seededEntropy } from "./vectors";

const entropy = seededEntropy(3);
const anna = "aa".repeat(16) as DeviceId;
const ben = "bb".repeat(16) as DeviceId;
const board = "0b".repeat(16) as DocumentId;
const thing = "cc".repeat(16);

/** One who is there already, so that what is said is heard. */
function together(): { here: Presences; there: Presences } {
  const here = new Presences(anna, entropy(8));
  const there = new Presences(ben, entropy(8));
  here.mine(board, "page", { mood: "active" });
  there.mine(board, "page", { mood: "active" });
  carry(here, there, 0);
  carry(there, here, 0);
  here.due(50);
  there.due(50);
  return { here, there };
}

function carry(from: Presences, to: Presences, nowMillis: number): number {
  const { send } = from.due(nowMillis);
  for (const { document, state } of send) to.heard(document, from === to ? anna : authorOf(from), state, nowMillis);
  return send.length;
}

function authorOf(presences: Presences): DeviceId {
  return (presences as unknown as { device: DeviceId }).device;
}

function state(fields: Partial<PresenceState>): Uint8Array {
  const whole = { session: fromHex("01".repeat(8)), count: 1n, mood: PresenceMood.ACTIVE, ...fields };
  return toBinary(PresenceStateSchema, create(PresenceStateSchema, whole as never));
}

describe("presence", () => {
  test("says where somebody points, what they have selected and what they move_PRES4", () => {
    const { here, there } = together();
    here.mine(board, "page", {
      mood: "active",
      pointer: { x: 10.4, y: -3 },
      selected: [thing],
      drags: [{ thing, position: { x: 5, y: 6 } }],
    });
    carry(here, there, 200);
    expect(there.peers(board)).toMatchObject([
      {
        device: anna,
        mood: "active",
        pointer: { x: 10, y: -3 },
        selected: [thing],
        drags: [{ thing, position: { x: 5, y: 6 } }],
      },
    ]);
    here.mine(board, "page", { mood: "idle" });
    carry(here, there, 400);
    expect(there.peers(board)[0]).toEqual({ device: anna, session: expect.any(String), mood: "idle" });
  });

  test("of many moves one in 80 ms is sent, the last_PRES2", () => {
    const { here, there } = together();
    let sent = 0;
    for (let now = 100; now < 1_100; now += 10) {
      here.mine(board, "page", { mood: "active", pointer: { x: now, y: 0 } });
      sent += carry(here, there, now);
    }
    expect(sent).toBeGreaterThan(10);
    expect(sent).toBeLessThanOrEqual(13);
    carry(here, there, 1_200);
    expect(there.peers(board)[0]?.pointer).toEqual({ x: 1_090, y: 0 });
  });

  test("to an empty room only a sign of life is sent, and no pointer’s way_PRES2", () => {
    const alone = new Presences(anna, entropy(8));
    alone.mine(board, "page", { mood: "active" });
    expect(alone.due(0).send).toHaveLength(1);
    let sent = 0;
    for (let now = 10; now < 20_000; now += 50) {
      alone.mine(board, "page", { mood: "active", pointer: { x: now, y: 0 } });
      sent += alone.due(now).send.length;
    }
    expect(sent).toBe(1);
  });

  test("whoever comes is told at once who is there_PRES2", () => {
    const { here } = together();
    const newcomer = new Presences("dd".repeat(16) as DeviceId, entropy(8));
    newcomer.mine(board, "page", { mood: "active" });
    carry(newcomer, here, 5_000);
    expect(carry(here, newcomer, 5_000)).toBe(1);
    expect(newcomer.peers(board).map((each) => each.device)).toEqual([anna]);
  });

  test("whoever is silent for 25 s is gone, whoever leaves is at once_PRES3", () => {
    const { here, there } = together();
    there.due(PRESENCE_LIMITS.silenceMillisMax - 1);
    expect(there.peers(board)).toHaveLength(1);
    expect(there.due(PRESENCE_LIMITS.silenceMillisMax).tell).toEqual([board]);
    expect(there.peers(board)).toEqual([]);
    here.mine(board, "page", { mood: "active" });
    carry(here, there, 26_000);
    expect(there.peers(board)).toHaveLength(1);
    here.mine(board, "page", undefined);
    carry(here, there, 27_000);
    expect(there.peers(board)).toEqual([]);
  });

  test("a state that was played again by a relay is dropped, also after its session was gone_PRES4", () => {
    const { here, there } = together();
    const replayed = here.due(20_000).send[0]?.state ?? state({});
    there.heard(board, anna, replayed, 20_000);
    here.mine(board, "page", undefined);
    carry(here, there, 20_200);
    there.heard(board, anna, replayed, 20_300);
    expect(there.peers(board)).toEqual([]);
  });

  test("of several pages the last active one speaks_PRES8", () => {
    const { here, there } = together();
    here.mine(board, "first", { mood: "active", pointer: { x: 1, y: 1 } });
    here.mine(board, "second", { mood: "active", pointer: { x: 2, y: 2 } });
    here.mine(board, "second", { mood: "idle" });
    here.mine(board, "page", undefined);
    carry(here, there, 200);
    expect(there.peers(board)[0]?.pointer).toEqual({ x: 1, y: 1 });
  });

  const broken: [string, Uint8Array][] = [
    ["bytes that are no message", Uint8Array.from([255, 255])],
    ["a session of another length", state({ session: fromHex("01") })],
    ["no mood", state({ mood: PresenceMood.UNSPECIFIED })],
    ["an id of another length", state({ selected: [fromHex("0102")] })],
    ["more than 200 things", state({ selected: Array.from({ length: 201 }, () => fromHex(thing)) })],
    ["a text cursor that names no character", state({ caret: { anchor: "x", head: "" } as never })],
    ["more than 16 KiB", new Uint8Array(PRESENCE_LIMITS.bytesMax + 1)],
  ];
  test.each(broken)("is dropped where it has %s_PRES5", (_, bytes) => {
    const presences = new Presences(anna, entropy(8));
    presences.heard(board, ben, bytes, 0);
    expect(presences.peers(board)).toEqual([]);
  });

  test("this engine is not somebody else, another one of the same device is_PRES5", () => {
    const session = entropy(8);
    const presences = new Presences(anna, session);
    presences.heard(board, anna, state({ session }), 0);
    expect(presences.peers(board)).toEqual([]);
    presences.heard(board, anna, state({}), 0);
    expect(presences.peers(board).map((each) => each.session)).toEqual([toHex(fromHex("01".repeat(8)))]);
  });
});
