/** Work passing from one person to the next around the globe (ZONES-6). */
import { common, type Interval, type Intervals } from "../calendar/interval";
import type { Instant } from "../calendar/time";
import type { WorkDay } from "../calendar/workCalendar";
import { compare, type MemberId } from "../ids";
import type { Calendars } from "./slots";

export interface HandOver {
  readonly from: MemberId;
  readonly to: MemberId;
  /** When both are at work; empty where their days do not meet. */
  readonly shared: Intervals;
  /** From the end of the one's day to the start of the other's. */
  readonly gap: Interval | undefined;
}

interface Turn {
  readonly member: MemberId;
  readonly day: WorkDay;
}

/** Everybody's working day that is under way, or else the next, by its start; empty for fewer than two. Who is never at work is not in it. */
export function handOvers(calendars: Calendars, now: Instant): HandOver[] {
  const turns: Turn[] = [];
  for (const [member, calendar] of calendars) {
    const day = calendar.currentOrNextDay(now);
    if (day !== undefined) turns.push({ member, day });
  }
  turns.sort((a, b) => a.day.start - b.day.start || a.day.end - b.day.end || compare(a.member, b.member));
  const [first] = turns;
  if (first === undefined || turns.length < 2) return [];
  const following = calendars.get(first.member)?.nthDayFrom(first.day.end, 1);
  if (following !== undefined) turns.push({ member: first.member, day: following });
  return turns.slice(1).map((to, i) => between(turns[i]!, to));
}

function between(one: Turn, other: Turn): HandOver {
  const shared = common(one.day.hours, other.day.hours);
  const [start, end] = [one.day.end, other.day.start];
  return { from: one.member, to: other.member, shared, gap: start < end ? { start, end } : undefined };
}
