/** Puts the changes of a pack together again. One use. Everything that it reads may be hostile (PACK-2, PACK-4). */
import { fromHex } from "../../protocol/bytes";
import { ACTOR_BYTES } from "../../protocol/ids";
import { ByteBuilder } from "./byteBuilder";
import { ByteCursor, exactSleb } from "./byteCursor";
import { type ParsedChange, parseUnchecked } from "./gate";
import { COUNTER_MAX, GATE_CAPS } from "./gateCaps";
import { GateError, malformed } from "./gateError";
import { CHUNK_BYTES_MAX, columnOf, isRelative, STREAM, STREAMS } from "./packStreams";

const HASH_BYTES = 32;
/** Magic, room for the checksum, and the type of a plain change. */
const HEADER = Uint8Array.of(0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1);

/** A change with its place in the log. */
export interface PlacedChange {
  readonly pos: number;
  readonly change: ParsedChange;
}

export class PackReader {
  private readonly input: ByteCursor;
  private readonly streams: ByteCursor[] = [];
  private actors: Uint8Array[] = [];
  private seqs: number[] = [];
  private readonly hashes: Uint8Array[] = [];
  private readonly body = new ByteBuilder();
  private readonly columns = new ByteBuilder();
  private readonly column = new ByteBuilder();
  private lastPos = 0;
  private lastStart = 0;
  private lastTime = 0n;
  private bytes = 0;

  constructor(plain: Uint8Array) {
    this.input = new ByteCursor(plain, 0, plain.length);
  }

  read(): PlacedChange[] {
    const { input } = this;
    const count = input.ulebUpTo(input.remaining, "changes");
    const actors = input.ulebUpTo(Math.floor(input.remaining / ACTOR_BYTES), "actors");
    for (let i = 0; i < actors; i++) this.actors.push(slice(input, ACTOR_BYTES));
    this.seqs = this.actors.map(() => 0);
    for (let i = 0; i < STREAMS; i++) {
      const length = input.ulebUpTo(input.remaining, "bytes of a stream");
      const from = input.take(length);
      this.streams.push(new ByteCursor(input.bytes, from, from + length));
    }
    const found: PlacedChange[] = [];
    for (let i = 0; i < count; i++) found.push(this.one());
    if (!input.isDone || this.streams.some((stream) => !stream.isDone)) throw malformed("more than its changes");
    return found;
  }

  private from(stream: number): ByteCursor {
    return this.streams[stream]!;
  }

  private one(): PlacedChange {
    const more = this.from(STREAM.position).uleb();
    this.lastPos = added(this.lastPos, more, Number.MAX_SAFE_INTEGER, "position");
    const actor = this.from(STREAM.actor).ulebUpTo(this.actors.length - 1, "actor");
    const seq = added(this.seqs[actor]! + 1, this.from(STREAM.sequence).sleb(), COUNTER_MAX, "sequence number");
    this.seqs[actor] = seq;
    this.lastStart = added(this.lastStart, this.from(STREAM.start).sleb(), COUNTER_MAX, "first counter");
    this.lastTime = BigInt.asIntN(64, this.lastTime + exact(this.from(STREAM.time)));
    this.body.clear();
    this.deps();
    this.body.uleb(ACTOR_BYTES);
    this.body.put(this.actors[actor]!);
    this.body.uleb(seq);
    this.body.uleb(this.lastStart);
    this.body.sleb(this.lastTime);
    const messages = this.from(STREAM.message);
    const message = messages.ulebUpTo(messages.remaining, "bytes of a message");
    this.body.uleb(message);
    this.body.put(view(messages, message));
    this.others();
    this.table();
    return { pos: this.lastPos, change: this.finished() };
  }

  private deps(): void {
    const deps = this.from(STREAM.deps);
    const count = deps.ulebUpTo(Math.min(deps.remaining, GATE_CAPS.depsMax), "dependencies");
    this.body.uleb(count);
    for (let i = 0; i < count; i++) {
      const back = deps.ulebUpTo(this.hashes.length, "change before");
      this.body.put(back === 0 ? view(this.from(STREAM.foreign), HASH_BYTES) : this.hashes[this.hashes.length - back]!);
    }
  }

  private others(): void {
    const others = this.from(STREAM.others);
    const count = others.ulebUpTo(this.actors.length, "actors");
    this.body.uleb(count);
    for (let i = 0; i < count; i++) {
      this.body.uleb(ACTOR_BYTES);
      this.body.put(this.actors[others.ulebUpTo(this.actors.length - 1, "actor")]!);
    }
  }

  private table(): void {
    const table = this.from(STREAM.table);
    const count = table.ulebUpTo(STREAMS, "columns");
    this.body.uleb(count);
    this.columns.clear();
    for (let i = 0; i < count; i++) {
      const stream = table.ulebUpTo(STREAMS - 1, "column");
      const type = columnOf(stream);
      if (type === undefined) throw malformed("no column");
      const source = this.from(stream);
      const length = table.ulebUpTo(source.remaining, "bytes of a column");
      const at = source.take(length);
      this.column.clear();
      if (isRelative(type)) this.relative(new ByteCursor(source.bytes, at, at + length));
      else this.column.put(source.bytes.subarray(at, at + length));
      this.body.uleb(type);
      this.body.uleb(this.column.size);
      this.columns.put(this.column.view);
    }
    this.body.put(this.columns.view);
  }

  private relative(packed: ByteCursor): void {
    const run = exact(packed);
    this.column.sleb(run);
    if (run !== 0n) this.column.sleb(BigInt.asIntN(64, BigInt(this.lastStart) - exact(packed)));
    this.column.put(view(packed, packed.remaining));
  }

  private finished(): ParsedChange {
    this.bytes += this.body.size;
    if (this.bytes > CHUNK_BYTES_MAX) {
      throw new GateError("TOO_LARGE", `changes of more than ${CHUNK_BYTES_MAX} bytes`);
    }
    const chunk = new ByteBuilder();
    chunk.put(HEADER);
    chunk.uleb(this.body.size);
    chunk.put(this.body.view);
    const parsed = parseUnchecked(chunk.taken());
    if (parsed.type === "Refused") throw malformed(`${parsed.refusal.reason}: ${parsed.refusal.message}`);
    this.hashes.push(fromHex(parsed.change.hash));
    return parsed.change;
  }
}

function added(before: number, more: number, max: number, what: string): number {
  const sum = before + more;
  if (more > max || more < -max || sum < 1 || sum > max) throw malformed(`${what} out of range`);
  return sum;
}

/** A signed number, every digit of it. */
function exact(input: ByteCursor): bigint {
  const from = input.at;
  input.sleb();
  return BigInt(exactSleb(input.bytes, from, input.at));
}

function view(input: ByteCursor, count: number): Uint8Array {
  const from = input.take(count);
  return input.bytes.subarray(from, from + count);
}

function slice(input: ByteCursor, count: number): Uint8Array {
  return view(input, count).slice();
}
