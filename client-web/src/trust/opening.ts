/** Opening and sealing what envelopes carry. */
import { create } from "@bufbuild/protobuf";
import { ChangesSchema, CoreSchema, EnvelopeKind, type HeadRef } from "../gen/meridian/v1/envelope_pb";
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
import { type EnvelopeFault, readEnvelope, type SealedEnvelope, sealEnvelope, verifyEnvelope } from "./envelope";
import type { DeviceKeys, Entropy, EpochKey } from "./keys";
import type { Membership } from "./membership";
import { padded } from "./padding";

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
    const core = create(CoreSchema, {
      ws: idBytes(this.workspace),
      doc: idBytes(document),
      epoch: this.key.epoch,
      device: idBytes(this.author.id),
      kind,
      changeId,
      salt: entropy(32),
      seen,
    });
    return sealEnvelope(core, plaintext, this.key, this.author.signing);
  }
}
