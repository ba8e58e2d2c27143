/** To whom a wrap is, as far as it can be seen from outside. */
import type { Wrap } from "../gen/meridian/v1/log_pb";
import { equalBytes } from "../protocol/bytes";
import { DEVICE_BYTES, type DeviceId, deviceId, idBytes } from "../protocol/ids";
import { isWrappingKey, WRAP_CT_BYTES } from "./keys";
import { KEY_BYTES } from "./signature";

/** Whether it is well formed and to this device or invite; whether it opens its recipient alone can tell. */
export function isFor(recipient: DeviceId, wrap: Wrap | undefined): boolean {
  return (
    wrap !== undefined &&
    equalBytes(wrap.recipient, idBytes(recipient)) &&
    isWellFormedWrap(wrap) &&
    isWrappingKey(wrap.enc)
  );
}

/** Whether it is well formed and to this device, or neither of them is there. */
export function isForOptional(recipient: DeviceId | undefined, wrap: Wrap | undefined): boolean {
  return recipient === undefined ? wrap === undefined : isFor(recipient, wrap);
}

/** Whether it has the lengths of a wrap. An encapsulated key that fits nobody opens for nobody, and harms nobody else. */
export function isWellFormedWrap(wrap: Wrap): boolean {
  return wrap.recipient.length === DEVICE_BYTES && wrap.enc.length === KEY_BYTES && wrap.ct.length === WRAP_CT_BYTES;
}

/** A device's id, or undefined where these bytes are none. */
export function deviceIdOf(bytes: Uint8Array): DeviceId | undefined {
  return bytes.length === DEVICE_BYTES ? deviceId(bytes) : undefined;
}
