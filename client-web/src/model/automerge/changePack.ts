/**
 * Changes of one document in a small space, to come back byte for byte (PACK-1 to PACK-4 in docs/spec/snapshot.md). What follows from other changes is left out
 * (hashes above all), what is alike lies together, and all of it is deflated. Hostile bytes can only be refused, and whatever comes out has passed the gate.
 */
import { concat } from "../../protocol/bytes";
import { refusalOf } from "./gate";
import { inflateRaw } from "./inflate";
import { PackReader, type PlacedChange } from "./packReader";
import { INFLATED_BYTES_MAX, PACK_VERSION } from "./packStreams";
import { PackWriter } from "./packWriter";

export type Unpacked =
  | { readonly type: "Unpacked"; readonly changes: readonly PlacedChange[] }
  /** No pack, or one with a change that the gate refuses. */
  | { readonly type: "Refused"; readonly reason: string };

/** What was packed. */
export function unpackChanges(packed: Uint8Array): Unpacked {
  if (packed[0] !== PACK_VERSION) return { type: "Refused", reason: "a snapshot of another format" };
  try {
    return { type: "Unpacked", changes: new PackReader(inflateRaw(packed, 1, INFLATED_BYTES_MAX)).read() };
  } catch (e) {
    const { reason, message } = refusalOf(e);
    return { type: "Refused", reason: `${reason}: ${message}` };
  }
}

/** Packs changes that the gate has read, each after what it builds on; positions do not fall. @throws RangeError where they are too many */
export async function packChanges(changes: readonly PlacedChange[]): Promise<Uint8Array> {
  const writer = new PackWriter();
  for (const each of changes) writer.add(each);
  const plain = writer.finish();
  if (plain.length > INFLATED_BYTES_MAX) throw new RangeError(`too many changes for one pack: ${plain.length} bytes`);
  return concat(Uint8Array.of(PACK_VERSION), await deflated(plain));
}

async function deflated(plain: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([plain.slice()]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
