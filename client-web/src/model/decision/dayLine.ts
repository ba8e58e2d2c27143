/**
 * The working days of a calendar from a moment on, found when they are first asked for: a decision asks for the same days many times, and a day costs a look
 * at the rules of its zone. Counts as WorkCalendar does.
 */
import { DAY_MILLIS, type Day, type Instant } from "../calendar/time";
import { HORIZON_DAYS, type WorkCalendar } from "../calendar/workCalendar";

/** The platform's clock knows no later moment. */
const LATEST = 8_640_000_000_000_000 - 2 * DAY_MILLIS;

export class DayLine {
  private readonly first: Day;
  private readonly starts: Instant[] = [];
  private readonly ends: Instant[] = [];
  private looked = 0;

  /** @param from nothing before this is asked */
  constructor(
    readonly calendar: WorkCalendar,
    from: Instant,
  ) {
    // The day on which it began may still be going on, and the day before, where clocks were put back over midnight.
    this.first = calendar.zone.dayAt(Math.min(from, LATEST)) - 2;
  }

  /** The end of the nth working day of those that begin at or after a moment. */
  nthFrom(from: Instant, n: number): Instant | undefined {
    return this.end(this.firstNotBefore(this.starts, from) + n - 1);
  }

  /** The end of the nth working day of those that end after a moment. */
  nthEndingAfter(from: Instant, n: number): Instant | undefined {
    return this.end(this.firstNotBefore(this.ends, from + 1) + n - 1);
  }

  /** Whether there were so many working days between, the last of them over. */
  had(n: number, from: Instant, to: Instant): boolean {
    const end = this.nthEndingAfter(from, n);
    return end !== undefined && end <= to;
  }

  private end(index: number): Instant | undefined {
    while (this.ends.length <= index && this.look());
    return this.ends[index];
  }

  private firstNotBefore(rising: readonly Instant[], moment: Instant): number {
    while ((rising.at(-1) ?? Number.NEGATIVE_INFINITY) < moment && this.look());
    let [low, high] = [0, rising.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((rising[middle] ?? 0) < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private look(): boolean {
    if (this.looked >= HORIZON_DAYS) return false;
    const day = this.calendar.day(this.first + this.looked++);
    if (day !== undefined) {
      this.starts.push(day.start);
      this.ends.push(day.end);
    }
    return true;
  }
}
