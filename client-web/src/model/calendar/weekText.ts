/** Working weeks as people write them: `Mon-Thu 09:00-17:00, Fri 09:00-13:00`. */
import { minuteOfDay, printClock } from "./time";
import { WEEKDAYS } from "./workCalendar";

const LONG = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/**
 * Parts with commas between them: a weekday or a range of them, then the hours; names of days in English, at least three letters. A range may go over the
 * week's end (`Sun-Thu`), and hours over midnight are two parts. Undefined where it is anything else.
 */
export function parseWeek(text: string): string[] | undefined {
  const shifts: string[] = [];
  for (const part of text.split(",")) {
    const each = parsePart(part.trim());
    if (each === undefined) return undefined;
    shifts.push(...each);
  }
  return shifts;
}

function parsePart(part: string): string[] | undefined {
  const form = /^([A-Za-z]{3,9})(?:\s*-\s*([A-Za-z]{3,9}))?\s+(\d{1,2})(?::(\d\d))?\s*-\s*(\d{1,2})(?::(\d\d))?$/.exec(
    part,
  );
  if (form === null) return undefined;
  const [, firstDay = "", lastDay = firstDay, fromHour = "", fromMinute = "00", toHour = "", toMinute = "00"] = form;
  const first = weekday(firstDay);
  const last = weekday(lastDay);
  const from = minuteOfDay(`${fromHour.padStart(2, "0")}:${fromMinute}`);
  const to = minuteOfDay(`${toHour.padStart(2, "0")}:${toMinute}`);
  if (first < 0 || last < 0 || from === undefined || to === undefined || from >= to) return undefined;
  const days = (last - first + 7) % 7;
  return Array.from(
    { length: days + 1 },
    (_, i) => `${WEEKDAYS[(first + i) % 7]} ${printClock(from)}-${printClock(to)}`,
  );
}

function weekday(word: string): number {
  return LONG.findIndex((day) => day.startsWith(word.toLowerCase()));
}

/** What `parseWeek` reads; empty for a week without hours. */
export function printWeek(week: readonly string[]): string {
  const of = WEEKDAYS.map((day) => week.filter((each) => each.startsWith(day)).map((each) => each.slice(4)));
  const parts: string[] = [];
  for (let first = 0; first < of.length; first++) {
    const hours = of[first] ?? [];
    let last = first;
    while (of[last + 1]?.join() === hours.join()) last++;
    const name = (day: number) => (LONG[day] ?? "").slice(0, 3).replace(/^./, (letter) => letter.toUpperCase());
    const days = last > first ? `${name(first)}-${name(last)}` : name(first);
    for (const each of hours) parts.push(`${days} ${each}`);
    first = last;
  }
  return parts.join(", ");
}
