/** The plaintext of a snapshot: the changes that are in a document and stand at positions after one and up to another (SNAP-1). */
import { create, toBinary } from "@bufbuild/protobuf";
import { type Frontier, SnapshotSchema } from "../gen/meridian/v1/envelope_pb";
import { ACTOR_BYTES } from "../protocol/ids";
import { isWellFormed, parse } from "../protocol/strict";

const HASH_BYTES = 32;
const LARGEST = (1n << 63n) - 1n;

export interface SnapshotContent {
  readonly afterPos: bigint;
  readonly uptoPos: bigint;
  /** The changes that no other in it builds on, rising. */
  readonly heads: readonly Uint8Array[];
  /** One for every actor in it, rising. */
  readonly frontier: readonly Frontier[];
  /** Packed; their format is not this part's. */
  readonly changes: Uint8Array;
}

/** Undefined where it is not well formed. */
export function readSnapshot(plaintext: Uint8Array): SnapshotContent | undefined {
  const snapshot = parse(SnapshotSchema, plaintext);
  if (snapshot === undefined) return undefined;
  const { afterPos, uptoPos, heads, frontier, changes } = snapshot;
  const fits =
    afterPos < uptoPos &&
    uptoPos <= LARGEST &&
    heads.every((head) => head.length === HASH_BYTES) &&
    frontier.every(fitsFrontier);
  return fits ? { afterPos, uptoPos, heads, frontier, changes } : undefined;
}

function fitsFrontier({ actor, seq, hash, pos, header }: Frontier): boolean {
  return (
    actor.length === ACTOR_BYTES && isPlace(seq) && hash.length === HASH_BYTES && isPlace(pos) && isWellFormed(header)
  );
}

function isPlace(value: bigint): boolean {
  return value >= 1n && value <= LARGEST;
}

export function writeSnapshot({ afterPos, uptoPos, heads, frontier, changes }: SnapshotContent): Uint8Array {
  return toBinary(
    SnapshotSchema,
    create(SnapshotSchema, { afterPos, uptoPos, heads: [...heads], frontier: [...frontier], changes }),
  );
}
