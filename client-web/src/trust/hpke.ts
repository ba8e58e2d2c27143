/** HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; one message a context (HPKE-1 to HPKE-3). */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from "@hpke/core";
import { DhkemX25519HkdfSha256 } from "@hpke/dhkem-x25519";
import { x25519 } from "@noble/curves/ed25519.js";
import { isWrappingKey } from "./keys";

export interface HpkeSealed {
  readonly enc: Uint8Array;
  readonly ct: Uint8Array;
}

const kem = new DhkemX25519HkdfSha256();
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });

function buffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

async function pair(privateKey: Uint8Array): Promise<CryptoKeyPair> {
  return {
    privateKey: await kem.importKey("raw", buffer(privateKey), false),
    publicKey: await kem.importKey("raw", buffer(x25519.getPublicKey(privateKey)), true),
  };
}

/** @param ephemeral 32 fresh random bytes, the ephemeral private key */
export async function hpkeSeal(
  recipient: Uint8Array,
  info: Uint8Array,
  plaintext: Uint8Array,
  ephemeral: Uint8Array,
): Promise<HpkeSealed> {
  const sender = await suite.createSenderContext({
    recipientPublicKey: await kem.importKey("raw", buffer(recipient), true),
    info: buffer(info),
    ekm: await pair(ephemeral),
  });
  const ct = await sender.seal(buffer(plaintext));
  return { enc: new Uint8Array(sender.enc), ct: new Uint8Array(ct) };
}

/** The plaintext, or undefined if it was not sealed to this key with this info, or was damaged. */
export async function hpkeOpen(
  privateKey: Uint8Array,
  info: Uint8Array,
  sealed: HpkeSealed,
): Promise<Uint8Array | undefined> {
  if (!isWrappingKey(sealed.enc)) return undefined;
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: await pair(privateKey),
      enc: buffer(sealed.enc),
      info: buffer(info),
    });
    return new Uint8Array(await recipient.open(buffer(sealed.ct)));
  } catch {
    return undefined; // not for this key, or damaged: HPKE does not say which
  }
}
