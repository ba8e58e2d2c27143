import "./automerge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Role } from "../src/gen/meridian/v1/log_pb";
import { type BoardId, type CardId, newId } from "../src/model/ids";
import { sha256 } from "../src/protocol/bytes";
import { itemId } from "../src/protocol/ids";
import { Access } from "../src/sync/access";
import { enterAsDevice, recoverHere, requestHere } from "../src/sync/deviceJoining";
import { foundHere, introduceLater, inviteHere, joinHere, until } from "../src/sync/joining";
import { NotAllowed, type Workspace } from "../src/sync/workspace";
import { parseDeviceLink } from "../src/trust/deviceLink";
import { parseLink } from "../src/trust/inviteLink";
import { parseRecoveryWords } from "../src/trust/recoveryWords";
import { JavaWorld, javaHome } from "./java";
import { entropy, memoryHome } from "./world";

const java = javaHome();
const WEEK_MILLIS = 7 * 86_400_000;

function inviteOf(text: string) {
  const parsed = parseLink(text);
  if (parsed.type !== "Parsed") throw new Error(parsed.reason);
  return parsed.link;
}

function deviceOf(text: string) {
  const parsed = parseDeviceLink(text);
  if (parsed.type !== "Parsed") throw new Error(parsed.reason);
  return parsed.link;
}

const access = (workspace: Workspace) => new Access(workspace, entropy);

async function synced(workspace: Workspace): Promise<void> {
  await until(workspace, () => workspace.syncStatus.type === "Live" && workspace.pending === 0);
}

describe.skipIf(java === undefined)("members, devices and keys on a real relay", () => {
  const jvm = new JavaWorld(java ?? "");
  const ana = memoryHome();
  const ben = memoryHome();
  let anas: Workspace;
  let bens: Workspace;
  let board: BoardId;

  const terms = { role: Role.EDITOR, uses: 1, validMillis: WEEK_MILLIS };

  async function newCard(workspace: Workspace, title: string): Promise<void> {
    const card = newId<CardId>(entropy);
    const place = { position: { x: 0, y: 0 }, size: { width: 200, height: 100 } };
    const intents = [{ intent: "AddCard" as const, card, title, ...place }];
    await workspace.edit([{ kind: "board", document: board, intents }]);
  }

  async function titles(workspace: Workspace): Promise<string[]> {
    const cards = await workspace.read("board", board, (each) => [...each.board.cards.values()]);
    return (cards ?? []).map(({ title }) => title).sort();
  }

  beforeAll(async () => {
    await jvm.startRelay();
    const { hostname: host, port } = new URL(jvm.url);
    const relay = { secure: false, host, port: Number(port) };
    anas = await foundHere(ana, relay, "Orbit", { name: "Ana", zone: "Europe/Lisbon" }, entropy(32));
    anas.connect();
    board = newId<BoardId>(entropy);
    await anas.edit([
      { kind: "team", intents: [{ intent: "AddBoard", board, title: "Roadmap", order: 1 }] },
      { kind: "board", document: board, intents: [{ intent: "Create" }] },
    ]);
    await newCard(anas, "first");
  }, 60_000);

  afterAll(async () => {
    await anas?.close();
    await bens?.close();
    await jvm.end();
  });

  test("who joins with approval reads nothing until an owner lets them in_MEM16", async () => {
    const link = inviteOf(await inviteHere(anas, ana, { ...terms, approval: true }));
    bens = await joinHere(ben, link, { name: "Ben", zone: "Asia/Tokyo" }, entropy(32));
    expect(bens.access.type).toBe("Waiting");
    expect(await titles(bens)).toEqual([]);
    await until(anas, () => anas.members().people.length === 2);
    const told = introduceLater(bens, ben);
    await access(anas).approve(bens.keys.id);
    await told;
    await synced(bens);
    expect(await titles(bens)).toEqual(["first"]);
    await until(anas, () => anas.logEnd.pos === bens.logEnd.pos);
    expect((await access(anas).view()).people.map(({ name, state }) => [name, state])).toContainEqual([
      "Ben",
      "MEMBER",
    ]);
  }, 60_000);

  test("what was written offline before the key changed is sealed again, and nothing is lost_MEM17", async () => {
    await bens.disconnect();
    await newCard(bens, "written offline");
    await access(anas).rotate();
    await newCard(anas, "under the next key");
    await synced(anas);
    bens.connect();
    await synced(bens);
    await until(anas, () => anas.logEnd.pos === bens.logEnd.pos);
    expect(await titles(anas)).toEqual(["first", "under the next key", "written offline"]);
    expect(await titles(bens)).toEqual(await titles(anas));
  }, 60_000);

  test("attack73_what an owner puts in quarantine goes everywhere, with what builds on it_MEM18", async () => {
    await newCard(bens, "poison");
    await synced(bens);
    const { pos } = bens.logEnd;
    await until(anas, () => anas.logEnd.pos === pos);
    await newCard(anas, "built on poison");
    await synced(anas);
    const row = await ana.stores.get(anas.id)?.logAt(pos);
    if (row === undefined) throw new Error("nothing was logged");
    await access(anas).change(async (registrar) => registrar.quarantine(itemId(sha256(row.item)), pos));
    await until(bens, () => bens.logEnd.pos === anas.logEnd.pos);
    for (const each of [anas, bens]) {
      expect(await titles(each)).toEqual(["first", "under the next key", "written offline"]);
    }
    await newCard(anas, "after it");
    await synced(anas);
    await until(bens, () => bens.logEnd.pos === anas.logEnd.pos);
    expect(await titles(bens)).toContain("after it");
  }, 60_000);

  test("a second device asks by its request, and reads everything from the beginning_MEM11", async () => {
    const laptop = memoryHome();
    const link = deviceOf(access(bens).deviceLink());
    const entering = enterAsDevice(laptop, link);
    await access(bens).addDevice(await requestHere(laptop, link));
    const there = await entering;
    await synced(there);
    expect(await titles(there)).toEqual(await titles(anas));
    await access(bens).revokeDevice(there.keys.id);
    await until(there, () => there.access.type === "Gone").catch(() => undefined);
    expect(there.access.type).toBe("Gone");
    await expect(newCard(there, "too late")).rejects.toThrow(/This device was revoked on .* UTC/);
    expect(await titles(there)).toContain("first");
    await there.close();
  }, 60_000);

  test("recovery words bring somebody back who lost everything_MEM10_WORDS1", async () => {
    const words = await access(bens).makeRecoveryWords();
    const link = deviceOf(access(anas).deviceLink());
    const parsed = parseRecoveryWords(words.join(" "));
    if (parsed.type !== "Parsed") throw new Error(parsed.reason);
    const restored = await recoverHere(memoryHome(), link, parsed.seed);
    await synced(restored);
    expect(await titles(restored)).toEqual(await titles(anas));
    const me = (await access(restored).view()).people.find(({ isMe }) => isMe);
    expect([me?.name, me?.devices.length]).toEqual(["Ben", 2]);
    await restored.close();
  }, 60_000);

  test("a viewer is told that they may only read_MEM14_MEM7", async () => {
    await access(anas).setRole(bens.members().personBehind(bens.keys.id)!.id, Role.VIEWER);
    await until(bens, () => !bens.mayWrite);
    await expect(newCard(bens, "not allowed")).rejects.toThrow(NotAllowed);
    await access(anas).setRole(bens.keys.id, Role.EDITOR);
    await until(bens, () => bens.mayWrite);
  }, 60_000);

  test("who is removed while offline is told so, and keeps what they had_MEM13", async () => {
    await bens.disconnect();
    await newCard(bens, "kept at Ben's");
    await access(anas).remove(bens.keys.id);
    await newCard(anas, "after the removal");
    bens.connect();
    await until(bens, () => bens.syncStatus.type === "Stopped").catch(() => undefined);
    expect(bens.syncStatus).toMatchObject({ type: "Stopped", reason: "REVOKED" });
    expect(bens.syncStatus).toMatchObject({ message: expect.stringMatching(/removed from this workspace/) });
    expect(await titles(bens)).toContain("kept at Ben's");
    expect(await titles(bens)).not.toContain("after the removal");
    expect(await bens.exportJson()).toContain("kept at Ben's");
    expect(await titles(anas)).not.toContain("kept at Ben's");
  }, 60_000);

  test("a revoked invite lets nobody in_MEM15", async () => {
    const link = inviteOf(await inviteHere(anas, ana, terms));
    const open = (await access(anas).view()).invites;
    expect(open).toHaveLength(1);
    await access(anas).revokeInvite(open[0]!.id);
    const late = joinHere(memoryHome(), link, { name: "Cleo", zone: "UTC" });
    await expect(late).rejects.toThrow(/invite was revoked/);
    expect((await access(anas).view()).invites).toEqual([]);
  }, 60_000);
});
