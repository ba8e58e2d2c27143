/**
 * Reads change chunks in plain code and refuses, before Automerge sees them, those that could break it (GATE-1 to GATE-17; the format is
 * automerge.org/automerge-binary-format-spec). It accepts one encoding of a change, the canonical one.
 */
import { concat, equalBytes, sha256, toHex } from "../../protocol/bytes";
import { ACTOR_BYTES, type ActorId, actorId } from "../../protocol/ids";
import { ByteCursor } from "./byteCursor";
import { COUNTER_MAX, GATE_CAPS, type GateCaps } from "./gateCaps";
import { GateError, malformed, type RefusalReason } from "./gateError";
import { inflateRaw } from "./inflate";
import { type Ops, OpsParser } from "./ops";
import { codePoints } from "./utf8";
import type { ChangeHash } from "./value";

const MAGIC = Uint8Array.of(0x85, 0x6f, 0x4a, 0x83);
const CHECKSUM_AT = 4;
const TYPE_AT = 8;
const LENGTH_AT = 9;
const CHANGE = 1;
const DEFLATED_CHANGE = 2;
const HASH_BYTES = 32;

/** A change chunk that the gate has read: well-formed, canonical, within the caps. */
export interface ParsedChange {
  /** Exactly as it came. */
  readonly chunk: Uint8Array;
  /** The same without compression, which is what Automerge is given: it never inflates what a peer sent. */
  readonly plainChunk: Uint8Array;
  readonly hash: ChangeHash;
  readonly deps: readonly ChangeHash[];
  /** The author, then the other actors that operations mention. */
  readonly actors: readonly ActorId[];
  readonly seq: number;
  readonly startOp: number;
  readonly ops: Ops;
}

export function authorOf(change: ParsedChange): ActorId {
  return change.actors[0]!;
}

export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
}

export type GateResult =
  | { readonly type: "Parsed"; readonly change: ParsedChange }
  | { readonly type: "Refused"; readonly refusal: Refusal };

/** What a refused reading gives; anything but a refusal is a bug and thrown on. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof GateError) return { reason: error.reason, message: error.message };
  throw error;
}

/** Reads one change chunk: all checks that need no document. */
export function parseChange(chunk: Uint8Array, caps: GateCaps = GATE_CAPS): GateResult {
  try {
    return { type: "Parsed", change: readOrThrow(chunk, caps) };
  } catch (e) {
    return { type: "Refused", refusal: refusalOf(e) };
  }
}

/** As `parseChange`, of a plain chunk that has no checksum yet: it is written into it. */
export function parseUnchecked(plainChunk: Uint8Array): GateResult {
  plainChunk.set(sha256(plainChunk.subarray(TYPE_AT)).subarray(0, TYPE_AT - CHECKSUM_AT), CHECKSUM_AT);
  return parseChange(plainChunk);
}

/**
 * Cuts a stream of concatenated chunks at their stated lengths, without looking into them. Joined again the pieces are the same bytes; what has not the
 * shape of a chunk is one last piece, for `parseChange` to refuse.
 */
export function splitChunks(chunks: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < chunks.length; ) {
    const end = chunkEnd(chunks, at);
    pieces.push(chunks.slice(at, end));
    at = end;
  }
  return pieces;
}

function chunkEnd(chunks: Uint8Array, at: number): number {
  let length = 0;
  let factor = 1;
  for (let i = at + LENGTH_AT; i < chunks.length && i < at + LENGTH_AT + 5; i++) {
    length += (chunks[i]! & 0x7f) * factor;
    factor *= 0x80;
    if (chunks[i]! < 0x80) return Math.min(chunks.length, i + 1 + length);
  }
  return chunks.length;
}

function readOrThrow(chunk: Uint8Array, caps: GateCaps): ParsedChange {
  if (chunk.length > caps.chunkBytesMax) {
    throw new GateError("TOO_LARGE", `chunk of ${chunk.length} bytes, above ${caps.chunkBytesMax}`);
  }
  if (chunk.length <= LENGTH_AT || !equalBytes(chunk.subarray(0, 4), MAGIC)) throw malformed("not a chunk");
  const input = new ByteCursor(chunk, LENGTH_AT, chunk.length);
  const length = input.ulebUpTo(caps.chunkBytesMax, "bytes of a chunk");
  if (length !== input.remaining) throw malformed("chunk is not as long as it says");
  switch (chunk[TYPE_AT]) {
    case CHANGE:
      return readBody(chunk, chunk, input.at, caps);
    case DEFLATED_CHANGE: {
      const body = inflateRaw(chunk, input.at, caps.inflatedBytesMax);
      const plain = concat(chunk.subarray(0, TYPE_AT), Uint8Array.of(CHANGE), uleb(body.length), body);
      return readBody(chunk, plain, plain.length - body.length, caps);
    }
    default:
      throw new GateError("UNSUPPORTED", `chunk type ${chunk[TYPE_AT]}`);
  }
}

function uleb(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

function readBody(chunk: Uint8Array, plainChunk: Uint8Array, bodyFrom: number, caps: GateCaps): ParsedChange {
  const digest = sha256(plainChunk.subarray(TYPE_AT));
  if (!equalBytes(digest.subarray(0, 4), plainChunk.subarray(4, TYPE_AT))) throw malformed("checksum does not fit");
  const input = new ByteCursor(plainChunk, bodyFrom, plainChunk.length);
  const deps = readDeps(input, caps);
  const actor = readActor(input);
  const seq = input.ulebUpTo(COUNTER_MAX, "sequence number");
  const startOp = input.ulebUpTo(COUNTER_MAX, "first counter");
  if (seq === 0 || startOp === 0) throw malformed("numbers that begin at zero");
  input.sleb(); // The time: nobody reads it, the envelope carries the one that counts.
  const messageBytes = input.ulebUpTo(caps.messageBytesMax, "bytes of the message");
  const message = input.take(messageBytes);
  if (codePoints(plainChunk, message, message + messageBytes) < 0) throw malformed("message is not UTF-8");
  const actors = readActors(input, actor);
  const ops = new OpsParser(plainChunk, caps, actors, startOp).parse(input);
  return { chunk, plainChunk, hash: toHex(digest), deps, actors, seq, startOp, ops };
}

function readDeps(input: ByteCursor, caps: GateCaps): ChangeHash[] {
  const count = input.ulebUpTo(caps.depsMax, "dependencies");
  const deps: ChangeHash[] = [];
  for (let i = 0; i < count; i++) {
    const from = input.take(HASH_BYTES);
    const dep = toHex(input.bytes.subarray(from, from + HASH_BYTES));
    if (i > 0 && deps[i - 1]! >= dep) throw malformed("dependencies out of order");
    deps.push(dep);
  }
  return deps;
}

function readActor(input: ByteCursor): ActorId {
  if (input.uleb() !== ACTOR_BYTES) {
    throw new GateError("FOREIGN_ACTOR", `an actor that has not ${ACTOR_BYTES} bytes`);
  }
  const from = input.take(ACTOR_BYTES);
  return actorId(input.bytes.subarray(from, from + ACTOR_BYTES));
}

function readActors(input: ByteCursor, author: ActorId): ActorId[] {
  const count = input.ulebUpTo(Math.floor(input.remaining / ACTOR_BYTES), "actors");
  const actors = [author];
  for (let i = 1; i <= count; i++) {
    const actor = readActor(input);
    if (actor === author || (i > 1 && actors[i - 1]! >= actor)) throw malformed("actors out of order");
    actors.push(actor);
  }
  return actors;
}
