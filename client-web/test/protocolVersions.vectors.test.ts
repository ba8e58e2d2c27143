import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { type Frame, FrameSchema } from "../src/gen/meridian/v1/frame_pb";
import { EntryKind } from "../src/gen/meridian/v1/log_pb";
import { fromHex, sha256, toHex } from "../src/protocol/bytes";
import { type ItemId, type WorkspaceId, workspaceId } from "../src/protocol/ids";
import { includesVersion, isTooOldFor, mismatch, type ProtocolVersions, SPOKEN } from "../src/protocol/versions";
import { ClientMachine } from "../src/sync/clientMachine";
import { CLIENT_LIMITS, type ClientEffect, type ClientInput, LocalLog, type OutboxItem } from "../src/sync/types";
import { readEnvelope } from "../src/trust/envelope";
import { idOfRecord } from "../src/trust/memberRecord";
import { SigningKey } from "../src/trust/signature";
import { syncSentence } from "../src/ui/strings";
import { vectors } from "./vectors";

type Range = readonly [number, number];

interface Line {
  readonly from: "client" | "relay";
  readonly frame: string;
}

interface Versions {
  readonly spoken: ProtocolVersions;
  readonly choices: readonly {
    name: string;
    relay: Range;
    client: Range;
    version?: number;
    tooOld?: string;
    words?: string;
  }[];
  readonly refusals: readonly { name: string; client: Range; frame: string; stop: string; words: string }[];
  readonly later: readonly { name: string; frame: string; status: "LIVE" | "WAITING" }[];
  readonly transcript: {
    readonly workspace: string;
    readonly host: string;
    readonly relaySeed: string;
    readonly signingSeed: string;
    readonly connections: readonly (readonly Line[])[];
  };
}

const FILE = vectors<Versions>("versions.json");
const { transcript } = FILE;
const MORE: ProtocolVersions = { min: 1, max: 3 };
const NONCE_BYTES = 32;

function frame(line: Line | undefined): Frame["body"] {
  return fromBinary(FrameSchema, fromHex(line?.frame ?? "")).body;
}

function rangeOf([min, max]: Range): ProtocolVersions {
  return { min, max };
}

/** A client of today that is told, word for word, what a relay of before said. Its nonces are those of that time. */
class OldRelay {
  readonly machine: ClientMachine;
  readonly outbox: OutboxItem[] = [];
  pos = 0;
  private readonly sent: Uint8Array[] = [];
  private readonly inputs: ClientInput[] = [];
  private readonly offered = new Set<string>();
  private connection = 0;
  private order = 0;

  constructor(versions: ProtocolVersions) {
    const workspace: WorkspaceId = workspaceId(fromHex(transcript.workspace));
    const nonces = transcript.connections.map(([first]) => {
      const hello = frame(first);
      return hello.case === "hello" ? hello.value.clientNonce : new Uint8Array(0);
    });
    const relayKeyHash = sha256(SigningKey.fromSeed(fromHex(transcript.relaySeed)).verifyKey.bytes);
    const principal = { type: "Device", key: SigningKey.fromSeed(fromHex(transcript.signingSeed)) } as const;
    this.machine = new ClientMachine(
      { workspace, host: transcript.host, relayKeyHash, principal, versions },
      CLIENT_LIMITS,
      LocalLog.empty(workspace),
      (length) => (length === NONCE_BYTES ? (nonces.shift() ?? new Uint8Array(length)) : new Uint8Array(length)),
    );
  }

  /** Puts into the outbox what was pushed over a connection. */
  enqueues(lines: readonly Line[]): void {
    for (const line of lines) {
      const said = frame(line);
      if (said.case !== "push") continue;
      for (const { kind, item } of said.value.items) {
        if (this.offered.has(toHex(item))) continue;
        this.offered.add(toHex(item));
        this.outbox.push({ order: ++this.order, kind, id: idOf(kind, item), item });
      }
    }
  }

  dial(): Frame["body"] {
    this.give({ type: "Start" });
    this.give({ type: "Connected", connection: this.connection });
    return fromBinary(FrameSchema, this.sent.shift() ?? new Uint8Array(0)).body;
  }

  hear(bytes: string): void {
    this.give({ type: "Received", connection: this.connection, frame: fromHex(bytes) });
  }

  holds(lines: readonly Line[]): void {
    this.enqueues(lines);
    const hello = this.dial();
    expect(hello).toMatchObject({ case: "hello", value: { versionMin: 1, versionMax: 3 } });
    for (const line of lines.slice(1)) {
      if (line.from === "relay") this.hear(line.frame);
      else expect(toHex(this.sent.shift() ?? new Uint8Array(0))).toBe(line.frame);
    }
    expect(this.sent).toEqual([]);
    this.give({ type: "Stop" });
  }

  private give(input: ClientInput): void {
    this.inputs.push(input);
    for (let next = this.inputs.shift(); next !== undefined; next = this.inputs.shift()) {
      for (const effect of this.machine.step(0, next)) this.perform(effect);
    }
  }

  private perform(effect: ClientEffect): void {
    switch (effect.type) {
      case "Connect":
        this.connection = effect.connection;
        return;
      case "Send":
        this.sent.push(effect.frame);
        return;
      case "Deliver": {
        const landed = new Set(effect.entries.map(({ item }) => toHex(item)));
        const rest = this.outbox.filter(({ item }) => !landed.has(toHex(item)));
        this.outbox.splice(0, this.outbox.length, ...rest);
        this.pos += effect.entries.length;
        this.inputs.push({ type: "Stored", pos: this.pos });
        return;
      }
      case "ReadOutbox": {
        const items = this.outbox.filter(({ order }) => order > effect.afterOrder).slice(0, effect.itemsMax);
        this.inputs.push({ type: "OutboxRead", items });
        return;
      }
      case "Acked":
      case "Disconnect":
      case "SetTimer":
      case "Report":
        return;
      default:
        throw new Error(`${effect.type} is not called for`);
    }
  }
}

function idOf(kind: EntryKind, item: Uint8Array): ItemId {
  if (kind === EntryKind.MEMBER) {
    const id = idOfRecord(item);
    if (id !== undefined) return id;
  } else {
    const reading = readEnvelope(item);
    if (reading.type === "Read") return reading.envelope.itemId;
  }
  throw new Error("no item");
}

describe("versions of the protocol", () => {
  test("this program speaks what the vectors are of_VER1", () => {
    expect(SPOKEN).toEqual(FILE.spoken);
  });

  test.each(FILE.choices)("$name (VER-1, VER-2)", ({ relay, client, version, tooOld, words }) => {
    const own = rangeOf(client);
    const theirs = rangeOf(relay);
    if (version === undefined) {
      expect(mismatch(own, theirs)).toBe(words);
      expect(isTooOldFor(own, theirs)).toBe(tooOld === "program");
    } else {
      expect(includesVersion(own, version) && includesVersion(theirs, version)).toBe(true);
    }
  });

  test.each(FILE.refusals)("a refusal stops it with words, and its edits stay (VER-2): $name", (refusal) => {
    const relay = new OldRelay(rangeOf(refusal.client));
    relay.enqueues(transcript.connections[0] ?? []);
    const held = relay.outbox.length;
    expect(held).toBeGreaterThan(0);
    relay.dial();
    relay.hear(refusal.frame);
    const { status } = relay.machine;
    expect(status).toMatchObject({ type: "Stopped", reason: refusal.stop, message: refusal.words });
    expect(relay.outbox).toHaveLength(held);
    const advice = refusal.stop === "RELAY_TOO_OLD" ? "Ask who runs the relay" : "Load this page anew";
    expect(syncSentence(status, held)).toContain(`${refusal.words}, ${held} changes kept here. ${advice}`);
  });

  test.each(FILE.later)("$name (VER-3, VER-4)", ({ frame: bytes, status }) => {
    const relay = new OldRelay(SPOKEN);
    const lines = transcript.connections[0] ?? [];
    relay.enqueues(lines);
    relay.dial();
    for (const line of lines) if (line.from === "relay") relay.hear(line.frame);
    expect(relay.machine.status.type).toBe("Live");
    relay.hear(bytes);
    expect(relay.machine.status.type.toUpperCase()).toBe(status);
  });

  test("a client that speaks more says to a relay of before what one of its time said_VER1", () => {
    const relay = new OldRelay(MORE);
    for (const lines of transcript.connections) relay.holds(lines);
    expect(relay.outbox).toEqual([]);
    expect(relay.pos).toBe(4);
  });
});
