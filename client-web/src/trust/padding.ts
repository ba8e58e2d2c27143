/** How far a plaintext is padded, so that its size says little (ENV-9): at least 256 bytes, above that a Padmé size. */
import { type DescMessage, toBinary } from "@bufbuild/protobuf";
import type { Changes, ChangesSchema } from "../gen/meridian/v1/envelope_pb";
import type { Statement, StatementSchema } from "../gen/meridian/v1/statement_pb";

const BYTES_MIN = 256;

/** The next size at or above this one, in bytes, that a plaintext may have. */
export function paddedSize(size: number): number {
  if (size <= BYTES_MIN) return BYTES_MIN;
  const exponent = 31 - Math.clz32(size);
  const keptBits = 32 - Math.clz32(exponent);
  const mask = 2 ** (exponent - keptBits) - 1;
  return (size + mask) & ~mask;
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size++;
  return size;
}

const fieldSize = (length: number): number => 1 + varintSize(length) + length;

// The length of a pad whose field takes these bytes altogether, or a near one where there is none.
function padLength(fieldBytes: number): number {
  const oneByteLength = fieldBytes - fieldSize(1) + 1;
  return oneByteLength < 0x80 ? Math.max(1, oneByteLength) : oneByteLength + 1 - varintSize(oneByteLength);
}

/** The serialised message with its pad, which it has under a number below 16. */
export function padded(
  schema: typeof ChangesSchema | typeof StatementSchema,
  message: Changes | Statement,
): Uint8Array {
  const plain = toBinary<DescMessage>(schema, message);
  const size = plain.length;
  let target = paddedSize(size);
  // A pad of one byte takes three; and where the length of the pad needs a second byte, one total cannot be met.
  while (target !== size && fieldSize(padLength(target - size)) !== target - size) target = paddedSize(target + 1);
  if (target === size) return plain;
  const withPad: Changes | Statement = { ...message, pad: new Uint8Array(padLength(target - size)) };
  return toBinary<DescMessage>(schema, withPad);
}
