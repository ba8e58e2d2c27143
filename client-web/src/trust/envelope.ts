/** An envelope, read as far as anybody can without a key, verified, and sealed. Rules: docs/spec/trust.md, ENV. */
import { create, toBinary } from "@bufbuild/protobuf";
import {
  type Core,
  CoreSchema,
  type Envelope,
  EnvelopeKind,
  EnvelopeSchema,
  HeaderSchema,
  type HeadRef,
  type Signed,
  type SnapshotRef,
} from "../gen/meridian/v1/envelope_pb";
import { equalBytes, sha256 } from "../protocol/bytes";
import {
  DEVICE_BYTES,
  type DeviceId,
  DOCUMENT_BYTES,
  type DocumentId,
  deviceId,
  documentId,
  ITEM_BYTES,
  type ItemId,
  idBytes,
  itemId,
  WORKSPACE_BYTES,
  type WorkspaceId,
  workspaceId,
} from "../protocol/ids";
import { isOnlyEncoding, isWellFormed, parse } from "../protocol/strict";
import { aesOpen, aesSeal } from "./aes";
import type { EpochKey } from "./keys";
import type { Membership } from "./membership";
import type { SigningKey, VerifyKey } from "./signature";

const SALT_BYTES = 32;
const HASH_BYTES = 32;

/** Why an envelope is rejected. */
export type EnvelopeFault =
  | "WRONG_WORKSPACE"
  | "UNKNOWN_DEVICE"
  | "BAD_SIGNATURE"
  | "NOT_ALLOWED"
  | "STALE_EPOCH"
  | "WRONG_DEVICE"
  | "HASH_MISMATCH"
  | "UNKNOWN_EPOCH"
  | "NOT_SEALED_BY_EPOCH_KEY"
  | "CHANGE_ID_MISMATCH"
  | "MALFORMED";

/** One snapshot, named so that nobody can put another in its place. */
export interface SnapshotMark {
  /** Its author. */
  readonly device: DeviceId;
  readonly changeId: ItemId;
  /** SHA-256 of its envelope. */
  readonly itemSha256: Uint8Array;
}

function markOf({ device, changeId, itemSha256 }: SnapshotRef): SnapshotMark {
  return { device: deviceId(device), changeId: itemId(changeId), itemSha256 };
}

/** Well formed: lengths, kind, device named twice the same. */
export class SealedEnvelope {
  private constructor(
    readonly bytes: Uint8Array,
    readonly core: Core,
    /** The signed header: what stays of it in the frontier of a snapshot. */
    readonly header: Signed,
    private readonly coreBytes: Uint8Array,
    private readonly ct: Uint8Array,
    private readonly ctSha256: Uint8Array,
  ) {}

  static inner(bytes: Uint8Array, envelope: Envelope, signed: Signed): SealedEnvelope | undefined {
    const header = parse(HeaderSchema, signed.body);
    const core = header === undefined ? undefined : parse(CoreSchema, header.core);
    if (header === undefined || core === undefined) return undefined;
    const fits =
      header.ctSha256.length === HASH_BYTES && equalBytes(core.device, signed.device) && isCoreWellFormed(core);
    return fits ? new SealedEnvelope(bytes, core, signed, header.core, envelope.ct, header.ctSha256) : undefined;
  }

  get device(): DeviceId {
    return deviceId(this.core.device);
  }

  get document(): DocumentId {
    return documentId(this.core.doc);
  }

  get workspace(): WorkspaceId {
    return workspaceId(this.core.ws);
  }

  /** Its change id: what a relay deduplicates by. */
  get itemId(): ItemId {
    return itemId(this.core.changeId);
  }

  /** What an attestation of this snapshot names. */
  get mark(): SnapshotMark {
    return { device: this.device, changeId: this.itemId, itemSha256: sha256(this.bytes) };
  }

  /** The snapshot that it vouches for; undefined where it is of another kind than ATTESTATION. */
  get attested(): SnapshotMark | undefined {
    const { kind, snapshot } = this.core;
    return kind === EnvelopeKind.ATTESTATION && snapshot !== undefined ? markOf(snapshot) : undefined;
  }

  get hashMatches(): boolean {
    return equalBytes(sha256(this.ct), this.ctSha256);
  }

  /** The plaintext, or undefined if it was not sealed under this key, or was damaged. */
  plaintext(key: EpochKey): Uint8Array | undefined {
    return aesOpen(key.envelopeKey(this.coreBytes, this.core.salt), this.ct, this.coreBytes);
  }
}

function isCoreWellFormed(core: Core): boolean {
  return (
    core.ws.length === WORKSPACE_BYTES &&
    core.doc.length === DOCUMENT_BYTES &&
    core.device.length === DEVICE_BYTES &&
    core.epoch < 2 ** 31 &&
    core.kind !== EnvelopeKind.UNSPECIFIED &&
    core.changeId.length === ITEM_BYTES &&
    core.salt.length === SALT_BYTES &&
    isSeenWellFormed(core.seen) &&
    fitsItsKind(core)
  );
}

function fitsItsKind({ kind, afterPos, seen, snapshot }: Core): boolean {
  if (kind === EnvelopeKind.SNAPSHOT) return afterPos < (seen?.pos ?? 0n);
  if (kind !== EnvelopeKind.ATTESTATION) return true;
  return (
    snapshot !== undefined &&
    snapshot.device.length === DEVICE_BYTES &&
    snapshot.changeId.length === ITEM_BYTES &&
    snapshot.itemSha256.length === HASH_BYTES
  );
}

// An author that had seen nothing yet cites position 0 without a chain (ENV-2).
function isSeenWellFormed(seen: HeadRef | undefined): boolean {
  if (seen === undefined || seen.pos === 0n) return (seen?.chain.length ?? 0) === 0 && (seen?.gen ?? 0n) === 0n;
  return seen.pos < 1n << 63n && seen.chain.length === HASH_BYTES && seen.gen < 1n << 63n;
}

export type EnvelopeReading =
  | { readonly type: "Read"; readonly envelope: SealedEnvelope }
  | { readonly type: "Unreadable"; readonly reason: string };

export type EnvelopeVerification =
  | { readonly type: "Verified"; readonly envelope: SealedEnvelope }
  | { readonly type: "Unreadable"; readonly reason: string }
  | { readonly type: "Rejected"; readonly author: DeviceId; readonly fault: EnvelopeFault; readonly reason: string };

const NOT_AN_ENVELOPE = { type: "Unreadable", reason: "not an envelope" } as const;

// Everything outside the signature has one encoding, so that nobody can change an item's bytes and keep its id.
function outer(item: Uint8Array): { envelope: Envelope; header: Signed } | undefined {
  const envelope = parse(EnvelopeSchema, item);
  if (envelope === undefined || !isOnlyEncoding(EnvelopeSchema, envelope, item)) return undefined;
  const { header } = envelope;
  return isWellFormed(header) && envelope.ct.length > 0 ? { envelope, header } : undefined;
}

/** Reads a serialised `Envelope`. Proves nothing. */
export function readEnvelope(item: Uint8Array): EnvelopeReading {
  const read = outer(item);
  if (read === undefined) return NOT_AN_ENVELOPE;
  const envelope = SealedEnvelope.inner(item, read.envelope, read.header);
  return envelope === undefined
    ? { type: "Unreadable", reason: "the header of an envelope is not well formed" }
    : { type: "Read", envelope };
}

/** The header as it is signed, for asking ahead whether its signature is good. */
export function headerOf(item: Uint8Array): Signed | undefined {
  return parse(EnvelopeSchema, item)?.header;
}

/**
 * Verifies a serialised `Envelope` against the members at its position (ENV-6): signature before anything that it covers is parsed, then workspace,
 * ciphertext, authority and epoch.
 */
export function verifyEnvelope(item: Uint8Array, members: Membership): EnvelopeVerification {
  const read = outer(item);
  if (read === undefined) return NOT_AN_ENVELOPE;
  const author = deviceId(read.header.device);
  const key = members.deviceOf(author)?.keys.signing;
  if (key === undefined) return rejected(author, "UNKNOWN_DEVICE", "its device is not a member's");
  if (!isSignedBy(key, read.header)) return rejected(author, "BAD_SIGNATURE", "its signature is not its device's");
  const envelope = SealedEnvelope.inner(item, read.envelope, read.header);
  return envelope === undefined
    ? rejected(author, "MALFORMED", "its header is not well formed")
    : judge(envelope, author, members);
}

function judge(envelope: SealedEnvelope, author: DeviceId, members: Membership): EnvelopeVerification {
  if (envelope.workspace !== members.workspace)
    return rejected(author, "WRONG_WORKSPACE", "it is of another workspace");
  if (!envelope.hashMatches) {
    return rejected(author, "HASH_MISMATCH", "its ciphertext is not the one that was signed");
  }
  if (!isAllowed(envelope, author, members)) {
    return rejected(author, "NOT_ALLOWED", "its author may not write there");
  }
  const { epoch } = members;
  if (envelope.core.epoch !== epoch) {
    const reason = `it is sealed under epoch ${envelope.core.epoch}, and this is epoch ${epoch}`;
    return rejected(author, "STALE_EPOCH", reason);
  }
  return { type: "Verified", envelope };
}

function isAllowed(envelope: SealedEnvelope, author: DeviceId, members: Membership): boolean {
  const { core, document } = envelope;
  // Whoever is a member may show that they are there (ENV-8).
  if (core.kind === EnvelopeKind.PRESENCE) return true;
  if (core.kind === EnvelopeKind.STATEMENT) return members.mayState(author);
  const { attested } = envelope;
  const isSecond = attested === undefined || members.isSecondTo(author, attested.device, document);
  return isSecond && members.mayWrite(author, document);
}

function rejected(author: DeviceId, fault: EnvelopeFault, reason: string): EnvelopeVerification {
  return { type: "Rejected", author, fault, reason };
}

function isSignedBy(author: VerifyKey, header: Signed): boolean {
  return equalBytes(header.device, idBytes(author.deviceId)) && author.verifies("envelope", header.body, header.sig);
}

/** Seals a plaintext: the one place where envelopes are made (ENV-4). */
export function sealEnvelope(core: Core, plaintext: Uint8Array, key: EpochKey, author: SigningKey): Uint8Array {
  const coreBytes = toBinary(CoreSchema, core);
  const ct = aesSeal(key.envelopeKey(coreBytes, core.salt), plaintext, coreBytes);
  const header = create(HeaderSchema, { core: coreBytes, ctSha256: sha256(ct) });
  const signed = author.signed("envelope", toBinary(HeaderSchema, header));
  return toBinary(EnvelopeSchema, create(EnvelopeSchema, { header: signed, ct }));
}
