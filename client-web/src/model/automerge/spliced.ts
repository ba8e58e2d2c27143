/** What a local change did to texts, character by character: so that it can be taken back wherever those characters stand by then. */
import type { ActorId } from "../../protocol/ids";
import type { Write } from "./editor";
import { authorOf, type ParsedChange } from "./gate";
import { codePointCount } from "./utf8";
import { type ObjectId, objectId } from "./value";

/** Characters whose operations have counters one after the other. */
export interface CharacterRun {
  readonly actor: ActorId;
  readonly counter: number;
  readonly count: number;
}

/** One splice; a character is one code point. */
export interface Spliced {
  readonly text: ObjectId;
  /** Where, in UTF-16 units, in the text as it was before this splice. */
  readonly at: number;
  readonly removed: string;
  readonly removedRuns: readonly CharacterRun[];
  readonly inserted: string;
  readonly insertedRuns: readonly CharacterRun[];
  /** The characters beside it, of the text as it was before; undefined at its ends. */
  readonly left: ObjectId | undefined;
  readonly right: ObjectId | undefined;
}

/** The operations of runs, one by one. */
export function characterIds(runs: readonly CharacterRun[]): ObjectId[] {
  return runs.flatMap(({ actor, counter, count }) =>
    Array.from({ length: count }, (_, i) => objectId(counter + i, actor)),
  );
}

/** Adds a character behind runs. */
function append(runs: CharacterRun[], actor: ActorId, counter: number): void {
  const last = runs.at(-1);
  if (last?.actor === actor && last.counter + last.count === counter)
    runs[runs.length - 1] = { ...last, count: last.count + 1 };
  else runs.push({ actor, counter, count: 1 });
}

/** The characters of a text as runs, by asking for as few as possible. @param idAt who inserted what stands at a place, in UTF-16 units */
export function runsOf(text: string, idAt: (at: number) => readonly [counter: number, actor: ActorId]): CharacterRun[] {
  const runs: CharacterRun[] = [];
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
  type Known = readonly [number, ActorId];
  const between = (low: number, lowId: Known, high: number, highId: Known): void => {
    if (lowId[1] === highId[1] && highId[0] - lowId[0] === high - low) {
      const last = runs.at(-1);
      const count = high - low + 1;
      const goesOn = last?.actor === lowId[1] && last.counter + last.count === lowId[0];
      if (goesOn) runs[runs.length - 1] = { ...last, count: last.count + count };
      else runs.push({ actor: lowId[1], counter: lowId[0], count });
      return;
    }
    // Two that stand side by side differ here, so there is something to halve.
    const middle = (low + high) >>> 1;
    between(low, lowId, middle, middle === low ? lowId : idAt(starts[middle]!));
    const next = middle + 1;
    between(next, next === high ? highId : idAt(starts[next]!), high, highId);
  };
  const last = starts.length - 1;
  if (last >= 0) between(0, idAt(starts[0]!), last, idAt(starts[last]!));
  return runs;
}

type Noted = Omit<Spliced, "removedRuns" | "insertedRuns">;

/** Follows the writes of one change as they are played. */
export class SpliceLog {
  private readonly running = new Map<ObjectId, string>();
  private readonly noted: (Noted | undefined)[] = [];

  /**
   * @param before a text before the change; undefined for one that the change makes
   * @param character what stands at a place of a text, in UTF-16 units, as far as the change is played
   */
  constructor(
    private readonly before: (text: ObjectId) => string | undefined,
    private readonly character: (text: ObjectId, at: number) => ObjectId,
  ) {}

  note(write: Write): void {
    if (write.type !== "splice") {
      this.noted.push(undefined);
      return;
    }
    const { text, at, deleted, insert } = write;
    const old = this.running.get(text) ?? this.before(text);
    const was = old ?? "";
    const end = at + deleted;
    this.running.set(text, was.slice(0, at) + insert + was.slice(end));
    // Whole characters: the half of a pair is none.
    const leftAt = at > 1 && isLowSurrogate(was.charCodeAt(at - 1)) ? at - 2 : at - 1;
    const left = old === undefined || at === 0 ? undefined : this.character(text, leftAt);
    const right = old === undefined || end >= was.length ? undefined : this.character(text, end);
    this.noted.push({ text, at, removed: was.slice(at, end), inserted: insert, left, right });
  }

  /** @param change what the writes came to: an operation for each key, and for each character deleted, then inserted */
  read(change: ParsedChange): Spliced[] {
    const spliced: Spliced[] = [];
    let op = 0;
    for (const each of this.noted) {
      if (each === undefined) {
        op++;
        continue;
      }
      const end = op + codePointCount(each.removed) + codePointCount(each.inserted);
      const removedRuns: CharacterRun[] = [];
      const insertedRuns: CharacterRun[] = [];
      for (; op < end; op++) {
        if (change.ops.inserts[op]) append(insertedRuns, authorOf(change), change.startOp + op);
        else append(removedRuns, change.actors[change.ops.keyActors[op]!]!, change.ops.keyCounters[op]!);
      }
      if (this.before(each.text) !== undefined) spliced.push({ ...each, removedRuns, insertedRuns });
    }
    return spliced;
  }
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
