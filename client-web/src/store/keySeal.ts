/**
 * How a device's seeds lie in the browser: under an AES key that cannot be read out of it, and, where the person wants that, inside of it once more under a
 * passphrase (Argon2id). A script that runs in the page can still use keys that are open (TRUST).
 */
import type { Entropy } from "../trust/keys";

/** What a passphrase is stretched with. The figures are stored with each seal, so that later ones may be other. */
interface Stretching extends StretchCost {
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
}

export interface SealedKeys {
  readonly wrapping: CryptoKey;
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
  /** Where a passphrase guards them: what is under `wrapping` is then itself sealed. */
  readonly guard?: Stretching;
}

/** The passphrase is not the one that these keys were sealed with. */
export class WrongPassphrase extends Error {
  constructor() {
    super("This is not the passphrase of this browser: look at capitals and the keyboard’s language, and try again.");
  }
}

/** What a guess costs. */
export interface StretchCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** RFC 9106's choice for where memory is short, in one lane: 0.9 s on the reference machine. */
export const STRETCH_COST: StretchCost = { memoryKiB: 65_536, passes: 3 };
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const KEY_BYTES = 32;
/** How long it works before others get their turn, in milliseconds. */
const TURN_MILLIS = 25;

export async function sealSeeds(
  seeds: Uint8Array,
  passphrase: string | undefined,
  entropy: Entropy,
  cost = STRETCH_COST,
): Promise<SealedKeys> {
  const wrapping = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const nonce = entropy(NONCE_BYTES);
  if (passphrase === undefined) return { wrapping, nonce, sealed: await seal(wrapping, nonce, seeds) };
  const guard = { ...cost, salt: entropy(SALT_BYTES), nonce: entropy(NONCE_BYTES) };
  const inner = await seal(await stretch(passphrase, guard), guard.nonce, seeds);
  return { wrapping, nonce, sealed: await seal(wrapping, nonce, inner), guard };
}

/** @throws WrongPassphrase; and whatever the browser says where its own key does not open them */
export async function openSeeds(keys: SealedKeys, passphrase: string | undefined): Promise<Uint8Array> {
  const inner = await unseal(keys.wrapping, keys.nonce, keys.sealed);
  const { guard } = keys;
  if (guard === undefined) return inner;
  const key = await stretch(passphrase ?? "", guard);
  return unseal(key, guard.nonce, inner).catch(() => {
    throw new WrongPassphrase();
  });
}

async function stretch(passphrase: string, { salt, memoryKiB, passes }: Stretching): Promise<CryptoKey> {
  // Few have a passphrase: others need not load this.
  const { argon2idAsync } = await import("@noble/hashes/argon2.js");
  // However the keyboard composes an umlaut, it is the same passphrase.
  const bytes = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const options = { m: memoryKiB, t: passes, p: 1, dkLen: KEY_BYTES, asyncTick: TURN_MILLIS };
  const secret = await argon2idAsync(bytes, salt, options);
  return crypto.subtle.importKey("raw", new Uint8Array(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function seal(key: CryptoKey, nonce: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
  const iv = new Uint8Array(nonce);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new Uint8Array(plain)));
}

async function unseal(key: CryptoKey, nonce: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> {
  const iv = new Uint8Array(nonce);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, new Uint8Array(sealed)));
}
