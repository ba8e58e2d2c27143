/** The proof at login: good for one connection to one relay under one name (LOGIN-1). */
import { create, toBinary } from "@bufbuild/protobuf";
import { type Login, LoginProofSchema, LoginSchema } from "../gen/meridian/v1/frame_pb";
import { idBytes, type WorkspaceId } from "../protocol/ids";
import type { SigningKey, VerifyKey } from "./signature";

export const NONCE_BYTES = 32;

/** What a login is bound to; `host` is HOST:PORT as it is dialled. */
export interface LoginTerms {
  readonly workspace: WorkspaceId;
  readonly host: string;
  readonly relayKey: VerifyKey;
  readonly clientNonce: Uint8Array;
  readonly relayNonce: Uint8Array;
}

export function encodeLoginProof(terms: LoginTerms): Uint8Array {
  const { host, clientNonce, relayNonce } = terms;
  const relayKey = terms.relayKey.bytes;
  const proof = create(LoginProofSchema, { ws: idBytes(terms.workspace), host, relayKey, clientNonce, relayNonce });
  return toBinary(LoginProofSchema, proof);
}

export function prove(key: SigningKey, terms: LoginTerms): Login {
  return create(LoginSchema, {
    proof: key.signed("login", encodeLoginProof(terms)),
    signingKey: key.verifyKey.bytes,
  });
}
