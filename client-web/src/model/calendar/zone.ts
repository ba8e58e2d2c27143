/**
 * Time zones by the rules that the platform has (Intl). Offsets are asked for once every few days and kept with the transitions between them: the platform
 * takes microseconds for each, and a decision asks thousands of times.
 */
import { type Interval, type Intervals, joined } from "./interval";
import { DAY_MILLIS, type Day, type Instant, MINUTE_MILLIS } from "./time";

/** Whether it names a zone of the time zone database, spelled as there. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() !== name.toLowerCase() || timeZone === name;
  } catch {
    return false; // RangeError: no such zone
  }
}

/** No zone changes its clock twice within so long. */
const SAMPLE_MILLIS = 4 * DAY_MILLIS;
const CHUNK_MILLIS = 8 * SAMPLE_MILLIS;
/** Further than any clock is from UTC. */
const OFFSET_MAX = 18 * 60 * MINUTE_MILLIS;

/** From this instant on the clock is so far ahead of UTC, in milliseconds. */
interface Run {
  readonly from: Instant;
  readonly offset: number;
}

export class Zone {
  private static readonly known = new Map<string, Zone | undefined>();
  private readonly format: Intl.DateTimeFormat;
  private readonly chunks = new Map<number, readonly Run[]>();

  private constructor(readonly name: string) {
    this.format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  }

  /** Undefined where the platform does not know the name. */
  static of(name: string): Zone | undefined {
    if (!Zone.known.has(name)) Zone.known.set(name, isZone(name) ? new Zone(name) : undefined);
    return Zone.known.get(name);
  }

  static utc(): Zone {
    const utc = Zone.of("UTC");
    if (utc === undefined) throw new Error("this platform does not know UTC");
    return utc;
  }

  /** How far its clock is ahead of UTC, in milliseconds. */
  offsetAt(at: Instant): number {
    const runs = this.chunk(Math.floor(at / CHUNK_MILLIS));
    return (runs.findLast((run) => run.from <= at) ?? runs[0]!).offset;
  }

  /** What its clock shows, as milliseconds since 1970-01-01 00:00 of that clock. */
  localAt(at: Instant): number {
    return at + this.offsetAt(at);
  }

  /** What its calendar shows. */
  dayAt(at: Instant): Day {
    return Math.floor(this.localAt(at) / DAY_MILLIS);
  }

  /** The minute of the day that its clock shows. */
  minuteAt(at: Instant): number {
    return Math.floor((this.localAt(at) - this.dayAt(at) * DAY_MILLIS) / MINUTE_MILLIS);
  }

  /**
   * All instants at which the calendar shows this date and the clock a time from one minute until another, 1440 being the end of the day (CAL-2). What
   * the clock skips is not there, what it shows twice is there twice.
   */
  on(day: Day, fromMinute: number, toMinute: number): Intervals {
    const midnight = day * DAY_MILLIS;
    const earliest = midnight - OFFSET_MAX;
    const latest = midnight + DAY_MILLIS + OFFSET_MAX;
    const found: Interval[] = [];
    const runs = this.runs(earliest, latest);
    for (const [i, { from, offset }] of runs.entries()) {
      const start = Math.max(from, midnight + fromMinute * MINUTE_MILLIS - offset);
      const end = Math.min(runs[i + 1]?.from ?? latest, midnight + toMinute * MINUTE_MILLIS - offset);
      if (start < end) found.push({ start, end });
    }
    return joined(found);
  }

  /** The first moment of a date; of the next where the zone skipped it. */
  startOf(day: Day): Instant {
    return this.on(day, 0, DAY_MILLIS / MINUTE_MILLIS)[0]?.start ?? this.startOf(day + 1);
  }

  /** When the clock shows this: by the offset before where it was changed just then, which is the first of two (RFC 5545, 3.3.5). */
  instantAt(day: Day, minute: number): Instant {
    const local = day * DAY_MILLIS + minute * MINUTE_MILLIS;
    const before = this.offsetAt(local - OFFSET_MAX);
    const first = local - before;
    const change = this.runs(local - OFFSET_MAX, local + OFFSET_MAX).find(({ from }) => from > local - OFFSET_MAX);
    if (change === undefined || first < change.from) return first;
    // After the change, unless the clock skipped it.
    return local - change.offset >= change.from ? local - change.offset : first;
  }

  /** When its clock is changed between two moments, and by how much it is ahead of UTC before and after. */
  changes(from: Instant, to: Instant): { readonly at: Instant; readonly before: number; readonly after: number }[] {
    const runs = this.runs(from, to);
    return runs.slice(1).map((run, i) => ({ at: run.from, before: runs[i]!.offset, after: run.offset }));
  }

  private runs(from: Instant, to: Instant): Run[] {
    const all: Run[] = [{ from, offset: this.offsetAt(from) }];
    for (let chunk = Math.floor(from / CHUNK_MILLIS); chunk * CHUNK_MILLIS < to; chunk++) {
      for (const run of this.chunk(chunk)) {
        if (run.from > from && run.from < to && run.offset !== all.at(-1)?.offset) all.push(run);
      }
    }
    return all;
  }

  private chunk(index: number): readonly Run[] {
    const known = this.chunks.get(index);
    if (known !== undefined) return known;
    const start = index * CHUNK_MILLIS;
    const runs: Run[] = [{ from: start, offset: this.ask(start) }];
    for (let at = start; at < start + CHUNK_MILLIS; at += SAMPLE_MILLIS) {
      const before = runs.at(-1)!.offset;
      const after = this.ask(at + SAMPLE_MILLIS);
      if (after !== before) runs.push({ from: this.change(at, at + SAMPLE_MILLIS, before), offset: after });
    }
    this.chunks.set(index, runs);
    return runs;
  }

  /** When the offset changes between two moments, to the second. */
  private change(from: Instant, to: Instant, before: number): Instant {
    let [low, high] = [from, to];
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (this.ask(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }

  private ask(at: Instant): number {
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(this.format.format(at));
    const [, sign, hours = "0", minutes = "0", seconds = "0"] = match ?? [];
    const offset = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
    return sign === "-" ? -offset : offset;
  }
}
