/** Opening and sealing what envelopes carry. */
import { create, toBinary } from "@bufbuild/protobuf";
import {
  AttestationSchema,
  ChangesSchema,
  type Core,
  CoreSchema,
  EnvelopeKind,
  type Frontier,
  HeaderSchema,
  type HeadRef,
  SnapshotRefSchema,
} from "../gen/meridian/v1/envelope_pb";
import { type Statement, StatementSchema } from "../gen/meridian/v1/statement_pb";
import { equalBytes } from "../protocol/bytes";
import {
  ACTOR_BYTES,
  type ActorId,
  actorId,
  type DeviceId,
  type DocumentId,
  deviceOfActor,
  documentId,
  type ItemId,
  idBytes,
  type WorkspaceId,
} from "../protocol/ids";
import { parse } from "../protocol/strict";
import {
  type EnvelopeFault,
  readEnvelope,
  type SealedEnvelope,
  type SnapshotMark,
  sealEnvelope,
  verifyEnvelope,
} from "./envelope";
import type { DeviceKeys, Entropy, EpochKey } from "./keys";
import type { Membership } from "./membership";
import { padded } from "./padding";
import { readSnapshot, type SnapshotContent, writeSnapshot } from "./snapshotContent";

/** Consecutive changes of one actor in one document: the plaintext of an envelope (ENV-1). */
export interface ChangeBatch {
  readonly actor: ActorId;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly lastHash: Uint8Array;
  /** Automerge change chunks, one after the other. */
  readonly chunks: Uint8Array;
}

/** What came of opening an envelope. Every failure after reading names the device that the envelope is from. */
export type Opening =
  | { readonly type: "Changes"; readonly author: DeviceId; readonly document: DocumentId; readonly batch: ChangeBatch }
  | {
      readonly type: "Presence";
      readonly author: DeviceId;
      readonly document: DocumentId;
      readonly plaintext: Uint8Array;
    }
  /** What a member says in a decision; `seenPos` is how far its author had the log, as it claims. */
  | {
      readonly type: "Stated";
      readonly author: DeviceId;
      readonly document: DocumentId;
      readonly item: ItemId;
      readonly seenPos: bigint;
      readonly statement: Statement;
      /** As it was serialised, the pad included. */
      readonly body: Uint8Array;
    }
  /** The changes of a document at a range of positions, by whoever packed them: nothing of them is proven yet. */
  | {
      readonly type: "Snapshotted";
      readonly author: DeviceId;
      readonly document: DocumentId;
      readonly content: SnapshotContent;
    }
  /** Somebody's word for a snapshot. */
  | {
      readonly type: "Attested";
      readonly author: DeviceId;
      readonly document: DocumentId;
      readonly snapshot: SnapshotMark;
    }
  | { readonly type: "UnknownKind"; readonly author: DeviceId; readonly document: DocumentId; readonly kind: number }
  | { readonly type: "Unreadable"; readonly reason: string }
  | { readonly type: "Rejected"; readonly author: DeviceId; readonly fault: EnvelopeFault; readonly reason: string };

/** Opens envelopes of one workspace with the epoch keys at hand. */
export class EnvelopeOpener {
  private readonly keys: ReadonlyMap<number, EpochKey>;

  constructor(
    private readonly workspace: WorkspaceId,
    keys: readonly EpochKey[],
  ) {
    this.keys = new Map(keys.map((key) => [key.epoch, key]));
  }

  /** Verifies everything, authority at the members' position included, and opens. */
  open(item: Uint8Array, members: Membership): Opening {
    const verified = verifyEnvelope(item, members);
    return verified.type === "Verified" ? this.opened(verified.envelope) : verified;
  }

  /** As `open`, for an item whose signature and authority were verified before, as those of a verified log are. */
  openVerified(item: Uint8Array): Opening {
    const read = readEnvelope(item);
    return read.type === "Read" ? this.opened(read.envelope) : read;
  }

  /**
   * Why the last change of an actor in a snapshot is not proven to be by that actor's device; undefined where it is: the header is signed by it, names this
   * document, and its change id recomputes from actor, number and hash; and the device might write there then (SNAP-6).
   *
   * @param members at the frontier's position
   */
  flawOf(frontier: Frontier, document: DocumentId, members: Membership): string | undefined {
    const actor = actorId(frontier.actor);
    const device = deviceOfActor(actor);
    const author = members.deviceOf(device);
    if (author === undefined || !members.mayWrite(device, document)) {
      return "it has changes by somebody who could not write there";
    }
    const { header } = frontier;
    const signed =
      header !== undefined &&
      equalBytes(header.device, idBytes(device)) &&
      author.keys.signing.verifies("envelope", header.body, header.sig);
    if (!signed) return "the signature on an author's last change is not the author's";
    const body = parse(HeaderSchema, header.body);
    const core = body === undefined ? undefined : parse(CoreSchema, body.core);
    if (core === undefined) return "a signed header in it is not well formed";
    const id = this.keys.get(core.epoch)?.changeId(document, actor, frontier.seq, frontier.hash);
    const names =
      equalBytes(core.ws, idBytes(this.workspace)) &&
      equalBytes(core.doc, idBytes(document)) &&
      equalBytes(core.device, idBytes(device)) &&
      core.kind === EnvelopeKind.CHANGES &&
      core.epoch === members.epoch &&
      id !== undefined &&
      equalBytes(core.changeId, idBytes(id));
    return names ? undefined : "an author's last change is not the one that was signed";
  }

  private opened(envelope: SealedEnvelope): Opening {
    if (envelope.workspace !== this.workspace)
      return rejected(envelope, "WRONG_WORKSPACE", "it is of another workspace");
    if (!envelope.hashMatches) {
      return rejected(envelope, "HASH_MISMATCH", "its ciphertext is not the one that was signed");
    }
    const { epoch, kind } = envelope.core;
    const key = this.keys.get(epoch);
    if (key === undefined) return rejected(envelope, "UNKNOWN_EPOCH", `the key of epoch ${epoch} is not here`);
    const plaintext = envelope.plaintext(key);
    if (plaintext === undefined) {
      return rejected(envelope, "NOT_SEALED_BY_EPOCH_KEY", "its ciphertext does not open with the key");
    }
    const { device: author, document } = envelope;
    switch (kind) {
      case EnvelopeKind.CHANGES:
        return changes(envelope, key, plaintext);
      case EnvelopeKind.STATEMENT:
        return stated(envelope, key, plaintext);
      case EnvelopeKind.PRESENCE:
        return { type: "Presence", author, document, plaintext };
      case EnvelopeKind.SNAPSHOT:
        return snapshotted(envelope, key, plaintext);
      case EnvelopeKind.ATTESTATION:
        return attested(envelope, key, plaintext);
      default:
        return { type: "UnknownKind", author, document, kind }; // ENV-7
    }
  }
}

function changes(envelope: SealedEnvelope, key: EpochKey, plaintext: Uint8Array): Opening {
  const batch = parseBatch(plaintext);
  if (batch === undefined) return rejected(envelope, "MALFORMED", "its changes are not well formed");
  const { device: author, document } = envelope;
  if (deviceOfActor(batch.actor) !== author) {
    return rejected(envelope, "WRONG_DEVICE", `its changes are of actor ${batch.actor.slice(0, 8)}`);
  }
  if (key.changeId(document, batch.actor, BigInt(batch.lastSeq), batch.lastHash) !== envelope.itemId) {
    return rejected(envelope, "CHANGE_ID_MISMATCH", "its change id is not that of its changes");
  }
  return { type: "Changes", author, document, batch };
}

function snapshotted(envelope: SealedEnvelope, key: EpochKey, plaintext: Uint8Array): Opening {
  const { device: author, document, core } = envelope;
  const content = readSnapshot(plaintext);
  if (content === undefined || content.uptoPos !== core.seen?.pos || content.afterPos !== core.afterPos) {
    return rejected(envelope, "MALFORMED", "its snapshot is not well formed");
  }
  if (key.snapshotId(document, content.uptoPos, content.changes) !== envelope.itemId) {
    return rejected(envelope, "CHANGE_ID_MISMATCH", "its change id is not that of its snapshot");
  }
  return { type: "Snapshotted", author, document, content };
}

function attested(envelope: SealedEnvelope, key: EpochKey, plaintext: Uint8Array): Opening {
  const { device: author, document, attested: snapshot } = envelope;
  const attestation = parse(AttestationSchema, plaintext);
  if (attestation === undefined || snapshot === undefined) {
    return rejected(envelope, "MALFORMED", "its attestation is not well formed");
  }
  if (!equalBytes(attestation.itemSha256, snapshot.itemSha256)) {
    return rejected(envelope, "MALFORMED", "it vouches for another snapshot than it names");
  }
  if (key.attestationId(author, snapshot.itemSha256) !== envelope.itemId) {
    return rejected(envelope, "CHANGE_ID_MISMATCH", "its change id is not that of what it vouches for");
  }
  return { type: "Attested", author, document, snapshot };
}

const STATEMENT_ID_BYTES = 16;

function stated(envelope: SealedEnvelope, key: EpochKey, body: Uint8Array): Opening {
  const { device: author, document, itemId: item } = envelope;
  const statement = parse(StatementSchema, body);
  const fits =
    statement !== undefined &&
    statement.id.length === STATEMENT_ID_BYTES &&
    equalBytes(statement.decision, idBytes(document)) &&
    statement.heads.every((head) => head.length === 32);
  if (!fits) return rejected(envelope, "MALFORMED", "its statement is not well formed");
  if (key.statementId(author, statement.id) !== item) {
    return rejected(envelope, "CHANGE_ID_MISMATCH", "its change id is not that of its statement");
  }
  if (statement.act.case === undefined) return { type: "UnknownKind", author, document, kind: envelope.core.kind };
  return { type: "Stated", author, document, item, seenPos: envelope.core.seen?.pos ?? 0n, statement, body };
}

function parseBatch(plaintext: Uint8Array): ChangeBatch | undefined {
  const parsed = parse(ChangesSchema, plaintext);
  if (parsed === undefined) return undefined;
  const fits =
    parsed.actor.length === ACTOR_BYTES &&
    parsed.firstSeq >= 1n &&
    parsed.lastSeq >= parsed.firstSeq &&
    parsed.lastSeq <= BigInt(Number.MAX_SAFE_INTEGER) &&
    parsed.lastHash.length === 32 &&
    parsed.chunks.length > 0;
  if (!fits) return undefined;
  const { lastHash, chunks } = parsed;
  const firstSeq = Number(parsed.firstSeq);
  return { actor: actorId(parsed.actor), firstSeq, lastSeq: Number(parsed.lastSeq), lastHash, chunks };
}

function rejected(envelope: SealedEnvelope, fault: EnvelopeFault, reason: string): Opening {
  return { type: "Rejected", author: envelope.device, fault, reason };
}

/** What is sealed: its id and its bytes. */
export interface SealedItem {
  readonly id: ItemId;
  readonly item: Uint8Array;
}

/** Seals what one device writes in one workspace. */
export class EnvelopeSealer {
  constructor(
    private readonly workspace: WorkspaceId,
    private readonly author: DeviceKeys,
    private readonly key: EpochKey,
  ) {}

  /** Never call it twice for what may have been sent: the change id would be the same, the bytes not. */
  changes(document: DocumentId, batch: ChangeBatch, seen: HeadRef, entropy: Entropy): SealedItem {
    if (deviceOfActor(batch.actor) !== this.author.id)
      throw new Error(`${this.author.id} seals nothing of ${batch.actor}`);
    const id = this.key.changeId(document, batch.actor, BigInt(batch.lastSeq), batch.lastHash);
    const plain = create(ChangesSchema, {
      actor: idBytes(batch.actor),
      firstSeq: BigInt(batch.firstSeq),
      lastSeq: BigInt(batch.lastSeq),
      lastHash: batch.lastHash,
      chunks: batch.chunks,
    });
    return {
      id,
      item: this.seal(EnvelopeKind.CHANGES, document, idBytes(id), padded(ChangesSchema, plain), seen, entropy),
    };
  }

  /** Seals a statement about the document that it names; never twice for what may have been sent. */
  statement(statement: Statement, seen: HeadRef, entropy: Entropy): SealedItem {
    const id = this.key.statementId(this.author.id, statement.id);
    const plain = padded(StatementSchema, statement);
    const document = documentId(statement.decision);
    return { id, item: this.seal(EnvelopeKind.STATEMENT, document, idBytes(id), plain, seen, entropy) };
  }

  /** Seals a snapshot. @param upto where it ends: its position, and the chain there */
  snapshot(document: DocumentId, content: SnapshotContent, upto: HeadRef, entropy: Entropy): SealedItem {
    const id = this.key.snapshotId(document, content.uptoPos, content.changes);
    const core = this.core(EnvelopeKind.SNAPSHOT, document, idBytes(id), upto, entropy);
    core.afterPos = content.afterPos;
    return { id, item: sealEnvelope(core, writeSnapshot(content), this.key, this.author.signing) };
  }

  /** Seals this device's word that it has checked a snapshot. */
  attestation(document: DocumentId, mark: SnapshotMark, seen: HeadRef, entropy: Entropy): SealedItem {
    const { itemSha256 } = mark;
    const id = this.key.attestationId(this.author.id, itemSha256);
    const core = this.core(EnvelopeKind.ATTESTATION, document, idBytes(id), seen, entropy);
    core.snapshot = create(SnapshotRefSchema, {
      device: idBytes(mark.device),
      changeId: idBytes(mark.changeId),
      itemSha256,
    });
    const plaintext = toBinary(AttestationSchema, create(AttestationSchema, { itemSha256 }));
    return { id, item: sealEnvelope(core, plaintext, this.key, this.author.signing) };
  }

  /** Who is here, cursors, drags: passed on, never stored (ENV-8). */
  presence(document: DocumentId, plaintext: Uint8Array, seen: HeadRef, entropy: Entropy): Uint8Array {
    return this.seal(EnvelopeKind.PRESENCE, document, new Uint8Array(32), plaintext, seen, entropy);
  }

  private seal(
    kind: EnvelopeKind,
    document: DocumentId,
    changeId: Uint8Array,
    plaintext: Uint8Array,
    seen: HeadRef,
    entropy: Entropy,
  ): Uint8Array {
    const core = this.core(kind, document, changeId, seen, entropy);
    return sealEnvelope(core, plaintext, this.key, this.author.signing);
  }

  private core(kind: EnvelopeKind, document: DocumentId, changeId: Uint8Array, seen: HeadRef, entropy: Entropy): Core {
    return create(CoreSchema, {
      ws: idBytes(this.workspace),
      doc: idBytes(document),
      epoch: this.key.epoch,
      device: idBytes(this.author.id),
      kind,
      changeId,
      salt: entropy(32),
      seen,
    });
  }
}
