import { describe, expect, test } from "vitest";
import { deadlineOf, updated } from "../src/model/calendar/deadline";
import type { TeamCycle } from "../src/model/calendar/forms";
import { type Intervals, joined } from "../src/model/calendar/interval";
import { occurrencesOf } from "../src/model/calendar/occurrences";
import { dayOf, instantOf, printDay, printInstant } from "../src/model/calendar/time";
import { parseWeek, printWeek } from "../src/model/calendar/weekText";
import { WorkCalendar } from "../src/model/calendar/workCalendar";
import { Zone } from "../src/model/calendar/zone";
import type { MemberId } from "../src/model/ids";
import { handOvers } from "../src/model/zones/handOver";
import { bestSlots, overlapOf } from "../src/model/zones/slots";
import { mondayOf, weekOf } from "../src/model/zones/weeks";
import { WorldClock } from "../src/model/zones/worldClock";
import { vectors } from "./vectors";

type Pair = [string, string];
interface CalendarJson {
  zone: string;
  week?: string[];
  daysOff?: string[];
}
interface Case {
  name: string;
  rule: string;
  what: string;
  calendar: CalendarJson;
  people: Record<MemberId, CalendarJson>;
  paid: Record<MemberId, number>;
  from: string;
  to: string;
  now: string;
  date: string | null;
  end: string | null;
  n: number;
  days: number;
  hours: Pair[];
  deadline: { workingDays?: number; everywhere?: string };
  at: string | null;
  setBy: MemberId | null;
  neverAtWork: MemberId[];
  stored: { at: string; version: string };
  anew: { at: string; version: string };
  common: Pair[];
  minutes: number;
  count: number;
  slots: unknown[];
  passes: unknown[];
  reader: string;
  author: string;
  text: string;
}

function calendar({ zone, week = [], daysOff = [] }: CalendarJson): WorkCalendar {
  const known = WorkCalendar.of({ zone, week, daysOff });
  if (known === undefined) throw new Error(`no zone ${zone}`);
  return known;
}

function zone(name: string): Zone {
  const known = Zone.of(name);
  if (known === undefined) throw new Error(`no zone ${name}`);
  return known;
}

const pairs = (all: Intervals): Pair[] => all.map(({ start, end }) => [printInstant(start), printInstant(end)]);
const stretches = (all: Pair[]) =>
  joined(all.map(([start, end]) => ({ start: instantOf(start), end: instantOf(end) })));
const people = (vector: Case) =>
  new Map(Object.entries(vector.people).map(([id, json]) => [id as MemberId, calendar(json)]));
const stretch = (vector: Case) => ({ start: instantOf(vector.from), end: instantOf(vector.to) });

const checks: Record<string, (vector: Case) => void> = {
  day: (vector) => {
    const day = calendar(vector.calendar).day(dayOf(vector.date ?? ""));
    expect(day?.hours ?? []).toEqual(stretches(vector.hours));
  },
  nthDay: (vector) => {
    const day = calendar(vector.calendar).nthDayFrom(instantOf(vector.from), vector.n);
    expect(day === undefined ? null : printDay(day.day)).toBe(vector.date);
    expect(day === undefined ? null : printInstant(day.end)).toBe(vector.end);
  },
  daysBetween: (vector) => {
    const days = calendar(vector.calendar).daysBetween(instantOf(vector.from), instantOf(vector.to));
    expect(days).toBe(vector.days);
  },
  deadline: (vector) => {
    const { workingDays, everywhere } = vector.deadline;
    const answer = deadlineOf(
      workingDays === undefined
        ? { type: "Everywhere", date: everywhere ?? "" }
        : { type: "WorkingDays", days: workingDays },
      instantOf(vector.from),
      people(vector),
    );
    expect(answer.deadline === undefined ? null : printInstant(answer.deadline.at)).toBe(vector.at);
    expect(answer.deadline?.setBy ?? null).toBe(vector.setBy);
    expect(answer.neverAtWork).toEqual(vector.neverAtWork);
  },
  updated: ({ stored, anew, at }) => {
    const read = (json: { at: string; version: string }) => ({ at: instantOf(json.at), version: json.version });
    expect(printInstant(updated(read(stored), read(anew)).at)).toBe(at);
  },
  overlap: (vector) => expect(pairs(overlapOf(people(vector).values(), stretch(vector)))).toEqual(vector.common),
  slots: (vector) => {
    const paid = new Map(Object.entries(vector.paid).map(([id, minutes]) => [id as MemberId, minutes]));
    const best = bestSlots(people(vector), paid, stretch(vector), vector.minutes, vector.count);
    const json = best.map(({ time, outOfHours, atNight }) => ({
      start: printInstant(time.start),
      end: printInstant(time.end),
      pays: Object.fromEntries(outOfHours),
      atNight,
    }));
    expect(json).toEqual(vector.slots);
  },
  handOver: (vector) => {
    const json = handOvers(people(vector), instantOf(vector.now)).map(({ from, to, shared, gap }) => ({
      from,
      to,
      shared: pairs(shared),
      gap: gap === undefined ? null : pairs([gap])[0],
    }));
    expect(json).toEqual(vector.passes);
  },
  moment: (vector) => {
    const clock = new WorldClock(zone(vector.reader), instantOf(vector.now));
    expect(clock.showFrom(instantOf(vector.at ?? ""), zone(vector.author))).toBe(vector.text);
  },
};

describe("calendars.json", () => {
  const all = vectors<Case[]>("calendars.json");
  test.each(all.map((each) => [`${each.what}: ${each.name}_${each.rule}`, each] as const))("%s_VECTOR4", (_, vector) =>
    checks[vector.what]!(vector),
  );
});

interface CycleCase {
  name: string;
  rule: string;
  cycle: TeamCycle;
  from: string;
  occurrences: { number: number; date: string; start: string; end: string }[];
}

describe("rhythm-cycles.json", () => {
  const all = vectors<CycleCase[]>("rhythm-cycles.json");
  test.each(all.map((each) => [`${each.name}_${each.rule}`, each] as const))("%s_VECTOR5", (_, vector) => {
    const occurrences = occurrencesOf(vector.cycle)!;
    const found = occurrences.next(instantOf(vector.from), vector.occurrences.length);
    const json = found.map(({ number, day, start, end }) => ({
      number,
      date: printDay(day),
      start: printInstant(start),
      end: printInstant(end),
    }));
    expect(json).toEqual(vector.occurrences);
    const some = found.at(-1)!;
    expect(occurrences.last(some.start)).toEqual(some);
    expect(occurrences.last(some.start - 1_000)?.number ?? -1).toBe(some.number - 1);
    expect(occurrences.last(occurrences.at(0).start - 1_000)).toBeUndefined();
  });
});

describe("words for weeks", () => {
  test("working hours are read as people write them and printed so_CAL3", () => {
    const week = parseWeek("Mon-Thu 9-17:30, fri 09:00-13:00");
    expect(week).toEqual([
      "mon 09:00-17:30",
      "tue 09:00-17:30",
      "wed 09:00-17:30",
      "thu 09:00-17:30",
      "fri 09:00-13:00",
    ]);
    expect(printWeek(week ?? [])).toBe("Mon-Thu 09:00-17:30, Fri 09:00-13:00");
    expect(parseWeek("Sun-Mon 20:00-24:00")).toEqual(["sun 20:00-24:00", "mon 20:00-24:00"]);
    expect(parseWeek("Mon 17:00-09:00")).toBeUndefined();
    expect(parseWeek("every day")).toBeUndefined();
  });

  test("weeks are those of ISO 8601", () => {
    expect(printDay(mondayOf("2026-W48") ?? 0)).toBe("2026-11-23");
    expect(printDay(mondayOf("2026-W53") ?? 0)).toBe("2026-12-28");
    expect(mondayOf("2027-W53")).toBeUndefined();
    expect(weekOf(dayOf("2026-12-28"))).toBe("2026-W53");
    expect(weekOf(dayOf("2027-01-04"))).toBe("2027-W01");
  });
});
