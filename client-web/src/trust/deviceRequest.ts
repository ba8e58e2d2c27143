/**
 * A new device asks to be a certain member's, by its own signature: whoever else gets to see this cannot make the device theirs (MEM-11). Nothing of it is
 * secret. As text it is `meridian-device-v1.SIGNING.WRAPPING.SIGNATURE` in base64url, short enough for a QR code; `meridian-recovery-v1...` for a recovery
 * device.
 */
import { create } from "@bufbuild/protobuf";
import { DeviceSchema } from "../gen/meridian/v1/log_pb";
import { concat, fromBase64Url, NO_BYTES, toBase64Url, uint32 } from "../protocol/bytes";
import { type DeviceId, idBytes, type WorkspaceId } from "../protocol/ids";
import { SIGNATURE_BYTES } from "../protocol/strict";
import { type DeviceKeys, PublicKeys } from "./keys";

export interface DeviceRequest {
  readonly keys: PublicKeys;
  /** By the new device, type "device". */
  readonly signature: Uint8Array;
  /** Whether it is to be the member's recovery device. */
  readonly recovery: boolean;
}

/** A reason is one sentence for the person who pasted it. */
export type RequestParsing =
  | { readonly type: "Parsed"; readonly request: DeviceRequest }
  | { readonly type: "Broken"; readonly reason: string };

const DEVICE = "meridian-device-v1";
const RECOVERY = "meridian-recovery-v1";
const PARTS = 4;

/** Asks, as the new device. */
export function askFor(device: DeviceKeys, ws: WorkspaceId, member: DeviceId, recovery: boolean): DeviceRequest {
  const keys = device.publicKeys;
  return { keys, signature: device.signing.sign("device", wish(ws, member, recovery, keys)), recovery };
}

/** Whether the device asks to be this member's, in this workspace. */
export function isAskedFor({ keys, signature, recovery }: DeviceRequest, ws: WorkspaceId, member: DeviceId): boolean {
  return keys.signing.verifies("device", wish(ws, member, recovery, keys), signature);
}

function wish(ws: WorkspaceId, member: DeviceId, recovery: boolean, keys: PublicKeys): Uint8Array {
  return concat(idBytes(ws), idBytes(member), uint32(recovery ? 1 : 0), keys.signing.bytes, keys.wrapping);
}

export function formatRequest({ keys, signature, recovery }: DeviceRequest): string {
  const parts = [keys.signing.bytes, keys.wrapping, signature].map(toBase64Url);
  return [recovery ? RECOVERY : DEVICE, ...parts].join(".");
}

/** Reads a request, with blanks around it. */
export function parseRequest(text: string): RequestParsing {
  const [purpose, ...parts] = text.trim().split(".");
  const recovery = purpose === RECOVERY;
  if (!recovery && purpose !== DEVICE) return broken(`a device's request begins with ${DEVICE}`);
  if (parts.length !== PARTS - 1) {
    return broken("the request is cut short, or goes on after its end: copy it whole, and alone");
  }
  const [signingKey, wrappingKey, signature] = parts.map(decode) as [Uint8Array, Uint8Array, Uint8Array];
  const keys = PublicKeys.of(create(DeviceSchema, { signingKey, wrappingKey }));
  if (keys === undefined || signature.length !== SIGNATURE_BYTES) {
    return broken("the request has a wrong or a missing character: copy it again");
  }
  const request = { keys, signature, recovery };
  return formatRequest(request) === text.trim()
    ? { type: "Parsed", request }
    : broken("the request has a wrong character: copy it again");
}

// Empty where it is not base64url: no key and no signature has that length.
function decode(text: string): Uint8Array {
  return /^[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 1 ? fromBase64Url(text) : NO_BYTES;
}

function broken(reason: string): RequestParsing {
  return { type: "Broken", reason };
}
