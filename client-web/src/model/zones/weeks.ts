/** Calendar weeks of ISO 8601, from Monday to Sunday, as stretches of time in one zone. */
import type { Interval } from "../calendar/interval";
import { type Day, dayOf, type Instant, printDay, weekdayOf } from "../calendar/time";
import type { Zone } from "../calendar/zone";

/** The Monday of the week that an instant lies in, by the calendar of the zone. */
export function mondayAt(at: Instant, zone: Zone): Day {
  const day = zone.dayAt(at);
  return day - weekdayOf(day);
}

/** The Monday of `2026-W48`; undefined for anything that is no week. */
export function mondayOf(week: string): Day | undefined {
  const [, year = "", number = ""] = /^(\d{4})-W(\d\d)$/.exec(week) ?? [];
  if (year === "") return undefined;
  const monday = firstMonday(Number(year)) + (Number(number) - 1) * 7;
  const fits = Number(number) >= 1 && monday < firstMonday(Number(year) + 1);
  return fits ? monday : undefined;
}

/** `2026-W48`. */
export function weekOf(monday: Day): string {
  // A week is of the year that its Thursday is of.
  const year = Number(printDay(monday + 3).slice(0, 4));
  return `${year}-W${String((monday - firstMonday(year)) / 7 + 1).padStart(2, "0")}`;
}

function firstMonday(year: number): Day {
  const fourth = dayOf(`${String(year).padStart(4, "0")}-01-04`);
  return fourth - weekdayOf(fourth);
}

/** From the beginning of that Monday until that of the next, by the clock of the zone. */
export function weekFrom(monday: Day, zone: Zone): Interval {
  return { start: zone.startOf(monday), end: zone.startOf(monday + 7) };
}
