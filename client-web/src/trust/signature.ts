/**
 * Ed25519 as SIG-1 to SIG-4 have it. `@noble/curves` (`zip215: false`) decides; WebCrypto, which is an order of magnitude faster, may be asked ahead, and
 * only its yes counts.
 */

import { create } from "@bufbuild/protobuf";
import { ed25519 } from "@noble/curves/ed25519.js";
import { type Signed, SignedSchema } from "../gen/meridian/v1/envelope_pb";
import { concat, sha256, toHex, utf8 } from "../protocol/bytes";
import { DEVICE_BYTES, type DeviceId, deviceId, idBytes } from "../protocol/ids";
import { SIGNATURE_BYTES } from "../protocol/strict";

/** What a signature is on: a signature of one type is none of another. */
export type SignatureType = "envelope" | "member" | "join" | "login" | "head" | "device" | "tls";

export const KEY_BYTES = 32;

/** What is really signed: `"meridian/1/<type>\0" || body`. */
export function signedMessage(type: SignatureType, body: Uint8Array): Uint8Array {
  return concat(utf8(`meridian/1/${type}\0`), body);
}

const CONFIRMED_MAX = 20_000;
// What WebCrypto said yes to, by key, signature and message: remembering a pure function's answers.
const confirmed = new Set<string>();

function checkKey(key: Uint8Array, message: Uint8Array, signature: Uint8Array): string {
  return toHex(sha256(key, signature, message));
}

/** Ed25519 and nothing else: never call it with bytes that have no type before them. */
export function verifyBare(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  if (confirmed.size > 0 && confirmed.delete(checkKey(key, message, signature))) return true;
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false; // noble throws for what is no signature or key at all
  }
}

/** Asks WebCrypto ahead of time. A no, or no WebCrypto, is without effect: then `verifyBare` decides. */
export async function confirmAhead(key: Uint8Array, type: SignatureType, body: Uint8Array, signature: Uint8Array) {
  if (signature.length !== SIGNATURE_BYTES || confirmed.size >= CONFIRMED_MAX) return;
  const message = signedMessage(type, body);
  const good = await crypto.subtle
    .importKey("raw", new Uint8Array(key), "Ed25519", false, ["verify"])
    .then((imported) => crypto.subtle.verify("Ed25519", imported, new Uint8Array(signature), new Uint8Array(message)))
    .catch(() => false); // this browser has no Ed25519, or does not take the key: not final (SIG-4)
  if (good) confirmed.add(checkKey(key, message, signature));
}

/** A public key that passed full validation (KEY-2). */
export class VerifyKey {
  readonly deviceId: DeviceId;

  private constructor(readonly bytes: Uint8Array) {
    this.deviceId = deviceId(sha256(bytes).slice(0, DEVICE_BYTES));
  }

  /** The key, unless these bytes are not the canonical encoding of a point of prime order. */
  static of(bytes: Uint8Array): VerifyKey | undefined {
    if (bytes.length !== KEY_BYTES) return undefined;
    try {
      const point = ed25519.Point.fromBytes(bytes, false);
      return point.isSmallOrder() || !point.isTorsionFree() ? undefined : new VerifyKey(bytes.slice());
    } catch {
      return undefined; // not a point
    }
  }

  verifies(type: SignatureType, body: Uint8Array, signature: Uint8Array): boolean {
    return verifyBare(this.bytes, signedMessage(type, body), signature);
  }

  equals(other: VerifyKey): boolean {
    return this.deviceId === other.deviceId && toHex(this.bytes) === toHex(other.bytes);
  }
}

/** A private signing key. Nothing prints its seed (KEY-5). */
export class SigningKey {
  readonly #seed: Uint8Array;
  readonly verifyKey: VerifyKey;

  private constructor(seed: Uint8Array) {
    this.#seed = seed.slice();
    const key = VerifyKey.of(ed25519.getPublicKey(seed));
    if (key === undefined) throw new RangeError("a seed whose key may not be enrolled");
    this.verifyKey = key;
  }

  /** @param seed 32 bytes */
  static fromSeed(seed: Uint8Array): SigningKey {
    return new SigningKey(seed);
  }

  get deviceId(): DeviceId {
    return this.verifyKey.deviceId;
  }

  sign(type: SignatureType, body: Uint8Array): Uint8Array {
    return ed25519.sign(signedMessage(type, body), this.#seed);
  }

  signed(type: SignatureType, body: Uint8Array): Signed {
    return create(SignedSchema, { body, device: idBytes(this.deviceId), sig: this.sign(type, body) });
  }
}
