/** AES-256-GCM with a tag of 16 bytes. A key here seals one message in its life, so the nonce is zero (ENV-4). */
import { gcm } from "@noble/ciphers/aes.js";

const NONCE = new Uint8Array(12);

/** Ciphertext and tag. */
export function aesSeal(key: Uint8Array, plaintext: Uint8Array, associated: Uint8Array): Uint8Array {
  return gcm(key, NONCE, associated).encrypt(plaintext);
}

/** The plaintext, or undefined if key, ciphertext or associated data are not those of the sealing. */
export function aesOpen(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array | undefined {
  try {
    return gcm(key, NONCE, associated).decrypt(sealed);
  } catch {
    return undefined; // the tag does not fit
  }
}
