import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, test } from "vitest";
import { SignedSchema } from "../src/gen/meridian/v1/envelope_pb";
import { ErrorCode, type Frame, FrameSchema } from "../src/gen/meridian/v1/frame_pb";
import { EntryKind, EntrySchema, LogItemSchema, MemberSchema, SignedHeadSchema } from "../src/gen/meridian/v1/log_pb";
import { sha256 } from "../src/protocol/bytes";
import { idBytes } from "../src/protocol/ids";
import { CHAIN_ZERO, encodeEntry, encodeHead, type LogHead, nextChain } from "../src/protocol/log";
import { SPOKEN } from "../src/protocol/versions";
import { ClientMachine } from "../src/sync/clientMachine";
import { CLIENT_LIMITS, type ClientEffect, type ClientInput, LocalLog } from "../src/sync/types";
import { DeviceKeys } from "../src/trust/keys";
import { type Founding, foundWorkspace } from "../src/trust/memberRecord";
import { SigningKey } from "../src/trust/signature";
import { seededEntropy } from "./vectors";

const entropy = seededEntropy(7);
const relay = SigningKey.fromSeed(entropy(32));
const owner = DeviceKeys.generate(entropy);
const TIME = 1_790_000_000_000;

type Body = NonNullable<MessageInitShape<typeof FrameSchema>["body"]>;

/** A machine, and the relay that it talks to as far as a test lets it. */
class Talk {
  readonly machine: ClientMachine;
  now = 0;
  effects: ClientEffect[] = [];
  private connection = 0;

  constructor(readonly founding: Founding) {
    const relayKeyHash = sha256(relay.verifyKey.bytes);
    const principal = { type: "Device", key: owner.signing } as const;
    const terms = {
      workspace: founding.workspace,
      host: "relay.example:443",
      relayKeyHash,
      principal,
      versions: SPOKEN,
    };
    this.machine = new ClientMachine(terms, CLIENT_LIMITS, LocalLog.empty(founding.workspace), seededEntropy(3));
  }

  give(input: ClientInput): ClientEffect[] {
    this.effects = this.machine.step(this.now, input);
    for (const effect of this.effects) if (effect.type === "Connect") this.connection = effect.connection;
    return this.effects;
  }

  say(body: Body, connection = this.connection): ClientEffect[] {
    return this.give({ type: "Received", connection, frame: toBinary(FrameSchema, create(FrameSchema, { body })) });
  }

  sent(): Frame["body"][] {
    return this.effects.flatMap((effect) =>
      effect.type === "Send" ? [fromBinary(FrameSchema, effect.frame).body] : [],
    );
  }

  greet(relayKey = relay.verifyKey.bytes): void {
    this.give({ type: "Start" });
    this.give({ type: "Connected", connection: this.connection });
    this.say({ case: "challenge", value: { version: 1, relayKey, relayNonce: entropy(32) } });
  }

  /** Up to the claim of the own log's end, as a founder whose relay has the log already. */
  claim(): void {
    this.greet();
    this.say({ case: "welcome", value: { head: this.headOf(this.genesisEntry()), frameBytesMax: 1 << 20, nowMs: 0n } });
    this.give({ type: "OutboxRead", items: [] });
    this.say({ case: "append", value: { items: [] } });
  }

  genesisEntry(change: Partial<{ pos: number; relayMillis: number }> = {}): Uint8Array {
    const { item } = this.founding.record;
    return encodeEntry({
      pos: 1,
      relayMillis: TIME,
      kind: EntryKind.MEMBER,
      itemSha256: sha256(item),
      document: undefined,
      ...change,
    });
  }

  headOf(entry: Uint8Array, change: Partial<LogHead> = {}, key = relay) {
    const { workspace, record } = this.founding;
    const chain = nextChain(CHAIN_ZERO, entry);
    const head = encodeHead({ workspace, gen: 5n, pos: 1, relayMillis: TIME, chain, members: record.id, ...change });
    return create(SignedHeadSchema, { head, relaySig: key.sign("head", head) });
  }

  /** The genesis, and one more entry. */
  follows(second: Uint8Array, item: Uint8Array): ClientEffect[] {
    const first = this.genesisEntry();
    const chain = nextChain(nextChain(CHAIN_ZERO, first), second);
    const items = [
      create(LogItemSchema, { entry: first, item: this.founding.record.item }),
      create(LogItemSchema, { entry: second, item }),
    ];
    return this.say({ case: "append", value: { items, head: this.headOf(first, { pos: 2, chain }) } });
  }

  append(entry: Uint8Array, head = this.headOf(entry), item = this.founding.record.item): ClientEffect[] {
    return this.say({ case: "append", value: { items: [create(LogItemSchema, { entry, item })], head } });
  }
}

describe("the client machine", () => {
  let talk: Talk;
  beforeEach(async () => {
    talk = new Talk(await foundWorkspace(owner, relay.verifyKey, entropy));
  });

  test("dials, says hello and logs in with a proof of the names it dialled_LOGIN1", () => {
    expect(talk.give({ type: "Start" })[0]).toEqual({ type: "Connect", connection: 1 });
    talk.give({ type: "Connected", connection: 1 });
    expect(talk.sent().map((body) => body.case)).toEqual(["hello"]);
    talk.say({ case: "challenge", value: { version: 1, relayKey: relay.verifyKey.bytes, relayNonce: entropy(32) } });
    const [login] = talk.sent();
    expect(login?.case === "login" && login.value.signingKey).toEqual(owner.signing.verifyKey.bytes);
  });

  test("gives no login to a relay of another key or version_CLI7", () => {
    talk.greet(SigningKey.fromSeed(entropy(32)).verifyKey.bytes);
    expect(talk.sent()).toEqual([]);
    expect(talk.machine.status).toMatchObject({ type: "Stopped", reason: "WRONG_RELAY" });
    talk.give({ type: "Start" });
    talk.give({ type: "Connected", connection: 2 });
    talk.say({ case: "challenge", value: { version: 2, relayKey: relay.verifyKey.bytes, relayNonce: entropy(32) } }, 2);
    expect(talk.machine.status).toMatchObject({ type: "Stopped", reason: "UPGRADE_NEEDED" });
  });

  test("brings its records first where its own log does not know it_CLI25", () => {
    talk.greet();
    talk.say({ case: "welcome", value: { frameBytesMax: 1 << 20, nowMs: 0n } });
    expect(talk.effects.map((effect) => effect.type)).toContain("ReadOutbox");
    const { id, item } = talk.founding.record;
    talk.give({
      type: "OutboxRead",
      items: [
        { order: 1, kind: EntryKind.MEMBER, id, item },
        { order: 2, kind: EntryKind.ENVELOPE, id: "11".repeat(32) as typeof id, item: entropy(10) },
      ],
    });
    const [push] = talk.sent();
    expect(push?.case === "push" && push.value.items.map((each) => each.kind)).toEqual([EntryKind.MEMBER]);
  });

  test("delivers a verified frame whole, is live when that is stored, and opens its outbox then_CLI1_CLI24_CLI35", () => {
    talk.claim();
    expect(talk.effects.some((effect) => effect.type === "ReadOutbox")).toBe(false);
    const effects = talk.append(talk.genesisEntry());
    expect(effects.find((effect) => effect.type === "Deliver")).toMatchObject({
      entries: [{ itemId: talk.founding.record.id, rejected: undefined }],
    });
    expect(effects.some((effect) => effect.type === "ReadOutbox")).toBe(true);
    expect(talk.machine.status.type).toBe("CatchingUp");
    talk.give({ type: "Stored", pos: 1 });
    expect(talk.machine.status).toEqual({ type: "Live", pos: 1 });
  });

  test.each([
    ["a position that is not the next", (t: Talk) => t.append(t.genesisEntry({ pos: 2 }))],
    [
      "an item that is not the one recorded",
      (t: Talk) => t.append(t.genesisEntry(), t.headOf(t.genesisEntry()), entropy(9)),
    ],
    [
      "a head of another chain",
      (t: Talk) => t.append(t.genesisEntry(), t.headOf(t.genesisEntry(), { chain: entropy(32) })),
    ],
    [
      "a head that the relay did not sign",
      (t: Talk) => t.append(t.genesisEntry(), t.headOf(t.genesisEntry(), {}, SigningKey.fromSeed(entropy(32)))),
    ],
    [
      "a head that counts other members",
      (t: Talk) =>
        t.append(t.genesisEntry(), t.headOf(t.genesisEntry(), { members: "22".repeat(32) as LogHead["members"] })),
    ],
  ])("takes nothing of %s, and stops_CLI2_CLI3_CLI5", (_, frame) => {
    talk.claim();
    const effects = frame(talk);
    expect(effects.some((effect) => effect.type === "Deliver")).toBe(false);
    expect(talk.machine.status).toMatchObject({ type: "Stopped", reason: "BAD_LOG" });
  });

  test("attack26_aRelayThatShowsTwoLogsUnderOneGenerationIsStoppedWithBothHeads_GEN7", () => {
    talk.claim();
    talk.append(talk.genesisEntry());
    talk.give({ type: "Stored", pos: 1 });
    talk.give({ type: "Disconnected", connection: 1, reason: "cut" });
    talk.now += CLIENT_LIMITS.backOffMillisMax;
    talk.give({ type: "Tick" });
    talk.give({ type: "Connected", connection: 2 });
    talk.say({ case: "challenge", value: { version: 1, relayKey: relay.verifyKey.bytes, relayNonce: entropy(32) } }, 2);
    const other = talk.headOf(talk.genesisEntry(), { chain: entropy(32) });
    talk.say({ case: "welcome", value: { head: other, frameBytesMax: 1 << 20, nowMs: 0n } }, 2);
    expect(talk.machine.status).toMatchObject({ type: "Stopped", reason: "FORK" });
    expect(talk.machine.status.type === "Stopped" && talk.machine.status.evidence).toHaveLength(2);
  });

  test("attack27_aRelayThatGoesBackInItsGenerationsIsStopped_CLI4", () => {
    talk.claim();
    talk.append(talk.genesisEntry());
    const older = talk.headOf(talk.genesisEntry(), { gen: 4n });
    talk.say({ case: "append", value: { items: [], head: older } });
    expect(talk.machine.status).toMatchObject({ type: "Stopped", reason: "ROLLBACK" });
  });

  test("pauses double, between half of the step and all of it, and a relay’s wish counts up to ten minutes_CLI30", () => {
    talk.give({ type: "Start" });
    for (let step = 250; step < 60_000; step *= 2) {
      const connection = talk.effects.find((effect) => effect.type === "Connect")?.connection ?? 0;
      talk.give({ type: "ConnectFailed", connection, reason: "refused" });
      const { status } = talk.machine;
      const pause = status.type === "Waiting" ? status.untilMillis - talk.now : 0;
      const most = Math.min(step, 30_000);
      expect(pause).toBeGreaterThanOrEqual(Math.floor(most / 2));
      expect(pause).toBeLessThanOrEqual(most);
      talk.now += pause;
      talk.give({ type: "Tick" });
    }
    talk.give({
      type: "Connected",
      connection: talk.effects.find((effect) => effect.type === "Connect")?.connection ?? 0,
    });
    talk.say({ case: "goAway", value: { reason: "maintenance", retryAfterMs: 3_600_000 } });
    expect(talk.machine.status).toMatchObject({ type: "Waiting", untilMillis: talk.now + 600_000 });
  });

  test("a relay has 15 seconds to answer, and what comes over an earlier connection counts no more_CLI31_CLI32", () => {
    talk.give({ type: "Start" });
    talk.give({ type: "Connected", connection: 1 });
    talk.now += CLIENT_LIMITS.answerMillisMax;
    expect(talk.give({ type: "Tick" })[0]).toEqual({ type: "Disconnect", connection: 1 });
    const late = talk.say(
      { case: "challenge", value: { version: 1, relayKey: relay.verifyKey.bytes, relayNonce: entropy(32) } },
      1,
    );
    expect(late).toEqual([]);
  });

  test("attack33_anOperationOfALaterVersionStopsItAsTooOldAndNothingIsTakenIn_CLI5", () => {
    talk.claim();
    const { workspace, record } = talk.founding;
    const body = toBinary(
      MemberSchema,
      create(MemberSchema, { ws: idBytes(workspace), prevMember: idBytes(record.id) }),
    );
    const item = toBinary(SignedSchema, owner.signing.signed("member", body));
    const second = encodeEntry({
      pos: 2,
      relayMillis: TIME,
      kind: EntryKind.MEMBER,
      itemSha256: sha256(item),
      document: undefined,
    });
    const effects = talk.follows(second, item);
    expect(effects.some((effect) => effect.type === "Deliver")).toBe(false);
    expect(talk.machine.status).toMatchObject({
      type: "Stopped",
      reason: "UPGRADE_NEEDED",
      message: "this version cannot read a membership record of a later version",
    });
  });

  test("a kind of entry of a later version stops it as too old, not as a damaged log_VER5", () => {
    talk.claim();
    const later = toBinary(EntrySchema, create(EntrySchema, { pos: 2n, relayMs: BigInt(TIME), kind: 9 as EntryKind }));
    const effects = talk.follows(later, new Uint8Array(0));
    expect(effects.some((effect) => effect.type === "Deliver")).toBe(false);
    expect(talk.machine.status).toMatchObject({
      type: "Stopped",
      reason: "UPGRADE_NEEDED",
      message: "after position 1 of the log comes an entry of a kind that this version cannot read",
    });
  });

  test("something unreadable only ends the connection_CLI9", () => {
    talk.give({ type: "Start" });
    talk.give({ type: "Connected", connection: 1 });
    talk.give({ type: "Received", connection: 1, frame: Uint8Array.of(0xff) });
    expect(talk.machine.status.type).toBe("Waiting");
  });

  test.each([
    [ErrorCode.BAD_LOGIN, "LOGIN_REFUSED"],
    [ErrorCode.VERSION, "UPGRADE_NEEDED"],
    [ErrorCode.INVITE_EXPIRED, "INVITE_EXPIRED"],
    [ErrorCode.BAD_FRAME, "PROTOCOL"],
  ])("refusal %i stops it as %s_CLI34", (code, reason) => {
    talk.greet();
    talk.say({ case: "error", value: { code, message: "no" } });
    expect(talk.machine.status).toMatchObject({ type: "Stopped", reason });
  });

  test("a relay that cannot write now is tried again_CLI34", () => {
    talk.greet();
    talk.say({ case: "error", value: { code: ErrorCode.READ_ONLY, message: "disk full", retryAfterMs: 5_000 } });
    expect(talk.machine.status).toMatchObject({ type: "Waiting", untilMillis: 5_000 });
  });

  test("an edit for which a relay has no room stays where it is_CLI38", () => {
    talk.claim();
    talk.append(talk.genesisEntry());
    const id = "44".repeat(32) as typeof talk.founding.record.id;
    talk.give({ type: "OutboxRead", items: [{ order: 1, kind: EntryKind.ENVELOPE, id, item: entropy(10) }] });
    const error = { code: ErrorCode.NO_ROOM, message: "full", itemId: idBytes(id) };
    const effects = talk.say({ case: "error", value: error });
    expect(effects.map(({ type }) => type)).not.toContain("Refused");
    expect(talk.machine.status).toMatchObject({ type: "Waiting", reason: "the relay says: full" });
  });

  test("what is larger than a frame is refused here_CLI23", () => {
    talk.claim();
    talk.append(talk.genesisEntry());
    const id = "33".repeat(32) as typeof talk.founding.record.id;
    talk.give({
      type: "OutboxRead",
      items: [{ order: 1, kind: EntryKind.ENVELOPE, id, item: new Uint8Array(1 << 20) }],
    });
    expect(talk.effects.find((effect) => effect.type === "Refused")).toMatchObject({
      item: id,
      code: ErrorCode.TOO_LARGE,
    });
    expect(idBytes(id)).toHaveLength(32);
  });

  test("it stops when told, and starts again when told_CLI33", () => {
    talk.greet();
    talk.give({ type: "Stop" });
    expect(talk.machine.status).toMatchObject({ type: "Stopped", reason: "ASKED" });
    expect(talk.give({ type: "Start" })[0]).toEqual({ type: "Connect", connection: 2 });
  });
});
