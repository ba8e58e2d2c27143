import "./automerge";
import { writeFileSync } from "node:fs";
import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { LogItemSchema } from "../src/gen/meridian/v1/log_pb";
import { packChanges, unpackChanges } from "../src/model/automerge/changePack";
import type { PlacedChange } from "../src/model/automerge/packReader";
import { fromHex, toHex } from "../src/protocol/bytes";
import type { DocumentId, WorkspaceId } from "../src/protocol/ids";
import { EntryVerifier } from "../src/sync/entryVerifier";
import { checkSnapshot } from "../src/sync/packs";
import { LocalLog } from "../src/sync/types";
import { verifyEnvelope } from "../src/trust/envelope";
import { EpochKey } from "../src/trust/keys";
import { Membership } from "../src/trust/membership";
import { applyRecord } from "../src/trust/membershipFold";
import { EnvelopeOpener } from "../src/trust/opening";
import { makeSnapshotVectors, type SnapshotVectors } from "./snapshotVectors";
import { vectors } from "./vectors";

if (process.env.MERIDIAN_VECTORS_WRITE === "true") {
  const text = `${JSON.stringify(await makeSnapshotVectors(), undefined, 2)}\n`;
  writeFileSync(new URL("../../proto/vectors/snapshots.json", import.meta.url), text);
}

const file = vectors<SnapshotVectors>("snapshots.json");

function named<T extends { name: string; rule: string }>(cases: readonly T[]): (readonly [string, T])[] {
  return cases.map((each) => [`${each.name}_${each.rule}`, each]);
}

function shown(changes: readonly PlacedChange[]) {
  return changes.map(({ pos, change }) => ({ pos, chunk: toHex(change.chunk) }));
}

function membersAfter(records: readonly { entry_ms: number; item: string }[]): Membership {
  let members = Membership.none(file.ws as WorkspaceId);
  for (const { item, entry_ms } of records) {
    const step = applyRecord(members, fromHex(item), entry_ms);
    if (step.type !== "Accepted") throw new Error(step.reason);
    members = step.next;
  }
  return members;
}

const opener = new EnvelopeOpener(file.ws as WorkspaceId, [EpochKey.of(0, fromHex(file.epoch_secret))]);

describe("snapshots.json", () => {
  test.each(named(file.packs))("a pack: %s", async (_, { packed, changes }) => {
    const unpacked = unpackChanges(fromHex(packed));
    expect(unpacked.type).toBe(changes === undefined ? "Refused" : "Unpacked");
    if (unpacked.type !== "Unpacked") return;
    expect(shown(unpacked.changes)).toEqual(changes);
    expect(unpackChanges(await packChanges(unpacked.changes))).toEqual(unpacked);
  });

  test.each(named(file.snapshots))("a snapshot: %s", (_, { item, result, reason, changes }) => {
    const membersBefore = (positions: readonly number[]) =>
      positions.map((pos) => membersAfter(file.records.filter((record) => record.pos < pos)));
    const opened = checkSnapshot(opener.open(fromHex(item), membersAfter(file.records)), opener, membersBefore);
    expect(opened.type.toUpperCase()).toBe(result);
    if (opened.type === "Sound") expect(shown(opened.changes)).toEqual(changes);
    else if (reason !== undefined) expect(opened.reason).toBe(reason);
  });

  test.each(named(file.attestations))("the word of %s", (_, { item, records, result }) => {
    const verified = verifyEnvelope(fromHex(item), membersAfter(file.records.slice(0, records)));
    const found = verified.type === "Rejected" ? verified.fault : verified.type.toUpperCase();
    expect(found).toBe(result);
    if (result === "VERIFIED") expect(opener.openVerified(fromHex(item))).toMatchObject({ type: "Attested" });
  });

  test.each(named(file.logs))("%s", (_, { entries, result }) => {
    const verifier = new EntryVerifier(LocalLog.empty(file.ws as WorkspaceId));
    let found = "VERIFIED";
    for (const { entry, item, chain } of entries) {
      const outcome = verifier.next(create(LogItemSchema, { entry: fromHex(entry), item: fromHex(item) }));
      if (outcome.type === "Broken") {
        found = "BROKEN";
        break;
      }
      expect(toHex(outcome.entry.chain)).toBe(chain);
      expect(outcome.entry.rejected).toBeUndefined();
      if (item === "" && outcome.entry.entry.document !== undefined) {
        expect(outcome.entry.entry.document).toBe(file.doc as DocumentId);
      }
    }
    expect(found).toBe(result);
  });
});
