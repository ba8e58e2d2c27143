/** Takes changes apart into the streams of a pack (PACK-2). One use. */
import { fromHex } from "../../protocol/bytes";
import { ACTOR_BYTES, type ActorId, idBytes } from "../../protocol/ids";
import { ByteBuilder } from "./byteBuilder";
import { ByteCursor, exactSleb } from "./byteCursor";
import { authorOf, type ParsedChange } from "./gate";
import type { PlacedChange } from "./packReader";
import { isRelative, STREAM, STREAMS, streamOf } from "./packStreams";

const HASH_BYTES = 32;
/** Where a plain chunk's length stands. */
const LENGTH_AT = 9;

export class PackWriter {
  private readonly streams = Array.from({ length: STREAMS }, () => new ByteBuilder());
  private readonly actors = new Map<ActorId, number>();
  private readonly seqs = new Map<ActorId, number>();
  private readonly places = new Map<string, number>();
  private count = 0;
  private lastPos = 0;
  private lastStart = 0;
  private lastTime = 0n;

  /** Each after what it builds on; positions do not fall. */
  add({ pos, change }: PlacedChange): void {
    const actor = authorOf(change);
    this.to(STREAM.position).uleb(pos - this.lastPos);
    this.lastPos = pos;
    this.to(STREAM.actor).uleb(this.number(actor));
    this.to(STREAM.sequence).sleb(change.seq - (this.seqs.get(actor) ?? 0) - 1);
    this.seqs.set(actor, change.seq);
    this.to(STREAM.start).sleb(change.startOp - this.lastStart);
    this.lastStart = change.startOp;
    this.deps(change);
    const input = afterDeps(change);
    const time = exact(input);
    this.to(STREAM.time).sleb(BigInt.asIntN(64, time - this.lastTime));
    this.lastTime = time;
    const message = input.uleb();
    this.to(STREAM.message).uleb(message);
    this.to(STREAM.message).put(view(input, message));
    const others = input.uleb();
    this.to(STREAM.others).uleb(others);
    // The gate has read who they are.
    for (const other of change.actors.slice(1)) this.to(STREAM.others).uleb(this.number(other));
    input.take(others * (ACTOR_BYTES + 1));
    this.columns(input, change.startOp);
    this.places.set(change.hash, this.count++);
  }

  private to(stream: number): ByteBuilder {
    return this.streams[stream]!;
  }

  private number(actor: ActorId): number {
    const known = this.actors.get(actor);
    if (known !== undefined) return known;
    this.actors.set(actor, this.actors.size);
    return this.actors.size - 1;
  }

  private deps({ deps }: ParsedChange): void {
    this.to(STREAM.deps).uleb(deps.length);
    for (const dep of deps) {
      const place = this.places.get(dep);
      this.to(STREAM.deps).uleb(place === undefined ? 0 : this.count - place);
      if (place === undefined) this.to(STREAM.foreign).put(fromHex(dep));
    }
  }

  private columns(input: ByteCursor, startOp: number): void {
    const types: number[] = [];
    const lengths: number[] = [];
    const count = input.uleb();
    for (let i = 0; i < count; i++) {
      types.push(input.uleb());
      lengths.push(input.uleb());
    }
    const table = this.to(STREAM.table);
    table.uleb(count);
    for (const [i, type] of types.entries()) {
      const stream = streamOf(type);
      if (stream === undefined) throw new Error(`the gate has let column ${type} pass`);
      const out = this.to(stream);
      const before = out.size;
      const from = input.take(lengths[i]!);
      const column = new ByteCursor(input.bytes, from, from + lengths[i]!);
      if (isRelative(type)) relative(column, startOp, out);
      else out.put(view(column, column.remaining));
      table.uleb(stream);
      table.uleb(out.size - before);
    }
  }

  /** How many changes, the actors, then each stream with its length. */
  finish(): Uint8Array {
    const all = new ByteBuilder();
    all.uleb(this.count);
    all.uleb(this.actors.size);
    for (const actor of this.actors.keys()) all.put(idBytes(actor));
    for (const stream of this.streams) {
      all.uleb(stream.size);
      all.put(stream.view);
    }
    return all.taken();
  }
}

// A column begins with how long its first run is, then the first value; 0 is a run of nothing.
function relative(column: ByteCursor, startOp: number, out: ByteBuilder): void {
  const run = exact(column);
  out.sleb(run);
  if (run !== 0n) out.sleb(BigInt.asIntN(64, BigInt(startOp) - exact(column)));
  out.put(view(column, column.remaining));
}

function afterDeps({ plainChunk, deps }: ParsedChange): ByteCursor {
  const input = new ByteCursor(plainChunk, LENGTH_AT, plainChunk.length);
  input.uleb();
  input.uleb();
  input.take(deps.length * HASH_BYTES);
  input.take(input.uleb());
  input.uleb();
  input.uleb();
  return input;
}

function exact(input: ByteCursor): bigint {
  const from = input.at;
  input.sleb();
  return BigInt(exactSleb(input.bytes, from, input.at));
}

function view(input: ByteCursor, count: number): Uint8Array {
  const from = input.take(count);
  return input.bytes.subarray(from, from + count);
}
