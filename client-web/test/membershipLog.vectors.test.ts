import { describe, expect, test } from "vitest";
import { Role } from "../src/gen/meridian/v1/log_pb";
import { fromHex, toHex } from "../src/protocol/bytes";
import { commentsOf, contentOf, type DocumentId, isOfComments, type WorkspaceId } from "../src/protocol/ids";
import { DeviceKeys } from "../src/trust/keys";
import { Membership } from "../src/trust/membership";
import { applyRecord } from "../src/trust/membershipFold";
import { parseRecoveryWords, recoveryWords } from "../src/trust/recoveryWords";
import { vectors } from "./vectors";

interface Described {
  epoch: number;
  relay_key: string;
  people: { id: string; role: string; state: string; devices: string[]; recovery?: string }[];
  invites?: { id: string; uses_left: number; revoked: boolean }[];
  quarantined?: string[];
  content_keys: Record<string, string[]>;
}

describe("membership-log.json", () => {
  const file = vectors<{
    devices: Record<string, { signing_seed: string; wrapping_seed: string }>;
    recovery_seed: string;
    invites: Record<string, string>;
    ws: string;
    records: ({ name: string; rule: string; entry_ms: number; item: string; result: string } & Partial<Described>)[];
    documents: { id: string; class: string; comments: string; content: string; commenter_may_write: boolean }[];
  }>("membership-log.json");

  const cast = new Map<string, DeviceKeys>([
    ["owner's recovery device", DeviceKeys.ofRecovery(fromHex(file.recovery_seed))],
  ]);
  for (const [name, seeds] of Object.entries(file.devices)) {
    cast.set(name, DeviceKeys.fromSeeds(fromHex(seeds.signing_seed), fromHex(seeds.wrapping_seed)));
  }
  for (const [name, seed] of Object.entries(file.invites)) cast.set(name, DeviceKeys.ofInvite(fromHex(seed)));

  async function described(members: Membership): Promise<Described> {
    const content_keys: Record<string, string[]> = {};
    for (const [name, keys] of cast) {
      const ring = await members.keyRingFor(keys);
      if (ring.length > 0) content_keys[name] = ring.map((key) => toHex(key.derive("content")));
    }
    const invites = members.invites.map(({ keys, usesLeft, revoked }) => ({
      id: keys.id,
      uses_left: usesLeft,
      revoked,
    }));
    return {
      epoch: members.epoch,
      relay_key: toHex(members.foundation.relayKey.bytes),
      people: members.people.map(({ id, role, state, devices, recovery }) => ({
        id,
        role: `ROLE_${Role[role]}`,
        state,
        devices: [...devices],
        ...(recovery === undefined ? {} : { recovery }),
      })),
      ...(invites.length === 0 ? {} : { invites }),
      ...(members.quarantined.size === 0 ? {} : { quarantined: [...members.quarantined] }),
      content_keys,
    };
  }

  let members = Membership.none(file.ws as WorkspaceId);

  test.each(file.records.map((record) => [`${record.name}_${record.rule}`, record] as const))(
    "%s",
    async (_, record) => {
      const step = applyRecord(members, fromHex(record.item), record.entry_ms);
      const result = step.type === "Accepted" ? "ACCEPTED" : step.type === "Refused" ? step.refusal : "UPGRADE_NEEDED";
      expect(result).toBe(record.result);
      if (step.type !== "Accepted") return;
      members = step.next;
      const { name, rule, entry_ms, item, result: _result, ...expected } = record;
      expect(await described(members)).toEqual(expected);
    },
  );

  test("the class of a document is in its id, and a commenter writes comments alone_MEM20", () => {
    const commenter = members.devices.find(({ role }) => role === Role.COMMENTER);
    if (commenter === undefined) throw new Error("nobody comments");
    for (const each of file.documents) {
      const id = each.id as DocumentId;
      expect(isOfComments(id) ? "COMMENTS" : "CONTENT", id).toBe(each.class);
      expect([commentsOf(id), contentOf(id)], id).toEqual([each.comments, each.content]);
      expect(members.mayWrite(commenter.keys.id, id), id).toBe(each.commenter_may_write);
    }
  });
});

describe("recovery-words.json", () => {
  const file = vectors<{
    valid: { name: string; rule: string; seed: string; words: string[] }[];
    read: { name: string; rule: string; text: string; seed: string }[];
    broken: { name: string; rule: string; text: string; reason: string }[];
  }>("recovery-words.json");

  test.each(file.valid.map((each) => [`${each.name}_${each.rule}`, each] as const))("%s", (_, { seed, words }) => {
    expect(recoveryWords(fromHex(seed))).toEqual(words);
    expect(parseRecoveryWords(words.join(" "))).toEqual({ type: "Parsed", seed: fromHex(seed) });
  });

  test.each(file.read.map((each) => [`${each.name}_${each.rule}`, each] as const))("%s", (_, { text, seed }) => {
    expect(parseRecoveryWords(text)).toEqual({ type: "Parsed", seed: fromHex(seed) });
  });

  test.each(file.broken.map((each) => [`${each.name}_${each.rule}`, each] as const))("%s", (_, { text, reason }) => {
    expect(parseRecoveryWords(text)).toEqual({ type: "Broken", reason });
  });
});
