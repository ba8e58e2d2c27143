import "./automerge";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { parseChange, splitChunks } from "../src/model/automerge/gate";
import { inflateRaw } from "../src/model/automerge/inflate";
import { Replica } from "../src/model/automerge/replica";
import { int, ROOT, str } from "../src/model/automerge/value";
import { concat, sha256 } from "../src/protocol/bytes";
import { type ActorId, actorOf, type DeviceId } from "../src/protocol/ids";
import { seededEntropy } from "./vectors";

const device = (n: number) => n.toString(16).padStart(2, "0").repeat(16) as DeviceId;
const actor = (n: number): ActorId => actorOf(device(n), new Uint8Array(8).fill(n));

function edited(replica: Replica, value: string): Uint8Array {
  const change = replica.edit((editor) => editor.put(ROOT, "key", str(value)));
  if (change === undefined) throw new Error("nothing changed");
  return change.change.chunk;
}

/** The chunk with its checksum made to fit again. */
function resealed(chunk: Uint8Array): Uint8Array {
  return concat(chunk.subarray(0, 4), sha256(chunk.subarray(8)).subarray(0, 4), chunk.subarray(8));
}

function uleb(value: number): Uint8Array {
  return value < 0x80 ? Uint8Array.of(value) : concat(Uint8Array.of((value & 0x7f) | 0x80), uleb(value >>> 7));
}

describe("the gate", () => {
  const chunk = edited(new Replica(actor(1)), "one");

  test("takes what Automerge writes, alone and in a stream_GATE1_GATE3", () => {
    expect(parseChange(chunk).type).toBe("Parsed");
    expect(splitChunks(concat(chunk, chunk))).toEqual([chunk, chunk]);
  });

  test("refuses a change with any byte changed, its checksum mended or not_GATE3_GATE9", () => {
    const replica = new Replica(actor(2));
    for (let i = 0; i < chunk.length; i++) {
      for (const bit of [1, 0x80]) {
        const bad = chunk.slice();
        bad[i]! ^= bit;
        expect(parseChange(bad).type, `byte ${i}`).toBe("Refused");
        // Mended it may be another good change; then it must come into the document, and Automerge must agree (GATE-31).
        const { outcomes } = replica.apply([{ chunk: resealed(bad), author: undefined }]);
        expect(outcomes).toHaveLength(1);
      }
    }
    expect(replica.heads().length).toBeGreaterThan(0);
    replica.close();
  });

  test("inflates a compressed change, and refuses a bomb and what goes on after the end_GATE4", () => {
    const bodyFrom = 10;
    const body = deflateRawSync(chunk.subarray(bodyFrom));
    const deflated = concat(chunk.subarray(0, 8), Uint8Array.of(2), uleb(body.length), body);
    const parsed = parseChange(deflated);
    expect(parsed.type === "Parsed" && parsed.change.plainChunk).toEqual(chunk);
    const more = concat(chunk.subarray(0, 8), Uint8Array.of(2), uleb(body.length + 1), body, Uint8Array.of(0));
    expect(parseChange(more)).toMatchObject({
      type: "Refused",
      refusal: { message: "bytes after the compressed body" },
    });
    const bomb = deflateRawSync(new Uint8Array(4 << 20));
    const large = concat(chunk.subarray(0, 8), Uint8Array.of(2), uleb(bomb.length), bomb);
    expect(parseChange(large)).toMatchObject({ type: "Refused", refusal: { reason: "TOO_LARGE" } });
  });

  test("inflates what the platform deflates, in every way it does", () => {
    const entropy = seededEntropy(11);
    const texts = [
      new Uint8Array(0),
      entropy(70_000),
      new TextEncoder().encode("abcabcabd ".repeat(5_000)),
      new Uint8Array(300),
    ];
    for (const text of texts) {
      for (const level of [0, 1, 9]) {
        for (const strategy of [0, 4])
          expect(inflateRaw(deflateRawSync(text, { level, strategy }), 0, 1 << 20)).toEqual(text);
      }
    }
  });

  test("attack50_refuses an actor of another device, attack58_and its own from outside_GATE21", () => {
    const replica = new Replica(actor(3));
    const refusal = (of: number, author: DeviceId) => {
      const { outcomes } = replica.apply([{ chunk: edited(new Replica(actor(of)), "x"), author }]);
      const [outcome] = outcomes;
      return outcome?.type === "Refused" ? outcome.refusal.reason : outcome?.type;
    };
    expect(refusal(1, device(2))).toBe("FOREIGN_ACTOR");
    expect(refusal(3, device(3))).toBe("OWN_ACTOR");
    expect(refusal(1, device(1))).toBe("Accepted");
  });

  test("attack51_refuses a gap, attack52_a fork_GATE22_GATE23", () => {
    const writer = new Replica(actor(1));
    const [first, second, third] = ["a", "b", "c"].map((value) => edited(writer, value));
    const twin = new Replica(actor(1));
    const fork = edited(twin, "other");
    const reader = new Replica(actor(2));
    const give = (chunk: Uint8Array) => {
      const [outcome] = reader.apply([{ chunk, author: device(1) }]).outcomes;
      return outcome?.type === "Refused" ? outcome.refusal.reason : outcome?.type;
    };
    expect(give(second!)).toBe("MISSING_DEPENDENCY");
    expect(give(first!)).toBe("Accepted");
    expect(give(first!)).toBe("Duplicate");
    expect(give(third!)).toBe("MISSING_DEPENDENCY");
    expect(give(fork)).toBe("BAD_SEQUENCE");
    expect(give(second!)).toBe("Accepted");
  });

  test("an edit above a cap is refused before any of it is written_GATE40", () => {
    const replica = new Replica(actor(4));
    const edit = () =>
      replica.edit((editor) => {
        for (let i = 0; i < 10_001; i++) editor.put(ROOT, `key${i}`, int(i));
      });
    expect(edit).toThrow("too many operations");
    expect(replica.changeCount).toBe(0);
    expect(edited(replica, "fits").length).toBeGreaterThan(0);
  });
});
