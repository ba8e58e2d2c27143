/** Verifies one entry after another, from a verified place on (CLI-2, CLI-5, CLI-6). Lives during one frame. */
import { EnvelopeKind, SignedSchema } from "../gen/meridian/v1/envelope_pb";
import { EntryKind, type LogItem } from "../gen/meridian/v1/log_pb";
import { NO_BYTES, sha256 } from "../protocol/bytes";
import { DEVICE_BYTES, type DeviceId, deviceId, type ItemId, itemId } from "../protocol/ids";
import { isOf, isOfLaterVersion, type LogEntry, nextChain, parseEntry } from "../protocol/log";
import { parse } from "../protocol/strict";
import { readEnvelope, type SealedEnvelope, verifyEnvelope } from "../trust/envelope";
import { idOfRecord } from "../trust/memberRecord";
import type { Membership } from "../trust/membership";
import { applyRecord } from "../trust/membershipFold";
import type { VerifyKey } from "../trust/signature";
import { isInPlace } from "../trust/vouching";
import { QUARANTINED } from "./quarantining";
import type { LocalLog, StopReason, VerifiedEntry } from "./types";

export type Outcome =
  | { readonly type: "Verified"; readonly entry: VerifiedEntry }
  | { readonly type: "Broken"; readonly reason: StopReason; readonly message: string };

function broken(message: string, reason: StopReason = "BAD_LOG"): Outcome {
  return { type: "Broken", reason, message };
}

export class EntryVerifier {
  pos: number;
  relayMillis: number;
  chain: Uint8Array;
  members: Membership;
  /** The key of the relay before, if the last entry is the record that names another. */
  abdicated: VerifyKey | undefined;

  constructor(from: LocalLog) {
    this.pos = from.pos;
    this.relayMillis = from.relayMillis;
    this.chain = from.chain;
    this.members = from.members;
  }

  /** The next entry, as the relay sent it. */
  next(logItem: LogItem): Outcome {
    const entry = parseEntry(logItem.entry);
    if (entry === undefined) {
      return isOfLaterVersion(logItem.entry)
        ? broken(
            `after position ${this.pos} of the log comes an entry of a kind that this version cannot read`,
            "UPGRADE_NEEDED",
          )
        : broken("an entry of the log is not readable");
    }
    if (entry.pos !== this.pos + 1) return broken(`after position ${this.pos} of the log came ${entry.pos}`);
    if (entry.relayMillis < this.relayMillis) return broken(`the log's time goes back at position ${entry.pos}`);
    // Only its place is left: a checked snapshot holds what was in it, or the log is not whole (SNAP-7).
    const isPruned = entry.kind === EntryKind.ENVELOPE && logItem.item.length === 0;
    if (!isPruned && !isOf(entry, logItem.item))
      return broken(`the item at position ${entry.pos} is not the one recorded`);
    const inPlace = entry.kind !== EntryKind.MEMBER || isInPlace(logItem.item, this.pos, this.chain);
    this.abdicated = undefined;
    this.pos = entry.pos;
    this.relayMillis = entry.relayMillis;
    this.chain = nextChain(this.chain, entry.bytes);
    switch (entry.kind) {
      case EntryKind.MEMBER:
        return this.record(entry, logItem.item, inPlace);
      case EntryKind.ENVELOPE:
        return isPruned ? this.pruned(entry) : this.envelope(entry, logItem.item);
      case EntryKind.TICK:
        return this.verified(entry, itemId(sha256(entry.bytes)), undefined, NO_BYTES);
    }
  }

  private record(entry: LogEntry, item: Uint8Array, inPlace: boolean): Outcome {
    const step = applyRecord(this.members, item, entry.relayMillis);
    switch (step.type) {
      case "Accepted":
        if (!inPlace) {
          return broken(
            `the log before position ${entry.pos} is not the one that the owner who changed the relay had seen`,
          );
        }
        this.abdicated = this.members.isFounded ? this.members.foundation.relayKey : undefined;
        if (this.abdicated?.equals(step.next.foundation.relayKey)) this.abdicated = undefined;
        this.members = step.next;
        return this.verified(entry, step.record, signerOf(item), item);
      case "Refused":
        return this.verified(entry, idOfRecord(item) ?? itemId(sha256(item)), signerOf(item), item, step.reason);
      case "UpgradeNeeded":
        return broken(`this version cannot read ${step.reason}`, "UPGRADE_NEEDED");
    }
  }

  private pruned(entry: LogEntry): Outcome {
    const hash = itemId(entry.itemSha256);
    return this.verified(
      entry,
      hash,
      undefined,
      NO_BYTES,
      this.members.quarantined.has(hash) ? QUARANTINED : undefined,
    );
  }

  private envelope(entry: LogEntry, item: Uint8Array): Outcome {
    if (this.members.quarantined.has(itemId(entry.itemSha256))) return this.flawed(entry, item, QUARANTINED);
    const verification = verifyEnvelope(item, this.members);
    if (verification.type !== "Verified") return this.flawed(entry, item, verification.reason);
    const { envelope } = verification;
    const recordedAsIs = entry.document === envelope.document && envelope.core.kind !== EnvelopeKind.PRESENCE;
    return this.of(entry, envelope, item, recordedAsIs ? undefined : "it is recorded as what it is not");
  }

  private flawed(entry: LogEntry, item: Uint8Array, reason: string): Outcome {
    const reading = readEnvelope(item);
    return reading.type === "Read"
      ? this.of(entry, reading.envelope, item, reason)
      : this.verified(entry, itemId(sha256(item)), undefined, item, reading.reason);
  }

  private of(entry: LogEntry, envelope: SealedEnvelope, item: Uint8Array, rejected: string | undefined): Outcome {
    return this.verified(entry, envelope.itemId, envelope.device, item, rejected);
  }

  private verified(
    entry: LogEntry,
    id: ItemId,
    author: DeviceId | undefined,
    item: Uint8Array,
    rejected?: string,
  ): Outcome {
    return { type: "Verified", entry: { entry, itemId: id, author, item, chain: this.chain, rejected } };
  }
}

/** The device that a record says it is signed by. */
export function signerOf(item: Uint8Array): DeviceId | undefined {
  const device = parse(SignedSchema, item)?.device;
  return device?.length === DEVICE_BYTES ? deviceId(device) : undefined;
}
