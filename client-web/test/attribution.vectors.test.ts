import { describe, expect, test } from "vitest";
import type { MemberId } from "../src/model/ids";
import { type Member, memberOf } from "../src/model/team";
import { attributed } from "../src/model/whose";
import type { DeviceId } from "../src/protocol/ids";
import { vectors } from "./vectors";

interface Case {
  readonly name: string;
  readonly log: Readonly<Record<DeviceId, MemberId>>;
  readonly entries: readonly { readonly id: MemberId; readonly devices: readonly DeviceId[] }[];
  readonly memberOf: Readonly<Record<DeviceId, MemberId | null>>;
  readonly devicesOf: Readonly<Record<MemberId, readonly DeviceId[]>>;
}

const { cases } = vectors<{ readonly cases: readonly Case[] }>("attribution.json");

describe("whose devices are whose, whatever editors write_TEAM10", () => {
  test.each(cases)("$name", (each) => {
    const entries = new Map(each.entries.map((entry) => [entry.id, entry as Member]));
    const members = attributed(entries, new Map(Object.entries(each.log) as [DeviceId, MemberId][]));
    for (const [device, member] of Object.entries(each.memberOf)) {
      expect(memberOf({ members }, device as DeviceId)?.id).toBe(member ?? undefined);
    }
    for (const [member, devices] of Object.entries(each.devicesOf)) {
      expect(members.get(member as MemberId)?.devices).toEqual(devices);
    }
  });
});
