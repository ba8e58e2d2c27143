/** Moments and dates as numbers: milliseconds and days since 1970-01-01 UTC. */

/** Milliseconds since 1970-01-01 UTC. */
export type Instant = number;
/** Days since 1970-01-01, by whichever calendar. */
export type Day = number;

export const MINUTE_MILLIS = 60_000;
export const HOUR_MILLIS = 60 * MINUTE_MILLIS;
export const DAY_MILLIS = 24 * HOUR_MILLIS;
export const DAY_MINUTES = 1_440;

/** From `2026-11-26T08:00:00Z`; what it has below a millisecond is cut off. */
export function instantOf(text: string): Instant {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new RangeError(`no instant: ${text}`);
  return at;
}

/** As Java and ISO 8601 write it: `2026-11-26T08:00:00Z`, with milliseconds where there are some. */
export function printInstant(at: Instant): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** Nearly as far as the platform's clock goes, which is further than anybody plans. */
const YEAR_MAX = 200_000;

/** From `2026-11-26`; years of more digits have a sign, as ISO 8601 wants it. */
export function dayOf(date: string): Day {
  const [, sign = "", digits = "", rest = ""] = /^([+-])(\d{4,})(-\d\d-\d\d)$/.exec(date) ?? [];
  if (sign !== "") {
    const year = Math.min(Number(digits), YEAR_MAX);
    return Math.floor(instantOf(`${sign}${String(year).padStart(6, "0")}${rest}T00:00:00Z`) / DAY_MILLIS);
  }
  return Math.floor(instantOf(`${date}T00:00:00Z`) / DAY_MILLIS);
}

/** `2026-11-26`. */
export function printDay(day: Day): string {
  return new Date(day * DAY_MILLIS).toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Minute of the day of `09:30`, up to 24:00; undefined for what is none. */
export function minuteOfDay(clock: string): number | undefined {
  const match = /^(\d\d):(\d\d)$/.exec(clock);
  if (match === null) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return minute < 60 && hour * 60 + minute <= DAY_MINUTES ? hour * 60 + minute : undefined;
}

/** `09:30`; the end of the day is `24:00`. */
export function printClock(minute: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
