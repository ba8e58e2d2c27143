/** A time zone as VTIMEZONE (RFC 5545, 3.6.5), by what the platform says of it, from a moment on. */
import { DAY_MILLIS, type Instant, weekdayOf } from "../../calendar/time";
import type { Zone } from "../../calendar/zone";
import { type IcsWriter, icsLocal, icsOffset } from "./icsWriter";

/** For how long clocks are looked at: a rule is compared with the pattern that is written for it. */
const YEARS_CHECKED = 60;
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
/** What the platform says of earlier years depends on its age. */
const ALWAYS = 0;

/** A change of the clock; `local` is what it showed just before. */
interface Transition {
  readonly at: Instant;
  readonly local: number;
  readonly before: number;
  readonly after: number;
}

/** As `MO`; 0 is Monday. */
export function weekdayWord(weekday: number): string {
  return WEEKDAYS[weekday] ?? "MO";
}

/** @param from what the zone did before this need not be told */
export function writeTimeZone(out: IcsWriter, zone: Zone, from: Instant): void {
  out.begin("VTIMEZONE").line(`TZID:${zone.name}`);
  const year = new Date(from).getUTCFullYear() - 1;
  const years = Array.from({ length: YEARS_CHECKED }, (_, i) => transitionsIn(zone, year + i));
  const [first = []] = years;
  const pattern = first.map((_, nth) => recurrence(years.map((each) => each[nth])));
  const isYearly = first.length > 0 && years.every((each) => each.length === first.length);
  if (isYearly && pattern.every((each) => each !== undefined)) {
    for (const [nth, transition] of first.entries()) observance(out, transition, true, [`RRULE:${pattern[nth] ?? ""}`]);
  } else listed(out, zone, from, years.flat());
  out.end("VTIMEZONE");
}

/** One by one, from the last that was before; a clock that nobody ever changes shows one time always. */
function listed(out: IcsWriter, zone: Zone, from: Instant, changes: readonly Transition[]): void {
  const earlier = changes.findLast(({ at }) => at <= from) ?? lastBefore(zone, from);
  const offset = zone.offsetAt(from);
  if (earlier === undefined) observance(out, { at: ALWAYS, local: ALWAYS, before: offset, after: offset }, false, []);
  else observance(out, earlier, isSummer(earlier, changes), []);
  for (const each of changes.filter(({ at }) => at > from)) observance(out, each, isSummer(each, changes), []);
}

function lastBefore(zone: Zone, from: Instant): Transition | undefined {
  for (let year = new Date(from).getUTCFullYear() - 2; year >= 1970; year--) {
    const last = transitionsIn(zone, year).at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}

/** The clock goes ahead, and back again within a year. */
function isSummer({ at, before, after }: Transition, all: readonly Transition[]): boolean {
  return after > before && all.some((each) => each.at > at && each.at - at < 366 * DAY_MILLIS && each.after < after);
}

function transitionsIn(zone: Zone, year: number): Transition[] {
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return zone.changes(start, end).map(({ at, before, after }) => ({ at, local: at + before, before, after }));
}

/** What says of all of them when they are: the same day or weekday of one month; undefined where none does. */
function recurrence(times: readonly (Transition | undefined)[]): string | undefined {
  const all = times.flatMap((each) => (each === undefined ? [] : [new Date(each.local)]));
  const [first] = all;
  const changes = new Set(times.map((each) => `${each?.before} ${each?.after}`));
  if (first === undefined || changes.size > 1) return undefined;
  const clock = (date: Date) => date.getTime() - Math.floor(date.getTime() / DAY_MILLIS) * DAY_MILLIS;
  const weekday = (date: Date) => weekdayOf(Math.floor(date.getTime() / DAY_MILLIS));
  const month = first.getUTCMonth();
  if (all.some((each) => each.getUTCMonth() !== month || clock(each) !== clock(first))) return undefined;
  const days = all.map((each) => each.getUTCDate());
  const yearly = `FREQ=YEARLY;BYMONTH=${month + 1}`;
  const [low, high] = [Math.min(...days), Math.max(...days)];
  if (low === high) return `${yearly};BYMONTHDAY=${low}`;
  if (all.some((each) => weekday(each) !== weekday(first))) return undefined;
  const word = weekdayWord(weekday(first));
  const lastDay = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  if (all.every((each) => each.getUTCDate() + 7 > lastDay(each))) return `${yearly};BYDAY=-1${word}`;
  if (high >= low + 7) return undefined;
  if (low % 7 === 1) return `${yearly};BYDAY=${Math.floor(low / 7) + 1}${word}`;
  const range = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  return `${yearly};BYMONTHDAY=${range.join(",")};BYDAY=${word}`;
}

function observance(out: IcsWriter, change: Transition, alternates: boolean, more: readonly string[]): void {
  const name = alternates && change.after > change.before ? "DAYLIGHT" : "STANDARD";
  out.begin(name).line(`DTSTART:${icsLocal(change.local)}`);
  for (const line of more) out.line(line);
  out.line(`TZOFFSETFROM:${icsOffset(change.before)}`).line(`TZOFFSETTO:${icsOffset(change.after)}`);
  out.end(name);
}
