import { beforeEach, describe, expect, test } from "vitest";
import { Role } from "../src/gen/meridian/v1/log_pb";
import { askFor, formatRequest, parseRequest } from "../src/trust/deviceRequest";
import { DeviceKeys } from "../src/trust/keys";
import { foundWorkspace, inviteRecord, joinRecord, type MemberRecord } from "../src/trust/memberRecord";
import { Membership } from "../src/trust/membership";
import { applyRecord } from "../src/trust/membershipFold";
import { Registrar } from "../src/trust/registrar";
import { SigningKey } from "../src/trust/signature";
import { seededEntropy } from "./vectors";

const NOW = 1_790_000_000_000;
const WEEK = 7 * 86_400_000;

describe("what members do about membership", () => {
  const entropy = seededEntropy();
  const owner = DeviceKeys.generate(entropy);
  const ownersRecovery = DeviceKeys.ofRecovery(entropy(32));
  const editor = DeviceKeys.generate(entropy);
  const editorsRecovery = DeviceKeys.ofRecovery(entropy(32));
  let members: Membership;

  function take(record: MemberRecord): void {
    const step = applyRecord(members, record.item, NOW);
    if (step.type !== "Accepted") throw new Error(`${step.type}: ${step.reason}`);
    members = step.next;
  }

  const as = (keys: DeviceKeys) => new Registrar(members, keys, NOW, entropy);

  async function inviteAndJoin(newcomer: DeviceKeys, approval: boolean, recovery?: DeviceKeys): Promise<DeviceKeys> {
    const invite = DeviceKeys.ofInvite(entropy(32));
    const terms = { role: Role.EDITOR, uses: 2, expiresMillis: NOW + WEEK, approval };
    take(await inviteRecord(members, owner, invite, terms, entropy));
    take(await joinRecord(members, newcomer, invite, entropy, recovery?.publicKeys));
    return invite;
  }

  beforeEach(async () => {
    const relayKey = SigningKey.fromSeed(entropy(32)).verifyKey;
    const founding = await foundWorkspace(owner, relayKey, entropy, ownersRecovery.publicKeys);
    members = Membership.none(founding.workspace);
    take(founding.record);
  });

  test("who joins by an invite with approval waits without a key until it is given_MEM9_MEM16", async () => {
    await inviteAndJoin(editor, true, editorsRecovery);
    expect(members.personOf(editor.id)?.state).toBe("PENDING");
    expect(members.mayWrite(editor.id)).toBe(false);
    expect(await members.keyRingFor(editor)).toEqual([]);
    take(await as(owner).approve(editor.id));
    expect(members.mayWrite(editor.id)).toBe(true);
    expect(await members.keyRingFor(editor)).toHaveLength(1);
    expect(await members.keyRingFor(editorsRecovery)).toHaveLength(1);
  });

  test("who is declined never gets a key_MEM13", async () => {
    await inviteAndJoin(editor, true);
    take(as(owner).decline(editor.id));
    expect(members.personOf(editor.id)?.state).toBe("REMOVED");
    expect(members.epoch).toBe(0);
  });

  test("a removal closes the next epoch to who goes and opens the last to who stays_MEM13_MEM17", async () => {
    await inviteAndJoin(editor, false);
    take(await as(owner).remove(editor.id));
    expect((await members.keyRingFor(owner)).map((key) => key.epoch)).toEqual([1, 0]);
    expect((await members.keyRingFor(ownersRecovery)).map((key) => key.epoch)).toEqual([1, 0]);
    expect(await members.keyRingFor(editor)).toEqual([]);
    expect(members.knownDevice(editor.id)).toMatchObject({ kind: "GONE", goneMillis: NOW });
  });

  test("a device is added by what it asked for, and revoked by another one_MEM11_MEM12", async () => {
    const phone = DeviceKeys.generate(entropy);
    const text = formatRequest(askFor(phone, members.workspace, owner.id, false));
    const parsed = parseRequest(` ${text}\n`);
    if (parsed.type !== "Parsed") throw new Error(parsed.reason);
    take(await as(owner).addDevice(parsed.request));
    expect(members.mayWrite(phone.id)).toBe(true);
    take(await as(phone).revokeDevice(owner.id));
    expect(members.personOf(owner.id)?.devices).toEqual([phone.id]);
    expect(await members.keyRingFor(phone)).toHaveLength(2);
    expect(await members.keyRingFor(owner)).toEqual([]);
  });

  test("recovery words bring a lost member back_MEM10", async () => {
    const next = DeviceKeys.generate(entropy);
    take(await as(ownersRecovery).addDevice(askFor(next, members.workspace, owner.id, false)));
    take(await as(ownersRecovery).revokeDevice(owner.id));
    expect(members.roleOf(next.id)).toBe(Role.OWNER);
    take(await as(next).rotate());
    expect(members.epoch).toBe(2);
  });

  test("a revoked invite lets nobody in and its holder has no later key_MEM15", async () => {
    const invite = await inviteAndJoin(editor, false);
    take(await as(owner).revokeInvite(invite.id));
    expect(members.inviteOf(invite.id)?.revoked).toBe(true);
    expect(await members.keyRingFor(invite)).toEqual([]);
    expect(members.epoch).toBe(1);
  });

  test("another role counts from its record on_MEM14", async () => {
    await inviteAndJoin(editor, false);
    take(as(owner).setRole(editor.id, Role.VIEWER));
    expect([members.mayWrite(editor.id), members.mayState(editor.id)]).toEqual([false, false]);
  });

  test.each([
    ["something else", "a device's request begins with meridian-device-v1"],
    ["meridian-device-v1.abc", "the request is cut short, or goes on after its end: copy it whole, and alone"],
    ["meridian-device-v1.a.b.c", "the request has a wrong or a missing character: copy it again"],
  ])("%s is no request_MEM11", (text, reason) => {
    expect(parseRequest(text)).toEqual({ type: "Broken", reason });
  });
});
