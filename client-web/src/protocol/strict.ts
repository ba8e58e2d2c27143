/** What protobuf lets pass and this protocol does not (SIG-3, MEM-4). */
import { type DescMessage, fromBinary, type Message, type MessageShape, toBinary } from "@bufbuild/protobuf";
import type { Signed } from "../gen/meridian/v1/envelope_pb";
import { equalBytes } from "./bytes";
import { DEVICE_BYTES } from "./ids";

export const SIGNATURE_BYTES = 64;

/** The message that these bytes are, or undefined if they are none. */
export function parse<D extends DescMessage>(schema: D, bytes: Uint8Array): MessageShape<D> | undefined {
  try {
    return fromBinary(schema, bytes);
  } catch {
    return undefined; // What does not parse is not a message: the caller says what that means.
  }
}

function isMessage(value: unknown): value is Message {
  return typeof value === "object" && value !== null && "$typeName" in value;
}

/** Whether this version knows every field of the message and of those within it. */
export function hasNoUnknownFields(message: Message): boolean {
  if ((message.$unknown?.length ?? 0) > 0) return false;
  return Object.values(message).every(isKnown);
}

function isKnown(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isKnown);
  if (isMessage(value)) return hasNoUnknownFields(value);
  const isOneOf = typeof value === "object" && value !== null && "case" in value && "value" in value;
  return isOneOf ? isKnown(value.value) : true;
}

/** Whether these are the bytes that this message has: nothing unknown, repeated, reordered or longer than it need be. */
export function isOnlyEncoding<D extends DescMessage>(schema: D, message: MessageShape<D>, bytes: Uint8Array): boolean {
  return (message.$unknown?.length ?? 0) === 0 && equalBytes(toBinary(schema, message), bytes);
}

/** Whether body, device and signature are there, have their lengths, and nothing is beside them. */
export function isWellFormed(signed: Signed | undefined): signed is Signed {
  return (
    signed !== undefined &&
    (signed.$unknown?.length ?? 0) === 0 &&
    signed.body.length > 0 &&
    signed.device.length === DEVICE_BYTES &&
    signed.sig.length === SIGNATURE_BYTES
  );
}
