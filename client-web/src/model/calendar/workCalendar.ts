/** When one person works (CAL-1 to CAL-6). */
import { parseDayRange } from "./forms";
import { common, contains, type Interval, type Intervals, joined } from "./interval";
import { type Day, dayOf, type Instant, minuteOfDay, weekdayOf } from "./time";
import { Zone } from "./zone";

/** Hours of one weekday (0 is Monday), in minutes of the day. */
interface Shift {
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
}

/** Both included. */
interface DayRange {
  readonly first: Day;
  readonly last: Day;
}

/** A working day of one person, from the start of its first hours to the end of its last; breaks are not in `hours`. */
export interface WorkDay {
  readonly day: Day;
  readonly start: Instant;
  readonly end: Instant;
  readonly hours: Intervals;
}

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** What counts for somebody who did not say (CAL-4). */
export const USUAL_WEEK: readonly string[] = WEEKDAYS.slice(0, 5).map((day) => `${day} 09:00-17:00`);

/** How far ahead working days are looked for: who has none in ten years counts as never at work. */
export const HORIZON_DAYS = 3_660;

export class WorkCalendar {
  private readonly shifts: readonly (readonly Shift[])[];
  private readonly off: readonly DayRange[];

  /** `week` and `daysOff` as they are stored: `mon 09:00-17:00`, `2026-12-24..2027-01-02`. */
  constructor(
    readonly zone: Zone,
    readonly week: readonly string[],
    readonly daysOff: readonly string[],
  ) {
    const all = week.map(shiftOf);
    this.shifts = WEEKDAYS.map((_, weekday) => all.filter((each) => each.weekday === weekday));
    this.off = daysOff.map(rangeOf).sort((a, b) => a.first - b.first);
  }

  /** Of somebody who may not have said when they work; undefined without a zone that is known (CAL-4). */
  static of(person: {
    readonly zone: string;
    readonly week: readonly string[];
    readonly daysOff: readonly string[];
  }): WorkCalendar | undefined {
    const zone = Zone.of(person.zone);
    const week = person.week.length > 0 ? person.week : USUAL_WEEK;
    return zone === undefined ? undefined : new WorkCalendar(zone, week, person.daysOff);
  }

  isOff(day: Day): boolean {
    return this.off.some(({ first, last }) => first <= day && day <= last);
  }

  /** The working day of a date, if it is one. */
  day(day: Day): WorkDay | undefined {
    const shifts = this.shifts[weekdayOf(day)] ?? [];
    if (shifts.length === 0 || this.isOff(day)) return undefined;
    const hours = joined(shifts.flatMap(({ from, to }) => this.zone.on(day, from, to)));
    const [first, last] = [hours[0], hours.at(-1)];
    return first === undefined || last === undefined ? undefined : { day, start: first.start, end: last.end, hours };
  }

  worksAt(at: Instant): boolean {
    return contains(this.day(this.zone.dayAt(at))?.hours ?? [], at);
  }

  /** Working time in a stretch of time. */
  working(stretch: Interval): Intervals {
    const all: Interval[] = [];
    for (const day of this.days(stretch.start, this.zone.dayAt(stretch.end) + 1)) all.push(...day.hours);
    return common(joined(all), [stretch]);
  }

  /** The nth working day, from 1, of those that start at or after an instant: one that has begun by then does not count (CAL-5). */
  nthDayFrom(at: Instant, n: number): WorkDay | undefined {
    let left = n;
    for (const day of this.days(at)) if (day.start >= at && --left === 0) return day;
    return undefined;
  }

  /** The working day that they are in, breaks included, or else the next. */
  currentOrNextDay(at: Instant): WorkDay | undefined {
    for (const day of this.days(at)) if (at < day.end) return day;
    return undefined;
  }

  /** How many working days they had between two instants to act in: those that end after the one and not after the other (CAL-6). */
  daysBetween(from: Instant, to: Instant): number {
    let days = 0;
    for (const { end } of this.days(from, this.zone.dayAt(to) + 1)) if (end > from && end <= to) days++;
    return days;
  }

  /** Working days from the earliest that may still show at an instant: a clock that is put back over midnight returns to the day before. */
  private *days(from: Instant, last?: Day): Generator<WorkDay> {
    const first = this.zone.dayAt(from) - 1;
    for (let day = first; day <= (last ?? first + HORIZON_DAYS); day++) {
      const found = this.day(day);
      if (found !== undefined) yield found;
    }
  }
}

function shiftOf(text: string): Shift {
  const [day = "", from = "", to = ""] = text.split(/[ -]/);
  const shift = {
    weekday: WEEKDAYS.indexOf(day as "mon"),
    from: minuteOfDay(from) ?? -1,
    to: minuteOfDay(to) ?? -1,
  };
  if (shift.weekday < 0 || shift.from < 0 || shift.from >= shift.to) throw new RangeError(`no working hours: ${text}`);
  return shift;
}

function rangeOf(text: string): DayRange {
  const range = parseDayRange(text);
  if (range === undefined) throw new RangeError(`no days off: ${text}`);
  const [first = "", last = first] = range.split("..");
  return { first: dayOf(first), last: dayOf(last) };
}
