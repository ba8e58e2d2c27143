/** The keys of devices, invites and epochs. Rules: docs/spec/trust.md, KEY and HPKE. */
import { create } from "@bufbuild/protobuf";
import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as sha256Hash } from "@noble/hashes/sha2.js";
import { type Device, DeviceSchema, type Wrap, WrapSchema } from "../gen/meridian/v1/log_pb";
import { concat, equalBytes, NO_BYTES, sha256, uint32, uint64, utf8 } from "../protocol/bytes";
import { type ActorId, type DeviceId, type DocumentId, type ItemId, idBytes, itemId } from "../protocol/ids";
import { aesOpen, aesSeal } from "./aes";
import { hpkeOpen, hpkeSeal } from "./hpke";
import { KEY_BYTES, SigningKey, VerifyKey } from "./signature";

/** Random bytes, as many as asked for. */
export type Entropy = (length: number) => Uint8Array;

export const SEED_BYTES = 32;
const TAG_BYTES = 16;
export const WRAP_CT_BYTES = KEY_BYTES + TAG_BYTES;
/** Of an epoch's key, sealed under the next. */
export const PREV_KEY_BYTES = KEY_BYTES + TAG_BYTES;

export function hkdfKey(secret: Uint8Array, salt: Uint8Array, info: Uint8Array): Uint8Array {
  return hkdf(sha256Hash, secret, salt.length === 0 ? undefined : salt, info, 32);
}

/** Whether these bytes are an X25519 public key that may be enrolled: canonical, and not of low order (KEY-2). */
export function isWrappingKey(bytes: Uint8Array): boolean {
  return bytes.length === KEY_BYTES && isCanonical(bytes) && !isLowOrder(bytes);
}

// p = 2^255 - 19 is 0xed, thirty times 0xff, 0x7f: an encoding of p or more differs from it in the first byte alone.
function isCanonical(bytes: Uint8Array): boolean {
  const top = bytes[31]!;
  if (top !== 0x7f) return top < 0x7f;
  for (let i = 1; i < 31; i++) if (bytes[i] !== 0xff) return true;
  return bytes[0]! < 0xed;
}

// Every scalar is a multiple of the cofactor, so any of them takes a point of low order to zero.
function isLowOrder(bytes: Uint8Array): boolean {
  try {
    return x25519.getSharedSecret(new Uint8Array(32), bytes).every((byte) => byte === 0);
  } catch {
    return true; // noble throws where the shared secret is zero
  }
}

/** The public halves of a device or an invite, both fully validated. */
export class PublicKeys {
  private constructor(
    readonly signing: VerifyKey,
    readonly wrapping: Uint8Array,
  ) {}

  static of(device: Device | undefined): PublicKeys | undefined {
    if (device === undefined || !isWrappingKey(device.wrappingKey)) return undefined;
    const signing = VerifyKey.of(device.signingKey);
    return signing === undefined ? undefined : new PublicKeys(signing, device.wrappingKey);
  }

  get id(): DeviceId {
    return this.signing.deviceId;
  }

  toDevice(): Device {
    return create(DeviceSchema, { signingKey: this.signing.bytes, wrappingKey: this.wrapping });
  }
}

/** Both key pairs of a device, or of an invite: private. */
export class DeviceKeys {
  readonly publicKeys: PublicKeys;
  readonly #wrappingSeed: Uint8Array;

  private constructor(
    readonly signing: SigningKey,
    wrappingSeed: Uint8Array,
  ) {
    if (wrappingSeed.length !== SEED_BYTES) throw new RangeError(`a seed has ${SEED_BYTES} bytes`);
    this.#wrappingSeed = wrappingSeed.slice();
    const wrappingKey = x25519.getPublicKey(wrappingSeed);
    const keys = PublicKeys.of(create(DeviceSchema, { signingKey: signing.verifyKey.bytes, wrappingKey }));
    if (keys === undefined) throw new RangeError("seeds whose keys may not be enrolled");
    this.publicKeys = keys;
  }

  static generate(entropy: Entropy): DeviceKeys {
    return DeviceKeys.fromSeeds(entropy(SEED_BYTES), entropy(SEED_BYTES));
  }

  static fromSeeds(signingSeed: Uint8Array, wrappingSeed: Uint8Array): DeviceKeys {
    return new DeviceKeys(SigningKey.fromSeed(signingSeed), wrappingSeed);
  }

  /** The keys that an invite link's seed stands for (KEY-3). */
  static ofInvite(seed: Uint8Array): DeviceKeys {
    return DeviceKeys.derived(seed, "invite");
  }

  /** The keys of a recovery device, from the seed that its words stand for (KEY-8). */
  static ofRecovery(seed: Uint8Array): DeviceKeys {
    return DeviceKeys.derived(seed, "recovery");
  }

  private static derived(seed: Uint8Array, purpose: "invite" | "recovery"): DeviceKeys {
    if (seed.length !== SEED_BYTES) throw new RangeError(`a seed has ${SEED_BYTES} bytes`);
    const derive = (half: string) => hkdfKey(seed, NO_BYTES, utf8(`meridian/1/${purpose}/${half}`));
    return DeviceKeys.fromSeeds(derive("signing"), derive("wrapping"));
  }

  get id(): DeviceId {
    return this.signing.deviceId;
  }

  /** The epoch key sealed to these keys, or undefined if the wrap is not for them, of another epoch or context, or damaged. */
  async unwrap(wrap: Wrap, epoch: number, context: Uint8Array): Promise<EpochKey | undefined> {
    if (!equalBytes(wrap.recipient, idBytes(this.id))) return undefined;
    const info = wrapInfo(epoch, this.id, context);
    const secret = await hpkeOpen(this.#wrappingSeed, info, { enc: wrap.enc, ct: wrap.ct });
    return secret?.length === KEY_BYTES ? EpochKey.of(epoch, secret) : undefined;
  }
}

/** `"meridian/1/wrap" || epoch || recipient || genesis nonce` (HPKE-1). */
export function wrapInfo(epoch: number, recipient: DeviceId, context: Uint8Array): Uint8Array {
  return concat(utf8("meridian/1/wrap"), uint32(epoch), idBytes(recipient), context);
}

/** What the keys derived from an epoch's key are for (KEY-4). */
export type EpochLabel = "content" | "id" | "meta" | "commit" | "prev";

/** The secret that a workspace's members share during one epoch. Nothing prints it. */
export class EpochKey {
  readonly #secret: Uint8Array;
  readonly #content: Uint8Array;
  readonly #id: Uint8Array;
  readonly commit: Uint8Array;

  private constructor(
    readonly epoch: number,
    secret: Uint8Array,
  ) {
    this.#secret = secret.slice();
    this.#content = this.derive("content");
    this.#id = this.derive("id");
    this.commit = this.derive("commit");
  }

  static of(epoch: number, secret: Uint8Array): EpochKey {
    if (epoch < 0 || secret.length !== KEY_BYTES) throw new RangeError(`no key of ${secret.length} bytes`);
    return new EpochKey(epoch, secret);
  }

  static generate(epoch: number, entropy: Entropy): EpochKey {
    return EpochKey.of(epoch, entropy(KEY_BYTES));
  }

  derive(label: EpochLabel): Uint8Array {
    return hkdfKey(this.#secret, NO_BYTES, utf8(`meridian/1/${label}`));
  }

  /** The same for whoever pushes these changes, and nothing that a relay could compute from them (ENV-3). */
  changeId(document: DocumentId, actor: ActorId, lastSeq: bigint, lastHash: Uint8Array): ItemId {
    return itemId(hmac(sha256Hash, this.#id, concat(idBytes(document), idBytes(actor), uint64(lastSeq), lastHash)));
  }

  /** The id of a device's statement, of which a relay learns nothing; `id` is its 16 bytes. */
  statementId(author: DeviceId, id: Uint8Array): ItemId {
    return itemId(hmac(sha256Hash, this.#id, concat(idBytes(author), id)));
  }

  /** The id of a snapshot: of its document, where it ends, and the packed changes. */
  snapshotId(document: DocumentId, uptoPos: bigint, changes: Uint8Array): ItemId {
    return itemId(hmac(sha256Hash, this.#id, concat(idBytes(document), uint64(uptoPos), sha256(changes))));
  }

  /** The id of a device's attestation of a snapshot. */
  attestationId(author: DeviceId, snapshotSha256: Uint8Array): ItemId {
    return itemId(hmac(sha256Hash, this.#id, concat(idBytes(author), snapshotSha256)));
  }

  /** The key of the one envelope with this core and salt (ENV-4). */
  envelopeKey(core: Uint8Array, salt: Uint8Array): Uint8Array {
    return hkdfKey(this.#content, salt, concat(utf8("meridian/1/env"), sha256(core)));
  }

  /** The key of the epoch before, sealed under this one (MEM-17). Once: the key that seals is derived from this one alone. */
  sealPrevious(previous: EpochKey, context: Uint8Array): Uint8Array {
    return aesSeal(this.derive("prev"), previous.#secret, concat(uint32(this.epoch), context));
  }

  /** The key of the epoch before, or undefined if this is not its seal. */
  openPrevious(sealed: Uint8Array, context: Uint8Array): EpochKey | undefined {
    const secret = aesOpen(this.derive("prev"), sealed, concat(uint32(this.epoch), context));
    return secret?.length === KEY_BYTES ? EpochKey.of(this.epoch - 1, secret) : undefined;
  }

  /** Seals this key to a recipient. */
  async wrapTo(recipient: PublicKeys, context: Uint8Array, entropy: Entropy): Promise<Wrap> {
    const info = wrapInfo(this.epoch, recipient.id, context);
    const sealed = await hpkeSeal(recipient.wrapping, info, this.#secret, entropy(SEED_BYTES));
    return create(WrapSchema, { recipient: idBytes(recipient.id), enc: sealed.enc, ct: sealed.ct });
  }
}
