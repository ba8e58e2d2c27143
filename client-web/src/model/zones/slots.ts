/**
 * The times at which a meeting hurts least (ZONES-3 to ZONES-5). All starts on a quarter of an hour are tried: there are 672 in a week, so that the answer is
 * the best there is.
 */
import { common, gapsIn, type Interval, type Intervals, joined, lengthOf } from "../calendar/interval";
import { DAY_MILLIS, MINUTE_MILLIS } from "../calendar/time";
import type { WorkCalendar } from "../calendar/workCalendar";
import { compare, type MemberId } from "../ids";

/** People whose hours are looked at together. */
export type Calendars = ReadonlyMap<MemberId, WorkCalendar>;

/** A time for a meeting, and what it costs. Who pays nothing is not in `outOfHours`; where nobody pays the slot is free. */
export interface Slot {
  readonly time: Interval;
  /** Minutes, by rising id. */
  readonly outOfHours: ReadonlyMap<MemberId, number>;
  /** Who is out of their hours between 22:00 and 06:00 by their clock; rising. */
  readonly atNight: readonly MemberId[];
  /** The greatest, over who pays, of what they paid before and would pay now, in minutes. */
  readonly worstTotal: number;
  /** How far it is from the nearest working time, for whom that is furthest. */
  readonly awayMinutes: number;
}

interface Attendee {
  readonly member: MemberId;
  readonly paidMinutes: number;
  readonly working: Intervals;
  /** As far as they do not work then. */
  readonly nights: Intervals;
}

const STEP_MILLIS = 15 * MINUTE_MILLIS;
const AROUND_MILLIS = 7 * DAY_MILLIS;

/** When all of them work (ZONES-2). */
export function overlapOf(calendars: Iterable<WorkCalendar>, stretch: Interval): Intervals {
  let shared: Intervals = [stretch];
  for (const calendar of calendars) shared = common(shared, calendar.working(stretch));
  return shared;
}

/** The best slots of a stretch, at most so many, none of which overlaps another; the least bad first. `paid` is in minutes (see `ledgerOf`). */
export function bestSlots(
  calendars: Calendars,
  paid: ReadonlyMap<MemberId, number>,
  stretch: Interval,
  minutes: number,
  count: number,
): Slot[] {
  const length = minutes * MINUTE_MILLIS;
  const attendees = attendeesOf(calendars, paid, stretch);
  const all: Slot[] = [];
  for (let at = Math.ceil(stretch.start / STEP_MILLIS) * STEP_MILLIS; at + length <= stretch.end; at += STEP_MILLIS) {
    all.push(slotAt(attendees, { start: at, end: at + length }));
  }
  const chosen: Slot[] = [];
  for (const slot of all.sort(leastBad)) {
    if (chosen.length === count) break;
    if (chosen.every(({ time }) => common([time], [slot.time]).length === 0)) chosen.push(slot);
  }
  return chosen;
}

/** What a meeting at this time costs. */
export function costOf(calendars: Calendars, paid: ReadonlyMap<MemberId, number>, time: Interval): Slot {
  return slotAt(attendeesOf(calendars, paid, time), time);
}

/** Who paid most is asked last, so that everybody has their turn; then nights, minutes, distance; the earlier of equals. */
function leastBad(one: Slot, other: Slot): number {
  const sum = (slot: Slot) => [...slot.outOfHours.values()].reduce((all, each) => all + each, 0);
  return (
    one.worstTotal - other.worstTotal ||
    one.atNight.length - other.atNight.length ||
    sum(one) - sum(other) ||
    one.awayMinutes - other.awayMinutes ||
    one.time.start - other.time.start
  );
}

function attendeesOf(calendars: Calendars, paid: ReadonlyMap<MemberId, number>, stretch: Interval): Attendee[] {
  const around = { start: stretch.start - AROUND_MILLIS, end: stretch.end + AROUND_MILLIS };
  return [...calendars]
    .sort(([a], [b]) => compare(a, b))
    .map(([member, calendar]) => {
      const { zone } = calendar;
      const working = calendar.working(around);
      const nights: Interval[] = [];
      for (let day = zone.dayAt(stretch.start) - 2; day <= zone.dayAt(stretch.end) + 2; day++) {
        nights.push(...zone.on(day, 0, 6 * 60), ...zone.on(day, 22 * 60, 24 * 60));
      }
      const free = common(joined(nights), gapsIn(around, working));
      return { member, paidMinutes: paid.get(member) ?? 0, working, nights: free };
    });
}

function slotAt(attendees: readonly Attendee[], time: Interval): Slot {
  const outOfHours = new Map<MemberId, number>();
  const atNight: MemberId[] = [];
  let worstTotal = 0;
  let awayMinutes = 0;
  for (const each of attendees) {
    const minutes = wholeMinutes(time.end - time.start - lengthOf(common(each.working, [time])));
    if (minutes === 0) continue;
    outOfHours.set(each.member, minutes);
    worstTotal = Math.max(worstTotal, each.paidMinutes + minutes);
    awayMinutes = Math.max(awayMinutes, awayOf(each.working, time));
    if (common(each.nights, [time]).length > 0) atNight.push(each.member);
  }
  return { time, outOfHours, atNight, worstTotal, awayMinutes };
}

/** From the nearest working time; the days that are looked at where there is none. */
function awayOf(working: Intervals, time: Interval): number {
  let away = AROUND_MILLIS;
  for (const each of working) away = Math.min(away, Math.max(time.start - each.end, each.start - time.end));
  return wholeMinutes(Math.max(0, away));
}

/** A begun one counts. */
function wholeMinutes(millis: number): number {
  return Math.ceil(millis / MINUTE_MILLIS);
}
