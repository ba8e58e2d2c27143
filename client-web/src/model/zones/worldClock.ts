/** How a moment is shown to one reader (ZONES-1): by the clock of their zone, with that of whoever it comes from alongside. */
import type { Interval } from "../calendar/interval";
import { DAY_MILLIS, type Instant, printClock, weekdayOf } from "../calendar/time";
import type { Zone } from "../calendar/zone";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export class WorldClock {
  /** The year is left out where it is that of `now`; always there without one. */
  constructor(
    readonly reader: Zone,
    readonly now: Instant | undefined,
  ) {}

  /** `Thu 26 Nov 10:00`. */
  show(at: Instant): string {
    return `${this.day(at)} ${this.time(at)}`;
  }

  /** `Thu 26 Nov 10:00 (04:00 in New York)`; once only where both clocks show the same. */
  showFrom(at: Instant, author: Zone): string {
    return this.isSameClock(at, author) ? this.show(at) : `${this.show(at)} (${this.there(at, author)})`;
  }

  /** `Thu 26 Nov 10:00-10:30`. */
  showStretch({ start, end }: Interval): string {
    const last = this.reader.dayAt(end);
    const ends = this.reader.dayAt(start) === last ? this.time(end) : `${weekday(last)} ${this.time(end)}`;
    return `${this.show(start)}-${ends}`;
  }

  /** `Thu 26 Nov`, by the reader's calendar. */
  day(at: Instant): string {
    const day = this.reader.dayAt(at);
    const date = new Date(day * DAY_MILLIS);
    const year = date.getUTCFullYear();
    const sameYear =
      this.now !== undefined && new Date(this.reader.dayAt(this.now) * DAY_MILLIS).getUTCFullYear() === year;
    const short = `${weekday(day)} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
    return sameYear ? short : `${short} ${year}`;
  }

  /** `10:00`, by the reader's clock. */
  time(at: Instant): string {
    return printClock(this.reader.minuteAt(at));
  }

  /** `04:00 in New York`, with the weekday where it is another than the reader's. */
  there(at: Instant, other: Zone): string {
    return `${this.clock(at, other)} in ${cityOf(other.name)}`;
  }

  /** `04:00`, or `Wed 22:00` where it is another day there than the reader's. */
  clock(at: Instant, other: Zone): string {
    const time = printClock(other.minuteAt(at));
    const day = other.dayAt(at);
    return day === this.reader.dayAt(at) ? time : `${weekday(day)} ${time}`;
  }

  isSameClock(at: Instant, other: Zone): boolean {
    return this.reader.localAt(at) === other.localAt(at);
  }
}

function weekday(day: number): string {
  return WEEKDAYS[weekdayOf(day)] ?? "";
}

/** `Buenos Aires` of `America/Argentina/Buenos_Aires`. */
export function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}
