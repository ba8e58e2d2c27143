/** When a team's cycles come (RHYTHM-2 to RHYTHM-4). */
import type { TeamCycle } from "./forms";
import { DAY_MILLIS, type Day, dayOf, type Instant, MINUTE_MILLIS, minuteOfDay, weekdayOf } from "./time";
import { Zone } from "./zone";

/** `number` is from 0, the anchor; `end` is the start where it takes no time. */
export interface Occurrence {
  readonly number: number;
  readonly day: Day;
  readonly start: Instant;
  readonly end: Instant;
}

/** The occurrences of one cycle; undefined where the platform does not know its zone. */
export function occurrencesOf(cycle: TeamCycle): Occurrences | undefined {
  const zone = Zone.of(cycle.zone);
  return zone === undefined ? undefined : new Occurrences(cycle, zone);
}

export class Occurrences {
  private readonly anchor: Day;
  private readonly count: number;
  private readonly inWeeks: boolean;

  constructor(
    private readonly cycle: TeamCycle,
    private readonly zone: Zone,
  ) {
    this.anchor = dayOf(cycle.anchor);
    this.count = Number(cycle.every.slice(0, -1));
    this.inWeeks = cycle.every.endsWith("w");
  }

  at(number: number): Occurrence {
    const day = this.day(number);
    const start = this.zone.instantAt(day, minuteOfDay(this.cycle.at) ?? 0);
    return { number, day, start, end: start + this.cycle.minutes * MINUTE_MILLIS };
  }

  /** As many, from the first that starts at or after an instant. */
  next(from: Instant, count: number): Occurrence[] {
    let number = Math.max(0, this.guess(from) - 1);
    while (this.at(number).start < from) number++;
    return Array.from({ length: count }, (_, i) => this.at(number + i));
  }

  /** The last that started at or before an instant; undefined before the anchor. */
  last(until: Instant): Occurrence | undefined {
    const [next] = this.next(until + 1, 1);
    return next === undefined || next.number === 0 ? undefined : this.at(next.number - 1);
  }

  /** In months: the same weekday, as many weeks into the month as the anchor is; the last of the month where the anchor is a fifth. */
  private day(number: number): Day {
    if (number === 0) return this.anchor;
    if (this.inWeeks) return this.anchor + number * this.count * 7;
    const anchor = new Date(this.anchor * DAY_MILLIS);
    const week = Math.floor((anchor.getUTCDate() - 1) / 7);
    const months = anchor.getUTCMonth() + number * this.count;
    const first = Math.floor(Date.UTC(anchor.getUTCFullYear(), months, 1) / DAY_MILLIS);
    const next = Math.floor(Date.UTC(anchor.getUTCFullYear(), months + 1, 1) / DAY_MILLIS);
    const weekday = weekdayOf(this.anchor);
    if (week < 4) return first + ((weekday - weekdayOf(first) + 7) % 7) + week * 7;
    return next - 1 - ((weekdayOf(next - 1) - weekday + 7) % 7);
  }

  /** Not after the occurrence that is looked for, by more than one. */
  private guess(from: Instant): number {
    const day = this.zone.dayAt(from);
    if (this.inWeeks) return Math.max(0, Math.floor((day - this.anchor) / 7 / this.count));
    const months = (at: Day) => {
      const date = new Date(at * DAY_MILLIS);
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    };
    return Math.max(0, Math.floor((months(day) - months(this.anchor)) / this.count));
  }
}
